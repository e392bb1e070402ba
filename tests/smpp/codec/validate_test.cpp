// What can be read but is not allowed: one fault a row, made to a PDU that is as it should be.
#include "smpp/validate.hpp"
#include <doctest/doctest.h>
#include <functional>
#include <string>
#include <vector>

using namespace std::string_literals;
using smpp::command_status;
using smpp::tag;
using smpp::version_33;
using smpp::version_34;
using smpp::version_50;

namespace {

smpp::submit_sm sms() {
    smpp::submit_sm m;
    m.source = {5, 0, "Energie"};
    m.destination = {1, 1, "2250700000001"};
    m.validity_period = "000001000000000R";
    m.registered_delivery = smpp::registered::success_or_failure;
    m.short_message = "Bonjour";
    return m;
}

smpp::submit_multi multi() {
    smpp::submit_multi m;
    m.destinations = {smpp::address{1, 1, "2250700000001"}, smpp::distribution_list{"south"}};
    m.short_message = "Bonjour";
    return m;
}

smpp::broadcast_sm broadcast() {
    smpp::broadcast_sm m;
    m.tlvs.add(tag::broadcast_area_identifier, "\0Abidjan"s);
    m.tlvs.add(tag::broadcast_content_type, "\1\0\x11"s);
    m.tlvs.add(tag::broadcast_frequency_interval, "\x09\0\x0a"s);
    m.tlvs.add_u16(tag::broadcast_rep_num, 4);
    return m;
}

struct row {
    const char* name;
    smpp::body body;
    command_status status;
    std::string path;
    std::uint8_t version = version_50;
};

template<class T>
smpp::body changed(T b, std::function<void(T&)> change) {
    change(b);
    return b;
}
smpp::body sms_with(std::function<void(smpp::submit_sm&)> change) {
    return changed(sms(), std::move(change));
}

/// A broadcast without the TLV `missing`.
smpp::body broadcast_without(tag missing, std::uint8_t priority = 0) {
    const smpp::broadcast_sm whole = broadcast();
    smpp::broadcast_sm b;
    b.priority_flag = priority;
    for (const smpp::tlv t : whole.tlvs) {
        if (t.tag != static_cast<std::uint16_t>(missing)) {
            b.tlvs.add(t.tag, t.value);
        }
    }
    return b;
}

void check(const row& r) {
    CAPTURE(r.name);
    const smpp::pdu p{.sequence = 1, .body = r.body};
    const auto fault = smpp::validate(p, r.version);
    if (r.status == command_status::rok) {
        CHECK_FALSE(fault.has_value());
        return;
    }
    REQUIRE(fault.has_value());
    CHECK(fault->status == r.status);
    CHECK(smpp::path_of(*fault, smpp::id_of(r.body)) == r.path);
    CHECK_FALSE(fault->fatal);
}

} // namespace

