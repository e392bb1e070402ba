#include "menu/expression/day.hpp"
#include "menu/walk/answer.hpp"
#include "menu/walk/answer_pattern.hpp"
#include <chrono>
#include <doctest/doctest.h>
#include <random>

using namespace yeelen::menu;
namespace json = boost::json;

namespace {

constexpr auto no = answer_fault::not_expected;
struct row {
    const ask_screen& ask;
    std::string typed;
    std::variant<json::value, answer_fault> expected;
};

void check(const row& c, const date_limits& limits = {}) {
    CAPTURE(c.typed);
    const auto got = read_answer(c.ask, c.typed, limits);
    if (const auto* value = std::get_if<json::value>(&c.expected)) {
        REQUIRE(got.has_value());
        CHECK(json::serialize(*got) == json::serialize(*value));
    } else {
        REQUIRE(!got.has_value());
        CHECK(got.error() == std::get<answer_fault>(c.expected));
    }
}

ask_screen of_pattern(std::string_view text) {
    auto made = answer_pattern::parse(text);
    REQUIRE(made.has_value());
    return {.type = answer_type::pattern,
            .least = 1,
            .most = 160,
            .pattern = std::make_shared<const answer_pattern>(std::move(*made))};
}

} // namespace

TEST_CASE("what is typed becomes a value of its type, or is told why not") {
    const ask_screen text{.type = answer_type::text, .least = 2, .most = 10};
    const ask_screen digits{.type = answer_type::digits, .least = 6, .most = 13};
    const ask_screen amount{
        .type = answer_type::amount, .least = 100, .most = 1'000'000, .decimals = 2};
    const ask_screen tenths{
        .type = answer_type::amount, .least = 100, .most = 1'000'000, .decimals = 1};
    const ask_screen whole{.type = answer_type::amount, .least = 100, .most = 9'999'999};
    const ask_screen phone{.type = answer_type::phone};
    const ask_screen meter{.type = answer_type::meter, .least = 7, .most = 13};
    const ask_screen pin{.type = answer_type::pin, .least = 4, .most = 6};
    const row cases[]{
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
        {amount, "5000", json::value(5000)},
        {amount, "12 500", json::value(12500)},
        {amount, "5000,50", json::value("5000.5")},
        {amount, "5000.05", json::value("5000.05")},
        {amount, "5000,5", json::value("5000.5")},
        {amount, "5 000,00", json::value(5000)},
        {amount, "100", json::value(100)},
        {amount, "99", no},
        {amount, "99,99", no},
        {amount, "1000000.01", no},
        {amount, "1000001", no},
        {amount, "-500", no},
        {amount, "99999999999999999999", no},
        {amount, "5.000", no},
        {amount, "5,000.50", no},
        {amount, "500.", no},
        {amount, ",50", no},
        {amount, "5 F", no},
        {tenths, "5000.5", json::value("5000.5")},
        {tenths, "5000.50", no},
        {whole, "5000", json::value(5000)},
        {whole, "12 501", json::value(12501)},
        {whole, "12,501", json::value(12501)},
        {whole, "12.501", json::value(12501)},
        {whole, "1.234.567", json::value(1234567)},
        {whole, "1,234,567", json::value(1234567)},
        {whole, "123.456", json::value(123456)},
        {whole, "1.234,567", no},
        {whole, "1 234.567", no},
        {whole, "1,234,56", no},
        {whole, "1,2345", no},
        {whole, "1234,567", no},
        {whole, "0.500", no},
        {whole, "0,500,000", no},
        {whole, "500.75", no},
        {whole, "500,5", no},
        {whole, "500.00", no},
        {whole, "12,501,", no},
        {whole, ",501", no},
        {whole, "12,,501", no},
        {whole, "12, 501", no},
        {whole, "9,999,999", json::value(9999999)},
        {whole, "10,000,000", no},
        {whole, "999,999,999,999,999,999", no},
        {phone, "+225 07 01 02 03 04", json::value("2250701020304")},
        {phone, "12", no},
        {phone, "(0701020304)", json::value("0701020304")},
        {phone, "(07) 01020304", json::value("0701020304")},
        {phone, "(+225) 07 01 02 03 04", json::value("2250701020304")},
        {phone, "07[01020304", no},
        {meter, "04123456789", json::value("04123456789")},
        {meter, "0412 3456-789", json::value("04123456789")},
        {meter, "041234", no},
        {meter, "04123456789012", no},
        {meter, "O4123456789", no},
        {pin, "1234", json::value("1234")},
        {pin, "0000", json::value("0000")},
        {pin, "123456", json::value("123456")},
        {pin, "123", no},
        {pin, "1234567", no},
        {pin, "12 34", no},
        {pin, "12a4", no},
        {pin, "", answer_fault::empty},
    };
    for (const auto& c : cases) {
        check(c);
    }
    CHECK(trim(" \t1\r\n") == "1");
    CHECK(trim("\xC2\xA0 1 \xC2\xA0") == "1");
    CHECK(trim("   ").empty());
}

