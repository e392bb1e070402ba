#include "sim/ussd/dialogue.hpp"
#include "sim/ussd/wire.hpp"
#include "smpp/text.hpp"
#include <doctest/doctest.h>
#include <fmt/format.h>

using namespace yeelen::sim;

TEST_CASE("session info is two octets: number, sequence and end bit") {
    CHECK(pack({.number = 0xAB, .sequence = 1, .end = false}) == 0xAB02);
    CHECK(pack({.number = 0x01, .sequence = 127, .end = true}) == 0x01FF);
    CHECK(unpack_session_info(0xAB05) == session_info{0xAB, 2, true});
    smpp::tlv_list tlvs;
    tlvs.add(smpp::tag::its_session_info, "\x01");
    CHECK_FALSE(read_session_info(tlvs));
    CHECK(next_sequence(1) == 2);
    CHECK(next_sequence(127) == 1);
}

TEST_CASE("a session from the dial to the last screen") {
    dialogue d{255};
    const auto begin = d.dial();
    CHECK(begin.op == smpp::ussd_op::pssr_indication);
    CHECK(begin.info == session_info{0, 1, false});
    CHECK_FALSE(d.key());
    CHECK(d.screen({0, 2, false}) == screen_verdict::shown);
    const auto key = d.key();
    REQUIRE(key);
    CHECK(key->op == smpp::ussd_op::ussr_confirm);
    CHECK(key->info == session_info{0, 3, false});
    CHECK(d.screen({0, 4, true}) == screen_verdict::ended);
    CHECK(d.now() == dialogue::state::idle);
    CHECK_FALSE(d.abort());
}

TEST_CASE("screens that are not the next one") {
    struct row {
        const char* name;
        session_info info;
        screen_verdict waiting; ///< after dial, screen 2 and key 3
        screen_verdict open;    ///< after dial and screen 2
    };
    using enum screen_verdict;
    const std::array rows{
        row{"the last one again", {7, 2, false}, repeat, repeat},
        row{"the next one", {7, 4, false}, shown, wrong_sequence},
        row{"one too far", {7, 5, false}, wrong_sequence, wrong_sequence},
        row{"sequence nought", {7, 0, false}, wrong_sequence, wrong_sequence},
        row{"the dialogue before", {6, 2, false}, late, late},
        row{"a dialogue that never was", {9, 2, false}, wrong_session, wrong_session},
        row{"the gateway ends an open session", {7, 3, true}, wrong_sequence, ended},
        row{"it ends it under the last number", {7, 2, true}, repeat, ended},
    };
    for (const auto& r : rows) {
        CAPTURE(r.name);
        dialogue d{6};
        d.dial();
        REQUIRE(d.screen({7, 2, false}) == shown);
        auto at_rest = d;
        d.key();
        CHECK(d.screen(r.info) == r.waiting);
        CHECK(at_rest.screen(r.info) == r.open);
    }
}

TEST_CASE("after the end a screen is late, the last one a repeat") {
    dialogue d{0};
    d.dial();
    REQUIRE(d.screen({1, 2, true}) == screen_verdict::ended);
    CHECK(d.screen({1, 2, true}) == screen_verdict::repeat);
    CHECK(d.screen({1, 4, false}) == screen_verdict::late);
}

TEST_CASE("hanging up sends the end bit with the next number") {
    dialogue waiting{0};
    waiting.dial();
    CHECK(waiting.abort()->info == session_info{1, 2, true});
    dialogue open{0};
    open.dial();
    open.screen({1, 2, false});
    CHECK(open.abort()->info == session_info{1, 3, true});
    CHECK(open.now() == dialogue::state::idle);
}

TEST_CASE("a session may be longer than the sequence is wide") {
    dialogue d{0};
    auto last = d.dial().info.sequence;
    for (int i = 0; i < 300; ++i) {
        REQUIRE(d.screen({1, next_sequence(last), false}) == screen_verdict::shown);
        last = d.key()->info.sequence;
        REQUIRE(last != 0);
    }
}

TEST_CASE("short code of a dialled string") {
    CHECK(short_code_of("*123#") == "123");
    CHECK(short_code_of("*123*2*0#") == "123");
    CHECK(short_code_of("#100#") == "100");
    CHECK(short_code_of("**#").empty());
}

TEST_CASE("messages of the network on the wire") {
    smpp::deliver_sm sm;
    write_ussd(sm, "2250700000001", "123", {smpp::ussd_op::pssr_indication, {5, 1, false}},
               "*123#");
    CHECK(sm.service_type == "USSD");
    CHECK(sm.source == smpp::address{1, 1, "2250700000001"});
    CHECK(sm.destination == smpp::address{0, 1, "123"});
    CHECK(sm.data_coding == 0);
    CHECK(sm.short_message == "*123#");
    CHECK(sm.tlvs.find_u8(smpp::tag::ussd_service_op) == 1);
    CHECK(sm.tlvs.find(smpp::tag::its_session_info) == std::string_view{"\x05\x02"});

    write_ussd(sm, "2250700000001", "123", {smpp::ussd_op::ussr_confirm, {5, 3, false}}, "\u00e9@");
    CHECK(sm.data_coding == 0);
    CHECK(sm.short_message == std::string{"\x05\x00", 2});
    write_ussd(sm, "2250700000001", "123", {smpp::ussd_op::ussr_confirm, {5, 3, false}},
               "\U0001F600");
    CHECK(sm.data_coding == 8);
    CHECK(sm.short_message == std::string{"\xD8\x3D\xDE\x00", 4});
    write_ussd(sm, "2250700000001", "123", {smpp::ussd_op::ussr_confirm, {5, 5, true}}, "");
    CHECK(sm.short_message.empty());
    CHECK(read_session_info(sm.tlvs)->end);
}

TEST_CASE("screens of the gateway: op and end bit must agree") {
    struct row {
        const char* name;
        int op;
        bool end;
        bool good;
    };
    for (const auto& r :
         {row{"continue", 2, false, true}, row{"end", 17, true, true},
          row{"continue with the end bit", 2, true, false}, row{"end without it", 17, false, false},
          row{"an op of the network", 18, false, false}}) {
        CAPTURE(r.name);
        smpp::submit_sm sm;
        sm.data_coding = 8;
        sm.short_message = smpp::to_ucs2("Ça va");
        sm.tlvs.add_u8(smpp::tag::ussd_service_op, static_cast<std::uint8_t>(r.op));
        sm.tlvs.add_u16(smpp::tag::its_session_info, pack({1, 2, r.end}));
        const auto read = read_ussd(sm);
        CHECK(read.has_value() == r.good);
        if (read) {
            CHECK(read->text == "Ça va");
            CHECK(read->ucs2);
        }
    }
    CHECK_FALSE(read_ussd(smpp::submit_sm{}));
}
