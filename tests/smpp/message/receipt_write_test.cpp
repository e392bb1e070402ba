#include "smpp/receipt.hpp"
#include <chrono>
#include <cstdint>
#include <doctest/doctest.h>
#include <string>
#include <string_view>

using namespace std::string_literals;
using smpp::deliver_kind;
using smpp::message_state;
using smpp::tag;

namespace {

smpp::submit_sm submitted() {
    smpp::submit_sm sm;
    sm.service_type = "CMT";
    sm.source = {5, 0, "Energie"};
    sm.destination = {1, 1, "2250700000001"};
    return sm;
}

smpp::receipt delivered_receipt() {
    using namespace std::chrono;
    smpp::receipt r;
    r.message_id = "77";
    r.state = message_state::delivered;
    r.submit_date = local_days{year{2026} / 7 / 14} + 12h;
    r.done_date = local_days{year{2026} / 7 / 14} + 12h + 5min + 7s;
    r.text = "Votre facture de juillet";
    return r;
}

} // namespace

TEST_CASE("checklist: esm_class deliver: kinds, by bits 5-2 alone") {
    struct row {
        int esm_class;
        deliver_kind kind;
    };
    using enum deliver_kind;
    const row rows[] = {
        {0x00, message},      {0x01, message},      {0x03, message},
        {0x40, message},      {0x80, message},      {0xC3, message},
        {0x04, receipt},      {0x07, receipt},      {0x44, receipt},
        {0xC7, receipt},      {0x08, delivery_ack}, {0x88, delivery_ack},
        {0x10, user_ack},     {0x50, user_ack},     {0x18, conversation_abort},
        {0x20, intermediate}, {0xA3, intermediate}, {0x0C, reserved},
        {0x14, reserved},     {0x1C, reserved},     {0x24, reserved},
        {0x3C, reserved},
    };
    for (const row& r : rows) {
        CAPTURE(r.esm_class);
        smpp::deliver_sm sm;
        sm.esm_class = static_cast<std::uint8_t>(r.esm_class);
        sm.short_message = "id:1 stat:DELIVRD";
        CHECK((smpp::kind_of(sm) == r.kind));
        CHECK(smpp::read_receipt(sm).has_value() == (r.kind == receipt || r.kind == intermediate));
        smpp::data_sm data;
        data.esm_class = sm.esm_class;
        CHECK((smpp::kind_of(data) == r.kind));
        CHECK(smpp::read_receipt(data).has_value() ==
              (r.kind == receipt || r.kind == intermediate));
    }
}

TEST_CASE("checklist: receipt addresses: turned round against the submit") {
    const smpp::submit_sm sm = submitted();
    const smpp::deliver_sm receipt = smpp::make_receipt(sm, delivered_receipt());
    CHECK((receipt.source == sm.destination));
    CHECK((receipt.destination == sm.source));
    const auto parties = smpp::parties_of(receipt);
    CHECK((parties.sender == sm.source));
    CHECK((parties.recipient == sm.destination));
    smpp::data_sm data;
    data.source = sm.destination;
    data.destination = sm.source;
    CHECK((smpp::parties_of(data).sender == sm.source));
    CHECK((smpp::parties_of(data).recipient == sm.destination));
}

