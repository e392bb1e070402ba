#include "support/doctest_lines.hpp"
#include "support/smpp_script.hpp"

using namespace smpp;
using namespace std::chrono_literals;
using support::lines;
using support::lines_of;
using support::smpp_script;

TEST_CASE("checklist: enquire_link: silence is asked about; an answer quiets, none closes") {
    for (const role r : {role::esme, role::smsc}) {
        auto s = smpp_script::bound({.role = r, .enquire_link = 30s, .response = 10s});
        s.pass(29900ms);
        CHECK(s.sent().empty());
        s.pass(100ms);
        const auto asked = s.sent();
        REQUIRE(asked.size() == 1);
        CHECK(id_of(asked[0].body) == command_id::enquire_link);
        s.receive({.sequence = asked[0].sequence, .body = enquire_link_resp{}});
        CHECK(s.events().empty());
        s.pass(30s);
        CHECK(s.sent().size() == 1);
        s.pass(9900ms);
        CHECK(s.events().empty());
        s.pass(100ms);
        CHECK(lines_of(s.events()) == lines{"closed enquire_link_timeout ROK"});
    }
}

TEST_CASE("a peer that talks is alive, though it does not answer enquire_link") {
    auto s = smpp_script::bound({.role = role::esme, .enquire_link = 30s, .response = 10s});
    s.pass(30s);
    CHECK(s.sent().size() == 1);
    s.pass(5s);
    s.receive({.sequence = 1, .body = deliver_sm{}});
    s.pass(5s);
    CHECK(s.session.state() == link_state::bound_trx);
}

TEST_CASE("octets that never make a PDU are silence") {
    auto s = smpp_script::bound({.role = role::smsc, .enquire_link = 2s, .response = 1s});
    const auto whole = smpp_script::octets({.sequence = 1, .body = submit_sm{}});
    for (std::size_t i = 0; i + 1 < whole.size(); ++i) {
        s.pass(200ms);
        s.receive(whole.substr(i, 1));
    }
    CHECK(lines_of(s.events()) == lines{"closed enquire_link_timeout ROK"});
}

TEST_CASE("while the owner does not read, silence is not held against the peer") {
    auto s = smpp_script::bound({.role = role::esme, .enquire_link = 2s, .response = 1s});
    REQUIRE(s.session.request(submit_sm{}, 1, s.now).has_value());
    s.sent();
    for (int i = 0; i < 100; ++i) {
        s.now += 100ms;
        s.session.tick(s.now, false);
    }
    CHECK(s.events().empty());
    CHECK(s.sent().empty());
    s.pass(100ms);
    CHECK(lines_of(s.events()) == lines{"timeout 1"});
}

TEST_CASE("checklist: enquire_link: it and its answer overtake what is queued; the rest keeps its "
          "order") {
    auto s = smpp_script::bound({.role = role::esme, .enquire_link = 5s});
    REQUIRE(s.session.request(submit_sm{}, 1, s.now).has_value());
    const std::string_view under_way = s.session.output();
    const std::string before{under_way};
    REQUIRE(s.session.request(submit_sm{}, 2, s.now).has_value());
    s.receive({.sequence = 70, .body = deliver_sm{}});
    s.session.respond(70, command_status::rok, deliver_sm_resp{});
    s.receive({.sequence = 71, .body = enquire_link{}});
    s.pass(5s);
    // What the socket has stays where and as it is.
    CHECK(under_way == before);
    CHECK(s.session.output().data() == under_way.data());
    const auto sent = lines_of(s.sent());
    REQUIRE(sent.size() == 5);
    CHECK(sent[0].starts_with("submit_sm seq=2"));
    CHECK(sent[1] == "enquire_link_resp seq=71 ROK");
    CHECK(sent[2] == "enquire_link seq=4 ROK");
    CHECK(sent[3].starts_with("submit_sm seq=3"));
    CHECK(sent[4] == "deliver_sm_resp seq=70 ROK");
}

TEST_CASE("an enquire_link waits for no more than one batch of a long queue") {
    auto s = smpp_script::bound({.role = role::esme, .window = 10'000});
    submit_sm sm;
    sm.short_message.assign(254, 'x');
    for (int i = 0; i < 5000; ++i) {
        REQUIRE(s.session.request(sm, 1, s.now).has_value());
    }
    CHECK(s.session.output().size() < 70'000);
    s.receive({.sequence = 71, .body = enquire_link{}});
    s.session.consume_output(s.session.output().size(), s.now);
    CHECK(read_header(s.session.output()).id == command_id::enquire_link_resp);
    CHECK(s.sent().size() > 4000);
    CHECK(s.session.output_pending() == 0);
}

TEST_CASE("checklist: timers: no messages for long: unbind") {
    auto s = smpp_script::bound({.role = role::smsc, .enquire_link = 0s, .inactivity = 60s});
    s.pass(59s);
    s.receive({.sequence = 1, .body = enquire_link{}});
    s.pass(900ms);
    CHECK(lines_of(s.sent()) == lines{"enquire_link_resp seq=1 ROK"});
    s.pass(100ms);
    const auto sent = s.sent();
    REQUIRE(sent.size() == 1);
    s.receive({.sequence = sent[0].sequence, .body = unbind_resp{}});
    CHECK(lines_of(s.events()) == lines{"closed inactivity ROK"});
}

TEST_CASE("checklist: timers: a peer that takes no octets is closed; one that takes some is not") {
    auto s = smpp_script::bound(
        {.role = role::esme, .enquire_link = 0s, .response = 1h, .write_timeout = 3s});
    s.pass(60s);
    REQUIRE(s.session.request(submit_sm{}, 1, s.now).has_value());
    s.pass(2900ms);
    static_cast<void>(s.session.output());
    s.session.consume_output(1, s.now);
    s.pass(2900ms);
    CHECK(s.events().empty());
    s.pass(100ms);
    CHECK(lines_of(s.events()) == lines{"closed write_timeout ROK"});
    CHECK(s.session.take_unanswered() == std::vector<std::uint64_t>{1});
}

TEST_CASE("checklist: timers: session_init goes on while the owner does not read; an ESME waits") {
    smpp_script smsc{{.role = role::smsc, .session_init = 10s}};
    for (smsc.now += 9900ms; smsc.session.state() == link_state::open; smsc.now += 100ms) {
        REQUIRE(smsc.now <= time_point{1h} + 10s);
        smsc.session.tick(smsc.now, false);
    }
    CHECK(lines_of(smsc.events()) == lines{"closed session_init_timeout ROK"});

    // What an SMSC said meanwhile was not looked at: its time is told once it is.
    smpp_script esme{{.role = role::esme, .session_init = 10s}};
    esme.now += 60s;
    esme.session.tick(esme.now, false);
    CHECK(esme.events().empty());
    esme.session.tick(esme.now, true);
    CHECK(lines_of(esme.events()) == lines{"closed session_init_timeout ROK"});
}
