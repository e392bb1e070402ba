#include "smpp/text.hpp"
#include "smpp/text/cutting.hpp"
#include "smpp/text/segment.hpp"
#include <cstddef>
#include <cstdint>
#include <doctest/doctest.h>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

using namespace std::string_literals;
using cutting::read;
using cutting::repeat;
using cutting::sizes;
using smpp::charset;
using smpp::cut_text;
using smpp::segment_error;
using smpp::segment_method;
using smpp::segment_options;
using enum smpp::national_language;

TEST_CASE("checklist: concatenation: each method's pieces, to the octet") {
    using enum segment_method;
    struct row {
        std::string_view name;
        segment_options options;
        std::string text;
        std::vector<std::size_t> octets; ///< headers included
        bool has_udh;
    };
    const segment_options packed8{.rules = {.packed = true}};
    const segment_options packed16{.method = udh16, .rules = {.packed = true}};
    const row rows[] = {
        {"empty", {}, "", {0}, false},
        {"one", {}, repeat("a", 160), {160}, false},
        {"8 bits: 153", {}, repeat("a", 307), {159, 159, 7}, true},
        {"16 bits: 152", {.method = udh16}, repeat("a", 305), {159, 159, 8}, true},
        {"SAR: 153, the SMSC's header is kept free",
         {.method = sar},
         repeat("a", 307),
         {153, 153, 1},
         false},
        {"SAR with 16 bits",
         {.method = sar, .sar_reserve = 7},
         repeat("a", 305),
         {152, 152, 1},
         false},
        {"SAR with nothing reserved",
         {.method = sar, .sar_reserve = 0},
         repeat("a", 321),
         {160, 160, 1},
         false},
        {"payload: one", {.method = payload}, repeat("a", 5000), {5000}, false},
        {"payload: short", {.method = payload}, "a", {1}, false},
        {"UCS-2, 8 bits: 67", {}, repeat("ç", 135), {140, 140, 8}, true},
        {"UCS-2, 16 bits: 66", {.method = udh16}, repeat("ç", 133), {139, 139, 9}, true},
        {"UCS-2, SAR: 67", {.method = sar}, repeat("ç", 135), {134, 134, 2}, false},
        {"UCS-2, SAR with 16 bits: 66",
         {.method = sar, .sar_reserve = 7},
         repeat("ç", 133),
         {132, 132, 2},
         false},
        {"packed, one", packed8, repeat("a", 160), {140}, false},
        {"packed, 8 bits", packed8, repeat("a", 307), {140, 140, 7}, true},
        {"packed, 16 bits", packed16, repeat("a", 305), {140, 140, 8}, true},
        {"packed means nothing to UCS-2", packed8, repeat("ç", 71), {140, 14}, true},
        {"packed payload",
         {.method = payload, .rules = {.packed = true}},
         repeat("a", 800),
         {700},
         false},
        {"a table alone: 155", {.languages = {portuguese}}, repeat("ã", 155), {159}, true},
        {"a table: 149", {.languages = {portuguese}}, repeat("ã", 299), {158, 158, 10}, true},
        {"two tables, alone: 152",
         {.languages = {turkish, spanish}},
         repeat("çí", 50) + "çç",
         {7 + 152},
         true},
        {"two tables: 146",
         {.languages = {turkish, spanish}},
         repeat("çí", 97),
         {12 + 145, 12 + 146},
         true},
        {"a table, 16 bits: 148",
         {.method = udh16, .languages = {portuguese}},
         repeat("ã", 297),
         {158, 158, 11},
         true},
        {"a table, packed",
         {.rules = {.packed = true}, .languages = {portuguese}},
         repeat("ã", 298),
         {140, 140},
         true},
        {"no tables with SAR",
         {.method = sar, .languages = {portuguese}},
         repeat("ã", 71),
         {134, 8},
         false},
        {"no tables with a payload",
         {.method = payload, .languages = {portuguese}},
         repeat("ã", 100),
         {200},
         false},
        {"smaller messages", {.message_octets = 20}, repeat("a", 23), {6 + 15, 6 + 8}, true},
        {"ten pieces", {}, repeat("a", 1530), std::vector<std::size_t>(10, 159), true},
        {"255 pieces",
         {.max_segments = 255},
         repeat("a", 255 * 153),
         std::vector<std::size_t>(255, 159),
         true},
    };
    for (const row& r : rows) {
        CAPTURE(r.name);
        const auto p = cut_text(r.text, 0x1234, r.options);
        REQUIRE(p);
        CHECK(p->reference == (r.options.method == udh8 ? 0x34 : 0x1234));
        CHECK(p->has_udh == r.has_udh);
        CHECK((sizes(*p) == r.octets));
        CHECK(read(*p, r.options.rules) == r.text);
    }
}

