// What holds traffic back: congestion told by the peer, requests that the owner has not answered,
// requests that a strict session refuses.
#include "smpp/validate.hpp"
#include "support/doctest_lines.hpp"
#include "support/smpp_script.hpp"

using namespace smpp;
using namespace std::chrono_literals;
using support::lines;
using support::lines_of;
using support::smpp_script;

namespace {

template<class Answer>
Answer congested(std::uint8_t state) {
    Answer a;
    a.tlvs.add_u8(tag::congestion_state, state);
    return a;
}

} // namespace

TEST_CASE("checklist: congestion_state 0x0428: the last one of any answer holds") {
    auto s = smpp_script::bound({.role = role::esme, .enquire_link = 5s, .response = 5s},
                                command_id::bind_transceiver, version_50);
    CHECK_FALSE(s.session.congestion().has_value());
    const auto answer = [&](auto a, command_status status = command_status::rok) {
        const auto sequence = s.session.request(submit_sm{}, 1, s.now).value();
        s.sent();
        s.receive({.status = status, .sequence = sequence, .body = std::move(a)});
    };
    answer(congested<submit_sm_resp>(85));
    CHECK(s.session.congestion() == 85);
    answer(submit_sm_resp{});
    CHECK(s.session.congestion() == 85);
    answer(congested<submit_sm_resp>(100), command_status::rthrottled);
    CHECK(s.session.congestion() == 100);
    answer(congested<submit_sm_resp>(101)); // reserved
    CHECK(s.session.congestion() == 100);
    answer(congested<generic_nack>(90), command_status::rsyserr);
    CHECK(s.session.congestion() == 90);

    // An answer to enquire_link has it too.
    s.pass(5s);
    const auto asked = s.sent();
    REQUIRE(asked.size() == 1);
    s.receive({.sequence = asked[0].sequence, .body = congested<enquire_link_resp>(0)});
    CHECK(s.session.congestion() == 0);

    // A late one as well; one that answers nothing has none.
    const auto late = s.session.request(submit_sm{}, 1, s.now).value();
    s.pass(5s);
    s.receive({.sequence = late, .body = congested<submit_sm_resp>(70)});
    CHECK(s.session.congestion() == 70);
    s.receive({.sequence = late, .body = congested<submit_sm_resp>(20)});
    CHECK(s.session.congestion() == 70);
    // A request is no answer.
    s.receive({.sequence = 1, .body = congested<deliver_sm>(20)});
    CHECK(s.session.congestion() == 70);
}

TEST_CASE("checklist: congestion_state 0x0428: a bind answer may have it") {
    smpp_script s{{.role = role::esme}};
    s.session.bind(command_id::bind_transmitter, {}, s.now);
    s.receive({.sequence = 1, .body = congested<bind_transmitter_resp>(55)});
    CHECK(s.session.congestion() == 55);
}

TEST_CASE("requests that the owner has not answered are bounded") {
    auto s = smpp_script::bound({.role = role::smsc, .max_unanswered = 2});
    for (std::uint32_t i = 1; i <= 3; ++i) {
        s.receive({.sequence = i, .body = submit_sm{}});
    }
    CHECK(s.session.unanswered_requests() == 2);
    CHECK(lines_of(s.sent()) == lines{"submit_sm_resp seq=3 RMSGQFUL"});
    const auto events = s.events();
    REQUIRE(events.size() == 3);
    CHECK(support::line_of(events[2]) == "peer_error RMSGQFUL command_id@4");
    // Each kind has its own answer; what needs none of the owner is served.
    s.receive({.sequence = 4, .body = query_sm{}});
    s.receive({.sequence = 5, .body = enquire_link{}});
    CHECK(lines_of(s.sent()) ==
          lines{"enquire_link_resp seq=5 ROK", "query_sm_resp seq=4 RMSGQFUL"});
    s.events();
    s.session.respond(1, command_status::rok, submit_sm_resp{});
    s.receive({.sequence = 6, .body = submit_sm{}});
    CHECK(s.events().size() == 1);
    CHECK(lines_of(s.sent()) == lines{"submit_sm_resp seq=1 ROK"});

    // An alert waits for nobody.
    auto esme = smpp_script::bound({.role = role::esme, .max_unanswered = 1});
    for (std::uint32_t i = 1; i <= 5; ++i) {
        esme.receive({.sequence = i, .body = alert_notification{}});
    }
    CHECK(esme.events().size() == 5);
    CHECK(esme.session.unanswered_requests() == 0);
}

TEST_CASE("without a bound all requests are given") {
    auto s = smpp_script::bound({.role = role::smsc, .max_unanswered = 0});
    for (std::uint32_t i = 1; i <= 20'000; ++i) {
        s.receive({.sequence = i, .body = query_sm{}});
    }
    CHECK(s.events().size() == 20'000);
    CHECK(s.sent().empty());
}

TEST_CASE("strict: what validate() refuses is answered with its status, and the bind stays") {
    submit_sm both;
    both.short_message = "a";
    both.tlvs.add(tag::message_payload, "b");
    struct row {
        const char* name;
        role receiver;
        body request;
    };
    const row rows[] = {
        {"payload and short message", role::smsc, both},
        {"a broadcast without its TLVs", role::smsc, broadcast_sm{}},
    };
    for (const auto& r : rows) {
        CAPTURE(r.name);
        for (const bool strict : {false, true}) {
            auto s = smpp_script::bound({.role = r.receiver, .strict = strict},
                                        command_id::bind_transceiver, version_50);
            s.receive({.sequence = 3, .body = r.request});
            const auto events = s.events();
            REQUIRE(events.size() == 1);
            if (!strict) {
                CHECK(std::holds_alternative<event::request>(events[0]));
                CHECK(s.sent().empty());
                continue;
            }
            const pdu p{.sequence = 3, .body = r.request};
            const auto fault = validate(p, version_50);
            REQUIRE(fault.has_value());
            const auto* told = std::get_if<event::peer_error>(&events[0]);
            REQUIRE(told != nullptr);
            CHECK(told->error.status == fault->status);
            CHECK(told->error.field == fault->field);
            const auto sent = s.sent();
            REQUIRE(sent.size() == 1);
            CHECK(sent[0].status == fault->status);
            CHECK(static_cast<std::uint32_t>(id_of(sent[0].body)) ==
                  (static_cast<std::uint32_t>(id_of(r.request)) | 0x80000000u));
            CHECK(s.session.unanswered_requests() == 0);
            CHECK(s.session.state() == link_state::bound_trx);
        }
    }
}

TEST_CASE("strict: good requests are taken, and an answer is an answer however it looks") {
    auto s = smpp_script::bound({.role = role::esme, .strict = true});
    deliver_sm sm;
    sm.destination = {1, 1, "2250700000001"};
    sm.short_message = "bonjour";
    s.receive({.sequence = 3, .body = sm});
    const auto first = s.session.request(submit_sm{}, 5, s.now).value();
    s.receive({.status = command_status::rsyserr, .sequence = first, .body = submit_sm_resp{}});
    const auto events = s.events();
    REQUIRE(events.size() == 2);
    CHECK(std::holds_alternative<event::request>(events[0]));
    CHECK(std::get<event::response>(events[1]).token == 5);
}
