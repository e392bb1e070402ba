#include "smpp/text.hpp"
#include "smpp/text/segment.hpp"
#include <cstdint>
#include <doctest/doctest.h>
#include <optional>
#include <ostream>
#include <random>
#include <string>
#include <string_view>
#include <vector>

using namespace std::string_literals;

namespace {

std::string repeat(std::string_view piece, std::size_t times) {
    std::string out;
    while (times-- > 0)
        out += piece;
    return out;
}

/// The parts put together again, each header checked.
std::string joined(const smpp::segmented_text& text, std::uint8_t reference) {
    std::string octets;
    for (std::size_t i = 0; i < text.parts.size(); ++i) {
        std::string_view part = text.parts[i];
        if (text.has_udh()) {
            const std::string header{5,
                                     0,
                                     3,
                                     static_cast<char>(reference),
                                     static_cast<char>(text.parts.size()),
                                     static_cast<char>(i + 1)};
            REQUIRE(part.substr(0, 6) == header);
            part.remove_prefix(6);
        }
        octets += part;
    }
    return octets;
}

} // namespace

TEST_CASE("segment: how many octets each part carries") {
    using enum smpp::alphabet;
    struct row {
        std::string_view name;
        std::string text;
        smpp::alphabet alphabet;
        std::vector<std::size_t> octets; ///< without the header
    };
    const row rows[] = {
        {"empty is one empty message", "", gsm7, {0}},
        {"160 septets", repeat("a", 160), gsm7, {160}},
        {"161 septets", repeat("a", 161), gsm7, {153, 8}},
        {"306 septets", repeat("a", 306), gsm7, {153, 153}},
        {"307 septets", repeat("a", 307), gsm7, {153, 153, 1}},
        {"79 euros and two letters", repeat("€", 79) + "aa", gsm7, {160}},
        {"81 euros: no escape is parted", repeat("€", 81), gsm7, {152, 10}},
        {"an escape at the edge", repeat("a", 152) + "€" + repeat("b", 10), gsm7, {152, 12}},
        {"an escape that just fits", repeat("a", 151) + "€" + repeat("b", 10), gsm7, {153, 10}},
        {"a euro last in 160", repeat("a", 158) + "€", gsm7, {160}},
        {"ten full parts",
         repeat("a", 1530),
         gsm7,
         {153, 153, 153, 153, 153, 153, 153, 153, 153, 153}},
        {"70 units", repeat("ç", 70), ucs2, {140}},
        {"71 units", repeat("ç", 71), ucs2, {134, 8}},
        {"35 emoji", repeat("😀", 35), ucs2, {140}},
        {"36 emoji: no pair is parted", repeat("😀", 36), ucs2, {132, 12}},
        {"a pair at the edge", repeat("ç", 66) + "😀" + repeat("ç", 10), ucs2, {132, 24}},
        {"a pair that just fits", repeat("ç", 65) + "😀" + repeat("ç", 10), ucs2, {134, 20}},
        {"ten full parts of units",
         repeat("電", 670),
         ucs2,
         {134, 134, 134, 134, 134, 134, 134, 134, 134, 134}},
    };
    for (const row& r : rows) {
        CAPTURE(r.name);
        const auto text = smpp::segment_text(r.text, 0xAB);
        REQUIRE(text);
        CHECK(text->alphabet == r.alphabet);
        CHECK(text->has_udh() == (r.octets.size() > 1));
        REQUIRE(text->parts.size() == r.octets.size());
        for (std::size_t i = 0; i < r.octets.size(); ++i)
            CHECK(text->parts[i].size() == r.octets[i] + (text->has_udh() ? 6 : 0));
        CHECK(joined(*text, 0xAB) == smpp::encode_text(r.text).octets);
    }
}

TEST_CASE("segment: more than ten parts are refused") {
    CHECK_FALSE(smpp::segment_text(repeat("a", 1531), 1));
    CHECK_FALSE(smpp::segment_text(repeat("é", 1531), 1));
    CHECK_FALSE(smpp::segment_text(repeat("ç", 671), 1));
    CHECK_FALSE(smpp::segment_text(repeat("a", 2'000'000), 1));
    // Fits by its count alone, but pairs at the edges need an eleventh part.
    CHECK(smpp::segment_text(repeat("€", 760), 1)->parts.size() == 10);
    CHECK_FALSE(smpp::segment_text(repeat("€", 765), 1));
    CHECK(smpp::segment_text(repeat("é", 1530), 1)->parts.size() == 10); // the most UTF-8 that fits
}

TEST_CASE("segment: each part alone is a text, and all of them are the whole") {
    const std::string_view pieces[] = {"a",     "é", "€", "[",  " ",  "\n",
                                       "Solde", "@", "ç", "😀", "電", "\xC3"};
    std::mt19937 random{7};
    for (int round = 0; round < 400; ++round) {
        const std::size_t kinds = round % 2 == 0 ? 8 : std::size(pieces); // GSM-7 only, or anything
        std::string text;
        for (auto left = random() % 500; left > 0; --left)
            text += pieces[random() % kinds];
        const auto reference = static_cast<std::uint8_t>(random() % 256);
        const auto cut = smpp::segment_text(text, reference);
        if (!cut)
            continue;
        REQUIRE(joined(*cut, reference) == smpp::encode_text(text).octets);
        const std::uint8_t coding = cut->alphabet == smpp::alphabet::gsm7 ? 0 : 8;
        std::string read;
        for (const std::string& part : cut->parts) {
            REQUIRE(part.size() <= (coding == 0 && !cut->has_udh() ? 160
                                    : coding == 0                  ? 159
                                                                   : 140));
            read +=
                smpp::decode_text(coding, std::string_view{part}.substr(cut->has_udh() ? 6 : 0));
        }
        REQUIRE(read == smpp::decode_text(coding, smpp::encode_text(text).octets));
    }
}

TEST_CASE("a text with a message class has the data_coding that says so") {
    using enum smpp::coding_scheme;
    using smpp::message_class;
    struct row {
        const char* name;
        smpp::coding_scheme scheme;
        std::string_view text;
        message_class wanted;
        int data_coding; ///< -1: the scheme has none
    };
    const row rows[] = {
        {"flash in GSM-7", mixed, "Coupure", message_class::class0, 0x10},
        {"flash in UCS-2", mixed, "\u0416", message_class::class0, 0x18},
        {"for the SIM", mixed, "Coupure", message_class::class2, 0x12},
        {"flash by TS 23.038 4", sms, "Coupure", message_class::class0, 0x10},
        {"flash by SMPP alone", smpp, "Coupure", message_class::class0, 0xF0},
        {"UCS-2 by SMPP alone", smpp, "\u0416", message_class::class0, -1},
    };
    for (const auto& r : rows) {
        CAPTURE(r.name);
        for (const auto c : {smpp::charset::gsm7, smpp::charset::latin1}) {
            const smpp::segment_options options{.rules = {.scheme = r.scheme, .default_charset = c},
                                                .message_class = r.wanted};
            const auto cut = smpp::cut_text(r.text, 1, options);
            if (r.data_coding < 0) {
                REQUIRE_FALSE(cut.has_value());
                CHECK((cut.error() == smpp::segment_error::bad_options));
                continue;
            }
            REQUIRE(cut.has_value());
            CHECK(int{cut->data_coding} == r.data_coding);
            const auto read = smpp::read_data_coding(cut->data_coding, options.rules);
            CHECK((read.message_class == r.wanted));
            CHECK((read.charset == cut->charset));
            CHECK(smpp::decode_text(cut->data_coding, cut->pieces[0].octets, options.rules) ==
                  r.text);
        }
    }
}
