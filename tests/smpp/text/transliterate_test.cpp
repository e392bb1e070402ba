#include "smpp/text.hpp"
#include <doctest/doctest.h>
#include <fstream>
#include <map>
#include <ostream>
#include <set>
#include <string>
#include <string_view>

using namespace std::string_view_literals;

TEST_CASE("transliterate: named texts") {
    struct row {
        std::string_view name;
        std::string_view text;
        std::string_view gsm7;
    };
    const row rows[] = {
        {"empty", "", ""},
        {"nothing to do", "1 Solde\n0 Retour [€]", "1 Solde\n0 Retour [€]"},
        {"what the alphabet has stays", "éèàùìò É Ç ñÑ öüäåÖÜÄÅ æÆøØß §¿¡£¥¤ ΔΦΓΛΩΠΨΣΘΞ",
         "éèàùìò É Ç ñÑ öüäåÖÜÄÅ æÆøØß §¿¡£¥¤ ΔΦΓΛΩΠΨΣΘΞ"},
        {"French small letters", "à â æ ç é è ê ë î ï ô œ ù û ü ÿ",
         "à a æ c é è e e i i o oe ù u ü y"},
        {"French capitals", "À Â Æ Ç É È Ê Ë Î Ï Ô Œ Ù Û Ü Ÿ", "A A Æ Ç É E E E I I O OE U U Ü Y"},
        {"a French sentence",
         "«\u00A0L’échéance du 3\u00A0août est dépassée\u202F: 12\u202F500\u00A0FCFA…\u00A0»",
         "\" L'échéance du 3 aout est dépassée : 12 500 FCFA... \""},
        {"quotes", "“a” ‘b’ „c‟ ‚d‛ ‹e› ′ ″ ` ´", "\"a\" 'b' \"c\" 'd' 'e' ' \" ' '"},
        {"dashes", "a–b—c‑d‐e―f−g‒h", "a-b-c-d-e-f-g-h"},
        {"bullets and dots", "• un · deux …", "- un . deux ..."},
        {"spaces", "a\u00A0b\u2002c\u2003d\u2007e\u2009f\u200Ag\u202Fh\u205Fi\u3000j\tk",
         "a b c d e f g h i j k"},
        {"line breaks", "a\u2028b\u2029c\u0085d\r\ne", "a\nb\nc\nd\r\ne"},
        {"what shows nothing", "\uFEFFélec\u00ADtri\u200Bcité\u2060", "électricité"},
        {"signs", "n° 5 × 3 m² à 18 °C ± 2 © ™ № 4", "no 5 x 3 m2 à 18 oC +/- 2 (C) TM No 4"},
        {"fractions", "½ jour, 2½ jours", "1/2 jour, 2 1/2 jours"},
        {"superscript after a digit stays apart", "10²", "10 2"},
        {"a mark on a sign goes too", "×\u0308e\u0308", "xe"},
        {"Bambara", "I ni ce, kuran ɲɛ bɛ ɔ, ŋ", "I ni ce, kuran ne be o, n"},
        {"Hausa", "ɗaya ƙasa ɓata ƴa ʼyanci Ɗ Ƙ Ɓ", "daya kasa bata ya 'yanci D K B"},
        {"Yoruba", "ẹ ọ ṣ Ẹ Ọ Ṣ ẹ̀kọ́", "e o s E O S eko"},
        {"Ewe and others", "ƒ ʋ ɣ ɖ Ɖ Ʋ Ɣ ɩ ʊ ə ǝ", "f v g d D V G i u e e"},
        {"Polish, Turkish, Romanian", "Łódź ığdır ț ş", "Lodz igdir t s"},
        {"two accents, one in the alphabet", "ǻ ǘ ȫ ǽ Ḉ", "å ü ö æ Ç"},
        {"composed where the alphabet has it",
         "e\u0301 e\u0300 a\u0300 u\u0300 n\u0303 o\u0308 A\u030A C\u0327", "é è à ù ñ ö Å Ç"},
        {"else the mark is dropped", "c\u0327 e\u0302 i\u0308 O\u0302 m\u0300", "c e i O m"},
        {"only the first mark composes", "e\u0301\u0323 e\u0323\u0301 é\u0323", "é e é"},
        {"a mark after a letter of two", "œ\u0301", "oe"},
        {"a mark without a letter is left", "\u0301 1\u0301", "\u0301 1\u0301"},
        {"Greek capitals like Latin ones", "ΑΒΕΧ", "ABEX"},
        {"what has no stand-in is left", "😀 привет مرحبا 电", "😀 привет مرحبا 电"},
        {"marks of other scripts are left", "и\u0306", "и\u0306"},
        {"joiners of other scripts are left", "\u0645\u06CC\u200C\u062E",
         "\u0645\u06CC\u200C\u062E"},
        {"invalid UTF-8 is left", "\xC3 ê\xE2\x80", "\xC3 e\xE2\x80"},
        {"control characters are left", "\x01\x7F\0"sv, "\x01\x7F\0"sv},
    };
    for (const row& r : rows) {
        CAPTURE(r.name);
        const std::string once = smpp::transliterate_to_gsm7(r.text);
        CHECK(once == r.gsm7);
        CHECK(smpp::transliterate_to_gsm7(once) == once);
    }
}