TEST_CASE("dates are read in the ways that people type them") {
    const ask_screen date{.type = answer_type::date};
    const date_limits today{.today = read_day("2026-07-06")};
    const row cases[]{
        {date, "06/07/2026", json::value("2026-07-06")},
        {date, "6/7/2026", json::value("2026-07-06")},
        {date, "6.7.26", json::value("2026-07-06")},
        {date, "6*7*2026", json::value("2026-07-06")},
        {date, "06 07 2026", json::value("2026-07-06")},
        {date, "6 / 7 / 2026", json::value("2026-07-06")},
        {date, "06072026", json::value("2026-07-06")},
        {date, "060726", json::value("2026-07-06")},
        {date, "2026-07-06", json::value("2026-07-06")},
        {date, "2026/7/6", json::value("2026-07-06")},
        {date, "29/02/2024", json::value("2024-02-29")},
        {date, "31/12/2026", json::value("2026-12-31")},
        {date, "29/02/2026", no},
        {date, "29/02/2100", no},
        {date, "31/02/2026", no},
        {date, "31/04/2026", no},
        {date, "00/07/2026", no},
        {date, "06/13/2026", no},
        {date, "06/07/1899", no},
        {date, "06/07/202", no},
        {date, "006/07/2026", no},
        {date, "06//07/2026", no},
        {date, "06/07/2026/", no},
        {date, "/06/07/2026", no},
        {date, "06-07/20/26", no},
        {date, "0607202", no},
        {date, "99999999999999999999", no},
        {date, "hier", no},
        {date, "6", no},
    };
    for (const auto& c : cases) {
        check(c);
        check(c, today);
    }
}

TEST_CASE("of a day without a year the nearest is meant that is within the limits") {
    const ask_screen date{.type = answer_type::date};
    const auto day = [](const char* text) { return read_day(text); };
    check({date, "6/7", no}); // not known which day it is
    const struct {
        std::string today;
        std::string typed;
        std::variant<json::value, answer_fault> read;
        const char* from = "";
        const char* until = "";
    } cases[]{
        {"2026-07-06", "6/7", json::value("2026-07-06")},
        {"2026-07-06", "0607", json::value("2026-07-06")},
        {"2026-07-06", "07-07", json::value("2026-07-07")},
        {"2026-01-03", "28/12", json::value("2025-12-28")},
        {"2025-12-20", "5/1", json::value("2026-01-05")},
        {"2026-01-03", "28/12", json::value("2026-12-28"), "2026-01-03"},
        {"2025-12-20", "5/1", json::value("2025-01-05"), "", "2025-12-20"},
        {"2026-07-06", "29/2", json::value("2028-02-29")},
        {"2098-07-06", "29/2", json::value("2096-02-29")},
        {"2026-07-06", "30/2", no},
        {"2026-07-06", "1/8", no, "2026-07-06", "2026-07-20"},
    };
    for (const auto& c : cases) {
        CAPTURE(c.today);
        check({date, c.typed, c.read},
              {.today = day(c.today.c_str()), .from = day(c.from), .until = day(c.until)});
    }
    const date_limits july{.from = day("2026-07-01"), .until = day("2026-07-31")};
    check({date, "01/07/2026", json::value("2026-07-01")}, july);
    check({date, "31/07/2026", json::value("2026-07-31")}, july);
    check({date, "30/06/2026", no}, july);
    check({date, "01/08/2026", no}, july);
}

