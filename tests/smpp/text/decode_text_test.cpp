#include "smpp/text.hpp"
#include "smpp/text/data_coding.hpp"
#include <cstdint>
#include <doctest/doctest.h>
#include <ostream>
#include <string>
#include <string_view>

using namespace std::string_literals;
using namespace std::string_view_literals;
using smpp::charset;
using smpp::coding_rules;
using smpp::coding_scheme;
using smpp::text_error;

TEST_CASE("checklist: data_coding 0: one octet a character, in the connector's default charset") {
    struct text_row {
        std::string_view name;
        coding_rules rules;
        std::string octets;
        std::string_view text;
    };
    const text_row rows[] = {
        {"GSM-7", {}, "\x05t\x05 \x1B\x65@\0"s, "été €¡@"},
        {"Latin-1", {.default_charset = charset::latin1}, "\xE9t\xE9 @"s, "été @"},
        {"ASCII", {.default_charset = charset::ascii}, "[a]@\xE9"s, "[a]@\uFFFD"},
        {"Hebrew", {.default_charset = charset::hebrew}, "\xE9"s, "י"},
        {"UCS-2", {.default_charset = charset::ucs2}, "\x00\xE9"s, "é"},
        {"packed", {.packed = true}, "\x31\xD9\x8C\x56\xB3\xDD\x1A"s, "1234567"},
        {"packed is of GSM-7 alone",
         {.default_charset = charset::latin1, .packed = true},
         "\xE9t\xE9"s,
         "été"},
        {"no SMSC default in TP-DCS",
         {.scheme = coding_scheme::sms, .default_charset = charset::latin1},
         "\x05"s,
         "é"},
    };
    for (const text_row& r : rows) {
        CAPTURE(r.name);
        CHECK(smpp::decode_text(0x00, r.octets, r.rules).value() == r.text);
    }
    // Not packed unless it is said: what looks packed is read an octet a character.
    CHECK(smpp::decode_text(0x00, "\x41\x42"sv, coding_rules{}).value() == "AB");
    // The other codings do not follow the default.
    const coding_rules latin{.default_charset = charset::latin1};
    CHECK(smpp::decode_text(0x08, "\x00\xE9"sv, latin).value() == "é");
    CHECK(smpp::decode_text(0xF1, "\x05", latin).value() == "é");
    CHECK(smpp::decode_text(0x01, "A", latin).value() == "A");
}

TEST_CASE("data_coding: what is no text is said to be none") {
    struct error_row {
        std::string_view name;
        unsigned value;
        coding_rules rules;
        text_error error;
    };
    const coding_rules strict{.scheme = coding_scheme::smpp};
    const error_row rows[] = {
        {"octets", 0x02, {}, text_error::binary},
        {"octets", 0x04, {}, text_error::binary},
        {"octets of class 1", 0xF5, {}, text_error::binary},
        {"octets of USSD", 0x44, {}, text_error::binary},
        {"JIS", 0x05, {}, text_error::unsupported},
        {"pictograms", 0x09, {}, text_error::unsupported},
        {"music", 0x0A, {}, text_error::unsupported},
        {"extended Kanji", 0x0D, {}, text_error::unsupported},
        {"Korean", 0x0E, {}, text_error::unsupported},
        {"reserved", 0x0B, {}, text_error::reserved},
        {"reserved of SMPP", 0x48, strict, text_error::reserved},
        {"compressed", 0x60, {}, text_error::compressed},
        {"compressed octets", 0x64, {}, text_error::compressed},
        {"a page whose header is not there", 0x90, {}, text_error::bad_header},
    };
    for (const error_row& r : rows) {
        CAPTURE(r.name);
        const auto text =
            smpp::decode_text(static_cast<std::uint8_t>(r.value), "\x41\x30", r.rules);
        REQUIRE_FALSE(text);
        CHECK(text.error() == r.error);
        // A person is shown something all the same, where no rules say otherwise.
        if (r.rules == coding_rules{})
            CHECK(smpp::decode_text(static_cast<std::uint8_t>(r.value), "A") == "A");
    }
}

TEST_CASE("data_coding: UCS-2 with a byte order mark") {
    CHECK(smpp::decode_text(0x08, "\xFE\xFF\x00\xE9"sv, coding_rules{}).value() == "é");
    CHECK(smpp::decode_text(0x08, "\xFF\xFE\xE9\x00"sv, coding_rules{}).value() == "é");
    CHECK(smpp::decode_text(0x08, "\xFF\xFE\x3D\xD8\x00\xDE"sv, coding_rules{}).value() == "😀");
    CHECK(smpp::decode_text(0x08, "\xFF\xFE\xE9"sv, coding_rules{}).value() == "\uFFFD");
    CHECK(smpp::decode_text(0x08, "\xFE\xFF"sv, coding_rules{}).value() == "");
    // Only in front: elsewhere it is the no-break space of width 0 that it was.
    CHECK(smpp::decode_text(0x08, "\0a\xFE\xFF"sv, coding_rules{}).value() == "a\uFEFF");
}
