#include "smpp/text/data_coding.hpp"
#include "smpp/text/packing.hpp"
#include "smpp/text/user_data.hpp"
#include <cstdint>
#include <doctest/doctest.h>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>

using namespace std::string_literals;
using smpp::charset;
using smpp::coding;
using smpp::coding_rules;
using smpp::coding_scheme;
using smpp::language_prefix;
using smpp::message_class;
using smpp::message_waiting;
using smpp::waiting_kind;

namespace {

struct row {
    std::string_view name;
    unsigned value;
    coding meaning;
};

void check(coding_scheme scheme, const row& r) {
    CAPTURE(r.name);
    CAPTURE(r.value);
    const coding c = smpp::read_data_coding(static_cast<std::uint8_t>(r.value), {.scheme = scheme});
    CHECK(smpp::name_of(c.charset) == smpp::name_of(r.meaning.charset));
    CHECK((c == r.meaning));
}

} // namespace

TEST_CASE("data_coding: SMPP 3.4 5.2.19") {
    const row rows[] = {
        {"SMSC default", 0x00, {.charset = charset::gsm7, .smsc_default = true}},
        {"IA5", 0x01, {.charset = charset::ascii}},
        {"octets", 0x02, {.charset = charset::binary}},
        {"Latin 1", 0x03, {.charset = charset::latin1}},
        {"octets", 0x04, {.charset = charset::binary}},
        {"JIS", 0x05, {.charset = charset::jis}},
        {"Cyrillic", 0x06, {.charset = charset::cyrillic}},
        {"Hebrew", 0x07, {.charset = charset::hebrew}},
        {"UCS2", 0x08, {.charset = charset::ucs2}},
        {"pictograms", 0x09, {.charset = charset::pictogram}},
        {"music", 0x0A, {.charset = charset::iso2022_jp}},
        {"reserved", 0x0B, {.charset = charset::reserved}},
        {"reserved", 0x0C, {.charset = charset::reserved}},
        {"extended Kanji", 0x0D, {.charset = charset::extended_jis}},
        {"KS C 5601", 0x0E, {.charset = charset::ksc5601}},
        {"reserved", 0x0F, {.charset = charset::reserved}},
        {"reserved", 0xBF, {.charset = charset::reserved}},
        {"voicemail gone, text not kept", 0xC0, {.waiting = message_waiting{}}},
        {"fax", 0xC9, {.waiting = message_waiting{waiting_kind::fax, true, false}}},
        {"other, kept", 0xDB, {.waiting = message_waiting{waiting_kind::other, true, true}}},
        {"reserved", 0xE0, {.charset = charset::reserved}},
        {"class 0", 0xF0, {.message_class = message_class::class0}},
        {"class 3, octets",
         0xF7,
         {.charset = charset::binary, .message_class = message_class::class3}},
        {"bit 3 is reserved", 0xF9, {.message_class = message_class::class1}},
    };
    for (const row& r : rows)
        check(coding_scheme::smpp, r);
}

TEST_CASE("data_coding: TS 23.038 4, of short messages") {
    const row rows[] = {
        {"plain", 0x00, {}},
        {"the class counts with bit 4 alone", 0x03, {}},
        {"octets", 0x04, {.charset = charset::binary}},
        {"UCS-2", 0x08, {.charset = charset::ucs2}},
        {"reserved charset", 0x0C, {}},
        {"flash", 0x10, {.message_class = message_class::class0}},
        {"flash in UCS-2",
         0x18,
         {.charset = charset::ucs2, .message_class = message_class::class0}},
        {"compressed", 0x20, {.compressed = true}},
        {"to be deleted", 0x49, {.charset = charset::ucs2, .auto_delete = true}},
        {"reserved group", 0x88, {}},
        {"email, not kept", 0xCA, {.waiting = message_waiting{waiting_kind::email, true, false}}},
        {"kept, UCS-2",
         0xE8,
         {.charset = charset::ucs2,
          .waiting = message_waiting{waiting_kind::voicemail, true, true}}},
        {"class 1, octets",
         0xF5,
         {.charset = charset::binary, .message_class = message_class::class1}},
    };
    for (const row& r : rows)
        check(coding_scheme::sms, r);
}

