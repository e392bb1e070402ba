#include "smpp/text.hpp"
#include "smpp/text/national.hpp"
#include "smpp/text/segment.hpp"
#include <cstddef>
#include <cstdint>
#include <doctest/doctest.h>
#include <fstream>
#include <map>
#include <ostream>
#include <random>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace std::string_literals;
using smpp::language_set;
using smpp::national_language;
using smpp::shift_tables;
using enum smpp::national_language;

namespace {

std::string utf8_of(unsigned code) {
    std::string utf16{static_cast<char>(code >> 8), static_cast<char>(code & 0xFF)};
    return smpp::from_ucs2(utf16);
}

std::string repeat(std::string_view piece, std::size_t times) {
    std::string out;
    while (times-- > 0)
        out += piece;
    return out;
}

/// The characters of a table by septet; empty for none.
using characters = std::vector<std::string>;
struct expected_tables {
    std::map<national_language, characters> locking;
    std::map<national_language, characters> single;
};

const expected_tables& expected() {
    static const expected_tables tables = [] {
        expected_tables t;
        std::ifstream file{YEELEN_SOURCE_DIR "/tests/smpp/text/national_tables.tsv"};
        for (std::string line; std::getline(file, line);) {
            if (line.starts_with('#'))
                continue;
            std::istringstream fields{line};
            std::string kind;
            unsigned language = 0;
            unsigned first = 0;
            fields >> kind >> std::hex >> language >> first;
            auto& table = (kind == "locking" ? t.locking
                                             : t.single)[static_cast<national_language>(language)];
            REQUIRE(table.size() == first);
            for (std::string code; fields >> code;)
                table.push_back(
                    code == "-" ? ""
                                : utf8_of(static_cast<unsigned>(std::stoul(code, nullptr, 16))));
        }
        return t;
    }();
    return tables;
}

constexpr std::size_t escape = 0x1B;

} // namespace

TEST_CASE("national: every septet of every locking shift table, both ways") {
    REQUIRE(expected().locking.size() == 12);
    for (const auto& [language, table] : expected().locking) {
        CAPTURE(smpp::name_of(language));
        REQUIRE(smpp::has_locking_shift(language));
        REQUIRE(table.size() == 128);
        const shift_tables tables{language, none};
        for (std::size_t septet = 0; septet < 128; ++septet) {
            if (septet == escape)
                continue;
            CAPTURE(septet);
            const std::string octet(1, static_cast<char>(septet));
            const std::string& character = table[septet];
            CHECK(smpp::from_gsm7(octet, tables) == (character.empty() ? " " : character));
            if (character.empty())
                continue;
            CHECK(smpp::gsm7_length(character, tables) == 1);
            CHECK(smpp::to_gsm7(character, tables) == octet);
        }
    }
}

TEST_CASE("national: every septet of every single shift table, both ways") {
    REQUIRE(expected().single.size() == 13);
    for (const auto& [language, table] : expected().single) {
        CAPTURE(smpp::name_of(language));
        REQUIRE(smpp::has_single_shift(language));
        REQUIRE(table.size() == 128);
        const shift_tables tables{none, language};
        for (std::size_t septet = 0; septet < 128; ++septet) {
            CAPTURE(septet);
            const std::string octets{'\x1B', static_cast<char>(septet)};
            const std::string& character = table[septet];
            if (character.empty()) {
                // TS 23.038 6.2.1.1: the main table's; a second escape is a space.
                CHECK(smpp::from_gsm7(octets, tables) ==
                      (septet == escape ? " " : smpp::from_gsm7(octets.substr(1))));
                continue;
            }
            CHECK(smpp::from_gsm7(octets, tables) == character);
            // What the default alphabet has too is not escaped; the lower of two septets is
            // written.
            const auto plain = smpp::to_gsm7(character);
            if (plain.size() == 1 && plain != "?")
                CHECK(smpp::to_gsm7(character, tables) == plain);
            else
                CHECK(smpp::from_gsm7(smpp::to_gsm7(character, tables), tables) == character);
            CHECK(smpp::gsm7_length(character, tables) == smpp::to_gsm7(character, tables).size());
        }
    }
}

