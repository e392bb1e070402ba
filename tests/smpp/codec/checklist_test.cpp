// Facts that implementations get wrong, one case each; those of the codec.
#include "smpp/codec.hpp"
#include "smpp/codec/pdu_octets.hpp"
#include "smpp/validate.hpp"
#include <doctest/doctest.h>
#include <string>

using namespace std::string_literals;
using codec_test::framed;
using codec_test::u32;
using smpp::command_id;
using smpp::command_status;
using smpp::tag;

namespace {

/// As it comes back from the wire.
template<class T>
T through_the_wire(const T& b, command_status status = command_status::rok) {
    std::string octets;
    REQUIRE(smpp::encode({.status = status, .sequence = 1, .body = b}, octets));
    const auto back = smpp::decode(octets);
    REQUIRE(back.has_value());
    return std::get<T>(back->body);
}

template<class T>
command_status verdict(const T& b, std::uint8_t version = smpp::version_50) {
    const auto fault = smpp::validate({.sequence = 1, .body = b}, version);
    return fault ? fault->status : command_status::rok;
}

} // namespace

TEST_CASE("checklist: command_length: 66 KiB pass, what is no length is fatal") {
    smpp::deliver_sm m;
    m.tlvs.add(tag::message_payload, std::string(0xFFFF, 'x'));
    m.tlvs.add(0x1401, std::string(2048, 'y'));
    std::string octets;
    REQUIRE(smpp::encode({.sequence = 1, .body = m}, octets));
    CHECK(octets.size() > 66 * 1024);
    CHECK(octets.size() <= smpp::max_pdu_size);
    CHECK(smpp::decode(octets).has_value());

    // 1213486160; the octets behind it are nobody's length.
    const std::string http = "HTTP/1.1 400 Bad Request\r\n\r\n";
    CHECK(smpp::read_header(http).length == 1213486160);
    const std::string tls = "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\xaa\xbb\xcc\xdd\xee"s;
    for (const std::string& stream :
         {http, tls, u32(15) + std::string(12, '\0'), u32(0xFFFFFFFF) + std::string(12, '\0')}) {
        const auto e = smpp::decode(stream);
        REQUIRE_FALSE(e.has_value());
        CHECK(e.error().status == command_status::rinvcmdlen);
        CHECK(e.error().fatal);
    }
}

TEST_CASE("checklist: error responses: 16 and 17 octets are taken, 16 are written") {
    for (const std::uint32_t id :
         {0x80000001u, 0x80000002u, 0x80000003u, 0x80000004u, 0x80000005u, 0x80000007u, 0x80000008u,
          0x80000009u, 0x80000021u, 0x80000103u, 0x80000111u, 0x80000112u, 0x80000113u}) {
        CAPTURE(id);
        for (const auto& body : {""s, "\0"s}) {
            const auto p = smpp::decode(framed(id, body, 0x58));
            REQUIRE(p.has_value());
            CHECK(p->status == command_status::rthrottled);
            CHECK(static_cast<std::uint32_t>(smpp::id_of(p->body)) == id);
        }
    }
    std::string octets;
    REQUIRE(smpp::encode(
        {.status = command_status::rthrottled, .sequence = 7, .body = smpp::submit_sm_resp{}},
        octets));
    CHECK(octets == framed(0x80000004, "", 0x58));
    // One with an id keeps it.
    CHECK(
        through_the_wire(smpp::submit_sm_resp{{"id", {}}}, command_status::rthrottled).message_id ==
        "id");
}

TEST_CASE("checklist: version: to 3.3 no TLVs and ids of up to 8 octets") {
    smpp::submit_sm_resp answer;
    answer.message_id = "12345678";
    answer.tlvs.add_u8(tag::congestion_state, 1);
    std::string octets;
    REQUIRE(smpp::encode({.sequence = 7, .body = answer}, octets, smpp::version_33));
    CHECK(octets == framed(0x80000004, "12345678\0"s));
    answer.message_id += '9';
    const auto refused = smpp::encode({.sequence = 7, .body = answer}, octets, smpp::version_33);
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().status == command_status::rinvmsgid);
    CHECK(smpp::encode({.sequence = 7, .body = answer}, octets, smpp::version_34));
}

