// What is written to peers of 3.3, 3.4 and 5.0.
#include "smpp/codec.hpp"
#include <doctest/doctest.h>
#include <set>
#include <string>

using smpp::command_id;
using smpp::command_status;
using smpp::version_33;
using smpp::version_34;
using smpp::version_50;

namespace {

template<class T>
command_status refused(const T& b, std::uint8_t version) {
    std::string out = "before";
    const auto e = smpp::encode({.sequence = 1, .body = b}, out, version);
    CHECK((e.has_value() || out == "before"));
    return e ? command_status::rok : e.error().status;
}

} // namespace

TEST_CASE("each version has its commands") {
    const command_id since_34[] = {command_id::bind_transceiver, command_id::bind_transceiver_resp,
                                   command_id::outbind,          command_id::alert_notification,
                                   command_id::data_sm,          command_id::data_sm_resp};
    const command_id since_50[] = {
        command_id::broadcast_sm,        command_id::broadcast_sm_resp,
        command_id::query_broadcast_sm,  command_id::query_broadcast_sm_resp,
        command_id::cancel_broadcast_sm, command_id::cancel_broadcast_sm_resp};
    const command_id always[] = {
        command_id::generic_nack,      command_id::bind_receiver, command_id::bind_transmitter_resp,
        command_id::submit_sm,         command_id::submit_multi,  command_id::deliver_sm_resp,
        command_id::query_sm,          command_id::replace_sm,    command_id::cancel_sm_resp,
        command_id::enquire_link_resp, command_id::unbind};
    for (const command_id id : always) {
        CHECK(smpp::exists_in(id, version_33));
        CHECK(smpp::exists_in(id, 0));
    }
    for (const command_id id : since_34) {
        CAPTURE(smpp::name_of(id));
        CHECK_FALSE(smpp::exists_in(id, version_33));
        CHECK(smpp::exists_in(id, version_34));
        CHECK(smpp::exists_in(id, version_50));
    }
    for (const command_id id : since_50) {
        CAPTURE(smpp::name_of(id));
        CHECK_FALSE(smpp::exists_in(id, version_34));
        CHECK_FALSE(smpp::exists_in(id, 0x4F));
        CHECK(smpp::exists_in(id, version_50));
    }
    CHECK_FALSE(smpp::exists_in(static_cast<command_id>(0x104), version_50));
}

TEST_CASE("requests that the peer does not know are not written, answers are") {
    CHECK(refused(smpp::bind_transceiver{}, version_33) == command_status::rinvcmdid);
    CHECK(refused(smpp::data_sm{}, version_33) == command_status::rinvcmdid);
    CHECK(refused(smpp::outbind{}, version_33) == command_status::rinvcmdid);
    CHECK(refused(smpp::alert_notification{}, version_33) == command_status::rinvcmdid);
    CHECK(refused(smpp::data_sm{}, version_34) == command_status::rok);
    CHECK(refused(smpp::broadcast_sm{}, version_34) == command_status::rinvcmdid);
    CHECK(refused(smpp::query_broadcast_sm{}, version_34) == command_status::rinvcmdid);
    CHECK(refused(smpp::cancel_broadcast_sm{}, version_34) == command_status::rinvcmdid);
    CHECK(refused(smpp::broadcast_sm{}, version_50) == command_status::rok);
    // Who says 3.3 and binds as transceiver all the same gets his answer.
    CHECK(refused(smpp::bind_transceiver_resp{}, version_33) == command_status::rok);
    CHECK(refused(smpp::broadcast_sm_resp{}, version_34) == command_status::rok);
}

TEST_CASE("each version has its sizes") {
    smpp::submit_sm sms;
    smpp::replace_sm replacement;
    smpp::submit_multi multi;
    sms.short_message.assign(254, 'x');
    replacement.short_message.assign(254, 'x');
    multi.destinations.assign(254, smpp::address{1, 1, "1"});
    multi.short_message.assign(254, 'x');
    for (const std::uint8_t version : {version_33, version_34, version_50}) {
        CHECK(refused(sms, version) == command_status::rok);
        CHECK(refused(replacement, version) == command_status::rok);
        CHECK(refused(multi, version) == command_status::rok);
    }
    sms.short_message += 'x';
    replacement.short_message += 'x';
    multi.destinations.emplace_back(smpp::distribution_list{"l"});
    for (const std::uint8_t version : {version_33, version_34}) {
        CHECK(refused(sms, version) == command_status::rinvmsglen);
        CHECK(refused(replacement, version) == command_status::rinvmsglen);
        CHECK(refused(multi, version) == command_status::rinvnumdests);
    }
    CHECK(refused(sms, version_50) == command_status::rok);
    CHECK(refused(replacement, version_50) == command_status::rok);
    CHECK(refused(multi, version_50) == command_status::rok);
    multi.destinations.emplace_back(smpp::address{});
    CHECK(refused(multi, version_50) == command_status::rinvnumdests);

    smpp::submit_multi_resp answer;
    answer.unsuccess.resize(255);
    CHECK(refused(answer, version_34) == command_status::rok);
    answer.unsuccess.resize(256);
    CHECK(refused(answer, version_34) == command_status::rinvnumdests);

    smpp::submit_sm_resp id;
    id.message_id = "12345678";
    CHECK(refused(id, version_33) == command_status::rok);
    id.message_id = "123456789";
    CHECK(refused(id, version_33) == command_status::rinvmsgid);
    CHECK(refused(id, version_34) == command_status::rok);
}