TEST_CASE("cut: what cannot be cut says why") {
    using enum segment_method;
    struct row {
        std::string_view name;
        segment_options options;
        std::string text;
        segment_error error;
    };
    const row rows[] = {
        {"eleven", {}, repeat("a", 1531), segment_error::too_many_segments},
        {"two of one", {.max_segments = 1}, repeat("a", 161), segment_error::too_many_segments},
        {"256",
         {.max_segments = 255},
         repeat("a", 255 * 153 + 1),
         segment_error::too_many_segments},
        {"far too long", {}, repeat("a", 2'000'000), segment_error::too_many_segments},
        {"far too long for a payload",
         {.method = payload},
         repeat("a", 2'000'000),
         segment_error::too_long},
        {"a payload too long",
         {.method = payload, .payload_octets = 100},
         repeat("a", 101),
         segment_error::too_long},
        {"no segments", {.max_segments = 0}, "a", segment_error::bad_options},
        {"256 segments", {.max_segments = 256}, "a", segment_error::bad_options},
        {"no room", {.message_octets = 19}, "a", segment_error::bad_options},
        {"too much room", {.message_octets = 141}, "a", segment_error::bad_options},
        {"a header of 11", {.sar_reserve = 11}, "a", segment_error::bad_options},
        {"no payload", {.payload_octets = 0}, "a", segment_error::bad_options},
        {"a payload over a TLV", {.payload_octets = 65536}, "a", segment_error::bad_options},
        {"a default of octets",
         {.rules = {.default_charset = charset::binary}},
         "a",
         segment_error::no_text},
    };
    for (const row& r : rows) {
        CAPTURE(r.name);
        const auto p = cut_text(r.text, 1, r.options);
        REQUIRE_FALSE(p);
        CHECK(p.error() == r.error);
    }
}

TEST_CASE("checklist: GSM-7 expansion: limits hold after the escapes are written") {
    // 160 characters of the extension are 320 septets.
    const auto p = cut_text(repeat("€", 160), 1, {});
    REQUIRE(p);
    CHECK((sizes(*p) == std::vector<std::size_t>{158, 158, 22}));
    CHECK(smpp::gsm7_length(repeat("€", 160)) == 320);
    CHECK(smpp::to_gsm7(repeat("€", 160)).size() == 320);
    CHECK_FALSE(smpp::measure_screen(repeat("€", 92)).fits());
    CHECK(smpp::measure_screen(repeat("€", 91)).fits());
    CHECK(cut_text(repeat("€", 80), 1, {})->total() == 1);
    CHECK(cut_text(repeat("€", 80) + "a", 1, {})->total() == 2);
    // Single shift tables double it as well.
    CHECK(cut_text(repeat("ş", 77), 1, {.languages = {turkish}})->total() == 1);
    CHECK(smpp::gsm7_length("ş", {none, turkish}) == 2);
    // And a payload has its limit in what is written.
    CHECK_FALSE(
        cut_text(repeat("€", 51), 1, {.method = segment_method::payload, .payload_octets = 100}));
}
