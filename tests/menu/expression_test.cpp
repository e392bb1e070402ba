#include "menu/expression/expression.hpp"
#include "menu/expression/scope.hpp"
#include <doctest/doctest.h>

using namespace yeelen::menu;
namespace json = boost::json;

TEST_CASE("conditions hold as written, and are total") {
    const state at{
        .language = "fr",
        .at = "x",
        .history = {},
        .values =
            json::parse(
                R"({"balance":{"amount":12500,"due":"2026-07-20","zero":0},"list":[{"n":1},{"n":2}],
                                             "eligible":true,"empty":"","half":0.5})")
                .as_object()};
    const json::object profile{{"contract", "100001"}};
    const environment env{.msisdn = "2250701020304",
                          .dialled = "*123#",
                          .profile = profile,
                          .now = std::chrono::sys_days{std::chrono::year{2026} / 7 / 6}};
    const scope s{at, env};
    const struct {
        const char* text;
        bool holds;
    } cases[]{
        {"balance.amount == 12500", true},
        {"balance.amount != 12500", false},
        {"balance.amount > 12499 and balance.amount <= 12500", true},
        {"balance.amount < -1", false},
        {"half < 1 and half > 0", true},
        {"balance.due > today", true},
        {"balance.due >= '2026-07-21'", false},
        {"eligible", true},
        {"not eligible", false},
        {"not not eligible", true},
        {"eligible == true", true},
        {"exists profile.contract", true},
        {"exists profile.other", false},
        {"exists empty", false},
        {"count list == 2", true},
        {"count missing == 0", true},
        {"list.1.n == 2", true},
        {"list.7.n == 2", false},
        {"missing == missing", false},
        {"missing != 1", true},
        {"missing < 1 or missing > 1", false},
        {"balance == 1", false},
        {"balance.amount == '12500'", false},
        {"language == \"fr\" and (false or true)", true},
        {"false and true or true", true},
        {"not false and false", false},
        {"msisdn == '2250701020304'", true},
        {"balance.amount", false},
    };
    for (const auto& c : cases) {
        CAPTURE(c.text);
        const auto e = expression::parse(c.text);
        REQUIRE(e.has_value());
        CHECK(e->holds(s) == c.holds);
    }
}

TEST_CASE("conditions that do not parse say where") {
    const struct {
        std::string text;
        std::size_t offset;
    } cases[]{
        {"", 0},
        {"a ==", 4},
        {"a = 1", 2},
        {"(a", 2},
        {"a b", 2},
        {"'open", 0},
        {"a == 1x", 5},
        {"exists", 6},
        {"exists 'a'", 7},
        {"a.", 0 + 2},
        {"profile", 0},
        {"a @ b", 2},
        {"count 3 == 3", 6},
        {"a and", 5},
        {"item.x == )", 10},
        {std::string(200, '(') + "a", 33},
    };
    for (const auto& c : cases) {
        CAPTURE(c.text);
        const auto e = expression::parse(c.text);
        REQUIRE(!e.has_value());
        CHECK(e.error().offset == c.offset);
    }
    std::string many = "a";
    for (int i = 0; i < 300; ++i) {
        many += " or a";
    }
    CHECK(!expression::parse(many).has_value());
}