TEST_CASE("a peer of 3.3 gets no TLVs, in any PDU") {
    smpp::submit_sm sms;
    sms.short_message = "hi";
    sms.tlvs.add_u8(smpp::tag::payload_type, 0);
    std::string with;
    std::string without;
    REQUIRE(smpp::encode({.sequence = 1, .body = sms}, with, version_34));
    REQUIRE(smpp::encode({.sequence = 1, .body = sms}, without, version_33));
    CHECK(with.size() == without.size() + 5);
    const auto back = smpp::decode(without);
    REQUIRE(back.has_value());
    CHECK(std::get<smpp::submit_sm>(back->body).tlvs.empty());

    smpp::enquire_link_resp alive;
    alive.tlvs.add_u8(smpp::tag::congestion_state, 1);
    without.clear();
    REQUIRE(smpp::encode({.sequence = 1, .body = alive}, without, version_33));
    CHECK(without.size() == smpp::header_size);
}

TEST_CASE("statuses and tags have their names, both ways where both are needed") {
    CHECK(smpp::name_of(command_status::rthrottled) == "RTHROTTLED");
    CHECK(smpp::name_of(command_status::rinvbcastalias_name) == "RINVBCASTALIAS_NAME");
    CHECK(smpp::name_of(static_cast<command_status>(0x400)).empty());
    CHECK(smpp::status_named("RINVBCAST_REP") == command_status::rinvbcast_rep);
    CHECK_FALSE(smpp::status_named("ESME_ROK").has_value());
    CHECK_FALSE(smpp::status_named("").has_value());
    std::set<std::string_view> names;
    for (std::uint32_t v = 0; v < 0x1000; ++v) {
        const auto status = static_cast<command_status>(v);
        if (const auto name = smpp::name_of(status); !name.empty()) {
            CHECK(smpp::status_named(name) == status);
            CHECK(names.insert(name).second);
        }
    }
    CHECK(names.size() == 67);

    CHECK(smpp::name_of(smpp::tag::its_session_info) == "its_session_info");
    CHECK(smpp::name_of(smpp::tag::dest_addr_subunit) == "dest_addr_subunit");
    CHECK(smpp::name_of(static_cast<smpp::tag>(0x1401)).empty());
    names.clear();
    for (std::uint32_t v = 0; v < 0x10000; ++v) {
        if (const auto name = smpp::name_of(static_cast<smpp::tag>(v)); !name.empty()) {
            CHECK(names.insert(name).second);
        }
    }
    CHECK(names.size() == 64);
}

TEST_CASE("checklist: version: what would be another message without its TLVs is not sent to 3.3") {
    struct row {
        smpp::tag tag;
        const char* field;
    };
    for (const row r : {row{smpp::tag::message_payload, "tlv message_payload"},
                        row{smpp::tag::source_port, "tlv source_port"},
                        row{smpp::tag::destination_port, "tlv destination_port"},
                        row{smpp::tag::its_session_info, "tlv its_session_info"},
                        row{smpp::tag::sar_msg_ref_num, "tlv sar_msg_ref_num"},
                        row{smpp::tag::sar_total_segments, "tlv sar_total_segments"},
                        row{smpp::tag::sar_segment_seqnum, "tlv sar_segment_seqnum"},
                        row{smpp::tag::ussd_service_op, "tlv ussd_service_op"}}) {
        CAPTURE(r.field);
        smpp::submit_sm sms;
        sms.tlvs.add(r.tag, "12");
        std::string out;
        const auto written = smpp::encode({.sequence = 1, .body = sms}, out, smpp::version_33);
        REQUIRE_FALSE(written.has_value());
        CHECK(written.error().status == smpp::command_status::roptparnotallwd);
        CHECK(written.error().field == r.field);
        CHECK(out.empty());
        CHECK(smpp::encode({.sequence = 1, .body = sms}, out, smpp::version_34));
    }
}

TEST_CASE(
    "checklist: version: an id that the SMSC gave can be said to it again, whatever it speaks") {
    const std::string uuid = "0f8fad5b-d9cb-469f-a165-70867728950e";
    const auto with = [&]<class T>(T b) {
        b.message_id = uuid;
        CHECK(refused(b, version_33) == command_status::rok);
        b.message_id.assign(64, 'x');
        CHECK(refused(b, version_33) == command_status::rok);
        b.message_id += 'x';
        CHECK(refused(b, version_33) == command_status::rinvmsgid);
        CHECK(refused(b, version_50) == command_status::rinvmsgid);
    };
    with(smpp::query_sm{});
    with(smpp::query_sm_resp{});
    with(smpp::cancel_sm{});
    with(smpp::replace_sm{});
    // What an SMSC gives a peer of 3.3 is short.
    const auto given = [&]<class T>(T b) {
        b.message_id = uuid;
        CHECK(refused(b, version_33) == command_status::rinvmsgid);
        CHECK(refused(b, version_34) == command_status::rok);
    };
    given(smpp::submit_sm_resp{});
    given(smpp::submit_multi_resp{});
    given(smpp::deliver_sm_resp{});
}
