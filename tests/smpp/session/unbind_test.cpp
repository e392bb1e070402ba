// The end of a session: unbind from either side, with requests in flight, and when both cross.
#include "support/doctest_lines.hpp"
#include "support/smpp_script.hpp"

using namespace smpp;
using namespace std::chrono_literals;
using support::lines;
using support::lines_of;
using support::smpp_script;

TEST_CASE("an unbind waits for the answers on their way") {
    auto s = smpp_script::bound({.role = role::esme, .response = 10s});
    const auto first = s.session.request(submit_sm{}, 1, s.now).value();
    s.sent();
    s.session.unbind(s.now);
    CHECK(s.sent().empty());
    CHECK(s.session.window_free() == 0);
    CHECK(s.session.request(submit_sm{}, 2, s.now).error() == request_error::not_bound);
    // A message that crosses is served.
    s.receive({.sequence = 5, .body = deliver_sm{}});
    s.session.respond(5, command_status::rok, deliver_sm_resp{});
    s.receive({.sequence = first, .body = submit_sm_resp{}});
    CHECK(lines_of(s.sent()) == lines{"deliver_sm_resp seq=5 ROK", "unbind seq=3 ROK"});
    s.events();
    s.receive({.sequence = 3, .body = unbind_resp{}});
    CHECK(lines_of(s.events()) == lines{"closed unbound ROK"});
}

TEST_CASE("an unbind waits for the answers that the owner owes") {
    auto s = smpp_script::bound({.role = role::smsc, .response = 10s});
    s.receive({.sequence = 5, .body = submit_sm{}});
    s.receive({.sequence = 6, .body = query_sm{}});
    s.session.unbind(s.now);
    s.session.respond(6, command_status::rok, query_sm_resp{});
    CHECK(s.sent().size() == 1);
    s.session.respond(5, command_status::rok, submit_sm_resp{});
    const auto sent = s.sent();
    REQUIRE(sent.size() == 2);
    CHECK(id_of(sent[0].body) == command_id::submit_sm_resp);
    CHECK(id_of(sent[1].body) == command_id::unbind);
}

TEST_CASE("an unbind waits for no answer to what comes after it") {
    for (const role side : {role::esme, role::smsc}) {
        auto s = smpp_script::bound({.role = side, .response = 10s});
        const auto asked = [&](std::uint32_t sequence) {
            s.receive({.sequence = sequence,
                       .body = side == role::esme ? body{deliver_sm{}} : body{submit_sm{}}});
        };
        const body answer = side == role::esme ? body{deliver_sm_resp{}} : body{submit_sm_resp{}};
        asked(5);
        asked(6);
        s.session.unbind(s.now);
        asked(7);
        CHECK(s.events().size() == 3);
        CHECK(s.session.respond(6, command_status::rok, answer));
        asked(8);
        CHECK(s.session.respond(8, command_status::rok, answer)); // it may be answered
        CHECK(s.sent().size() == 2);
        CHECK(s.session.respond(5, command_status::rok, answer));
        auto sent = s.sent();
        REQUIRE(sent.size() == 2);
        CHECK(id_of(sent[0].body) == id_of(answer));
        CHECK(id_of(sent[1].body) == command_id::unbind);
        CHECK(s.session.unanswered_requests() == 1);
        // On its way now; the peer goes on, and is still heard.
        asked(9);
        CHECK(s.events().size() == 2);
        CHECK(s.session.respond(9, command_status::rok, answer));
        CHECK(s.sent().size() == 1);
        s.receive({.sequence = sent[1].sequence, .body = unbind_resp{}});
        CHECK(lines_of(s.events()) == lines{"closed unbound ROK"});
        CHECK_FALSE(s.session.respond(7, command_status::rok, answer));
    }
}

