// Two options with one key: allowed only where their conditions exclude each other.
#include "menu/load/exclusion.hpp"
#include "menu/marked_menu.hpp"
#include <doctest/doctest.h>

using namespace yeelen;

namespace {

struct pair_of_conditions {
    const char* a;
    const char* b;
};

const std::vector<pair_of_conditions> exclusive{
    {"flag.x", "not flag.x"},
    {"flag.x", "not (flag.x)"},
    {"not flag.x", "flag.x"},
    {"flag.x", "flag.x == false"},
    {"flag.x == true", "flag.x == false"},
    {"exists a", "not exists a"},
    {"not exists a", "exists a.b"},
    {"a and b > 3", "not (a and b > 3)"},
    {"a or b > 3", "not (a or b > 3)"},
    {"a and b", "not a or not b"},
    {"a and b", "c and not b"},
    {"(a or b) and c", "not c"},
    {"a == 1 or a == 2", "a == 3 or a == 4"},
    {"kind == 'a'", "kind == 'b'"},
    {"'a' == kind", "kind == 'b'"},
    {"kind == 'a'", "kind != 'a'"},
    {"language == 'fr'", "not (language == 'fr')"},
    {"not (language == 'fr')", "not (language != 'fr')"},
    {"a <= 0", "a > 0"},
    {"a < 0", "a >= 0"},
    {"a < 0.5", "a > 0.5"},
    {"a < -1", "a > -1"},
    {"0 >= a", "0 < a"},
    {"a < 3", "a > 5"},
    {"a == 4", "a > 5"},
    {"a == 1", "a == 'x'"},
    {"a < 0", "not (a <= 0)"},
    {"a > 0", "not exists a"},
    {"a.amount > 0", "not exists a"},
    {"a + 1 > 0", "not exists a"},
    {"a < b", "a >= b"},
    {"a < b", "b < a"},
    {"due < today", "due >= today"},
    {"due < today", "due > today + 30"},
    {"due < today - 7", "today - 7 <= due"},
    {"due >= '2026-07-06'", "due < '2026-07-06'"},
    {"count l == 0", "count l > 0"},
    {"count l < 2", "count l > 1"},
    {"count l > 0", "not exists l"},
    {"not (count l > 0)", "not (count l == 0)"},
    {"any l where item.a == 1", "not any l where item.a == 1"},
    {"any l where item.a == 1", "not exists l"},
    {"month(d) == month(today)", "month(d) != month(today)"},
    {"locked pin", "not locked pin"},
    {"starts(m, '04')", "not starts(m, '04')"},
    {"flag.x and a > 1 and a < 2", "a > 1 and a < 1"},
    {"not flag.x and a <= 0", "not flag.x and a > 0"},
    {"false", "a"},
    {"not exists a or (count a < 5 and not any a where item.m == b)", "any a where item.m == b"},
};

const std::vector<pair_of_conditions> together{
    {"flag.x", "flag.y"},
    {"flag.x", "flag.x"},
    {"flag.x", "a > 0"},
    {"true", "flag.x"},
    {"exists a", "exists a.b"},
    {"exists a", "not exists a.b"},
    {"not exists a", "not exists b"},
    {"a <= 1", "a > 0"},
    {"a <= 0", "a >= 0"},
    {"a > 0", "a > 1"},
    {"a > 0", "a < 1"},
    {"a > 0", "b <= 0"},
    {"a != 1", "a != 2"},
    {"a != 1", "a == 2"},
    {"kind == 'a'", "kind != 'b'"},
    {"kind == 'a'", "other == 'b'"},
    // Both hold where a is missing.
    {"not (a > 0)", "not (a <= 0)"},
    {"not (a > 0)", "not exists a"},
    {"not (a > 0)", "a <= 0"},
    {"count l < 4", "not exists l"},
    {"default(a, 0) < 1", "not exists a"},
    {"a or b", "not a"},
    {"a and b", "not (a and c)"},
    {"due < today", "due > today - 30"},
    {"count l > 0", "count l > 1"},
    {"count l < 2", "count m > 1"},
    {"any l where item.a == 1", "not any l where item.a == 2"},
    {"any l where item.a == 1", "any l where item.a == 2"},
    {"month(d) == month(today)", "month(e) != month(today)"},
    {"locked pin", "not locked agent"},
};

bool exclude(const char* a, const char* b) {
    const auto x = menu::expression::parse(a);
    const auto y = menu::expression::parse(b);
    REQUIRE(x);
    REQUIRE(y);
    const bool one = menu::exclude_one_another(*x, *y);
    CHECK(menu::exclude_one_another(*y, *x) == one);
    return one;
}

constexpr std::string_view good_menu = R"(menu_language: 2
menu: keys
languages: [en]
start: home
flags: [x, y]
screens:
  home:
    choose: home.title
    options:
      - { key: 1, text: home.one, to: { say: one }, when: flag.x }
      - { key: 2, text: home.two, to: { say: two }, when: not flag.x and flag.y }
      - { key: 8, text: home.eight, to: { say: nine } }
      - { key: 9, text: home.nine, to: { say: nine }, when: flag.y }
)";

struct change {
    std::string name;
    std::string_view from;
    std::string_view to; ///< with ^ before what is at fault
};

const std::vector<change> changes{
    {"excluding", "key: 2,", "key: 1,"},
    {"one with a condition, one without",
     "key: 2, text: home.two, to: { say: two }, when: not flag.x and flag.y",
     "key: ^1, text: home.two, to: { say: two }"},
    {"the condition comes second", "key: 8,", "key: ^1,"},
    {"two conditions that may hold both",
     "key: 2, text: home.two, to: { say: two }, when: not flag.x and flag.y",
     "key: ^1, text: home.two, to: { say: two }, when: flag.y"},
    // That a condition does not parse is told alone.
    {"one that cannot be read",
     "key: 2, text: home.two, to: { say: two }, when: not flag.x and flag.y",
     "key: 1, text: home.two, to: { say: two }, when: flag.y ^= 1"},
};

} // namespace

TEST_CASE("conditions that exclude each other") {
    for (const auto& c : exclusive) {
        INFO(std::string{c.a} << " | " << c.b);
        CHECK(exclude(c.a, c.b));
    }
}

TEST_CASE("conditions that may hold together") {
    for (const auto& c : together) {
        INFO(std::string{c.a} << " | " << c.b);
        CHECK_FALSE(exclude(c.a, c.b));
    }
}

TEST_CASE("what is too involved to be followed is not accused") {
    std::string a = "(a == 1 or b == 2)";
    for (int i = 0; i < 10; ++i) {
        a += " and (a == 1 or b == 2)";
    }
    CHECK(exclude(a.c_str(), "c"));
}

TEST_CASE("two options share a key only where their conditions exclude each other") {
    for (const auto& c : changes) {
        INFO(c.name);
        const auto [menu, at] = menu_test::unmarked(menu_test::replaced(good_menu, c.from, c.to));
        const auto loaded =
            menu::load(menu_test::with_locales(menu, {"en"}), "", menu_test::small_operations());
        const auto faults = loaded ? core::faults{} : loaded.error();
        CHECK_MESSAGE(menu_test::spots(faults) == at, menu_test::lines_of(faults));
    }
}