TEST_CASE("data_coding: TS 23.038 5, of cell broadcast and USSD") {
    const row rows[] = {
        {"German", 0x00, {.language = "de"}},
        {"French", 0x03, {.language = "fr"}},
        {"Portuguese", 0x08, {.language = "pt"}},
        {"Polish", 0x0E, {.language = "pl"}},
        {"no language", 0x0F, {}},
        {"letters in front", 0x10, {.prefix = language_prefix::gsm7}},
        {"letters, UCS-2", 0x11, {.charset = charset::ucs2, .prefix = language_prefix::ucs2}},
        {"reserved", 0x15, {}},
        {"Czech", 0x20, {.language = "cs"}},
        {"Icelandic", 0x24, {.language = "is"}},
        {"reserved language", 0x2F, {}},
        {"reserved", 0x3F, {}},
        {"general", 0x40, {}},
        {"octets", 0x44, {.charset = charset::binary}},
        {"UCS-2", 0x48, {.charset = charset::ucs2}},
        {"UCS-2, class 1",
         0x59,
         {.charset = charset::ucs2, .message_class = message_class::class1}},
        {"compressed", 0x60, {.compressed = true}},
        {"reserved", 0x80, {}},
        {"a header in the page",
         0x9A,
         {.charset = charset::ucs2, .has_udh = true, .message_class = message_class::class2}},
        {"reserved", 0xC0, {}},
        {"WAP", 0xE0, {.charset = charset::binary}},
        {"no class", 0xF0, {}},
        {"class 1", 0xF1, {.message_class = message_class::class1}},
        {"octets", 0xF4, {.charset = charset::binary}},
    };
    for (const row& r : rows)
        check(coding_scheme::cbs, r);
}

TEST_CASE("data_coding: by default SMPP's, and cell broadcast's where that has none") {
    for (unsigned value = 0; value < 256; ++value) {
        CAPTURE(value);
        const auto octet = static_cast<std::uint8_t>(value);
        const coding mixed = smpp::read_data_coding(octet);
        const coding own = smpp::read_data_coding(octet, {.scheme = coding_scheme::smpp});
        const coding cbs = smpp::read_data_coding(octet, {.scheme = coding_scheme::cbs});
        const coding sms = smpp::read_data_coding(octet, {.scheme = coding_scheme::sms});
        if (own.charset != charset::reserved || value == 0x0B || value == 0x0C)
            CHECK((mixed == own));
        else
            CHECK((mixed == (value >= 0xE0 || value >> 4 == 1 || value >> 4 == 3 ? sms : cbs)));
    }
}

TEST_CASE("data_coding: every value that is read is written as one that reads the same") {
    for (const auto scheme :
         {coding_scheme::mixed, coding_scheme::smpp, coding_scheme::sms, coding_scheme::cbs}) {
        for (const auto standard : {charset::gsm7, charset::latin1, charset::ascii}) {
            const coding_rules rules{.scheme = scheme, .default_charset = standard};
            for (unsigned value = 0; value < 256; ++value) {
                CAPTURE(value);
                const coding c = smpp::read_data_coding(static_cast<std::uint8_t>(value), rules);
                const auto written = smpp::write_data_coding(c, rules);
                if (c.charset == charset::reserved) {
                    REQUIRE_FALSE(written);
                    continue;
                }
                REQUIRE(written);
                coding again = smpp::read_data_coding(*written, rules);
                again.smsc_default = c.smsc_default;
                REQUIRE((again == c));
            }
        }
    }
}

