#include "config/settings.hpp"

#include <cstdlib>
#include <doctest/doctest.h>
#include <fstream>
#include <sstream>
#include <string>

TEST_CASE("docs/settings.md is what the tables say (YEELEN_UPDATE_GOLDENS=1 writes it)") {
    const std::string file = YEELEN_SOURCE_DIR "/docs/settings.md";
    if (const char* update = std::getenv("YEELEN_UPDATE_GOLDENS");
        update != nullptr && std::string{update} == "1") {
        std::ofstream{file, std::ios::binary} << yeelen::config::reference();
    }
    std::ifstream stream{file, std::ios::binary};
    std::ostringstream written;
    written << stream.rdbuf();
    CHECK(written.str() == yeelen::config::reference());
}
