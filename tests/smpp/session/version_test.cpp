// Which version a bind speaks, and what that does to what is written.
#include "support/doctest_lines.hpp"
#include "support/smpp_script.hpp"

using namespace smpp;
using support::lines;
using support::lines_of;
using support::smpp_script;

TEST_CASE("checklist: version: a server speaks the lower one, and names its own to 3.4 and later") {
    struct row {
        std::uint8_t ours, theirs, spoken;
        std::string answer_tlv;
    };
    const row rows[] = {
        {version_50, 0x00, version_33, ""},
        {version_50, 0x33, version_33, ""},
        {version_50, 0x34, version_34, " tlv sc_interface_version=50"},
        {version_50, 0x4F, version_34, " tlv sc_interface_version=50"},
        {version_50, 0x50, version_50, " tlv sc_interface_version=50"},
        {version_50, 0xFF, version_50, " tlv sc_interface_version=50"},
        {version_34, 0x33, version_33, ""},
        {version_34, 0x34, version_34, " tlv sc_interface_version=34"},
        {version_34, 0x50, version_34, " tlv sc_interface_version=34"},
        {version_33, 0x50, version_33, ""},
    };
    for (const auto& r : rows) {
        CAPTURE(r.ours);
        CAPTURE(r.theirs);
        smpp_script s{{.role = role::smsc, .version = r.ours}};
        s.receive({.sequence = 5, .body = bind_transceiver{{.interface_version = r.theirs}}});
        s.events();
        s.session.accept_bind("SMSC", s.now);
        CHECK(lines_of(s.sent()) ==
              lines{"bind_transceiver_resp seq=5 ROK system_id=SMSC" + r.answer_tlv});
        CHECK(lines_of(s.events()) == lines{"bound 3 version " + std::to_string(r.spoken)});
        CHECK(s.session.peer_version() == r.spoken);
    }
}

TEST_CASE(
    "checklist: version: a client announces no more than it speaks, and speaks the lower one") {
    struct row {
        std::uint8_t ours, in_body, announced;
        int theirs; ///< -1: no sc_interface_version
        std::uint8_t assumed, spoken;
    };
    const row rows[] = {
        {version_50, 0x50, 0x50, 0x50, version_33, version_50},
        {version_50, 0x50, 0x50, 0x34, version_33, version_34},
        {version_50, 0x50, 0x50, -1, version_33, version_33},
        {version_50, 0x50, 0x50, -1, version_34, version_34},
        {version_50, 0x34, 0x34, 0x50, version_33, version_34},
        {version_34, 0x50, 0x34, 0x50, version_33, version_34},
        {version_33, 0x34, 0x33, 0x34, version_33, version_33},
        {version_50, 0x00, 0x00, 0x34, version_33, version_33},
    };
    for (const auto& r : rows) {
        CAPTURE(r.ours);
        CAPTURE(r.in_body);
        CAPTURE(r.theirs);
        smpp_script s{{.role = role::esme, .assumed_peer_version = r.assumed, .version = r.ours}};
        s.session.bind(command_id::bind_transceiver, {.interface_version = r.in_body}, s.now);
        const auto sent = s.sent();
        REQUIRE(sent.size() == 1);
        CHECK(std::get<bind_transceiver>(sent[0].body).interface_version == r.announced);
        bind_transceiver_resp answer;
        if (r.theirs >= 0) {
            answer.tlvs.add_u8(tag::sc_interface_version, static_cast<std::uint8_t>(r.theirs));
        }
        s.receive({.sequence = sent[0].sequence, .body = answer});
        CHECK(s.session.peer_version() == r.spoken);
    }
}

TEST_CASE("checklist: version: TLVs go only to who knows them") {
    const auto tlvs_sent = [](std::uint8_t peer, std::uint8_t assumed) {
        smpp_script s{{.role = role::esme, .assumed_peer_version = assumed}};
        s.session.bind(command_id::bind_transceiver, {.interface_version = version_50}, s.now);
        bind_transceiver_resp answer;
        if (peer != version_33) {
            answer.tlvs.add_u8(tag::sc_interface_version, peer);
        }
        s.receive({.sequence = 1, .body = answer});
        s.sent();
        submit_sm sm;
        sm.tlvs.add_u8(tag::payload_type, 0);
        REQUIRE(s.session.request(sm, 1, s.now).has_value());
        return !std::get<submit_sm>(s.sent().at(0).body).tlvs.empty();
    };
    CHECK(tlvs_sent(version_34, version_33));
    CHECK(tlvs_sent(version_50, version_33));
    CHECK_FALSE(tlvs_sent(version_33, version_33));
    CHECK(tlvs_sent(version_33, version_34));
}

