#include "smpp/text.hpp"
#include "smpp/text/packing.hpp"
#include "smpp/text/user_data.hpp"
#include <cstddef>
#include <cstdint>
#include <doctest/doctest.h>
#include <ostream>
#include <string>
#include <string_view>

using namespace std::string_literals;
using smpp::coding_rules;
using smpp::coding_scheme;
using smpp::split_user_data;
using smpp::text_error;
using enum smpp::national_language;

TEST_CASE("user_data: header, packing and prefix are taken off before the text is read") {
    struct row {
        std::string_view name;
        unsigned data_coding;
        std::string octets;
        bool has_udh;
        coding_rules rules;
        std::string_view text;
        std::size_t elements;
    };
    const std::string part = "\5\0\3\x01\2\1"s;
    const row rows[] = {
        {"plain", 0, "t\x05"s, false, {}, "té", 0},
        {"one of two", 0, part + "t\x05"s, true, {}, "té", 1},
        {"the same without UDHI is text", 0, "\0\3"s, false, {}, "@¥", 0},
        {"UCS-2", 8, part + "\x00\xE9"s, true, {}, "é", 1},
        {"an empty body", 0, part, true, {}, "", 1},
        {"Portuguese, locking", 0, "\3\x25\1\3\x09\x7B"s, true, {}, "çã", 1},
        {"Turkish, single", 0, "\3\x24\1\1\x1Bs"s, true, {}, "ş", 1},
        {"both and a part", 0, "\x0B\0\3\1\2\1\x25\1\3\x24\1\3\x1B\x09\x09"s, true, {}, "çç", 3},
        {"a table means nothing to UCS-2", 8, "\3\x25\1\3\0["s, true, {}, "[", 1},
        {"a bad header is left out, the text is not", 0, "\3\x25\7\3abc"s, true, {}, "abc", 0},
        {"packed",
         0,
         part + smpp::pack_text(smpp::to_gsm7("Payé: 5€"), 1),
         true,
         {.packed = true},
         "Payé: 5€",
         1},
        {"packed in Portuguese",
         0,
         "\3\x25\1\3"s + smpp::pack_text("\x09\x7B", smpp::fill_bits(4)),
         true,
         {.packed = true},
         "çã",
         1},
        {"packed is of GSM-7 alone", 8, part + "\x00\xE9"s, true, {.packed = true}, "é", 1},
        {"USSD with letters in front", 0x10, "fr\r\x05t\x05"s, false, {}, "été", 0},
        {"the same packed",
         0x10,
         smpp::pack_text("fr\r\x05t\x05"s),
         false,
         {.scheme = coding_scheme::cbs, .packed = true},
         "été",
         0},
        {"a page with a header", 0x98, part + "\x00\xE9"s, false, {}, "é", 1},
    };
    for (const row& r : rows) {
        CAPTURE(r.name);
        const auto d =
            split_user_data(static_cast<std::uint8_t>(r.data_coding), r.octets, r.has_udh, r.rules);
        REQUIRE(d);
        CHECK(d->header.size() == r.elements);
        const auto text = smpp::text_of(*d);
        REQUIRE(text);
        CHECK(*text == r.text);
    }
}

TEST_CASE("user_data: a header that is not all there is an error") {
    for (const std::string& octets : {""s, "\5"s, "\5\0\3\1\2"s}) {
        CAPTURE(octets.size());
        const auto d = split_user_data(0, octets, true);
        REQUIRE_FALSE(d);
        CHECK(d.error() == text_error::bad_header);
    }
}

TEST_CASE("user_data: binary has a header and a body, and no text") {
    const auto d = split_user_data(4, "\6\5\4\x0B\x84\x23\xF0\x01\x06"s, true);
    REQUIRE(d);
    CHECK(smpp::ports_of(d->header)->destination == 2948);
    CHECK(d->body == "\x01\x06");
    CHECK(smpp::text_of(*d).error() == text_error::binary);
}

TEST_CASE("user_data: bodies are joined before they are read, for senders that part a pair") {
    const auto first = split_user_data(8, "\5\0\3\1\2\1\0a\xD8\x3D"s, true);
    const auto second = split_user_data(8, "\5\0\3\1\2\2\xDE\x00"s, true);
    CHECK(smpp::text_of(*first).value() == "a\uFFFD");
    CHECK(smpp::text_of(first->coding, first->tables, first->body + second->body).value() == "a😀");

    const auto escape = split_user_data(0,
                                        "\5\0\3\1\2\1"
                                        "5\x1B"s,
                                        true);
    const auto euro = split_user_data(0, "\5\0\3\1\2\2\x65"s, true);
    CHECK(smpp::text_of(escape->coding, {}, escape->body + euro->body).value() == "5€");
}
