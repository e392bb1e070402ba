#include "smpp/message.hpp"
#include "smpp/text.hpp"
#include <cstdint>
#include <doctest/doctest.h>
#include <string>
#include <string_view>

using namespace std::string_literals;
using smpp::segment_method;
using smpp::tag;

namespace {

smpp::submit_sm like() {
    smpp::submit_sm sm;
    sm.service_type = "CMT";
    sm.source = {5, 0, "Energie"};
    sm.destination = {1, 1, "2250700000001"};
    sm.esm_class = 0x81; // reply path, datagram mode
    sm.registered_delivery = 1;
    sm.tlvs.add_u16(tag::user_message_reference, 7);
    return sm;
}

smpp::segment_options by(segment_method method) {
    smpp::segment_options o;
    o.method = method;
    return o;
}

const std::string long_text(200, 'e');

bool has_sar(const smpp::tlv_list& tlvs) {
    return tlvs.find(tag::sar_msg_ref_num) || tlvs.find(tag::sar_total_segments) ||
           tlvs.find(tag::sar_segment_seqnum);
}

} // namespace

TEST_CASE("checklist: SAR with UDHI: never both in one PDU, whatever the template has") {
    smpp::submit_sm odd = like();
    odd.esm_class |= smpp::esm::udhi;
    odd.tlvs.add_u16(tag::sar_msg_ref_num, 9);
    odd.tlvs.add_u8(tag::sar_total_segments, 9);
    odd.tlvs.add_u8(tag::sar_segment_seqnum, 9);
    odd.tlvs.add(tag::message_payload, "left over");
    for (const auto method : {segment_method::udh8, segment_method::udh16, segment_method::sar,
                              segment_method::payload}) {
        for (const auto& text : {long_text, "short"s}) {
            CAPTURE(static_cast<int>(method));
            CAPTURE(text);
            const auto made = smpp::make_messages(text, 300, odd, by(method));
            REQUIRE(made);
            for (const smpp::submit_sm& sm : *made) {
                const bool udhi = (sm.esm_class & smpp::esm::udhi) != 0;
                const bool several = made->size() > 1;
                CHECK(udhi == (several && method != segment_method::sar));
                CHECK(has_sar(sm.tlvs) == (several && method == segment_method::sar));
                CHECK(sm.tlvs.find(tag::message_payload).has_value() ==
                      (method == segment_method::payload));
                CHECK(sm.tlvs.find(tag::user_message_reference) == "\0\x07"s);
                CHECK((sm.esm_class & 0x81) == 0x81);
                CHECK(sm.service_type == "CMT");
            }
        }
    }
}