TEST_CASE("checklist: field sizes with NUL: each string at its size, ids of any characters") {
    smpp::bind_transceiver b;
    b.system_id.assign(15, 's');
    b.password.assign(8, 'p');
    b.system_type.assign(12, 't');
    b.address_range.assign(40, 'r');
    CHECK(through_the_wire(b) == b);
    b.password.assign(16, 'p'); // longer than the specification's 8, as some providers give
    CHECK(through_the_wire(b) == b);
    smpp::submit_sm m;
    m.service_type.assign(5, 's');
    m.source.value.assign(20, '1');
    m.destination.value.assign(20, '2');
    CHECK(through_the_wire(m) == m);
    smpp::submit_sm_resp answer;
    answer.message_id = "0a1B-" + std::string(59, 'x');
    CHECK(through_the_wire(answer) == answer);
}

TEST_CASE("checklist: esm_class submit: mode, type, UDHI and reply path; no SAR beside UDHI") {
    smpp::submit_sm m;
    m.destination = {1, 1, "2250700000001"};
    m.short_message = "\x05\0\x03\x07\x02\x01"s;
    m.esm_class = smpp::esm::store_and_forward | smpp::esm::user_acknowledgement | smpp::esm::udhi |
                  smpp::esm::reply_path;
    CHECK(m.esm_class == 0xD3);
    CHECK(verdict(m) == command_status::rok);
    m.tlvs.add_u16(tag::sar_msg_ref_num, 1);
    m.tlvs.add_u8(tag::sar_total_segments, 2);
    m.tlvs.add_u8(tag::sar_segment_seqnum, 1);
    CHECK(verdict(m) == command_status::roptparnotallwd);
    m.esm_class = smpp::esm::mode_default;
    CHECK(verdict(m) == command_status::rok);
    m.esm_class = smpp::esm::delivery_receipt; // the SMSC's to give
    CHECK(verdict(m) == command_status::rinvesmclass);
}

TEST_CASE("checklist: esm_class deliver: the type is what the mask 0x3C leaves") {
    smpp::deliver_sm m;
    m.short_message = "\x05\0\x03\x07\x02\x01"s;
    for (const std::uint8_t type :
         {smpp::esm::delivery_receipt, smpp::esm::delivery_acknowledgement,
          smpp::esm::user_acknowledgement, smpp::esm::conversation_abort,
          smpp::esm::intermediate}) {
        m.esm_class = static_cast<std::uint8_t>(type | smpp::esm::udhi | smpp::esm::datagram);
        CHECK((through_the_wire(m).esm_class & smpp::esm::type_mask) == type);
        CHECK(verdict(m) == command_status::rok);
    }
    m.esm_class = 0x0C; // reserved, yet it is read and kept
    CHECK(through_the_wire(m).esm_class == 0x0C);
    CHECK(verdict(m) == command_status::rinvesmclass);
}

TEST_CASE("checklist: registered_delivery: success only is 5.0's; acknowledgements; intermediate") {
    smpp::submit_sm m;
    m.destination = {1, 1, "2250700000001"};
    m.registered_delivery = smpp::registered::success;
    CHECK(verdict(m, smpp::version_34) == command_status::rinvregdlvflg);
    CHECK(verdict(m, smpp::version_50) == command_status::rok);
    m.registered_delivery = smpp::registered::failure | smpp::registered::delivery_acknowledgement |
                            smpp::registered::user_acknowledgement | smpp::registered::intermediate;
    CHECK(m.registered_delivery == 0x1E);
    CHECK(verdict(m, smpp::version_34) == command_status::rok);
    CHECK(through_the_wire(m).registered_delivery == 0x1E);
}

