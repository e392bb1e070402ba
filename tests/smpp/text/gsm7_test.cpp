#include "smpp/text.hpp"
#include <doctest/doctest.h>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>

using namespace std::string_literals;
using namespace std::string_view_literals;

TEST_CASE("gsm7: every septet of TS 23.038 6.2.1 is its character, both ways") {
    // Written from the standard's table, sixteen a row; the escape at 0x1B is tested by itself.
    const std::string_view alphabet[] = {
        "@", "£", "$",  "¥", "è", "é", "ù", "ì", "ò", "Ç", "\n", "Ø", "ø", "\r", "Å", "å",
        "Δ", "_", "Φ",  "Γ", "Λ", "Ω", "Π", "Ψ", "Σ", "Θ", "Ξ",  "",  "Æ", "æ",  "ß", "É",
        " ", "!", "\"", "#", "¤", "%", "&", "'", "(", ")", "*",  "+", ",", "-",  ".", "/",
        "0", "1", "2",  "3", "4", "5", "6", "7", "8", "9", ":",  ";", "<", "=",  ">", "?",
        "¡", "A", "B",  "C", "D", "E", "F", "G", "H", "I", "J",  "K", "L", "M",  "N", "O",
        "P", "Q", "R",  "S", "T", "U", "V", "W", "X", "Y", "Z",  "Ä", "Ö", "Ñ",  "Ü", "§",
        "¿", "a", "b",  "c", "d", "e", "f", "g", "h", "i", "j",  "k", "l", "m",  "n", "o",
        "p", "q", "r",  "s", "t", "u", "v", "w", "x", "y", "z",  "ä", "ö", "ñ",  "ü", "à"};
    static_assert(std::size(alphabet) == 128);
    for (std::size_t septet = 0; septet < 128; ++septet) {
        if (septet == 0x1B)
            continue;
        CAPTURE(septet);
        const std::string octet(1, static_cast<char>(septet));
        CHECK(smpp::to_gsm7(alphabet[septet]) == octet);
        CHECK(smpp::from_gsm7(octet) == alphabet[septet]);
        CHECK(smpp::gsm7_length(alphabet[septet]) == 1);
    }
}

TEST_CASE("gsm7: every character of the extension takes two septets") {
    struct row {
        std::string_view character;
        char septet;
    };
    const row rows[] = {{"\f", 0x0A}, {"^", 0x14}, {"{", 0x28}, {"}", 0x29}, {"\\", 0x2F},
                        {"[", 0x3C},  {"~", 0x3D}, {"]", 0x3E}, {"|", 0x40}, {"€", 0x65}};
    for (const row& r : rows) {
        CAPTURE(r.character);
        const std::string octets{'\x1B', r.septet};
        CHECK(smpp::to_gsm7(r.character) == octets);
        CHECK(smpp::from_gsm7(octets) == r.character);
        CHECK(smpp::gsm7_length(r.character) == 2);
    }
}

TEST_CASE("gsm7: length counts septets, or says that a text does not fit") {
    struct row {
        std::string_view name;
        std::string_view text;
        std::optional<std::size_t> septets;
    };
    const row rows[] = {
        {"empty", "", 0},
        {"plain", "1 Solde", 7},
        {"accents of the alphabet", "é è à ù Ç", 9},
        {"extension among plain", "[1] 5€", 9},
        {"ç is not Ç", "ç", std::nullopt},
        {"circumflex", "août", std::nullopt},
        {"backtick", "`", std::nullopt},
        {"tab", "\t", std::nullopt},
        {"NUL", "\0"sv, std::nullopt},
        {"DEL", "\x7F", std::nullopt},
        {"the escape itself", "\x1B", std::nullopt},
        {"no-break space", "1\u00A0000", std::nullopt},
        {"small Greek", "α", std::nullopt},
        {"emoji", "😀", std::nullopt},
        {"just under the dense table", "\u03FF", std::nullopt},
        {"just over the dense table", "\u0400", std::nullopt},
        {"truncated é", "caf\xC3", std::nullopt},
        {"overlong A", "\xC1\x81", std::nullopt},
        {"overlong é", "\xE0\x83\xA9", std::nullopt},
        {"Latin-1 é", "\xE9t\xE9", std::nullopt},
        {"surrogate", "\xED\xA0\x80", std::nullopt},
        {"over U+10FFFF", "\xF4\x90\x80\x80", std::nullopt},
    };
    for (const row& r : rows) {
        CAPTURE(r.name);
        CHECK(smpp::gsm7_length(r.text) == r.septets);
    }
}

TEST_CASE("gsm7: what the alphabet lacks goes out as a question mark, one for each character") {
    CHECK(smpp::to_gsm7("ça va 😀!") == "?a va ?!");
    CHECK(smpp::to_gsm7("a\xC3") == "a?");
    CHECK(smpp::to_gsm7("\xFF\xFE") == "??");
    CHECK(smpp::to_gsm7("\x1B") == "?");
}

TEST_CASE("gsm7: strange octets are read as TS 23.038 says") {
    struct row {
        std::string_view name;
        std::string octets;
        std::string_view text;
    };
    const row rows[] = {
        {"over 0x7F", "a\x80\xFF"s, "a\uFFFD\uFFFD"},
        {"escape at the end", "a\x1B"s, "a "},
        {"escape, escape: one space", "a\x1B\x1B"s, "a "},
        {"the pair is used up", "\x1B\x1B\x65"s, " e"},
        {"no entry in the extension: the default alphabet's", "\x1B\x61\x1B\x0D"s, "a\r"},
        {"escape before an octet over 0x7F", "\x1B\xE9z"s, " \uFFFDz"},
        {"NUL is @", "\0\0"s, "@@"},
    };
    for (const row& r : rows) {
        CAPTURE(r.name);
        CHECK(smpp::from_gsm7(r.octets) == r.text);
    }
}

TEST_CASE("gsm7: any octets decode to a text that goes back; its length is what is written") {
    // All pairs: each octet after each other, the escape included.
    for (int first = 0; first < 256; ++first) {
        for (int second = 0; second < 256; ++second) {
            const std::string octets{static_cast<char>(first), static_cast<char>(second)};
            const std::string text = smpp::from_gsm7(octets);
            const auto length = smpp::gsm7_length(text);
            const bool has_bad_octet = first > 0x7F || second > 0x7F;
            REQUIRE(length.has_value() != has_bad_octet);
            if (length) {
                const std::string again = smpp::to_gsm7(text);
                REQUIRE(again.size() == *length);
                REQUIRE(smpp::from_gsm7(again) == text);
                if (first != 0x1B && second != 0x1B)
                    REQUIRE(again == octets);
            }
        }
    }
}
