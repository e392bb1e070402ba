#include "menu/electricity.hpp"
#include "menu/talk.hpp"
#include "support/hex_golden.hpp"
#include <doctest/doctest.h>

// YEELEN_UPDATE_GOLDENS=1 writes the talks anew.
TEST_CASE("every talk with the menu of all kinds goes as written") {
    const auto talks = support::files_with(menu_test::source_path("tests/menu/talks"), ".talk");
    REQUIRE(!talks.empty());
    for (const auto& path : talks) {
        SUBCASE(path.filename().c_str()) {
            const auto written = support::read_text_file(path);
            const auto happened = menu_test::run_talk(written);
            if (support::update_goldens() && happened != written) {
                std::ofstream{path, std::ios::binary} << happened;
            } else {
                CHECK(happened == written);
            }
        }
    }
}
