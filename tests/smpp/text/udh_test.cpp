#include "smpp/text/udh.hpp"
#include <cstddef>
#include <cstdint>
#include <doctest/doctest.h>
#include <optional>
#include <ostream>
#include <random>
#include <string>
#include <string_view>

using namespace std::string_literals;
using smpp::concatenation;
using smpp::udh_error;
using smpp::user_data_header;
using enum smpp::national_language;

TEST_CASE("udh: elements are read in any order, known or not") {
    struct row {
        std::string_view name;
        std::string user_data;
        user_data_header header;
        std::size_t octets;
    };
    const row rows[] = {
        {"empty", "\0text"s, {}, 1},
        {"concatenation", "\5\0\3\xAB\3\2text"s, {{0x00, "\xAB\3\2"}}, 6},
        {"16 bits", "\6\x08\4\1\2\3\2t"s, {{0x08, "\1\2\3\2"}}, 7},
        {"ports first",
         "\x0B\5\4\x0B\x84\x23\xF0\0\3\1\2\1x"s,
         {{0x05, "\x0B\x84\x23\xF0"s}, {0x00, "\1\2\1"}},
         12},
        {"unknown among them",
         "\x0C\x70\0\x25\1\3\xC1\2zz\x24\1\2"s,
         {{0x70, ""}, {0x25, "\3"}, {0xC1, "zz"}, {0x24, "\2"}},
         13},
        {"nothing but the header", "\3\x24\1\1"s, {{0x24, "\1"}}, 4},
    };
    for (const row& r : rows) {
        CAPTURE(r.name);
        const auto header = smpp::parse_udh(r.user_data);
        REQUIRE(header);
        CHECK((*header == r.header));
        CHECK(smpp::udh_octets(r.user_data) == r.octets);
        CHECK(smpp::build_udh(*header) ==
              (r.header.empty() ? "" : r.user_data.substr(0, r.octets)));
    }
}

TEST_CASE("udh: what is no header is an error, and nothing is read past it") {
    struct row {
        std::string_view name;
        std::string user_data;
        udh_error error;
        std::optional<std::size_t> octets; ///< where the text begins, all the same
    };
    const row rows[] = {
        {"no octets", "", udh_error::truncated, {}},
        {"longer than the message", "\5\0\3\1\2"s, udh_error::truncated, {}},
        {"255 of them", "\xFF\0\3\1\2\1"s, udh_error::truncated, {}},
        {"one octet left over", "\6\0\3\1\2\1\7text"s, udh_error::element_overrun, 7},
        {"an element too long", "\5\0\4\1\2\1text"s, udh_error::element_overrun, 6},
        {"an element of 255", "\2\x24\xFFtext"s, udh_error::element_overrun, 3},
        {"one octet", "\1\0text"s, udh_error::element_overrun, 2},
    };
    for (const row& r : rows) {
        CAPTURE(r.name);
        const auto header = smpp::parse_udh(r.user_data);
        REQUIRE_FALSE(header);
        CHECK(header.error() == r.error);
        CHECK(smpp::udh_octets(r.user_data) == r.octets);
    }
}

TEST_CASE(
    "checklist: concatenation: both forms of the header, elsewhere in it, and beside others") {
    struct row {
        std::string_view name;
        user_data_header header;
        std::optional<concatenation> read;
    };
    const row rows[] = {
        {"none", {}, std::nullopt},
        {"8 bits", {{0x00, "\xAB\3\2"}}, concatenation{0xAB, 3, 2, false}},
        {"16 bits", {{0x08, "\x12\x34\xFF\xFF"}}, concatenation{0x1234, 255, 255, true}},
        {"behind others",
         {{0x25, "\3"}, {0x70, ""}, {0x00, "\1\2\1"}},
         concatenation{1, 2, 1, false}},
        {"twice: the last", {{0x00, "\1\2\1"}, {0x00, "\2\3\3"}}, concatenation{2, 3, 3, false}},
        {"both forms: the last",
         {{0x08, "\1\2\3\3"}, {0x00, "\2\3\1"}},
         concatenation{2, 3, 1, false}},
        {"both forms the other way",
         {{0x00, "\2\3\1"}, {0x08, "\1\2\3\3"}},
         concatenation{0x0102, 3, 3, true}},
        {"a bad one last is as if not there",
         {{0x00, "\2\3\1"}, {0x00, "\2\3\4"}},
         concatenation{2, 3, 1, false}},
        {"number 0", {{0x00, "\1\2\0"s}}, std::nullopt},
        {"total 0", {{0x00, "\1\0\0"s}}, std::nullopt},
        {"more than the total", {{0x00, "\1\2\3"}}, std::nullopt},
        {"too short", {{0x00, "\1\2"}}, std::nullopt},
        {"too long", {{0x00, "\1\2\1\1"}}, std::nullopt},
        {"16 bits in three octets", {{0x08, "\1\2\1"}}, std::nullopt},
        {"one of one", {{0x00, "\1\1\1"}}, concatenation{1, 1, 1, false}},
    };
    for (const row& r : rows) {
        CAPTURE(r.name);
        const auto read = smpp::concatenation_of(r.header);
        CHECK((read == r.read));
        if (read)
            CHECK((smpp::concatenation_of({smpp::element_of(*read)}) == read));
    }
}