TEST_CASE("checklist: sm_length: 254 in 3.4, 255 in 5.0, 0 with message_payload") {
    smpp::submit_sm m;
    m.destination = {1, 1, "2250700000001"};
    std::string octets;
    m.short_message.assign(255, 'x');
    CHECK(through_the_wire(m).short_message.size() == 255);
    CHECK_FALSE(smpp::encode({.sequence = 1, .body = m}, octets, smpp::version_34));
    m.short_message.pop_back();
    CHECK(smpp::encode({.sequence = 1, .body = m}, octets, smpp::version_34));
    m.tlvs.add(tag::message_payload, "text");
    CHECK(verdict(m) == command_status::roptparnotallwd);
    m.short_message.clear();
    CHECK(verdict(m) == command_status::rok);
}

TEST_CASE("checklist: data_sm: text in message_payload, addresses of up to 64 octets") {
    smpp::data_sm m;
    m.source = {1, 14, std::string(64, 'a')};
    m.destination = {1, 14, std::string(64, 'b')};
    m.tlvs.add(tag::message_payload, std::string(1000, 'x'));
    CHECK(through_the_wire(m) == m);
    CHECK(verdict(m, smpp::version_34) == command_status::rok);
    smpp::data_sm_resp answer;
    answer.message_id = "1";
    answer.tlvs.add_u8(tag::delivery_failure_reason, 0);
    CHECK(through_the_wire(answer, command_status::rdeliveryfailure) == answer);
}

TEST_CASE("checklist: submit_multi: 254 or 255 destinations of both kinds; the unsuccess list") {
    smpp::submit_multi m;
    for (int i = 0; i < 127; ++i) {
        m.destinations.emplace_back(smpp::address{1, 1, std::to_string(i)});
        m.destinations.emplace_back(smpp::distribution_list{std::to_string(i)});
    }
    std::string octets;
    CHECK(smpp::encode({.sequence = 1, .body = m}, octets, smpp::version_34));
    m.destinations.emplace_back(smpp::address{1, 1, "255"});
    CHECK_FALSE(smpp::encode({.sequence = 1, .body = m}, octets, smpp::version_34));
    CHECK(through_the_wire(m) == m);

    smpp::submit_multi_resp answer;
    answer.message_id = "1";
    for (std::uint32_t i = 0; i < 255; ++i) {
        answer.unsuccess.push_back(
            {{1, 1, std::to_string(i)}, static_cast<command_status>(0x300 + i)});
    }
    CHECK(through_the_wire(answer) == answer);
    m.destinations.clear();
    CHECK(verdict(m) == command_status::rinvnumdests);
}

TEST_CASE("checklist: broadcast_sm and friends: 5.0 only") {
    for (const command_id id : {command_id::broadcast_sm, command_id::query_broadcast_sm,
                                command_id::cancel_broadcast_sm}) {
        CHECK_FALSE(smpp::exists_in(id, smpp::version_34));
        CHECK(smpp::exists_in(id, smpp::version_50));
    }
    std::string octets;
    const auto refused =
        smpp::encode({.sequence = 1, .body = smpp::broadcast_sm{}}, octets, smpp::version_34);
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().status == command_status::rinvcmdid);
    CHECK(verdict(smpp::broadcast_sm{}) == command_status::rmissingoptparam);
}

TEST_CASE("checklist: deliver_sm_resp: message_id is one NUL octet") {
    std::string octets;
    REQUIRE(smpp::encode({.sequence = 7, .body = smpp::deliver_sm_resp{}}, octets));
    CHECK(octets == framed(0x80000005, "\0"s));
    octets.clear();
    REQUIRE(smpp::encode(
        {.status = command_status::rx_t_appn, .sequence = 7, .body = smpp::deliver_sm_resp{}},
        octets));
    CHECK(octets == framed(0x80000005, "\0"s, 0x64));
}
