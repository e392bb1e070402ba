// Octets that libsmpp34 makes of its own structs, filled field by field: what we read of them.
#include "../pdu_json.hpp"
#include "smpp/codec.hpp"
#include "smpp34.hpp"
#include <doctest/doctest.h>

namespace {

using namespace interop;

template<std::size_t N>
void put(std::uint8_t (&to)[N], std::string_view text) {
    REQUIRE(text.size() < N);
    std::memcpy(to, text.data(), text.size());
}

template<class Struct>
Struct made(std::uint32_t id, std::uint32_t status = 0) {
    Struct s{};
    s.command_id = id;
    s.command_status = status;
    s.sequence_number = 0x7FFFFFFF;
    return s;
}

smpp::pdu read(std::uint32_t id, void* filled) {
    const auto octets = smpp34_packed(id, filled);
    REQUIRE_MESSAGE(octets.has_value(), smpp34_pdu::said());
    auto p = smpp::decode(*octets);
    REQUIRE(p.has_value());
    CHECK(p->sequence == 0x7FFFFFFF);
    CHECK(static_cast<std::uint32_t>(smpp::id_of(p->body)) == id);
    std::string again;
    REQUIRE(smpp::encode(*p, again));
    CHECK(hex_of(again) == hex_of(*octets));
    return *std::move(p);
}

template<class Message>
void fill_message(Message& s) {
    put(s.service_type, "CMT");
    s.source_addr_ton = 5;
    put(s.source_addr, "Energie");
    s.esm_class = 0x40;
    s.protocol_id = 0x7F;
    s.priority_flag = 3;
    put(s.schedule_delivery_time, "261231235959900+");
    put(s.validity_period, "000002030405000R");
    s.registered_delivery = 1;
    s.replace_if_present_flag = 1;
    s.data_coding = 8;
    s.sm_default_msg_id = 9;
    s.sm_length = 6;
    std::memcpy(s.short_message, "\x05\x00\x03\x07\x02\x01", 6);
}

template<class Body>
void check_message(const Body& b) {
    CHECK(b.service_type == "CMT");
    CHECK(b.source == smpp::address{5, 0, "Energie"});
    CHECK(b.esm_class == 0x40);
    CHECK(b.protocol_id == 0x7F);
    CHECK(b.priority_flag == 3);
    CHECK(b.schedule_delivery_time.text() == "261231235959900+");
    CHECK(b.validity_period.text() == "000002030405000R");
    CHECK(b.registered_delivery == 1);
    CHECK(b.replace_if_present_flag == 1);
    CHECK(b.data_coding == 8);
    CHECK(b.sm_default_msg_id == 9);
    CHECK(b.short_message == std::string_view{"\x05\x00\x03\x07\x02\x01", 6});
}

} // namespace

TEST_CASE("libsmpp34 builds, we read: bind_transceiver") {
    auto s = made<bind_transceiver_t>(BIND_TRANSCEIVER);
    put(s.system_id, "fifteen-octets-");
    put(s.password, "eight888");
    put(s.system_type, "twelve-octet");
    s.interface_version = 0x34;
    s.addr_ton = 1;
    s.addr_npi = 18;
    put(s.address_range, "^2250[1-9]");
    const smpp::pdu p = read(BIND_TRANSCEIVER, &s);
    const auto& b = std::get<smpp::bind_transceiver>(p.body);
    CHECK(b.system_id == "fifteen-octets-");
    CHECK(b.password == "eight888");
    CHECK(b.system_type == "twelve-octet");
    CHECK(b.interface_version == 0x34);
    CHECK(b.addr_ton == 1);
    CHECK(b.addr_npi == 18);
    CHECK(b.address_range == "^2250[1-9]");
}

TEST_CASE("libsmpp34 builds, we read: submit_sm with optional parameters of each kind") {
    auto s = made<submit_sm_t>(SUBMIT_SM);
    fill_message(s);
    s.dest_addr_ton = 1;
    s.dest_addr_npi = 1;
    put(s.destination_addr, "2250700000001");
    tlv_t payload{};
    payload.tag = TLVID_message_payload;
    payload.length = 3;
    std::memcpy(payload.value.octet, "abc", 3);
    tlv_t session{};
    session.tag = TLVID_its_session_info;
    session.length = 2;
    session.value.val16 = 0x0102;
    session.next = &payload;
    tlv_t reply{};
    reply.tag = TLVID_its_reply_type;
    reply.length = 1;
    reply.value.val08 = 8;
    reply.next = &session;
    s.tlv = &reply;
    const smpp::pdu p = read(SUBMIT_SM, &s);
    const auto& b = std::get<smpp::submit_sm>(p.body);
    check_message(b);
    CHECK(b.destination == smpp::address{1, 1, "2250700000001"});
    CHECK(b.tlvs.find_u8(smpp::tag::its_reply_type) == 8);
    CHECK(b.tlvs.find(smpp::tag::its_session_info) == std::string_view{"\x01\x02"});
    CHECK(b.tlvs.find(smpp::tag::message_payload) == "abc");
}