TEST_CASE("messages made: octets of each method") {
    SUBCASE("8-bit header") {
        const auto made = smpp::make_messages(long_text, 0x12A, like());
        REQUIRE(made);
        REQUIRE(made->size() == 2);
        CHECK(made->at(0).short_message.starts_with("\x05\x00\x03\x2A\x02\x01"s));
        CHECK(made->at(1).short_message == "\x05\x00\x03\x2A\x02\x02"s + std::string(47, 'e'));
        CHECK(made->at(0).esm_class == 0xC1);
    }
    SUBCASE("16-bit header") {
        const auto made = smpp::make_messages(long_text, 0x12A, like(), by(segment_method::udh16));
        REQUIRE(made);
        CHECK(made->at(1).short_message.starts_with("\x06\x08\x04\x01\x2A\x02\x02"s));
    }
    SUBCASE("SAR") {
        const auto made = smpp::make_messages(long_text, 0x12A, like(), by(segment_method::sar));
        REQUIRE(made);
        REQUIRE(made->size() == 2);
        CHECK(made->at(1).tlvs.find(tag::sar_msg_ref_num) == "\x01\x2A");
        CHECK(made->at(1).tlvs.find_u8(tag::sar_total_segments) == 2);
        CHECK(made->at(1).tlvs.find_u8(tag::sar_segment_seqnum) == 2);
        CHECK(made->at(0).short_message == std::string(153, 'e'));
        CHECK(made->at(0).esm_class == 0x81);
    }
    SUBCASE("payload") {
        const auto made =
            smpp::make_messages(long_text, 0x12A, like(), by(segment_method::payload));
        REQUIRE(made);
        REQUIRE(made->size() == 1);
        CHECK(made->at(0).short_message.empty());
        CHECK(made->at(0).tlvs.find(tag::message_payload) == long_text);
    }
    SUBCASE("data_sm has no short_message") {
        smpp::data_sm data;
        data.destination = {1, 1, "1"};
        const auto made = smpp::make_messages(long_text, 1, data);
        REQUIRE(made);
        REQUIRE(made->size() == 2);
        CHECK(
            made->at(1).tlvs.find(tag::message_payload)->starts_with("\x05\x00\x03\x01\x02\x02"s));
        CHECK(made->at(1).esm_class == smpp::esm::udhi);
    }
    SUBCASE("data_coding follows the text") {
        CHECK(smpp::make_messages("Ça", 1, like())->at(0).data_coding == 0);
        CHECK(smpp::make_messages("😀", 1, like())->at(0).data_coding == smpp::dcs::ucs2);
    }
    SUBCASE("binary keeps its own") {
        smpp::submit_sm sm = like();
        sm.data_coding = 0x04;
        const auto made = smpp::make_binary_messages(std::string(200, '\xFF'), 1, sm);
        REQUIRE(made);
        REQUIRE(made->size() == 2);
        CHECK(made->at(0).data_coding == 0x04);
        CHECK(made->at(1).short_message.size() == 6 + 200 - 134);
    }
    SUBCASE("binary is never said to be text") {
        struct row {
            unsigned given;
            smpp::coding_scheme scheme;
            unsigned sent;
        };
        using enum smpp::coding_scheme;
        const row rows[] = {{0x00, mixed, 0x04}, {0x08, mixed, 0x04}, {0xF1, mixed, 0x04},
                            {0x02, mixed, 0x02}, {0x15, mixed, 0x15}, {0xF5, mixed, 0xF5},
                            {0x09, mixed, 0x09}, {0x60, mixed, 0x60}, {0x00, sms, 0x04},
                            {0x04, cbs, 0x44}};
        for (const row& r : rows) {
            CAPTURE(r.given);
            smpp::submit_sm sm = like();
            sm.data_coding = static_cast<std::uint8_t>(r.given);
            smpp::segment_options options;
            options.rules.scheme = r.scheme;
            const auto made = smpp::make_binary_messages("\x01\xFF", 1, sm, options);
            REQUIRE(made);
            CHECK(unsigned{made->at(0).data_coding} == r.sent);
            CHECK(made->at(0).short_message == "\x01\xFF");
        }
        CHECK(smpp::make_binary_messages("x", 1, smpp::deliver_sm{})->at(0).data_coding == 0x04);
        CHECK(smpp::make_binary_messages("x", 1, smpp::data_sm{})->at(0).data_coding == 0x04);
    }
    SUBCASE("too many parts are an error") {
        CHECK((smpp::make_messages(std::string(3000, 'e'), 1, like()).error() ==
               smpp::segment_error::too_many_segments));
    }
}

