#include "menu/walk/answer.hpp"
#include <doctest/doctest.h>

using namespace yeelen::menu;
namespace json = boost::json;

TEST_CASE("what is typed becomes a value of its type, or is told why not") {
    const ask_screen text{.type = answer_type::text, .least = 2, .most = 10};
    const ask_screen digits{.type = answer_type::digits, .least = 6, .most = 13};
    const ask_screen amount{.type = answer_type::amount, .least = 100, .most = 1'000'000};
    const ask_screen phone{.type = answer_type::phone};
    const ask_screen date{.type = answer_type::date};
    const auto no = answer_fault::not_expected;
    const struct {
        const ask_screen& ask;
        std::string typed;
        std::variant<json::value, answer_fault> expected;
    } cases[]{
        {text, "Awa", json::value("Awa")},
        {text, "ɛɔŋ", json::value("ɛɔŋ")},
        {text, "A", no},
        {text, "12345678901", no},
        {text, "", answer_fault::empty},
        {text, std::string(500, 'a'), answer_fault::too_long},
        {text, "a\x01", no},
        {text, "a\xF0\x9F\x98\x80", no},
        {text, "a\xFF\xFE", no},
        {text, "a\xC0\x80", no},
        {text, "a\xE2\x98\x80", no},
        {digits, "100001", json::value("100001")},
        {digits, "10 00-01", json::value("100001")},
        {digits, "12345", no},
        {digits, "12345678901234", no},
        {digits, "12345a", no},
        {amount, "12 500", json::value(12500)},
        {amount, "99", no},
        {amount, "1000001", no},
        {amount, "-500", no},
        {amount, "99999999999999999999", no},
        {amount, "5.5", no},
        {phone, "+225 07 01 02 03 04", json::value("2250701020304")},
        {phone, "12", no},
        {date, "06/07/2026", json::value("2026-07-06")},
        {date, "6/7/2026", json::value("2026-07-06")},
        {date, "06072026", json::value("2026-07-06")},
        {date, "060726", json::value("2026-07-06")},
        {date, "31/02/2026", no},
        {date, "2026-07-06", no},
        {date, "hier", no},
    };
    for (const auto& c : cases) {
        CAPTURE(c.typed);
        const auto got = read_answer(c.ask, c.typed);
        if (const auto* value = std::get_if<json::value>(&c.expected)) {
            REQUIRE(got.has_value());
            CHECK(*got == *value);
        } else {
            REQUIRE(!got.has_value());
            CHECK(got.error() == std::get<answer_fault>(c.expected));
        }
    }
    CHECK(trim(" \t1\r\n") == "1");
    CHECK(trim("\xC2\xA0 1 \xC2\xA0") == "1");
    CHECK(trim("   ").empty());
}