TEST_CASE("national: the two kinds together") {
    // The locking table first, then the single shift one; behind an escape the other way round.
    const shift_tables pt{portuguese, portuguese};
    CHECK(smpp::to_gsm7("ç", pt) == "\x09");
    CHECK(smpp::from_gsm7("\x1B\x09", pt) == "ç");
    CHECK(smpp::from_gsm7("\x1B\x0B\x0B", pt) == "ÔÔ");
    CHECK(smpp::from_gsm7("\x1B\x10", pt) == "Δ"); // no entry: of the locking table
    CHECK(smpp::to_gsm7("Ação €", shift_tables{portuguese, none}) == "A\x09\x7Bo \x18"s);
    // With no single shift table, the default extension.
    CHECK(smpp::to_gsm7("{ç}", shift_tables{portuguese, none}) == "\x1B(\x09\x1B)");
    CHECK(smpp::to_gsm7("aço", shift_tables{none, spanish}) == "a\x1B\x09o");
    // The extension of another table is gone.
    CHECK(smpp::gsm7_length("Ş", shift_tables{none, portuguese}) == std::nullopt);
    CHECK(smpp::to_gsm7("Ş", shift_tables{turkish, turkish}) == "\x1C");
}

TEST_CASE("national: no such table is the default one") {
    for (const shift_tables tables : {shift_tables{spanish, none}, shift_tables{none, none},
                                      shift_tables{static_cast<national_language>(14), none},
                                      shift_tables{none, static_cast<national_language>(255)}}) {
        for (int first = 0; first < 256; ++first) {
            const std::string octets{static_cast<char>(first), 'a', '\x1B',
                                     static_cast<char>(first)};
            REQUIRE(smpp::from_gsm7(octets, tables) == smpp::from_gsm7(octets));
        }
        REQUIRE(smpp::to_gsm7("[é] ç€", tables) == smpp::to_gsm7("[é] ç€"));
    }
    CHECK(smpp::name_of(static_cast<national_language>(14)).empty());
    CHECK(smpp::name_of(urdu) == "Urdu");
    CHECK_FALSE(smpp::has_locking_shift(spanish));
    CHECK_FALSE(smpp::has_single_shift(static_cast<national_language>(14)));
}

TEST_CASE("national: any octets are read to a text that goes back, whatever the tables") {
    std::mt19937 random{5};
    for (unsigned locking = 0; locking < 14; ++locking) {
        for (unsigned single = 0; single < 14; ++single) {
            const shift_tables tables{static_cast<national_language>(locking),
                                      static_cast<national_language>(single)};
            for (int round = 0; round < 20; ++round) {
                std::string octets(random() % 60, '\0');
                for (char& octet : octets)
                    octet = static_cast<char>(random() % 5 == 0 ? escape : random() % 128);
                const std::string text = smpp::from_gsm7(octets, tables);
                const std::string again = smpp::to_gsm7(text, tables);
                REQUIRE(smpp::gsm7_length(text, tables) == again.size());
                REQUIRE(smpp::from_gsm7(again, tables) == text);
            }
        }
    }
}