TEST_CASE("a peer that goes on sending does not put off our unbind") {
    auto s = smpp_script::bound({.role = role::esme, .response = 10s});
    s.session.unbind(s.now);
    CHECK(lines_of(s.sent()) == lines{"unbind seq=2 ROK"});

    auto waits = smpp_script::bound({.role = role::esme, .response = 10s});
    const auto first = waits.session.request(submit_sm{}, 1, waits.now).value();
    waits.session.unbind(waits.now);
    waits.sent();
    for (std::uint32_t i = 10; i < 20; ++i) {
        waits.receive({.sequence = i, .body = deliver_sm{}});
        waits.pass(100ms);
    }
    CHECK(waits.sent().empty());
    waits.receive({.sequence = first, .body = submit_sm_resp{}});
    CHECK(lines_of(waits.sent()) == lines{"unbind seq=3 ROK"});
}

TEST_CASE("the peer's unbind that crosses ours waits for what came before ours alone") {
    auto s = smpp_script::bound({.role = role::esme, .response = 10s});
    s.receive({.sequence = 5, .body = deliver_sm{}});
    s.session.unbind(s.now);
    s.receive({.sequence = 6, .body = deliver_sm{}});
    s.receive({.sequence = 7, .body = unbind{}});
    CHECK(s.sent().empty());
    s.session.respond(5, command_status::rok, deliver_sm_resp{});
    CHECK(lines_of(s.sent()) == lines{"deliver_sm_resp seq=5 ROK", "unbind_resp seq=7 ROK"});
}

TEST_CASE("an unbind ends within the response time, whatever the peer and the owner do") {
    struct row {
        duration patience;
        duration leaves;
    };
    const row rows[] = {{0s, 5s}, {500ms, 500ms}, {1h, 10s}};
    for (const auto& r : rows) {
        auto s = smpp_script::bound(
            {.role = role::esme, .response = 10s, .unbind_patience = r.patience});
        REQUIRE(s.session.request(submit_sm{}, 7, s.now).has_value());
        s.receive({.sequence = 5, .body = deliver_sm{}});
        s.sent();
        s.events();
        s.session.unbind(s.now);
        s.pass(r.leaves - 100ms);
        CHECK(s.sent().empty());
        s.pass(100ms);
        CHECK(lines_of(s.sent()) == lines{"unbind seq=3 ROK"});
        s.pass(10s - r.leaves);
        CHECK(lines_of(s.events()) == lines{"timeout 7", "closed unbound ROK"});
    }
}

TEST_CASE("a peer that only closes after our unbind has unbound") {
    auto s = smpp_script::bound({.role = role::esme});
    s.session.unbind(s.now);
    s.sent();
    s.session.connection_closed(s.now);
    CHECK(lines_of(s.events()) == lines{"closed unbound ROK"});

    auto waits = smpp_script::bound({.role = role::esme});
    REQUIRE(waits.session.request(submit_sm{}, 7, waits.now).has_value());
    waits.session.unbind(waits.now); // not sent yet
    waits.session.connection_closed(waits.now);
    CHECK(lines_of(waits.events()) == lines{"closed connection_lost ROK"});
}

TEST_CASE("the peer's unbind is answered last, and what is unanswered is told") {
    auto s = smpp_script::bound({.role = role::esme});
    REQUIRE(s.session.request(submit_sm{}, 7, s.now).has_value());
    s.receive({.sequence = 9, .body = unbind{}});
    const auto sent = lines_of(s.sent());
    REQUIRE(sent.size() == 2);
    CHECK(sent[1] == "unbind_resp seq=9 ROK");
    CHECK(lines_of(s.events()) == lines{"closed peer_unbound ROK"});
    CHECK(s.session.take_unanswered() == std::vector<std::uint64_t>{7});
}