TEST_CASE("good PDUs are valid") {
    const row rows[] = {
        {"submit_sm", sms(), command_status::rok, "", version_33},
        {"a header and no text behind it", sms_with([](auto& m) {
             m.esm_class = smpp::esm::udhi;
             m.short_message = "\x05\0\x03\x07\x02\x01"s;
         }),
         command_status::rok, ""},
        {"an empty header", sms_with([](auto& m) {
             m.esm_class = smpp::esm::udhi;
             m.short_message = "\0Bonjour"s;
         }),
         command_status::rok, ""},
        {"submit_sm in 3.4", sms(), command_status::rok, "", version_34},
        {"submit_multi", multi(), command_status::rok, "", version_34},
        {"broadcast_sm", broadcast(), command_status::rok, ""},
        {"payload without a text", sms_with([](auto& m) {
             m.short_message.clear();
             m.tlvs.add(tag::message_payload, "text");
         }),
         command_status::rok, ""},
        {"an empty payload and no text", sms_with([](auto& m) {
             m.short_message.clear();
             m.tlvs.add(tag::message_payload, "");
         }),
         command_status::rok, ""},
        {"data_sm without anything", smpp::data_sm{}, command_status::rok, "", version_34},
        {"data_sm in transaction mode",
         changed<smpp::data_sm>({}, [](auto& m) { m.esm_class = smpp::esm::transaction; }),
         command_status::rok, "", version_34},
        {"a receipt",
         changed<smpp::deliver_sm>({}, [](auto& m) { m.esm_class = smpp::esm::delivery_receipt; }),
         command_status::rok, ""},
        {"all three SAR TLVs", sms_with([](auto& m) {
             m.tlvs.add_u16(tag::sar_msg_ref_num, 1);
             m.tlvs.add_u8(tag::sar_total_segments, 2);
             m.tlvs.add_u8(tag::sar_segment_seqnum, 2);
         }),
         command_status::rok, ""},
        {"unknown TLVs", sms_with([](auto& m) { m.tlvs.add(0x1401, "anything"); }),
         command_status::rok, ""},
        {"alert_on_message_delivery of 3.4",
         sms_with([](auto& m) { m.tlvs.add(tag::alert_on_message_delivery, ""); }),
         command_status::rok, ""},
        {"broadcast at once", broadcast_without(tag::broadcast_rep_num, 1), command_status::rok,
         ""},
        {"an answer without its body", smpp::submit_multi_resp{}, command_status::rok, "",
         version_33},
    };
    for (const row& r : rows) {
        check(r);
    }
}