TEST_CASE("checklist: version: an SMSC that names none may still send what 3.4 has") {
    auto s = smpp_script::bound({.role = role::esme, .strict = true}, command_id::bind_transceiver,
                                version_33);
    CHECK(s.session.peer_version() == version_33);
    deliver_sm receipt;
    receipt.esm_class = esm::delivery_receipt;
    receipt.tlvs.add_cstring(tag::receipted_message_id, "7");
    // The script's bind announced 3.3: what it heard is what we said.
    s.receive({.sequence = 4, .body = receipt});
    CHECK(lines_of(s.sent()).at(0).find("ROPTPARNOTALLWD") != std::string::npos);

    smpp_script t{{.role = role::esme, .strict = true}};
    t.session.bind(command_id::bind_transceiver, {.system_id = "utility"}, t.now); // as 3.4
    t.sent();
    t.receive({.sequence = 1, .body = bind_transceiver_resp{}});
    t.events();
    CHECK(t.session.peer_version() == version_33);
    t.receive({.sequence = 4, .body = receipt});
    t.receive({.sequence = 5, .body = data_sm{}});
    t.receive({.sequence = 6, .body = alert_notification{}});
    CHECK(t.sent().empty());
    CHECK(t.events().size() == 3);
}

TEST_CASE("TLVs of a bind go where 3.4 or later is announced") {
    for (const std::uint8_t version : {version_33, version_34, version_50}) {
        smpp_script s{{.role = role::esme}};
        bind_body b{.system_id = "utility", .interface_version = version};
        b.tlvs.add(0x1400, "vendor");
        s.session.bind(command_id::bind_receiver, b, s.now);
        CHECK(std::get<bind_receiver>(s.sent().at(0).body).tlvs.empty() == (version < version_34));
    }
}

TEST_CASE(
    "checklist: version: a message_id that 3.3 cannot take is RSYSERR, and respond() says so") {
    struct row {
        std::uint8_t version;
        std::size_t length;
        bool fits;
    };
    const row rows[] = {{version_33, 8, true},  {version_33, 9, false},  {version_34, 9, true},
                        {version_34, 64, true}, {version_34, 65, false}, {version_50, 64, true},
                        {version_50, 65, false}};
    for (const auto& r : rows) {
        CAPTURE(r.version);
        CAPTURE(r.length);
        auto s = smpp_script::bound({.role = role::smsc}, command_id::bind_transceiver, r.version);
        s.receive({.sequence = 3, .body = submit_sm{}});
        submit_sm_resp answer;
        answer.message_id.assign(r.length, '7');
        CHECK(s.session.respond(3, command_status::rok, answer) == r.fits);
        CHECK(lines_of(s.sent()) ==
              lines{r.fits ? "submit_sm_resp seq=3 ROK message_id=" + answer.message_id
                           : "submit_sm_resp seq=3 RSYSERR"});
        CHECK(s.session.unanswered_requests() == 0);
    }
}

TEST_CASE("255 octets and destinations are 5.0's") {
    submit_sm sm;
    sm.short_message.assign(255, 'x');
    submit_multi multi;
    multi.destinations.assign(255, address{1, 1, "22507"});
    for (const std::uint8_t version : {version_34, version_50}) {
        CAPTURE(version);
        auto s = smpp_script::bound({.role = role::esme}, command_id::bind_transmitter, version);
        CHECK(s.session.request(sm, 1, s.now).has_value() == (version == version_50));
        CHECK(s.session.request(multi, 1, s.now).has_value() == (version == version_50));
    }
}

TEST_CASE("a broadcast is not sent to a 3.4 peer") {
    auto s = smpp_script::bound({.role = role::esme}, command_id::bind_transmitter, version_34);
    CHECK(s.session.request(broadcast_sm{}, 1, s.now).error() == request_error::not_allowed);
    CHECK(s.session.in_flight() == 0);
}
