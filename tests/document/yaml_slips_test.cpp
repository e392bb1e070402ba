// What people do wrong who do not know YAML, and what they are told.
#include "document/yaml_slips.hpp"

#include "document/node.hpp"
#include "support/hex_golden.hpp"
#include <doctest/doctest.h>
#include <filesystem>
#include <fmt/format.h>
#include <string>
#include <vector>

using namespace yeelen;
using namespace yeelen::document;

namespace {

struct row {
    const char* name;
    const char* text;
    std::vector<std::string> at; ///< "line:column"
    std::string_view said;       ///< part of each message
};

const row rows[] = {
    {"a service code", "home:\n  bill: *123# now\n", {"2:9"}, "begins with * must stand in quotes"},
    {"percents", "home:\n  bill: %50 off\n", {"2:9"}, "begins with % must"},
    {"an at", "bill: @home\n", {"1:7"}, "begins with @ must"},
    {"a backquote", "bill: `x`\n", {"1:7"}, "begins with ` must"},
    {"an ampersand", "bill: & more\n", {"1:7"}, "begins with & must"},
    {"an anchor", "a: &x 1\n", {"1:4"}, "anchors (&name) are not allowed: put quotes"},
    {"a tag", "a: !secret 1\n", {"1:4"}, "tags (!secret) are not allowed: put quotes"},
    {"an alias", "a: &x 1\nb: *x\n", {"1:4", "2:4"}, "are not allowed"},
    {"in a list", "a:\n  - one\n  - *two\n", {"3:5"}, "begins with * must"},
    {"in a map in braces", "a: { b: 1, c: *123# }\n", {"1:15"}, "begins with * must"},
    {"two of them", "a: *1\nb: @2\n", {"1:4", "2:4"}, "must stand in quotes"},
    {"words in brackets", "bill: [new] Balance\nb: 1\n", {"1:7"}, "begins with [ must"},
    {"a value first", "line: {item.month, month}: {item.amount}\n", {"1:7"}, "begins with { must"},
    {"a bar", "a: | x\nb: 1\n*c\n", {"1:4", "3:1"}, "must stand in quotes"},
    {"a tab", "home:\n\tbill: x\n", {"2:1"}, "a tab stands"},
    {"a tab behind spaces", "home:\n  \tbill: x\n  pay: y\n", {"2:3"}, "a tab stands"},
    {"no blank",
     "home:\n  title: x\n  bill:Balance\n  pay: Pay\n",
     {"3:8"},
     "missing behind 'bill:'"},
    {"no blank at first", "home:\n  bill:Balance\n  pay: Pay\n", {"2:8"}, "missing behind 'bill:'"},
    {"no blank behind quotes", "\"yes\":Yes\n\"no\": No\n", {"1:7"}, "a blank is missing"},
    {"a colon in a text", "bill: Note: pay\n", {"1:7"}, "put quotes around a text that has ': '"},
    {"a colon in a text of a list", "a:\n  - b: c: d\n", {"2:8"}, "put quotes"},
    {"a quote is not closed", "a: \"one\nb: 2\n", {"1:4"}, "not closed"},
    {"closed by the next quote", "a: \"one\nb: \"two\"\nc: 3\n", {"1:4"}, "not closed"},
    {"an apostrophe", "a: 'C'est bon'\n", {"1:7"}, "written twice"},
    {"a quote in quotes", "a: \"the \"best\" one\"\n", {"1:10"}, "written \\\""},
    {"a bracket is not closed", "a: [1, 2\nb: 3\n", {"1:4"}, "the [ that begins here"},
    {"a brace is not closed", "a: 1\nb: { c: 1,\n  d: 2\n", {"2:4"}, "the { that begins here"},
    {"text behind braces", "a: { b: 1,\n  c: 2 } x\n", {"2:10"}, "behind the closing }"},
    // What is no slip, the parser's own words made plain.
    {"too far in", "a: 1\n  b: 2\n", {"2:4"}, "no ':' is expected here"},
    {"too far out", "a:\n    b: 1\n  c: 2\n", {"3:3"}, "check the spaces"},
    {"a comma is missing", "a: { b: 1\n  c: 2 }\n", {"2:4"}, "','"},
    {"a backslash", "a: \"50\\% off\"\n", {"1:7"}, "behind a backslash"},
};

} // namespace