TEST_CASE("national: the encoding that takes the fewest messages") {
    using smpp::alphabet;
    struct row {
        std::string_view name;
        std::string text;
        language_set allowed;
        smpp::text_encoding best;
    };
    const std::string pt80 = repeat("ação", 20); // 80 characters
    const row rows[] = {
        {"nothing", "", {portuguese}, {alphabet::gsm7, {}, 0, 1}},
        {"plain", "abc", {portuguese}, {alphabet::gsm7, {}, 3, 1}},
        {"one message of UCS-2 needs no table", "ação", {portuguese}, {alphabet::ucs2, {}, 4, 1}},
        {"no language allowed", pt80, {}, {alphabet::ucs2, {}, 80, 2}},
        {"the language of another text", pt80, {hindi}, {alphabet::ucs2, {}, 80, 2}},
        {"a single shift table does it",
         pt80,
         {portuguese},
         {alphabet::gsm7, {none, portuguese}, 120, 1}},
        {"locking takes fewer",
         repeat("ação", 30),
         {portuguese},
         {alphabet::gsm7, {portuguese, none}, 120, 1}},
        {"Spanish has a single shift alone",
         repeat("aço día ", 10),
         {spanish},
         {alphabet::gsm7, {none, spanish}, 100, 1}},
        {"one of several",
         repeat("aço día ", 10),
         {turkish, spanish, hindi},
         {alphabet::gsm7, {none, spanish}, 100, 1}},
        {"two languages: ç is in one's locking table, í in the other's single shift",
         repeat("çaço día ", 14),
         {turkish, spanish},
         {alphabet::gsm7, {turkish, spanish}, 140, 1}},
        {"Turkish, ç by an escape",
         repeat("ça va ", 20),
         {turkish},
         {alphabet::gsm7, {none, turkish}, 140, 1}},
        {"Turkish, too many for escapes",
         repeat("çŞİ", 40),
         {turkish},
         {alphabet::gsm7, {turkish, none}, 120, 1}},
        {"155 septets beside one table",
         repeat("ã", 155),
         {portuguese},
         {alphabet::gsm7, {portuguese, none}, 155, 1}},
        {"156 are two",
         repeat("ã", 156),
         {portuguese},
         {alphabet::gsm7, {portuguese, none}, 156, 2}},
        {"two of 149",
         repeat("ã", 298),
         {portuguese},
         {alphabet::gsm7, {portuguese, none}, 298, 2}},
        {"and one more",
         repeat("ã", 299),
         {portuguese},
         {alphabet::gsm7, {portuguese, none}, 299, 3}},
        {"a default text that a table makes shorter",
         repeat("€", 120),
         {portuguese},
         {alphabet::gsm7, {portuguese, none}, 120, 1}},
        {"a default text that none makes shorter",
         repeat("a", 200),
         {portuguese},
         {alphabet::gsm7, {}, 200, 2}},
        {"no table has an emoji",
         repeat("a", 100) + "😀",
         {portuguese, turkish},
         {alphabet::ucs2, {}, 102, 2}},
    };
    for (const row& r : rows) {
        CAPTURE(r.name);
        const auto best = smpp::best_encoding(r.text, r.allowed);
        CHECK(best.alphabet == r.best.alphabet);
        CHECK(best.tables.locking == r.best.tables.locking);
        CHECK(best.tables.single == r.best.tables.single);
        CHECK(best.used == r.best.used);
        CHECK(best.messages == r.best.messages);
    }
}

TEST_CASE("national: what is counted is what is cut, with either reference") {
    struct row {
        std::string name;
        std::string text;
        std::size_t narrow, wide; ///< messages
    };
    const row rows[] = {
        {"alone", repeat("a", 160), 1, 1},
        {"two of 153, or 152 and a third", repeat("a", 306), 2, 3},
        {"two of 152", repeat("a", 304), 2, 2},
        {"UCS-2, two of 67, or 66 and a third", repeat("д", 134), 2, 3},
        {"UCS-2, two of 66", repeat("д", 132), 2, 2},
        {"with a table", repeat("ã", 298), 2, 3},
        {"with a table, less", repeat("ã", 296), 2, 2},
    };
    for (const row& r : rows) {
        CAPTURE(r.name);
        for (const bool wide : {false, true}) {
            CAPTURE(wide);
            smpp::language_set allowed{portuguese};
            const auto best = smpp::best_encoding(r.text, allowed, wide);
            CHECK(best.messages == (wide ? r.wide : r.narrow));
            const auto cut = smpp::cut_text(
                r.text, 1,
                {.method = wide ? smpp::segment_method::udh16 : smpp::segment_method::udh8,
                 .languages = allowed});
            REQUIRE(cut.has_value());
            CHECK(cut->pieces.size() == best.messages);
            CHECK(cut->tables == best.tables);
        }
    }
}

TEST_CASE("national: without a language the choice is that of encode_text") {
    for (const std::string& text : {""s, "abc"s, "[€]"s, "ç"s, "😀"s, "a\xC3"s, repeat("é", 400)}) {
        CAPTURE(text);
        const auto best = smpp::best_encoding(text, {});
        CHECK(best.alphabet == smpp::encode_text(text).alphabet);
        CHECK(best.used == smpp::measure_screen(text).used);
        CHECK(best.messages == smpp::segment_text(text, 1)->parts.size());
        CHECK_FALSE(best.tables.any());
    }
}