TEST_CASE("messages read: where the text and the place are") {
    smpp::deliver_sm sm;
    sm.source = {1, 1, "2250700000001"};
    SUBCASE("short_message") {
        sm.short_message = "Bonjour";
        const auto read = smpp::read_message(sm);
        REQUIRE(read);
        CHECK(read->text == "Bonjour");
        CHECK_FALSE(read->part.place);
        CHECK((read->part.source == sm.source));
    }
    SUBCASE("message_payload") {
        sm.tlvs.add(tag::message_payload, "Bonjour");
        CHECK(smpp::read_message(sm)->text == "Bonjour");
    }
    SUBCASE("data_sm") {
        smpp::data_sm data;
        data.tlvs.add(tag::message_payload, "Bonjour");
        CHECK(smpp::read_message(data)->text == "Bonjour");
    }
    SUBCASE("UCS-2, latin1, binary") {
        sm.data_coding = smpp::dcs::ucs2;
        sm.short_message = smpp::to_ucs2("été 😀");
        CHECK(smpp::read_message(sm)->text == "été 😀");
        sm.data_coding = smpp::dcs::latin1;
        sm.short_message = "\xE9t\xE9";
        CHECK(smpp::read_message(sm)->text == "été");
        sm.data_coding = 0x04;
        CHECK_FALSE(smpp::read_message(sm)->text);
        CHECK(smpp::read_message(sm)->part.octets == "\xE9t\xE9");
        CHECK((smpp::read_text(smpp::read_message(sm)->part).error() == smpp::text_error::binary));
    }
    SUBCASE("8-bit and 16-bit headers, ports") {
        sm.esm_class = smpp::esm::udhi;
        sm.short_message = "\x05\x00\x03\x2A\x03\x02"s + "Bon";
        auto read = smpp::read_message(sm);
        CHECK((read->part.place == smpp::part_place{segment_method::udh8, 0x2A, 3, 2}));
        CHECK(read->text == "Bon");
        sm.short_message = "\x0C\x08\x04\x01\x2A\x03\x02\x05\x04\x0B\x84\x23\xF0jour"s;
        read = smpp::read_message(sm);
        CHECK((read->part.place == smpp::part_place{segment_method::udh16, 0x12A, 3, 2}));
        REQUIRE(read->part.ports);
        CHECK(read->part.ports->destination == 2948);
        CHECK(read->part.ports->source == 9200);
        CHECK(read->text == "jour");
    }
    SUBCASE("SAR and port TLVs") {
        sm.short_message = "Bon";
        sm.tlvs.add_u16(tag::sar_msg_ref_num, 0x12A);
        sm.tlvs.add_u8(tag::sar_total_segments, 3);
        sm.tlvs.add_u8(tag::sar_segment_seqnum, 2);
        sm.tlvs.add(0x020B, "\x0B\x84");
        sm.tlvs.add(0x020A, "\x23\xF0");
        const auto read = smpp::read_message(sm);
        CHECK((read->part.place == smpp::part_place{segment_method::sar, 0x12A, 3, 2}));
        REQUIRE(read->part.ports);
        CHECK(read->part.ports->destination == 2948);
        CHECK(read->part.ports->source == 9200);
    }
    SUBCASE("a national table named in the header") {
        sm.esm_class = smpp::esm::udhi;
        sm.short_message = "\x03\x24\x01\x01\x1B\x65"s; // Turkish single shift: the euro sign
        CHECK(smpp::read_message(sm)->text == "€");
    }
    SUBCASE("packed septets behind a header") {
        sm.esm_class = smpp::esm::udhi;
        // One fill bit behind six octets of header, then "hellohello" (TS 23.038 6.1.2.1).
        sm.short_message = "\x05\x00\x03\x01\x02\x01\xD0\x65\x36\xFB\x8D\x2E\xB3\xD9\x6F"s;
        CHECK(smpp::read_message(sm, {.packed = true})->text == "hellohello");
    }
}

TEST_CASE("checklist: SAR with UDHI: when a peer sends both the header counts") {
    smpp::deliver_sm sm;
    sm.esm_class = smpp::esm::udhi;
    sm.short_message = "\x05\x00\x03\x2A\x03\x02x"s;
    sm.tlvs.add_u16(tag::sar_msg_ref_num, 1);
    sm.tlvs.add_u8(tag::sar_total_segments, 2);
    sm.tlvs.add_u8(tag::sar_segment_seqnum, 1);
    CHECK((smpp::take_part(sm)->place == smpp::part_place{segment_method::udh8, 0x2A, 3, 2}));
    sm.short_message = "\x06\x05\x04\x0B\x84\x23\xF0x"s; // a header that says nothing of it
    CHECK((smpp::take_part(sm)->place == smpp::part_place{segment_method::sar, 1, 2, 1}));
}

