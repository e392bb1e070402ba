#include "document/node.hpp"

#include <doctest/doctest.h>
#include <string>
#include <vector>

using namespace yeelen;
using namespace yeelen::document;

TEST_CASE("a tree keeps order, texts as written, and positions") {
    const auto tree = read_yaml("name: \"yes\"\n"
                                "code: 0123\n"
                                "empty:\n"
                                "items:\n"
                                "  - one\n"
                                "  - {a: 1, b: [2, 3]}\n"
                                "text: |\n"
                                "  line one\n"
                                "  line two\n",
                                "f.yaml");
    REQUIRE(tree);
    REQUIRE(tree->is_map());
    REQUIRE(tree->entries.size() == 5);
    CHECK(tree->entries[0].key.text == "name");
    CHECK(tree->entries[4].key.text == "text");
    CHECK(tree->find("name")->text == "yes");
    CHECK(tree->find("name")->quoted);
    CHECK(tree->find("code")->text == "0123");
    CHECK_FALSE(tree->find("code")->quoted);
    CHECK(tree->find("code")->line == 2);
    CHECK(tree->find("code")->column == 7);
    CHECK(tree->find("empty")->kind == node::type::null);
    CHECK(tree->find("absent") == nullptr);
    const node& items = *tree->find("items");
    REQUIRE(items.is_list());
    REQUIRE(items.items.size() == 2);
    CHECK(items.items[0].text == "one");
    CHECK(items.items[0].line == 5);
    CHECK(items.items[0].column == 5);
    REQUIRE(items.items[1].is_map());
    CHECK(items.items[1].find("b")->items[1].text == "3");
    CHECK(tree->find("text")->text == "line one\nline two\n");
}

TEST_CASE("null words are null unless they are quoted") {
    const auto tree = read_yaml("[~, null, \"null\", '~', nulls]", "f.yaml");
    REQUIRE(tree);
    REQUIRE(tree->items.size() == 5);
    CHECK(tree->items[0].kind == node::type::null);
    CHECK(tree->items[1].kind == node::type::null);
    CHECK(tree->items[2].is_scalar());
    CHECK(tree->items[3].is_scalar());
    CHECK(tree->items[4].text == "nulls");
}

TEST_CASE("faults have their positions") {
    struct row {
        std::string name;
        std::string text;
        std::vector<std::pair<std::size_t, std::size_t>> at;
    };
    const row rows[] = {
        {"duplicate key", "a: 1\nb: 2\na: 3\n", {{3, 1}}},
        {"duplicate key in a nested map", "m:\n  a: 1\n  a: 2\n", {{3, 3}}},
        {"three of a key", "a: 1\na: 2\na: 3\n", {{2, 1}, {3, 1}}},
        {"quoted duplicate", "a: 1\n\"a\": 2\n", {{2, 1}}},
        {"anchor", "a: &x 1\n", {{1, 4}}},
        {"anchor and alias", "a: &x 1\nb: *x\n", {{1, 4}, {2, 4}}},
        {"tag", "a: !secret 1\n", {{1, 4}}},
        {"list as a key", "? [a, b]\n: 1\n", {{1, 3}}},
        {"unclosed list", "a: [1, 2\n", {}},
        {"unclosed text", "a: \"one", {}},
        {"tab as indentation", "a:\n\t- 1\n", {}},
        {"two documents", "a: 1\n---\nb: 2\n", {{0, 0}}},
    };
    for (const auto& r : rows) {
        CAPTURE(r.name);
        const auto tree = read_yaml(r.text, "dir/f.yaml");
        REQUIRE_FALSE(tree);
        CHECK(tree.error()[0].file == "dir/f.yaml");
        if (r.at.empty()) {
            CHECK(tree.error()[0].line > 0);
            continue;
        }
        REQUIRE(tree.error().size() == r.at.size());
        for (std::size_t i = 0; i < r.at.size(); ++i) {
            CHECK(tree.error()[i].line == r.at[i].first);
            CHECK(tree.error()[i].column == r.at[i].second);
        }
    }
}

// yaml-cpp 0.7 notices the end of the file in a quoted text only when no line break stands before
// it.
TEST_CASE("a quoted text that is never closed is a fault") {
    CHECK_FALSE(read_yaml("a: \"one\n", "f.yaml"));
    CHECK_FALSE(read_yaml("a: 'one\nb: 2\n", "f.yaml"));
}

TEST_CASE("the message of a duplicate key names the first one's line") {
    const auto tree = read_yaml("a: 1\nb: 2\na: 3\n", "f.yaml");
    REQUIRE_FALSE(tree);
    CHECK(tree.error()[0].message.find("line 1") != std::string::npos);
}

TEST_CASE("merge keys hide nothing") {
    const auto tree = read_yaml("base: &b {a: 1}\nx:\n  <<: *b\n", "f.yaml");
    CHECK_FALSE(tree);
}

TEST_CASE("an alias bomb is refused at once") {
    std::string bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n";
    for (int i = 1; i < 20; ++i) {
        const std::string before = "*a" + std::to_string(i - 1);
        bomb += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + before;
        for (int n = 0; n < 8; ++n) {
            bomb += ", " + before;
        }
        bomb += "]\n";
    }
    CHECK_FALSE(read_yaml(bomb, "bomb.yaml"));
}

TEST_CASE("depth, count and size are bounded") {
    const auto nested = [](std::size_t depth) {
        return std::string(depth, '[') + std::string(depth, ']');
    };
    CHECK(read_yaml(nested(max_depth), "f.yaml"));
    const auto deep = read_yaml(nested(max_depth + 1), "f.yaml");
    REQUIRE_FALSE(deep);
    CHECK(deep.error()[0].column == max_depth + 1);
    const auto large = read_yaml(std::string(max_bytes + 1, '#'), "f.yaml");
    REQUIRE_FALSE(large);
    CHECK(large.error()[0].line == 0);
}

TEST_CASE("an empty document is null, and comments are nothing") {
    for (const std::string text : {"", "\n\n", "# only a comment\n", "---\n"}) {
        CAPTURE(text);
        const auto tree = read_yaml(text, "f.yaml");
        REQUIRE(tree);
        CHECK(tree->kind == node::type::null);
    }
}

TEST_CASE("bytes that are no text are a fault or a text, never a crash") {
    for (const std::string& text :
         {std::string("\0\0\0", 3), std::string("\xff\xfe\x00", 3), std::string("a: \x01\n"),
          std::string("a: \xc3\n"), std::string("%YAML 9.9\n---\na: 1\n"), std::string("a: b: c\n"),
          std::string("- a\nb: 1\n"), std::string("{{{{"), std::string("&a *a"),
          std::string("? \n? \n"), std::string(": : :\n")}) {
        CAPTURE(text);
        const auto tree = read_yaml(text, "f.yaml");
        if (!tree) {
            CHECK_FALSE(tree.error().empty());
        }
    }
}

TEST_CASE("a file that cannot be read is one fault") {
    const auto tree = read_yaml_file("no/such/file.yaml");
    REQUIRE_FALSE(tree);
    REQUIRE(tree.error().size() == 1);
    CHECK(tree.error()[0].file == "no/such/file.yaml");
    CHECK(tree.error()[0].line == 0);
}