TEST_CASE("udh: languages and ports") {
    struct row {
        std::string_view name;
        user_data_header header;
        smpp::shift_tables tables;
    };
    const row rows[] = {
        {"none", {}, {}},
        {"single", {{0x24, "\3"}}, {none, portuguese}},
        {"locking", {{0x25, "\1"}}, {turkish, none}},
        {"both, of two languages", {{0x24, "\2"}, {0x25, "\x0D"}}, {urdu, spanish}},
        {"no Spanish locking table", {{0x25, "\2"}}, {none, none}},
        {"reserved", {{0x24, "\x0E"}, {0x25, "\xFF"}}, {none, none}},
        {"default", {{0x24, "\0"s}, {0x25, "\0"s}}, {none, none}},
        {"the last counts", {{0x24, "\3"}, {0x24, "\1"}}, {none, turkish}},
        {"of a wrong length", {{0x24, ""}, {0x25, "\1\1"}}, {none, none}},
    };
    for (const row& r : rows) {
        CAPTURE(r.name);
        const auto tables = smpp::tables_of(r.header);
        CHECK((tables == r.tables));
        user_data_header written;
        smpp::append_elements(written, tables);
        CHECK((smpp::tables_of(written) == tables));
        CHECK(smpp::build_udh(written)->size() ==
              smpp::header_octets(tables) + (tables.any() ? 1 : 0));
    }

    const smpp::ports wide{9200, 49153, true};
    CHECK(smpp::element_of(wide).data == "\x23\xF0\xC0\x01");
    CHECK((smpp::ports_of({smpp::element_of(wide)}) == wide));
    const smpp::ports narrow{240, 1, false};
    CHECK((smpp::ports_of({{0x70, "x"}, smpp::element_of(narrow)}) == narrow));
    CHECK((smpp::ports_of({smpp::element_of(narrow), smpp::element_of(wide)}) == wide));
    CHECK_FALSE(smpp::ports_of({{0x05, "\1\2"}, {0x04, "\1\2\3\4"}, {0x00, "\1\2\1"}}));
}

TEST_CASE("udh: no header longer than a message is built") {
    CHECK(smpp::build_udh({{0x70, std::string(137, 'x')}})->size() == 140);
    CHECK_FALSE(smpp::build_udh({{0x70, std::string(138, 'x')}}));
    CHECK_FALSE(smpp::build_udh(user_data_header(70, {0x70, ""})));
    CHECK(smpp::build_udh(user_data_header(69, {0x70, ""}))->size() == 139);
}

TEST_CASE("udh: any octets are parsed or refused; what is parsed is written as it was") {
    std::mt19937 random{6};
    std::size_t parsed = 0;
    for (int round = 0; round < 20000; ++round) {
        std::string octets(1 + random() % 14, '\0');
        for (char& octet : octets)
            octet = static_cast<char>(random() % 3 == 0 ? random() % 256 : random() % 6);
        octets[0] = static_cast<char>(random() % 14);
        const auto header = smpp::parse_udh(octets);
        if (!header)
            continue;
        ++parsed;
        const std::size_t size = *smpp::udh_octets(octets);
        REQUIRE(*smpp::build_udh(*header) == (size == 1 ? "" : octets.substr(0, size)));
    }
    CHECK(parsed > 1000);
}
