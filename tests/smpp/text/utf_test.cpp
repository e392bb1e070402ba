#include "smpp/text.hpp"
#include <cstdint>
#include <doctest/doctest.h>
#include <ostream>
#include <random>
#include <string>
#include <string_view>

using namespace std::string_literals;
using namespace std::string_view_literals;

TEST_CASE("utf: invalid UTF-8 becomes one U+FFFD for each maximal subpart (Unicode 3.9)") {
    struct row {
        std::string_view name;
        std::string_view utf8;
        std::string_view repaired;
    };
    const row rows[] = {
        {"valid at the bounds", "\x7F\u0080\u07FF\u0800\uD7FF\uE000\uFFFF\U00010000\U0010FFFF",
         "\x7F\u0080\u07FF\u0800\uD7FF\uE000\uFFFF\U00010000\U0010FFFF"},
        {"NUL", "a\0b"sv, "a\0b"sv},
        {"lone continuation", "a\x80z", "a\uFFFDz"},
        {"overlong in two (table 3-8)", "\xC0\xAF", "\uFFFD\uFFFD"},
        {"overlong in three (table 3-8)", "\xE0\x80\xBF", "\uFFFD\uFFFD\uFFFD"},
        {"overlong in four", "\xF0\x8F\xBF\xBF", "\uFFFD\uFFFD\uFFFD\uFFFD"},
        {"surrogates (table 3-9)", "\xED\xA0\x80\xED\xBF\xBF",
         "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD"},
        {"over U+10FFFF (table 3-10)", "\xF4\x91\x92\x93\xFF\x41",
         "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFDA"},
        {"truncated (table 3-11)", "\xE1\x80\xE2\xF0\x91\x92\xF1\xBF\x41",
         "\uFFFD\uFFFD\uFFFD\uFFFD"
         "A"},
        {"truncated at the end, two of three", "a\xE2\x82", "a\uFFFD"},
        {"truncated at the end, three of four", "a\xF0\x9F\x98", "a\uFFFD"},
        {"leads that are never", "\xF5\xF8\xFC\xFE\xFF", "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD"},
        {"a real U+FFFD", "\uFFFD", "\uFFFD"},
    };
    for (const row& r : rows) {
        CAPTURE(r.name);
        CHECK(smpp::from_ucs2(smpp::to_ucs2(r.utf8)) == r.repaired);
        CHECK(smpp::utf16_length(r.utf8) * 2 == smpp::to_ucs2(r.utf8).size());
        CHECK(smpp::utf16_length(r.utf8) == smpp::utf16_length(r.repaired));
    }
}

TEST_CASE("utf: UTF-16BE octets of named characters") {
    CHECK(smpp::to_ucs2("") == "");
    CHECK(smpp::to_ucs2("A") == "\0A"s);
    CHECK(smpp::to_ucs2("ç") == "\x00\xE7"s);
    CHECK(smpp::to_ucs2("€") == "\x20\xAC");
    CHECK(smpp::to_ucs2("😀") == "\xD8\x3D\xDE\x00"s);
    CHECK(smpp::utf16_length("aç€😀") == 5);
}

TEST_CASE("utf: strange UTF-16 is read without loss of what is good in it") {
    struct row {
        std::string_view name;
        std::string octets;
        std::string_view text;
    };
    const row rows[] = {
        {"odd last octet", "\0A\0"s, "A\uFFFD"},
        {"one octet", "\x41"s, "\uFFFD"},
        {"high surrogate at the end", "\0A\xD8\x3D"s, "A\uFFFD"},
        {"high surrogate and half of a low one", "\xD8\x3D\xDE"s, "\uFFFD\uFFFD"},
        {"high surrogate before a letter", "\xD8\x3D\0A"s, "\uFFFDA"},
        {"low surrogate first", "\xDE\x00\xD8\x3D"s, "\uFFFD\uFFFD"},
        {"two high ones, then a low one", "\xD8\x3D\xD8\x3D\xDE\x00"s, "\uFFFD😀"},
        {"last pair", "\xDB\xFF\xDF\xFF"s, "\U0010FFFF"},
        {"U+FFFF", "\xFF\xFF"s, "\uFFFF"},
    };
    for (const row& r : rows) {
        CAPTURE(r.name);
        CHECK(smpp::from_ucs2(r.octets) == r.text);
    }
}

TEST_CASE("utf: every code point survives UTF-16") {
    for (std::uint32_t plane_start : {0u, 0x10000u, 0x1F000u, 0x10F000u}) {
        const std::uint32_t end = plane_start == 0 ? 0x10000 : plane_start + 0x1000;
        std::string octets;
        for (std::uint32_t code = plane_start; code < end; ++code) {
            if (code >= 0xD800 && code < 0xE000)
                continue;
            const auto unit = [&](std::uint32_t u) {
                octets.push_back(static_cast<char>(u >> 8));
                octets.push_back(static_cast<char>(u & 0xFF));
            };
            if (code < 0x10000) {
                unit(code);
            } else {
                unit(0xD800 + ((code - 0x10000) >> 10));
                unit(0xDC00 + ((code - 0x10000) & 0x3FF));
            }
        }
        const std::string utf8 = smpp::from_ucs2(octets);
        CHECK(utf8.find("\uFFFD") == (plane_start == 0 ? utf8.rfind("\uFFFD") : std::string::npos));
        CHECK((smpp::to_ucs2(utf8) == octets));
        CHECK(smpp::utf16_length(utf8) * 2 == octets.size());
    }
}

TEST_CASE("utf: any octets at all are read, and reading what was written changes nothing more") {
    std::mt19937 random{20}; // any seed: the property holds for all
    for (int round = 0; round < 5000; ++round) {
        std::string octets(random() % 12, '\0');
        for (char& octet : octets)
            octet = static_cast<char>(random() % 4 == 0 ? random() % 0x80 : 0x80 + random() % 0x80);
        const std::string repaired = smpp::from_ucs2(smpp::to_ucs2(octets));
        REQUIRE(smpp::from_ucs2(smpp::to_ucs2(repaired)) == repaired);
        REQUIRE(smpp::utf16_length(octets) == smpp::utf16_length(repaired));
        const std::string text = smpp::from_ucs2(octets);
        REQUIRE(smpp::from_ucs2(smpp::to_ucs2(text)) == text);
        REQUIRE(smpp::transliterate_to_gsm7(smpp::transliterate_to_gsm7(octets)) ==
                smpp::transliterate_to_gsm7(octets));
    }
}

TEST_CASE("utf: Latin-1") {
    CHECK(smpp::from_latin1("\xE9t\xE9 \xFF\x00"s) == "été ÿ\0"sv);
    CHECK(smpp::from_latin1("\xA0") == "\u00A0");
}