TEST_CASE("receipts written: text and TLVs") {
    smpp::receipt r = delivered_receipt();
    SUBCASE("for 3.4") {
        const auto sm = smpp::make_receipt(submitted(), r);
        CHECK(sm.esm_class == smpp::esm::delivery_receipt);
        CHECK(sm.service_type == "CMT");
        CHECK(sm.data_coding == 0);
        CHECK(sm.short_message == "id:77 sub:001 dlvrd:001 submit date:2607141200 done "
                                  "date:2607141205 stat:DELIVRD err:000 text:Votre facture de jui");
        CHECK(sm.tlvs.find(tag::receipted_message_id) == "77\0"s);
        CHECK(sm.tlvs.find_u8(tag::message_state) == 2);
        CHECK_FALSE(sm.tlvs.find(tag::network_error_code));
    }
    SUBCASE("for 3.3: the text alone") {
        r.network = {smpp::gsm_network, 27};
        const auto sm = smpp::make_receipt(submitted(), r, smpp::version_33);
        CHECK(sm.tlvs.empty());
        CHECK((sm.short_message == smpp::make_receipt(submitted(), r).short_message));
    }
    SUBCASE("the network's error") {
        r.state = message_state::undeliverable;
        r.error = "27 absent";
        r.network = {smpp::gsm_network, 0x011B};
        const auto sm = smpp::make_receipt(submitted(), r);
        CHECK(sm.tlvs.find(tag::network_error_code) == "\x03\x01\x1B"s);
        CHECK(sm.short_message.find("dlvrd:000 ") != std::string::npos);
        CHECK(sm.short_message.find(" err:27 text:") != std::string::npos);
    }
    SUBCASE("an intermediate notification") {
        r.state = message_state::enroute;
        r.kind = deliver_kind::intermediate;
        const auto sm = smpp::make_receipt(submitted(), r);
        CHECK((smpp::kind_of(sm) == deliver_kind::intermediate));
        CHECK((smpp::read_receipt(sm)->kind == deliver_kind::intermediate));
        CHECK_FALSE(smpp::read_receipt(sm)->final);
    }
    SUBCASE("states of 5.0 for older peers") {
        r.state = message_state::skipped;
        CHECK(smpp::make_receipt(submitted(), r).tlvs.find_u8(tag::message_state) == 5);
        const auto sm = smpp::make_receipt(submitted(), r, smpp::version_50);
        CHECK(sm.tlvs.find_u8(tag::message_state) == 9);
        CHECK(sm.short_message.find("stat:UNDELIV") != std::string::npos);
        r.state = message_state::scheduled;
        CHECK(smpp::make_receipt(submitted(), r).tlvs.find_u8(tag::message_state) == 1);
        CHECK(
            smpp::make_receipt(submitted(), r, smpp::version_50).tlvs.find_u8(tag::message_state) ==
            0);
    }
}

TEST_CASE("receipts written: always fit, always readable") {
    smpp::receipt r;
    r.message_id = std::string(100, 'f');
    r.error = std::string(100, 'e');
    r.text = std::string(300, 'x');
    r.submitted = r.delivered = 4'000'000'000u;
    const auto sm = smpp::make_receipt(submitted(), r);
    CHECK(sm.short_message.size() <= 254);
    const auto back = smpp::read_receipt(sm).value();
    CHECK(back.message_id == std::string(64, 'f'));
    CHECK(back.submitted == 999u);
    CHECK(back.error == std::string(10, 'e'));
    CHECK(back.text == std::string(20, 'x'));
    CHECK_FALSE(back.submit_date);

    r.text = "\x05\x00\x03\x01 caf\xE9\n"s;
    CHECK(smpp::read_receipt(smpp::make_receipt(submitted(), r))->text == ".... caf..");
}

TEST_CASE("receipts written are read as they were, from TLVs or from the text") {
    for (int value = 1; value <= 8; ++value) {
        smpp::receipt r = delivered_receipt();
        r.state = static_cast<message_state>(value);
        CAPTURE(smpp::word_of(r.state));
        for (const std::uint8_t version : {smpp::version_33, smpp::version_34, smpp::version_50}) {
            const auto back =
                smpp::read_receipt(smpp::make_receipt(submitted(), r, version)).value();
            CHECK(back.message_id == "77");
            CHECK(back.state == r.state);
            CHECK(back.final == smpp::is_final(r.state));
            CHECK((back.submit_date == r.submit_date));
            CHECK((back.done_date == std::chrono::floor<std::chrono::minutes>(*r.done_date)));
            CHECK(back.submitted == 1u);
            CHECK(back.delivered == (r.state == message_state::delivered ? 1u : 0u));
        }
    }
}

TEST_CASE("a receipt for a data_sm is that for a submit_sm with its addresses") {
    const smpp::submit_sm sms = submitted();
    smpp::data_sm data;
    data.service_type = sms.service_type;
    data.source = sms.source;
    data.destination = sms.destination;
    for (const std::uint8_t version : {smpp::version_33, smpp::version_34, smpp::version_50}) {
        CAPTURE(int{version});
        const auto made = smpp::make_receipt(data, delivered_receipt(), version);
        CHECK(made == smpp::make_receipt(sms, delivered_receipt(), version));
        CHECK(smpp::parties_of(made).sender == data.source);
        CHECK(smpp::parties_of(made).recipient == data.destination);
    }
}
