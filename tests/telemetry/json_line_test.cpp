#include "telemetry/json_line.hpp"

#include <boost/json.hpp>
#include <doctest/doctest.h>
#include <limits>
#include <string>
#include <vector>

using namespace yeelen;
using namespace std::string_view_literals;

namespace {

constexpr core::utc_time moment{
    std::chrono::milliseconds{1'769'850'307'042}}; // 2026-01-31 09:05:07.042

std::string json(const std::vector<telemetry::field>& fields,
                 const core::correlation_id* trace = nullptr) {
    fmt::memory_buffer out;
    telemetry::append_json(out, {moment, telemetry::level::info, "test", trace, fields});
    return fmt::to_string(out);
}

std::string escaped(std::string_view text) {
    fmt::memory_buffer out;
    telemetry::append_escaped(out, text);
    return fmt::to_string(out);
}

} // namespace

TEST_CASE("a line has ts, level, event, trace and then the fields in order") {
    const core::correlation_id trace{{0x0123456789abcdef, 0xfedcba9876543210}};
    CHECK(
        json({{"n", std::int64_t{-1}},
              {"yes", true},
              {"u", std::uint64_t{18446744073709551615U}},
              {"s", 0.25}},
             &trace) ==
        R"({"ts":"2026-01-31T09:05:07.042Z","level":"info","event":"test",)"
        R"("trace":"0123456789abcdeffedcba9876543210","n":-1,"yes":true,"u":18446744073709551615,"s":0.25})");
}

TEST_CASE("a trace of zeros is left out") {
    const core::correlation_id none;
    CHECK(json({}, &none) == R"({"ts":"2026-01-31T09:05:07.042Z","level":"info","event":"test"})");
}

TEST_CASE("hostile text stays inside its string") {
    struct row {
        const char* name;
        std::string_view text, expected;
    };
    const row rows[] = {
        {"plain", "abc", "abc"},
        {"accents are kept", "é…€", "é…€"},
        {"outside the basic plane", "\xF0\x9F\x92\xA1", "\xF0\x9F\x92\xA1"},
        {"quote and backslash", R"("},\)", R"(\"},\\)"},
        {"a forged second line", "x\r\n{\"level\":\"error\"}", R"(x\r\n{\"level\":\"error\"})"},
        {"NUL, escape, delete", "\0\x1b[2J\x7f"sv, R"(\u0000\u001b[2J\u007f)"},
        {"C1 control (CSI)", "\xC2\x9B", R"(\u009b)"},
        {"line separators of Unicode", "\xE2\x80\xA8\xE2\x80\xA9", R"(\u2028\u2029)"},
        {"lone continuation", "a\x80z", "a\xEF\xBF\xBDz"},
        {"cut sequence at the end", "a\xE2\x82", "a\xEF\xBF\xBD\xEF\xBF\xBD"},
        {"overlong slash", "\xC0\xAF", "\xEF\xBF\xBD\xEF\xBF\xBD"},
        {"overlong in three", "\xE0\x80\xAF", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"},
        {"surrogate", "\xED\xA0\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"},
        {"over U+10FFFF", "\xF4\x90\x80\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"},
        {"octet FF", "\xFF", "\xEF\xBF\xBD"},
    };
    for (const auto& r : rows) {
        CAPTURE(r.name);
        CHECK(escaped(r.text) == r.expected);
    }
}

TEST_CASE("every octet alone and every pair gives one line of JSON that reads back") {
    for (unsigned pair = 0; pair < 0x10000; ++pair) {
        const std::string text{static_cast<char>(pair >> 8U), static_cast<char>(pair & 0xFFU)};
        const std::string written = "{\"x\":\"" + escaped(text) + "\"}";
        boost::system::error_code error;
        const auto read = boost::json::parse(written, error);
        if (error || written.find('\n') != std::string::npos) {
            FAIL("octets " << (pair >> 8U) << " " << (pair & 0xFFU) << ": " << written);
        }
        if (text[0] >= 0 && text[1] >= 0 && read.at("x").as_string() != text) {
            FAIL("ASCII did not survive: " << written);
        }
    }
}

TEST_CASE("numbers that JSON cannot say are null") {
    const auto line = json({{"a", std::numeric_limits<double>::quiet_NaN()},
                            {"b", std::numeric_limits<double>::infinity()}});
    CHECK(line.ends_with(R"("a":null,"b":null})"));
}

TEST_CASE("names of fields are escaped too") {
    CHECK(json({{"a\"b\n", true}}).ends_with(R"("a\"b\n":true})"));
}

TEST_CASE("times before and after 1970, and leap days") {
    struct row {
        std::int64_t ms;
        const char* expected;
    };
    for (const auto& r : {row{0, "1970-01-01T00:00:00.000Z"}, row{-1, "1969-12-31T23:59:59.999Z"},
                          row{951'782'400'005, "2000-02-29T00:00:00.005Z"}}) {
        fmt::memory_buffer out;
        telemetry::append_timestamp(out, core::utc_time{std::chrono::milliseconds{r.ms}});
        CHECK(fmt::to_string(out) == r.expected);
    }
}

TEST_CASE("the plain form is one line too") {
    const telemetry::field fields[] = {{"text", "a\nb"sv}, {"n", std::int64_t{3}}};
    const core::correlation_id trace{{1, 2}};
    fmt::memory_buffer out;
    telemetry::append_plain(out, {moment, telemetry::level::warn, "some.event", &trace, fields});
    CHECK(fmt::to_string(out) == R"(2026-01-31T09:05:07.042Z warn  some.event text="a\nb" n=3 )"
                                 "trace=00000000000000010000000000000002");
}