TEST_CASE("transliterate: base letters agree with ICU's Latin-ASCII") {
    std::ifstream file{YEELEN_SOURCE_DIR "/tests/smpp/text/latin_ascii.tsv"};
    std::map<std::string, std::string> ascii; // letter, base letters
    for (std::string line; std::getline(file, line);)
        if (const auto tab = line.find('\t'); tab != std::string::npos)
            ascii[line.substr(0, tab)] = line.substr(tab + 1);
    REQUIRE(ascii.size() > 600);
    // Letters that GSM-7 has stay as they are, so ours is folded once more. ĸ is k in Greenlandic,
    // not q; ɪ is a small letter.
    const std::set<std::string> otherwise{"ĸ", "ɪ"};
    for (const auto& [letter, expected] : ascii) {
        if (otherwise.contains(letter))
            continue;
        CAPTURE(letter);
        const std::string ours = smpp::transliterate_to_gsm7(letter);
        CHECK(smpp::gsm7_length(ours).has_value());
        const auto folded = ascii.find(ours);
        CHECK((folded == ascii.end() ? ours : folded->second) == expected);
    }
}

TEST_CASE("transliterate: the Latin letters of the common blocks without a stand-in are known") {
    std::string without;
    const auto add_block = [&](unsigned first, unsigned last) {
        for (unsigned code = first; code <= last; ++code) {
            const std::string octets{static_cast<char>(code >> 8), static_cast<char>(code & 0xFF)};
            const std::string letter = smpp::from_ucs2(octets);
            if (!smpp::gsm7_length(smpp::transliterate_to_gsm7(letter)))
                without += letter;
        }
    };
    add_block(0x00C0, 0x024F); // Latin-1, Latin Extended-A and -B
    add_block(0x1E00, 0x1EFF); // Latin Extended Additional
    // Tone letters of Zhuang, letters of phonetics and of Old English: no base letter.
    CHECK(without == "ƄƅƍƛƦƪƸƹƺƻƼƽƾƿǁǂǷȜȝẟ");
}

TEST_CASE("transliterate: a megabyte takes no longer than its length asks for") {
    std::string text;
    while (text.size() < 1'000'000)
        text += "L’été e\u0302\u0301 « œuvre »\u202F😀 \xC3";
    const std::string out = smpp::transliterate_to_gsm7(text);
    CHECK(out.size() > text.size() / 2);
    CHECK_FALSE(smpp::gsm7_length(text));
    CHECK(smpp::from_ucs2(smpp::to_ucs2(text)).size() > text.size());
    CHECK(smpp::to_gsm7(text).size() < text.size());
    CHECK_FALSE(smpp::segment_text(text, 0));
    CHECK_FALSE(smpp::measure_screen(text).fits());
}