TEST_CASE("what is not allowed is found, with status and path") {
    const row rows[] = {
        {"text and payload", sms_with([](auto& m) { m.tlvs.add(tag::message_payload, "text"); }),
         command_status::roptparnotallwd, "submit_sm.tlv message_payload"},
        {"text and payload in replace_sm",
         changed<smpp::replace_sm>({},
                                   [](auto& m) {
                                       m.short_message = "a";
                                       m.tlvs.add(tag::message_payload, "b");
                                   }),
         command_status::roptparnotallwd, "replace_sm.tlv message_payload"},
        {"SAR and UDHI", sms_with([](auto& m) {
             m.esm_class = smpp::esm::udhi;
             m.tlvs.add_u8(tag::sar_total_segments, 2);
             m.tlvs.add_u16(tag::sar_msg_ref_num, 1);
             m.tlvs.add_u8(tag::sar_segment_seqnum, 1);
         }),
         command_status::roptparnotallwd, "submit_sm.tlv sar_msg_ref_num"},
        {"SAR without its total", sms_with([](auto& m) {
             m.tlvs.add_u16(tag::sar_msg_ref_num, 1);
             m.tlvs.add_u8(tag::sar_segment_seqnum, 1);
         }),
         command_status::rmissingoptparam, "submit_sm.tlv sar_total_segments"},
        {"a segment after the last", sms_with([](auto& m) {
             m.tlvs.add_u16(tag::sar_msg_ref_num, 1);
             m.tlvs.add_u8(tag::sar_total_segments, 2);
             m.tlvs.add_u8(tag::sar_segment_seqnum, 3);
         }),
         command_status::rinvoptparamval, "submit_sm.tlv sar_segment_seqnum"},
        {"segment 0", sms_with([](auto& m) { m.tlvs.add_u8(tag::sar_segment_seqnum, 0); }),
         command_status::rinvoptparamval, "submit_sm.tlv sar_segment_seqnum"},
        {"a reference of one octet",
         sms_with([](auto& m) { m.tlvs.add_u8(tag::user_message_reference, 1); }),
         command_status::rinvparlen, "submit_sm.tlv user_message_reference"},
        {"an id without its NUL",
         changed<smpp::deliver_sm>({}, [](auto& m) { m.tlvs.add(tag::receipted_message_id, "1"); }),
         command_status::rinvoptparamval, "deliver_sm.tlv receipted_message_id"},
        {"ms_validity of 3", sms_with([](auto& m) { m.tlvs.add(tag::ms_validity, "\4\0\0"s); }),
         command_status::rinvparlen, "submit_sm.tlv ms_validity"},
        {"congestion over 100",
         changed<smpp::submit_sm_resp>({},
                                       [](auto& m) { m.tlvs.add_u8(tag::congestion_state, 101); }),
         command_status::rinvoptparamval, "submit_sm_resp.tlv congestion_state"},
        {"success of 101 per cent",
         changed<smpp::query_broadcast_sm_resp>(
             {}, [](auto& m) { m.tlvs.add_u8(tag::broadcast_area_success, 101); }),
         command_status::rinvoptparamval, "query_broadcast_sm_resp.tlv broadcast_area_success"},
        {"a TLV in 3.3", sms_with([](auto& m) { m.tlvs.add_u8(tag::ussd_service_op, 2); }),
         command_status::roptparnotallwd, "submit_sm.tlv ussd_service_op", version_33},
        {"an unknown TLV in 3.3", changed<smpp::unbind>({}, [](auto& m) { m.tlvs.add(9, "x"); }),
         command_status::roptparnotallwd, "unbind.tlv", version_33},
        {"data_sm in 3.3", smpp::data_sm{}, command_status::rinvcmdid, "data_sm.command_id",
         version_33},
        {"broadcast in 3.4", broadcast(), command_status::rinvcmdid, "broadcast_sm.command_id",
         version_34},
        {"255 octets in 3.4", sms_with([](auto& m) { m.short_message.assign(255, 'x'); }),
         command_status::rinvmsglen, "submit_sm.short_message", version_34},
        {"no destination", sms_with([](auto& m) { m.destination.value.clear(); }),
         command_status::rinvdstadr, "submit_sm.destination"},
        {"UDHI and no text", sms_with([](auto& m) {
             m.esm_class = smpp::esm::udhi;
             m.short_message.clear();
         }),
         command_status::rinvesmclass, "submit_sm.esm_class"},
        {"a header longer than the text", sms_with([](auto& m) {
             m.esm_class = smpp::esm::udhi;
             m.short_message = "\x05\0\x03\x07\x02"s;
         }),
         command_status::rinvesmclass, "submit_sm.esm_class"},
        {"a header longer than the payload",
         changed<smpp::data_sm>({},
                                [](auto& m) {
                                    m.esm_class = smpp::esm::udhi;
                                    m.tlvs.add(tag::message_payload, "\x05\0\x03"s);
                                }),
         command_status::rinvesmclass, "data_sm.esm_class"},
        {"a long id in 3.3",
         changed<smpp::submit_sm_resp>({}, [](auto& m) { m.message_id = "123456789"; }),
         command_status::rinvmsgid, "submit_sm_resp.message_id", version_33},
        {"no destinations", changed(multi(), std::function<void(smpp::submit_multi&)>([](auto& m) {
                                        m.destinations.clear();
                                    })),
         command_status::rinvnumdests, "submit_multi.number_of_dests"},
        {"255 destinations in 3.4",
         changed(multi(), std::function<void(smpp::submit_multi&)>(
                              [](auto& m) { m.destinations.resize(255); })),
         command_status::rinvnumdests, "submit_multi.destinations", version_34},
        {"a list without a name",
         changed(multi(), std::function<void(smpp::submit_multi&)>([](auto& m) {
                     m.destinations.emplace_back(smpp::distribution_list{});
                 })),
         command_status::rinvdlname, "submit_multi.destinations[2].dl_name"},
        {"priority 5", sms_with([](auto& m) { m.priority_flag = 5; }), command_status::rinvprtflg,
         "submit_sm.priority_flag"},
        {"transaction mode", sms_with([](auto& m) { m.esm_class = smpp::esm::transaction; }),
         command_status::rinvesmclass, "submit_sm.esm_class"},
        {"a receipt from an ESME",
         sms_with([](auto& m) { m.esm_class = smpp::esm::delivery_receipt; }),
         command_status::rinvesmclass, "submit_sm.esm_class"},
        {"a reserved type", changed<smpp::deliver_sm>({}, [](auto& m) { m.esm_class = 0x0C; }),
         command_status::rinvesmclass, "deliver_sm.esm_class"},
        {"success only in 3.4",
         sms_with([](auto& m) { m.registered_delivery = smpp::registered::success; }),
         command_status::rinvregdlvflg, "submit_sm.registered_delivery", version_34},
        {"registered_delivery 0x20", sms_with([](auto& m) { m.registered_delivery = 0x20; }),
         command_status::rinvregdlvflg, "submit_sm.registered_delivery"},
        {"replace 2", sms_with([](auto& m) { m.replace_if_present_flag = 2; }),
         command_status::rinvrepflag, "submit_sm.replace_if_present_flag"},
        {"the 13th month", sms_with([](auto& m) { m.validity_period = "261331235959000+"; }),
         command_status::rinvexpiry, "submit_sm.validity_period"},
        {"a word for a time",
         sms_with([](auto& m) { m.schedule_delivery_time = "tomorrow at noon"; }),
         command_status::rinvsched, "submit_sm.schedule_delivery_time"},
        {"no final_date",
         changed<smpp::query_sm_resp>({}, [](auto& m) { m.final_date = "2607141200000000"; }),
         command_status::rqueryfail, "query_sm_resp.final_date"},
        {"broadcast without area", broadcast_without(tag::broadcast_area_identifier),
         command_status::rmissingoptparam, "broadcast_sm.tlv broadcast_area_identifier"},
        {"broadcast without type", broadcast_without(tag::broadcast_content_type),
         command_status::rmissingoptparam, "broadcast_sm.tlv broadcast_content_type"},
        {"broadcast without interval", broadcast_without(tag::broadcast_frequency_interval),
         command_status::rmissingoptparam, "broadcast_sm.tlv broadcast_frequency_interval"},
        {"broadcast without count", broadcast_without(tag::broadcast_rep_num),
         command_status::rmissingoptparam, "broadcast_sm.tlv broadcast_rep_num"},
        {"a broadcast's state missing", smpp::query_broadcast_sm_resp{},
         command_status::rmissingoptparam, "query_broadcast_sm_resp.tlv message_state"},
    };
    for (const row& r : rows) {
        check(r);
    }
}