TEST_CASE("a pattern is of the whole answer, without difference of small and capital letters") {
    const auto complaint = of_pattern("R[0-9]{6}");
    const auto plate = of_pattern("[a-zéè]{2,4}-?\\d+");
    auto short_one = of_pattern(".*");
    short_one.most = 3;
    const row cases[]{
        {complaint, "R123456", json::value("R123456")},
        {complaint, "r123456", json::value("r123456")},
        {complaint, "R1234567", no},
        {complaint, " R123456", no},
        {complaint, "", answer_fault::empty},
        {plate, "ÉB-12", json::value("ÉB-12")},
        {plate, "É12", no},
        {short_one, "abc", json::value("abc")},
        {short_one, "abcd", no},
        {short_one, "a\xFF", no},
    };
    for (const auto& c : cases) {
        check(c);
    }
    check({ask_screen{.type = answer_type::pattern, .least = 0, .most = 9}, "x", no});
}

TEST_CASE("a pattern that cannot be read says where") {
    const struct {
        std::string text;
        std::size_t offset;
    } cases[]{
        {"", 0},       {std::string(201, 'a'), 0},
        {"ab(c", 4},   {"[0-9", 4},
        {"a{3,2}", 6}, {"*a", 1},
        {"éé(é", 7},   {"a\\", 2},
    };
    for (const auto& c : cases) {
        CAPTURE(c.text);
        const auto made = answer_pattern::parse(c.text);
        REQUIRE(!made.has_value());
        CAPTURE(made.error().message);
        CHECK(made.error().offset == c.offset);
        CHECK(!made.error().message.empty());
    }
}

TEST_CASE("a hostile pattern or answer is bounded") {
    const std::string many(399, 'a');
    for (const char* text : {"(a+)+b", "(a|aa)+$b", "(.*)*(.*)*(.*)*x", "((a*)*)*b",
                             "(a?){200}a{200}b", "((((a{0,99}){0,99}){0,99}){0,99})b"}) {
        CAPTURE(text);
        const auto made = answer_pattern::parse(text);
        if (made) { // ICU may refuse it
            CHECK(!made->matches(many));
        }
    }
    std::mt19937 random{7};
    constexpr std::string_view signs = "ab1(){}[]|*+?.\\^$-,&:=!<>dwspPNuxQE";
    for (int i = 0; i < 3000; ++i) {
        std::string text;
        for (auto size = 1 + random() % 24; size > 0; --size) {
            text += signs[random() % signs.size()];
        }
        CAPTURE(text);
        if (const auto made = answer_pattern::parse(text)) {
            made->matches("ab1 ba");
        } else {
            CHECK(made.error().offset <= text.size());
        }
    }
}

TEST_CASE("check digits") {
    CHECK(luhn("79927398713"));
    CHECK(luhn("4539578763621486"));
    CHECK(luhn("00"));
    CHECK(!luhn("79927398714"));
    CHECK(!luhn("7992739871a"));
    CHECK(!luhn("0"));
    CHECK(!luhn(""));
}

TEST_CASE("any octets at all are an answer or a fault") {
    std::mt19937 random{42};
    for (int i = 0; i < 20000; ++i) {
        std::string typed;
        for (auto size = random() % 20; size > 0; --size) {
            constexpr std::string_view near = "0123456789 /-.,*+aé\xFF\xC2";
            typed += random() % 3 ? near[random() % near.size()] : static_cast<char>(random());
        }
        const ask_screen ask{.type = static_cast<answer_type>(random() % 8),
                             .least = 1,
                             .most = static_cast<std::int64_t>(random() % 30)};
        const auto got =
            read_answer(ask, typed, {.today = std::chrono::sys_days{std::chrono::days{20000}}});
        if (got && got->is_string()) {
            CHECK(!got->get_string().empty());
            if (ask.type == answer_type::date) {
                CHECK(read_day(got->get_string()).has_value());
            }
        }
    }
}