TEST_CASE("data_coding: the value that a peer expects") {
    struct wanted {
        std::string_view name;
        coding_rules rules;
        coding meaning;
        std::optional<unsigned> value;
    };
    using enum coding_scheme;
    const message_waiting voicemail{waiting_kind::voicemail, true, false};
    const wanted rows[] = {
        {"GSM-7", {}, {}, 0x00},
        {"GSM-7 of USSD", {.scheme = cbs}, {}, 0x0F},
        {"French USSD", {.scheme = cbs}, {.language = "fr"}, 0x03},
        {"UCS-2", {}, {.charset = charset::ucs2}, 0x08},
        {"UCS-2 of USSD", {.scheme = cbs}, {.charset = charset::ucs2}, 0x48},
        {"octets: 4, as in TP-DCS", {}, {.charset = charset::binary}, 0x04},
        {"octets of USSD", {.scheme = cbs}, {.charset = charset::binary}, 0x44},
        {"Latin-1", {}, {.charset = charset::latin1}, 0x03},
        {"Latin-1 as default",
         {.default_charset = charset::latin1},
         {.charset = charset::latin1},
         0x00},
        {"flash", {}, {.message_class = message_class::class0}, 0x10},
        {"flash, of SMPP",
         {.scheme = coding_scheme::smpp},
         {.message_class = message_class::class0},
         0xF0},
        {"flash in UCS-2",
         {},
         {.charset = charset::ucs2, .message_class = message_class::class0},
         0x18},
        {"UCS-2, class 3",
         {},
         {.charset = charset::ucs2, .message_class = message_class::class3},
         0x1B},
        {"octets, class 1",
         {},
         {.charset = charset::binary, .message_class = message_class::class1},
         0x15},
        {"a page of UCS-2 with a header",
         {},
         {.charset = charset::ucs2, .has_udh = true, .message_class = message_class::class0},
         0x98},
        {"a language in front", {}, {.prefix = language_prefix::gsm7}, 0x10},
        {"a language in front of UCS-2",
         {},
         {.charset = charset::ucs2, .prefix = language_prefix::ucs2},
         0x11},
        {"flash in UCS-2, of SMPP",
         {.scheme = coding_scheme::smpp},
         {.charset = charset::ucs2, .message_class = message_class::class0},
         std::nullopt},
        {"flash in UCS-2, of TP-DCS",
         {.scheme = sms},
         {.charset = charset::ucs2, .message_class = message_class::class0},
         0x18},
        {"voicemail", {}, {.waiting = voicemail}, 0xC8},
        {"GSM-7 where the default is Latin-1",
         {.scheme = coding_scheme::smpp, .default_charset = charset::latin1},
         {},
         std::nullopt},
        {"reserved", {}, {.charset = charset::reserved}, std::nullopt},
        {"Cyrillic of TP-DCS", {.scheme = sms}, {.charset = charset::cyrillic}, std::nullopt},
    };
    for (const wanted& w : rows) {
        CAPTURE(w.name);
        const auto value = smpp::write_data_coding(w.meaning, w.rules);
        CHECK(value.has_value() == w.value.has_value());
        if (value && w.value)
            CHECK(unsigned{*value} == *w.value);
    }
}

TEST_CASE("data_coding: short messages with a class, and cell broadcast where the octets show it") {
    struct text_row {
        std::string_view name;
        unsigned value;
        std::string octets;
        coding_rules rules;
        std::string_view text;
        std::optional<smpp::message_class> message_class;
    };
    using enum message_class;
    const coding_rules packed{.packed = true};
    const text_row rows[] = {
        {"flash", 0x10, "t\x05"s, {}, "té", class0},
        {"a language", 0x10, "fr\rt\x05"s, {}, "té", std::nullopt},
        {"a language, packed", 0x10, smpp::pack_text("fr\rt\x05"), packed, "té", std::nullopt},
        {"plain text of class 1", 0x11, "Bonjour!"s, {}, "Bonjour!", class1},
        {"an odd number", 0x11, "Solde: 5 F\x05"s, {}, "Solde: 5 Fé", class1},
        {"like a packed \"fr\"", 0x11, "f9 Bonjour "s, {}, "f9 Bonjour ", class1},
        {"the same, even", 0x11, "f9 Bonjour"s, {}, "f9 Bonjour", class1},
        {"no more than that", 0x11, "f9"s, {}, "f9", class1},
        {"packed, with high octets", 0x11, smpp::pack_text("Bonjour Awa, 25 F"), packed,
         "Bonjour Awa, 25 F", class1},
        {"UCS-2 without a language", 0x11, "\0*\x00\xE9"s, {}, "*é", std::nullopt},
        {"the same of a packing peer", 0x11, "\0*\x00\xE9"s, packed, "*é", std::nullopt},
        {"Chinese without", 0x11, "\x4F\x60\x59\x7D"s, {}, "O¿Yñ", class1},
        {"Chinese with an octet above 0x7F", 0x11, "\x4F\xE0"s, {}, "俠", std::nullopt},
        {"Arabic with \"ar\"", 0x11, "\x61\x39\x06\x27"s, {}, "ا", std::nullopt},
        {"UCS-2, class 0", 0x18, "\x00\xE9"s, {}, "é", class0},
        {"UCS-2, class 1", 0x19, "\x06\x27"s, {}, "ا", class1},
    };
    for (const text_row& r : rows) {
        CAPTURE(r.name);
        const auto d =
            smpp::split_user_data(static_cast<std::uint8_t>(r.value), r.octets, false, r.rules);
        REQUIRE(d);
        CHECK(smpp::text_of(*d).value() == r.text);
        CHECK((d->coding.message_class == r.message_class));
    }
    for (const unsigned value : {0x14U, 0x15U, 0x16U, 0x17U}) {
        const auto text = smpp::decode_text(static_cast<std::uint8_t>(value), "ab", coding_rules{});
        REQUIRE_FALSE(text);
        CHECK((text.error() == smpp::text_error::binary));
    }
}
