#include "menu/expression/decimal.hpp"
#include <doctest/doctest.h>
#include <limits>
#include <random>

using namespace yeelen::menu;
namespace json = boost::json;

namespace {

decimal d(std::string_view text) {
    const auto read = decimal::parse(text);
    REQUIRE_MESSAGE(read.has_value(), std::string{text});
    return *read;
}

std::string shown(const std::optional<decimal>& n) {
    return n ? n->text() : "missing";
}

} // namespace

TEST_CASE("decimals are read exactly, or not at all") {
    const struct {
        std::string text;
        const char* read;
    } cases[]{
        {"0", "0"},
        {"-0", "0"},
        {"-0.000", "0"},
        {"007", "7"},
        {"12.50", "12.5"},
        {"-12.050", "-12.05"},
        {"0.000001", "0.000001"},
        {"0.0000005", "0.000001"},
        {"0.0000004999999", "0"},
        {"-0.0000005", "-0.000001"},
        {"1.9999995", "2"},
        {"9223372036854775807", "9223372036854775807"},
        {"-9223372036854775807", "-9223372036854775807"},
        {"9223372036854.775807", "9223372036854.775807"},
        {"9223372036854775808", "missing"},
        {"-9223372036854775808", "missing"},
        {"9223372036854775807.5", "missing"},
        {"99999999999999999999999999999999999999999999999999", "missing"},
        {"", "missing"},
        {"-", "missing"},
        {".", "missing"},
        {".5", "missing"},
        {"5.", "missing"},
        {"1.2.3", "missing"},
        {"1e3", "missing"},
        {"+1", "missing"},
        {" 1", "missing"},
        {"1,5", "missing"},
        {"--1", "missing"},
        {"2026-07-06", "missing"},
    };
    for (const auto& c : cases) {
        CAPTURE(c.text);
        CHECK(shown(decimal::parse(c.text)) == c.read);
    }
}

TEST_CASE("JSON numbers and texts are one") {
    const auto of = [](const json::value& v) { return shown(decimal::of(v)); };
    CHECK(of(5) == "5");
    CHECK(of(0.1) == "0.1");
    CHECK(of(-1234.56) == "-1234.56");
    CHECK(of(1e15) == "1000000000000000");
    CHECK(of(1e18) == "1000000000000000000");
    CHECK(of(1e19) == "missing");
    CHECK(of(1e300) == "missing");
    CHECK(of(5e-324) == "0");
    CHECK(of(0.1 + 0.2) == "0.3");
    CHECK(of(std::numeric_limits<double>::infinity()) == "missing");
    CHECK(of(std::numeric_limits<double>::quiet_NaN()) == "missing");
    CHECK(of(std::uint64_t{5}) == "5");
    CHECK(of(UINT64_MAX) == "missing");
    CHECK(of(INT64_MIN) == "missing");
    CHECK(of("12.50") == "12.5");
    CHECK(of("x") == "missing");
    CHECK(of(true) == "missing");
    CHECK(of(nullptr) == "missing");
    CHECK(d("12").to_json() == json::value(12));
    CHECK(d("12.50").to_json() == json::value("12.5"));
    CHECK(d("12.00").whole() == 12);
    CHECK(!d("12.5").whole());
}

TEST_CASE(
    "arithmetic is exact, rounds half away from zero at six places, or overflows to nothing") {
    CHECK(shown(add(d("0.1"), d("0.2"))) == "0.3");
    CHECK(shown(subtract(d("1"), d("0.999999"))) == "0.000001");
    CHECK(shown(add(d("9223372036854775807"), d("1"))) == "missing");
    CHECK(shown(add(d("9223372036854775807"), d("0.5"))) == "missing");
    CHECK(shown(subtract(d("-9223372036854775807"), d("1"))) == "missing");
    CHECK(shown(multiply(d("0.001"), d("0.001"))) == "0.000001");
    CHECK(shown(multiply(d("0.001"), d("0.0005"))) == "0.000001");
    CHECK(shown(multiply(d("-0.001"), d("0.0005"))) == "-0.000001");
    CHECK(shown(multiply(d("3037000500"), d("3037000500"))) == "missing");
    CHECK(shown(multiply(d("3037000499"), d("3037000499"))) == "9223372030926249001");
    CHECK(shown(divide(d("1"), d("3"))) == "0.333333");
    CHECK(shown(divide(d("2"), d("-3"))) == "-0.666667");
    CHECK(shown(divide(d("1"), d("2000000"))) == "0.000001");
    CHECK(shown(divide(d("1"), d("2000001"))) == "0");
    CHECK(shown(divide(d("0.000001"), d("0.000001"))) == "1");
    CHECK(shown(divide(d("9223372036854775807"), d("0.1"))) == "missing");
    CHECK(shown(divide(d("9223372036854775807"), d("9223372036854775807"))) == "1");
    CHECK(shown(divide(d("1"), d("0"))) == "missing");
    CHECK(d("1.50") == d("1.5"));
    CHECK(d("-1") < d("0.5"));
    CHECK(d("1.000001") > d("1"));
    CHECK(d("9223372036854775807") > d("9223372036854.775807"));
    CHECK(-d("1.5") == d("-1.5"));
}

TEST_CASE("what is added and taken away again changes nothing; text and JSON bring it back") {
    std::mt19937_64 random{20260706};
    const auto any = [&] {
        auto whole = static_cast<std::int64_t>(random() >> (1 + random() % 62));
        if (random() % 2) {
            whole = -whole;
        }
        std::string text = std::to_string(whole);
        if (const auto places = random() % 7; places > 0) {
            text += '.' + std::to_string(1000000 + random() % 1000000).substr(1, places);
        }
        return decimal::parse(text);
    };
    int tried = 0;
    for (int i = 0; i < 20000; ++i) {
        const auto a = any();
        const auto b = any();
        if (!a || !b) {
            continue;
        }
        CHECK(decimal::parse(a->text()) == a);
        CHECK(decimal::of(a->to_json()) == a);
        CHECK(((*a < *b) != (*b < *a) || *a == *b));
        if (const auto sum = add(*a, *b)) {
            ++tried;
            CHECK(subtract(*sum, *b) == a);
            CHECK(add(*b, *a) == sum);
        }
        CHECK(multiply(*a, *b) == multiply(*b, *a));
    }
    CHECK(tried > 5000);
}
