// Files must be UTF-8: the fault names the first octet that shows that one is not.
#include "document/encoding.hpp"
#include "document/node.hpp"

#include <doctest/doctest.h>
#include <string>

using namespace yeelen;
using namespace yeelen::document;

namespace {

using namespace std::string_literals;

struct row {
    const char* name;
    std::string text;
    std::size_t line;
    std::size_t column;
    std::string_view said;
};

const row rows[] = {
    {"Latin-1",
     "a: b\nhome: Fran\xE7"
     "ais\n",
     2, 11, "the octet E7"},
    {"the first of many", "a: \xE9\xE9\nb: \xE9\n", 1, 4, "not saved as UTF-8"},
    {"behind letters of two octets", "a: \xC3\xA9\xE9\n", 1, 6, "the octet E9"},
    {"behind a mark",
     "\xEF\xBB\xBF"
     "a: \xE9\n",
     1, 4, "the octet E9"},
    {"in a comment",
     "# d\xE9"
     "j\xE0\na: 1\n",
     1, 4, "the octet E9"},
    {"cut at the end", "a: \xC3", 1, 4, "the octet C3"},
    {"longer than needed", "a: \xC0\xAF\n", 1, 4, "the octet C0"},
    {"longer than needed, of three", "a: \xE0\x80\xAF\n", 1, 4, "the octet E0"},
    {"half of a pair", "a: \xED\xA0\x80\n", 1, 4, "the octet ED"},
    {"beyond the last letter", "a: \xF4\x90\x80\x80\n", 1, 4, "the octet F4"},
    {"a stray octet", "a: \x80\n", 1, 4, "the octet 80"},
    {"UTF-16 from a Windows editor",
     "\xFF\xFE"
     "a\0:\0"s,
     1, 1, "saved as UTF-16"},
    {"UTF-16, the other way round", "\xFE\xFF\0a\0:"s, 1, 1, "saved as UTF-16"},
    {"UTF-16 without a mark", "a\0:\0 \0b\0"s, 1, 1, "saved as UTF-16"},
};

} // namespace

TEST_CASE("a file in another encoding than UTF-8 is one fault with its place") {
    for (const auto& r : rows) {
        INFO(std::string{r.name});
        const auto tree = read_yaml(r.text, "f.yaml");
        REQUIRE_FALSE(tree);
        REQUIRE(tree.error().size() == 1);
        CHECK(tree.error()[0].line == r.line);
        CHECK(tree.error()[0].column == r.column);
        CHECK_MESSAGE(tree.error()[0].message.find(r.said) != std::string::npos,
                      tree.error()[0].message);
    }
}

TEST_CASE("UTF-8 is read, with its mark and without") {
    for (const std::string mark : {"", "\xEF\xBB\xBF"}) {
        const auto tree = read_yaml(mark + "a: \"\u00E7\u0254\u6F22\U0001F600\"\nb: x\n", "f.yaml");
        REQUIRE(tree);
        CHECK(tree->find("a")->text == "\u00E7\u0254\u6F22\U0001F600");
        CHECK(tree->entries[0].key.column == 1);
        CHECK(tree->find("b")->line == 2);
    }
    for (const std::string_view whole :
         {"", "a", "\n", "\xEF\xBB\xBF", "\xC2\x80\xDF\xBF", "\xE0\xA0\x80\xED\x9F\xBF\xEE\x80\x80",
          "\xF0\x90\x80\x80\xF4\x8F\xBF\xBF"}) {
        CHECK_FALSE(encoding_fault(whole, "f.yaml"));
    }
}