TEST_CASE("the usual slips in YAML are told in plain words, with their place") {
    for (const auto& r : rows) {
        INFO(std::string{r.name});
        const auto tree = read_yaml(r.text, "f.yaml");
        REQUIRE_FALSE(tree);
        std::vector<std::string> at;
        std::string told;
        for (const auto& f : tree.error()) {
            at.push_back(fmt::format("{}:{}", f.line, f.column));
            told += f.text() + "\n";
            CHECK_MESSAGE(f.message.find(r.said) != std::string::npos, f.text());
        }
        CHECK_MESSAGE(at == r.at, told);
    }
}

TEST_CASE("what is right in YAML is no slip") {
    for (const char* text :
         {"a: b:c\nd: http://x:80/y\n", "a: \"x: y\"\nb: 'it''s # {here}'\n",
          "- a: 1\n  b: [x, {y: z}]\n", "a: >-\n  not exists x: y or\n  *more 'of it\nb: 1\n",
          "a: |\n  @one\n\n  [two\nb: 2\n", "- |\n  *x\n- y\n", "a: [1,\n  2, # two\n  3]\nb: {}\n",
          "a: { c: \"{\", d: e } # *x\n", "a: one\n  two:three\n  it's\nb: 2\n",
          "\"a\": 1\n'b' : 2\n", "---\na: 1\n...\n", "a: x #y\n# *z\nb: 5%\nc: x & y! @ `\n",
          "a: \"one\n  two\" # three\nb: c\n", "a: {\"x\":1}\n", "a: =1 - 2\nb: -5\nc: - \n",
          "? a\n: b\n", "a: ''\nb: \"\\\"\"\n", "12:30: x\n", "a:\r\n  - b\r\n  - c: d\r\n"}) {
        INFO(std::string{text});
        const auto slips = yaml_slips(text, "f.yaml");
        CHECK_MESSAGE(slips.empty(), (slips.empty() ? "" : slips.front().text()));
    }
}

TEST_CASE("the project's own files have no slips") {
    std::size_t files = 0;
    for (const char* folder : {"/menus", "/config", "/tests", "/.github"}) {
        const auto path = std::string{YEELEN_SOURCE_DIR} + folder;
        if (!std::filesystem::exists(path)) {
            continue;
        }
        for (const auto& e : std::filesystem::recursive_directory_iterator{path}) {
            const auto name = e.path().string();
            if (e.path().extension() != ".yaml" && e.path().extension() != ".yml") {
                continue;
            }
            INFO(name);
            const auto slips = yaml_slips(support::read_text_file(name), name);
            CHECK_MESSAGE(slips.empty(), (slips.empty() ? "" : slips.front().text()));
            ++files;
        }
    }
    CHECK(files > 30);
}

TEST_CASE("a bare text that a comment ends is marked") {
    const auto tree = read_yaml("a: Balance # bills\nb: \"Balance\" # bills\nc: Balance#1\n"
                                "d: { e: x, # y\n  f: z } # w\ng: two\n  lines  # cut\nh: | # bar\n"
                                "  x # y\ni: Balance\n# bills\nj: caf\u00E9 # x\n",
                                "f.yaml");
    REQUIRE(tree);
    for (const auto& [key, value] : tree->entries) {
        INFO(key.text);
        CHECK(value.commented == (key.text == "a" || key.text == "g" || key.text == "j"));
    }
    CHECK_FALSE(tree->find("d")->find("e")->commented);
    CHECK_FALSE(tree->find("d")->find("f")->commented);
}
