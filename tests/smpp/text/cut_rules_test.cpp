#include "smpp/text.hpp"
#include "smpp/text/cutting.hpp"
#include "smpp/text/segment.hpp"
#include "smpp/text/user_data.hpp"
#include <cstddef>
#include <cstdint>
#include <doctest/doctest.h>
#include <ostream>
#include <random>
#include <string>
#include <string_view>
#include <vector>

using namespace std::string_literals;
using cutting::read;
using cutting::repeat;
using cutting::sizes;
using smpp::charset;
using smpp::coding_rules;
using smpp::coding_scheme;
using smpp::cut_binary;
using smpp::cut_text;
using smpp::segment_error;
using smpp::segment_method;
using smpp::segment_options;
using enum smpp::national_language;

TEST_CASE("cut: a connector's default charset is used where the phone can show it") {
    struct row {
        std::string_view name;
        coding_rules rules;
        std::string text;
        charset expected;
        unsigned data_coding;
        std::vector<std::size_t> octets;
    };
    const coding_rules latin{.default_charset = charset::latin1};
    const coding_rules ascii{.default_charset = charset::ascii};
    const row rows[] = {
        {"GSM-7", {}, "été", charset::gsm7, 0, {3}},
        {"Latin-1", latin, "été", charset::latin1, 0, {3}},
        {"in Latin-1, but not in GSM-7", latin, "ça", charset::ucs2, 8, {4}},
        {"in GSM-7, but not in Latin-1", latin, "5€", charset::ucs2, 8, {4}},
        {"ASCII", ascii, "[a]", charset::ascii, 0, {3}},
        {"in GSM-7, but not in ASCII", ascii, "é", charset::ucs2, 8, {2}},
        {"nothing", latin, "", charset::latin1, 0, {0}},
        {"160 characters", latin, repeat("é", 160), charset::latin1, 0, {160}},
        {"161", latin, repeat("é", 161), charset::latin1, 0, {159, 14}},
        {"brackets will be two septets each", latin, repeat("[", 80), charset::latin1, 0, {80}},
        {"so 81 are two messages", latin, repeat("[", 81), charset::latin1, 0, {6 + 76, 6 + 5}},
        {"UCS-2 as default", {.default_charset = charset::ucs2}, "é", charset::ucs2, 0, {2}},
        {"TP-DCS has no other default",
         {.scheme = coding_scheme::sms, .default_charset = charset::latin1},
         "é",
         charset::gsm7,
         0,
         {1}},
        {"USSD", {.scheme = coding_scheme::cbs}, "é", charset::gsm7, 0x0F, {1}},
        {"USSD in UCS-2", {.scheme = coding_scheme::cbs}, "ç", charset::ucs2, 0x48, {2}},
    };
    for (const row& r : rows) {
        CAPTURE(r.name);
        const auto p = cut_text(r.text, 1, {.rules = r.rules});
        REQUIRE(p);
        CHECK(smpp::name_of(p->charset) == smpp::name_of(r.expected));
        CHECK(unsigned{p->data_coding} == r.data_coding);
        CHECK((sizes(*p) == r.octets));
        CHECK(read(*p, r.rules) == r.text);
    }
}

TEST_CASE("cut: transliteration comes before the alphabet is chosen") {
    const std::string text = repeat("ç", 100);
    CHECK(cut_text(text, 1, {})->charset == charset::ucs2);
    const auto p = cut_text(text, 1, {.transliterate = smpp::transliterate_to_gsm7});
    REQUIRE(p);
    CHECK(p->charset == charset::gsm7);
    CHECK(p->pieces.front().octets == std::string(100, 'c'));
    const auto own = cut_text(
        "x", 1, {.transliterate = [](std::string_view t) { return std::string{t} + "!"; }});
    CHECK(own->pieces.front().octets == "x!");
}

TEST_CASE("cut: binary is cut by octets") {
    const std::string octets = repeat("\x1B\xD8", 100);
    const auto p = cut_binary(octets, 0x04, 7, {});
    REQUIRE(p);
    CHECK((sizes(*p) == std::vector<std::size_t>{140, 72}));
    CHECK(p->data_coding == 0x04);
    CHECK(p->has_udh);
    CHECK(p->pieces[0].octets.substr(6) + p->pieces[1].octets.substr(6) == octets);
    CHECK(cut_binary(octets.substr(0, 140), 0xF5, 7, {})->pieces.front().octets ==
          octets.substr(0, 140));
    CHECK((sizes(*cut_binary(octets, 4, 7, {.method = segment_method::sar})) ==
           std::vector<std::size_t>{134, 66}));
    CHECK(cut_binary(octets, 4, 7, {.max_segments = 1}).error() ==
          segment_error::too_many_segments);
    // Never packed.
    CHECK(cut_binary("ab", 4, 7, {.rules = {.packed = true}})->pieces.front().octets == "ab");
}

TEST_CASE(
    "cut: any text, by any method, is read as it was, in pieces that fit and that are texts") {
    const std::string_view kinds[] = {"a", "é", "€", "[",  "\n", "Solde ", "@",
                                      "ç", "ã", "ş", "😀", "電", "\r"};
    std::mt19937 random{9};
    for (int round = 0; round < 3000; ++round) {
        const std::size_t some = round % 3 == 0 ? 7 : round % 3 == 1 ? 10 : std::size(kinds);
        std::string text;
        for (auto left = random() % 500; left > 0; --left)
            text += kinds[random() % some];
        segment_options o;
        o.method = static_cast<segment_method>(random() % 4);
        o.rules.packed = random() % 2 == 0;
        if (random() % 3 == 0)
            o.rules.default_charset = charset::latin1;
        if (random() % 2 == 0)
            o.languages = {portuguese, turkish};
        o.max_segments = 1 + random() % 12;
        o.sar_reserve = random() % 2 == 0 ? 6 : 7;
        const auto p = cut_text(text, static_cast<std::uint16_t>(random()), o);
        if (!p) {
            REQUIRE(p.error() == segment_error::too_many_segments);
            continue;
        }
        REQUIRE(p->pieces.size() <= o.max_segments);
        // A packed CR at the very end of a message is read once or twice: see
        // smpp/text/packing.hpp.
        const bool fuzzy = o.rules.packed && text.find('\r') != std::string::npos;
        if (!fuzzy)
            REQUIRE(read(*p, o.rules) == text);
        std::string alone;
        for (const auto& piece : p->pieces) {
            const auto d = smpp::split_user_data(p->data_coding, piece.octets, p->has_udh, o.rules);
            alone += smpp::text_of(*d).value();
            if (o.method == segment_method::payload)
                continue;
            const bool by_octet =
                p->charset == charset::ucs2 || (o.rules.packed && p->charset == charset::gsm7);
            REQUIRE(piece.octets.size() <= (by_octet ? 140u : 160u));
        }
        if (!fuzzy)
            REQUIRE(alone == text);
    }
}