TEST_CASE("libsmpp34 builds, we read: submit_multi and its response") {
    auto s = made<submit_multi_t>(SUBMIT_MULTI);
    fill_message(s);
    dad_t list{};
    list.dest_flag = DFID_Distribution_List_Name;
    put(list.value.dl_name, "villages");
    dad_t number{};
    number.dest_flag = DFID_SME_Address;
    number.value.sme.dest_addr_ton = 2;
    number.value.sme.dest_addr_npi = 8;
    put(number.value.sme.destination_addr, "0700000001");
    number.next = &list;
    s.number_of_dests = 2;
    s.dest_addr_def = &number;
    const smpp::pdu p = read(SUBMIT_MULTI, &s);
    const auto& b = std::get<smpp::submit_multi>(p.body);
    check_message(b);
    REQUIRE(b.destinations.size() == 2);
    CHECK(b.destinations[0] == smpp::multi_destination{smpp::address{2, 8, "0700000001"}});
    CHECK(b.destinations[1] == smpp::multi_destination{smpp::distribution_list{"villages"}});

    auto r = made<submit_multi_resp_t>(SUBMIT_MULTI_RESP);
    put(r.message_id, "m-1");
    udad_t failed{};
    failed.dest_addr_ton = 1;
    failed.dest_addr_npi = 1;
    put(failed.destination_addr, "2250700000009");
    failed.error_status_code = ESME_RINVDSTADR;
    r.no_unsuccess = 1;
    r.unsuccess_smes = &failed;
    const smpp::pdu q = read(SUBMIT_MULTI_RESP, &r);
    const auto& a = std::get<smpp::submit_multi_resp>(q.body);
    CHECK(a.message_id == "m-1");
    REQUIRE(a.unsuccess.size() == 1);
    CHECK(a.unsuccess[0] ==
          smpp::unsuccessful_delivery{{1, 1, "2250700000009"}, smpp::command_status::rinvdstadr});
}

TEST_CASE("libsmpp34 builds, we read: data_sm, alert_notification, replace_sm, query_sm_resp") {
    auto d = made<data_sm_t>(DATA_SM);
    put(d.source_addr, "123");
    put(d.destination_addr, std::string(64, '7'));
    d.registered_delivery = 0x10;
    d.data_coding = 4;
    const smpp::pdu data = read(DATA_SM, &d);
    CHECK(std::get<smpp::data_sm>(data.body).destination.value == std::string(64, '7'));
    CHECK(std::get<smpp::data_sm>(data.body).registered_delivery == 0x10);

    auto n = made<alert_notification_t>(ALERT_NOTIFICATION);
    put(n.source_addr, "2250700000001");
    put(n.esme_addr, "123");
    tlv_t status{};
    status.tag = TLVID_ms_availability_status;
    status.length = 1;
    status.value.val08 = 2;
    n.tlv = &status;
    const smpp::pdu alert = read(ALERT_NOTIFICATION, &n);
    CHECK(std::get<smpp::alert_notification>(alert.body).esme_address.value == "123");
    CHECK(std::get<smpp::alert_notification>(alert.body)
              .tlvs.find_u8(smpp::tag::ms_availability_status) == 2);

    auto r = made<replace_sm_t>(REPLACE_SM);
    put(r.message_id, "m-2");
    put(r.source_addr, "123");
    r.sm_length = 3;
    std::memcpy(r.short_message, "new", 3);
    const smpp::pdu replaced = read(REPLACE_SM, &r);
    CHECK(std::get<smpp::replace_sm>(replaced.body).short_message == "new");

    auto q = made<query_sm_resp_t>(QUERY_SM_RESP);
    put(q.message_id, "m-3");
    put(q.final_date, "261121090100000+");
    q.message_state = 2;
    q.error_code = 255;
    const smpp::pdu answer = read(QUERY_SM_RESP, &q);
    CHECK(std::get<smpp::query_sm_resp>(answer.body).final_date.text() == "261121090100000+");
    CHECK(std::get<smpp::query_sm_resp>(answer.body).error_code == 255);
}

TEST_CASE("libsmpp34 builds, we read: a refused submit_sm has no body") {
    auto s = made<submit_sm_resp_t>(SUBMIT_SM_RESP, ESME_RTHROTTLED);
    const smpp::pdu p = read(SUBMIT_SM_RESP, &s);
    CHECK(p.status == smpp::command_status::rthrottled);
}
