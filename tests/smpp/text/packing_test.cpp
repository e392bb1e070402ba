#include "smpp/text.hpp"
#include "smpp/text/packing.hpp"
#include <cstddef>
#include <doctest/doctest.h>
#include <ostream>
#include <random>
#include <string>
#include <string_view>

using namespace std::string_literals;
using smpp::spare_bits;

namespace {

std::string from_hex(std::string_view hex) {
    std::string octets;
    for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
        octets.push_back(static_cast<char>(std::stoi(std::string{hex.substr(i, 2)}, nullptr, 16)));
    return octets;
}

std::string repeat(std::string_view piece, std::size_t times) {
    std::string out;
    while (times-- > 0)
        out += piece;
    return out;
}

/// Slow and plain: bit i of the packed octets.
bool bit(std::string_view octets, std::size_t i) {
    return (static_cast<unsigned char>(octets[i / 8]) >> i % 8 & 1) != 0;
}

} // namespace

TEST_CASE("packing: USSD strings from the field") {
    struct row {
        std::string_view name;
        std::string_view text;
        std::string_view packed;
    };
    const row rows[] = {
        {"nothing", "", ""},
        {"*100#", "*100#", "AA180C3602"},
        {"hello", "hello", "E8329BFD06"},
        {"ten characters", "hellohello", "E8329BFD4697D9EC37"},
        // syenchuk/smspdudecoder, pull request 4: modems answer this, and not the one that ends
        // with 00.
        {"seven characters: CR", "*115*6#", "AA58ACA6B28D1A"},
        {"seven characters again: CR", "1234567", "31D98C56B3DD1A"},
        {"eight, the last of them @", "1234567@", "31D98C56B3DD00"},
        {"eight, the last of them CR: one more", "1234567\r", "31D98C56B3DD1A0D"},
        {"fifteen", "0123456789ABCDE", "B0986C46ABD96EB85C503824161B"},
        {"an escape", "5€", "B54D19"},
    };
    for (const row& r : rows) {
        CAPTURE(r.name);
        const std::string septets = smpp::to_gsm7(r.text);
        CHECK(smpp::pack_text(septets) == from_hex(r.packed));
        const std::string extra = r.text.ends_with('\r') ? "\r" : "";
        CHECK(smpp::from_gsm7(smpp::unpack_text(from_hex(r.packed))) ==
              std::string{r.text} + extra);
    }
}

TEST_CASE("packing: a peer that fills with zeros") {
    // fiorix/go-smpp, issue 108: read as the standard says, this ends with an '@' too many.
    const std::string packed = from_hex("31D98C56B3DD703958583C2697CD67745ABD66B701");
    const std::string text = "1234567890abcdefghijklm";
    CHECK(smpp::pack_text(text, 0, spare_bits::zero).substr(0, 20) == packed.substr(0, 20));
    CHECK(smpp::unpack_text(packed, 0, spare_bits::zero) == text);
    CHECK(smpp::unpack_text(packed) == text + '\0');
    CHECK(smpp::pack_text(text, 0, spare_bits::zero) == packed);
    CHECK(smpp::pack_text(text, 0, spare_bits::carriage_return).back() == '\x1B');
}

TEST_CASE("packing: behind a header the septets begin at a septet's bound") {
    // wdoekes/asterisk-chan-dongle, issue 13: the last of three messages of ones.
    const std::string user_data = from_hex("050003CB0303" + repeat("62B1582C168BC5", 5) + "6231");
    const std::size_t fill = smpp::fill_bits(6);
    CHECK(fill == 1);
    CHECK(smpp::unpack_septets(user_data.substr(6), 42, fill) == std::string(42, '1'));
    CHECK(smpp::pack_septets(std::string(42, '1'), fill) == user_data.substr(6));

    const std::size_t expected[] = {0, 6, 5, 4, 3, 2, 1, 0, 6};
    for (std::size_t header = 0; header < std::size(expected); ++header)
        CHECK(smpp::fill_bits(header) == expected[header]);
    CHECK(smpp::packed_octets(160) == 140);
    CHECK(smpp::packed_octets(153, 1) == 134);
    CHECK(smpp::whole_septets(140) == 160);
    CHECK(smpp::whole_septets(134, 1) == 153);
    CHECK(smpp::whole_septets(0, 3) == 0);
    CHECK(smpp::packed_octets(182) == 160); // a USSD screen
}

TEST_CASE("packing: each bit is where TS 23.038 6.1.2.1 puts it, and comes back") {
    std::mt19937 random{3};
    for (std::size_t length = 0; length < 64; ++length) {
        for (std::size_t fill = 0; fill < 7; ++fill) {
            CAPTURE(length);
            CAPTURE(fill);
            std::string septets(length, '\0');
            for (char& s : septets)
                s = static_cast<char>(random() % 128);
            const std::string octets = smpp::pack_septets(septets, fill);
            REQUIRE(octets.size() == smpp::packed_octets(length, fill));
            for (std::size_t i = 0; i < octets.size() * 8; ++i) {
                const bool in_text = i >= fill && i < fill + 7 * length;
                const bool expected = in_text && (septets[(i - fill) / 7] >> (i - fill) % 7 & 1);
                REQUIRE(bit(octets, i) == expected);
            }
            REQUIRE(smpp::unpack_septets(octets, length, fill) == septets);
            REQUIRE(smpp::unpack_septets(octets, 1000, fill).size() ==
                    smpp::whole_septets(octets.size(), fill));
        }
    }
}

TEST_CASE("packing: any text comes back; only what the standard calls ambiguous grows or loses") {
    std::mt19937 random{4};
    for (int round = 0; round < 20000; ++round) {
        std::string text(random() % 40, '\0');
        for (char& s : text)
            s = "\0\rab\x1B\x7F"[random() % 6]; // many ends with '@' and CR
        const std::size_t fill = random() % 7;
        const bool full = !text.empty() && (fill + 7 * text.size()) % 8 == 0;

        const std::string back = smpp::unpack_text(smpp::pack_text(text, fill), fill);
        REQUIRE(back == (full && text.back() == '\r' ? text + '\r' : text));
        REQUIRE(smpp::from_gsm7(back) ==
                smpp::from_gsm7(text) + (back.size() == text.size() ? "" : "\r"));

        std::string zero = smpp::unpack_text(smpp::pack_text(text, fill, spare_bits::zero), fill,
                                             spare_bits::zero);
        if (full && text.back() == '\0')
            zero.push_back('\0');
        REQUIRE(zero == text);
    }
}

TEST_CASE("packing: the top bit of an octet that holds a septet is ignored") {
    CHECK(smpp::pack_septets("\xB1\xB2") == smpp::pack_septets("12"));
    CHECK(smpp::unpack_text(std::string(1, '\xFF')) == "\x7F");
}
