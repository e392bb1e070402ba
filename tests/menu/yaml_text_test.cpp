// A tree written as YAML reads as the same tree.
#include "menu/load/yaml_text.hpp"
#include "support/hex_golden.hpp"
#include <doctest/doctest.h>
#include <filesystem>

using namespace yeelen;

namespace {

void check_same(const document::node& a, const document::node& b) {
    CHECK(a.kind == b.kind);
    CHECK(a.text == b.text);
    // What stood bare may have got quotes, but not a number, true or false: they mean more bare.
    const bool word = a.text.find_first_not_of("0123456789.-+truefalsn") != std::string::npos;
    CHECK((a.quoted == b.quoted || (b.quoted && word)));
    REQUIRE(a.items.size() == b.items.size());
    for (std::size_t i = 0; i < a.items.size(); ++i) {
        check_same(a.items[i], b.items[i]);
    }
    REQUIRE(a.entries.size() == b.entries.size());
    for (std::size_t i = 0; i < a.entries.size(); ++i) {
        check_same(a.entries[i].key, b.entries[i].key);
        check_same(a.entries[i].value, b.entries[i].value);
    }
}

void check_written(const std::string& text) {
    const auto root = document::read_yaml(text, "a.yaml");
    REQUIRE(root);
    const auto written = menu::yaml_text(*root);
    INFO(written);
    const auto again = document::read_yaml(written, "b.yaml");
    REQUIRE(again);
    check_same(*root, *again);
    CHECK(menu::yaml_text(*again) == written);
}

} // namespace

TEST_CASE("what YAML makes difficult is written so that it reads the same") {
    for (const char* text :
         {"a: \"1\"\nb: 1\nc: -5\n", "a: \"x: y\"\nb: 'it''s'\n",
          "a: \"back\\\\slash \\\"q\\\" \\t\"\n",
          "a: |\n  two\n  lines\nb: |-\n  one: line # here\n", "a: Which number?\nb: x?y\n",
          "a: [1, \"2\", [x, {y: z}]]\nb: {}\nc: []\n", "a:\nb: ~\nc: \"\"\n",
          "\"yes\": \"no\"\n\"00\": x\n", "- a: 1\n  b:\n    - c\n    - d: {e: f}\n- x\n",
          "a: \" space \"\nb: \"- x\"\nc: \"end:\"\nd: \"{x}\"\n",
          "a: =profile.contract\nb: count x > 3\nc: \"*123#\"\n"}) {
        INFO(text);
        check_written(text);
    }
}

TEST_CASE("the project's own files are written so that they read the same") {
    std::size_t files = 0;
    for (const char* folder :
         {"/menus/electricity", "/tests/menu/data/version1", "/config/backends"}) {
        for (const auto& e : std::filesystem::recursive_directory_iterator{
                 std::string{YEELEN_SOURCE_DIR} + folder}) {
            if (e.path().extension() == ".yaml") {
                INFO(e.path().string());
                check_written(support::read_text_file(e.path().string()));
                ++files;
            }
        }
    }
    CHECK(files > 10);
}
