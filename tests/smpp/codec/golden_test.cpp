// Every golden: octets -> description compared with the .txt beside it, and back to octets.
#include "smpp/codec.hpp"
#include "support/hex_golden.hpp"
#include <doctest/doctest.h>
#include <fstream>
#include <set>

TEST_CASE("goldens decode to their description and encode to their octets") {
    const std::filesystem::path folder{YEELEN_SOURCE_DIR "/tests/smpp/codec/golden"};
    const auto files = support::files_with(folder, ".hex");
    std::set<smpp::command_id> seen;
    for (const auto& file : files) {
        CAPTURE(file.filename().string());
        const auto golden = support::read_hex_golden(file);
        const auto p = smpp::decode(golden.octets);
        REQUIRE(p.has_value());
        seen.insert(smpp::id_of(p->body));
        const std::string text = smpp::describe(*p) + "\n";
        auto expected = file;
        expected.replace_extension(".txt");
        if (support::update_goldens()) {
            std::ofstream{expected, std::ios::binary} << text;
        }
        CHECK(text == support::read_text_file(expected));
        std::string again;
        REQUIRE(smpp::encode(*p, again).has_value());
        CHECK(again == golden.recoded);
    }
    CHECK(seen.size() == std::variant_size_v<smpp::body>);
}