TEST_CASE("a fault's offset is where the field is in the encoded PDU") {
    smpp::submit_sm m = sms();
    m.priority_flag = 9;
    std::string octets;
    REQUIRE(smpp::encode({.sequence = 1, .body = m}, octets));
    const auto priority = smpp::validate({.sequence = 1, .body = m}, version_34);
    REQUIRE(priority.has_value());
    CHECK(octets.at(priority->offset) == 9);

    m.priority_flag = 0;
    m.tlvs.add(0x1401, "x");
    m.tlvs.add_u8(tag::sar_total_segments, 0);
    octets.clear();
    REQUIRE(smpp::encode({.sequence = 1, .body = m}, octets));
    const auto segments = smpp::validate({.sequence = 1, .body = m}, version_34);
    REQUIRE(segments.has_value());
    CHECK(octets.substr(segments->offset, 2) == "\x02\x0e");

    smpp::submit_multi to_many = multi();
    to_many.destinations.insert(to_many.destinations.begin() + 1, smpp::distribution_list{});
    octets.clear();
    REQUIRE(smpp::encode({.sequence = 1, .body = to_many}, octets));
    const auto list = smpp::validate({.sequence = 1, .body = to_many}, version_34);
    REQUIRE(list.has_value());
    CHECK(list->element == 1);
    CHECK(octets.substr(list->offset - 1, 4) == "\2\0\2s"s);

    to_many.destinations.clear();
    octets.clear();
    REQUIRE(smpp::encode({.sequence = 1, .body = to_many}, octets));
    const auto none = smpp::validate({.sequence = 1, .body = to_many}, version_34);
    REQUIRE(none.has_value());
    CHECK(none->offset == smpp::header_size + 1 + 3);
}