TEST_CASE("what the peer asked before its unbind is answered before it") {
    // All of it in one read, as from a client that is in a hurry.
    auto s = smpp_script::bound({.role = role::smsc, .response = 10s});
    s.receive(smpp_script::octets({.sequence = 2, .body = submit_sm{}}) +
              smpp_script::octets({.sequence = 3, .body = submit_sm{}}) +
              smpp_script::octets({.sequence = 4, .body = unbind{}}));
    CHECK(s.events().size() == 2);
    CHECK(s.session.state() == link_state::unbinding);
    CHECK(s.sent().empty());
    CHECK(s.session.request(deliver_sm{}, 1, s.now).error() == request_error::not_bound);
    s.session.respond(2, command_status::rok, submit_sm_resp{});
    // Nothing but enquire_link is served any more.
    s.receive({.sequence = 5, .body = submit_sm{}});
    s.receive({.sequence = 6, .body = unbind{}});
    s.receive({.sequence = 7, .body = enquire_link{}});
    CHECK(lines_of(s.sent()) == lines{"enquire_link_resp seq=7 ROK", "submit_sm_resp seq=2 ROK",
                                      "submit_sm_resp seq=5 RINVBNDSTS",
                                      "unbind_resp seq=6 RINVBNDSTS"});
    s.events();
    s.session.respond(3, command_status::rok, submit_sm_resp{});
    CHECK(lines_of(s.sent()) == lines{"submit_sm_resp seq=3 ROK", "unbind_resp seq=4 ROK"});
    CHECK(lines_of(s.events()) == lines{"closed peer_unbound ROK"});
}

TEST_CASE("the peer's unbind does not wait for an owner that never answers") {
    for (const bool stalled : {false, true}) {
        auto s = smpp_script::bound({.role = role::smsc, .response = 10s});
        s.receive({.sequence = 2, .body = submit_sm{}});
        s.events();
        s.receive({.sequence = 4, .body = unbind{}});
        if (stalled) {
            // One late tick instead of many.
            s.now += 1min;
            s.session.tick(s.now);
        } else {
            s.pass(4900ms);
            CHECK(s.sent().empty());
            s.pass(100ms);
        }
        CHECK(lines_of(s.sent()) == lines{"unbind_resp seq=4 ROK"});
        CHECK(lines_of(s.events()) == lines{"closed peer_unbound ROK"});
        CHECK_FALSE(s.session.respond(2, command_status::rok, submit_sm_resp{}));
    }
}

TEST_CASE("a peer that unbinds and closes without waiting has unbound") {
    auto s = smpp_script::bound({.role = role::smsc});
    s.receive({.sequence = 2, .body = submit_sm{}});
    s.receive({.sequence = 3, .body = unbind{}});
    s.events();
    s.session.connection_closed(s.now);
    CHECK(lines_of(s.events()) == lines{"closed peer_unbound ROK"});
}

TEST_CASE("unbinds that cross end both sides") {
    auto esme = smpp_script::bound({.role = role::esme});
    auto smsc = smpp_script::bound({.role = role::smsc});
    esme.session.unbind(esme.now);
    smsc.session.unbind(smsc.now);
    const std::string from_esme{esme.session.output()};
    const std::string from_smsc{smsc.session.output()};
    esme.session.consume_output(from_esme.size(), esme.now);
    smsc.session.consume_output(from_smsc.size(), smsc.now);
    esme.receive(from_smsc);
    smsc.receive(from_esme);
    CHECK(lines_of(esme.events()) == lines{"closed peer_unbound ROK"});
    CHECK(lines_of(smsc.events()) == lines{"closed peer_unbound ROK"});
    CHECK(lines_of(esme.sent()) == lines{"unbind_resp seq=1 ROK"});
    CHECK(lines_of(smsc.sent()) == lines{"unbind_resp seq=2 ROK"});
}

TEST_CASE("an unbind that crosses while we wait for answers is answered at once") {
    auto s = smpp_script::bound({.role = role::esme});
    REQUIRE(s.session.request(submit_sm{}, 7, s.now).has_value());
    s.sent();
    s.session.unbind(s.now);
    s.receive({.sequence = 4, .body = unbind{}});
    CHECK(lines_of(s.sent()) == lines{"unbind_resp seq=4 ROK"});
    CHECK(lines_of(s.events()) == lines{"closed peer_unbound ROK"});
    CHECK(s.session.take_unanswered() == std::vector<std::uint64_t>{7});
}

TEST_CASE("an unbind before the bind closes") {
    smpp_script s{{.role = role::esme}};
    s.session.unbind(s.now);
    CHECK(lines_of(s.events()) == lines{"closed unbound ROK"});
    CHECK(s.sent().empty());
}