TEST_CASE("messages read: places that cannot be, headers that are not whole") {
    smpp::deliver_sm sm;
    sm.esm_class = smpp::esm::udhi;
    for (const auto& octets :
         {"\x05\x00\x03\x01\x02\x00x"s, "\x05\x00\x03\x01\x02\x03x"s, "\x05\x00\x03\x01\x00\x00x"s,
          "\x04\x00\x02\x01\x02x"s, "\x05\x00\x09\x01\x02\x01x"s}) {
        sm.short_message = octets;
        const auto part = smpp::take_part(sm);
        REQUIRE(part);
        CHECK_FALSE(part->place);
        CHECK(part->octets == "x");
    }
    for (const auto& octets : {""s, "\x05\x00\x03\x01"s, "\xFFx"s}) {
        sm.short_message = octets;
        CHECK((smpp::take_part(sm).error() == smpp::text_error::bad_header));
        CHECK((smpp::read_message(sm).error() == smpp::text_error::bad_header));
    }
    smpp::deliver_sm sar;
    sar.tlvs.add_u16(tag::sar_msg_ref_num, 1);
    sar.tlvs.add_u8(tag::sar_total_segments, 2);
    CHECK_FALSE(smpp::take_part(sar)->place);
    sar.tlvs.add_u8(tag::sar_segment_seqnum, 3);
    CHECK_FALSE(smpp::take_part(sar)->place);
}

TEST_CASE("messages read: a header that data_coding names (TS 23.038 5, 1001)") {
    smpp::deliver_sm sm;
    for (const unsigned esm_class : {0U, unsigned{smpp::esm::udhi}}) {
        CAPTURE(esm_class);
        sm.esm_class = static_cast<std::uint8_t>(esm_class);
        sm.data_coding = 0x91;
        sm.short_message = "\x05\x00\x03\x2A\x02\x01t\x05"s;
        const auto read = smpp::read_message(sm);
        REQUIRE(read);
        CHECK((read->part.place == smpp::part_place{segment_method::udh8, 0x2A, 2, 1}));
        CHECK(read->text == "té");
        sm.data_coding = 0x99;
        sm.short_message = "\x05\x00\x03\x2A\x02\x01\x00\xE9"s;
        CHECK(smpp::read_message(sm)->text == "é");
        sm.short_message = "\x05\x00"s;
        CHECK((smpp::read_message(sm).error() == smpp::text_error::bad_header));
    }
}

TEST_CASE("messages read: packed septets are not looked for in compressed octets") {
    smpp::deliver_sm sm;
    sm.data_coding = 0x60;
    sm.short_message = "\x31\xD9\x8C"s;
    const auto read = smpp::read_message(sm, {.packed = true});
    REQUIRE(read);
    CHECK(read->part.octets == sm.short_message);
    CHECK((smpp::read_text(read->part, {.packed = true}).error() == smpp::text_error::compressed));
}

TEST_CASE("messages read: 0x11 is looked at once, with the language still in front") {
    smpp::deliver_sm sm;
    sm.data_coding = 0x11;
    sm.short_message = "\x61\x39\x06\x27"s; // "ar"
    auto read = smpp::read_message(sm);
    REQUIRE(read);
    CHECK(read->part.data_coding == 0x48);
    CHECK(read->part.octets == "\x06\x27");
    CHECK(read->text == "ا");
    CHECK(smpp::read_message(sm, {.scheme = smpp::coding_scheme::cbs})->part.data_coding == 0x11);
    sm.short_message = "Bonjour!";
    read = smpp::read_message(sm);
    CHECK(read->part.data_coding == 0x11);
    CHECK(read->text == "Bonjour!");
}
