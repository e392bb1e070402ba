// The SMSC connects and asks to be bound to (SMPP 3.4 2.2.1, 4.1.7).
#include "support/doctest_lines.hpp"
#include "support/smpp_script.hpp"

using namespace smpp;
using namespace std::chrono_literals;
using support::lines;
using support::lines_of;
using support::smpp_script;

namespace {

/// Octets of one side to the other, until both are silent.
void talk(smpp_script& a, smpp_script& b) {
    bool any = true;
    while (any) {
        any = false;
        for (auto [from, to] : {std::pair{&a, &b}, std::pair{&b, &a}}) {
            const std::string octets{from->session.output()};
            if (!octets.empty()) {
                any = true;
                from->session.consume_output(octets.size(), from->now);
                to->receive(octets);
            }
        }
    }
}

} // namespace

TEST_CASE("checklist: outbind 0x0B: the ESME answers by binding; there is no response") {
    for (const command_id kind : {command_id::bind_receiver, command_id::bind_transceiver}) {
        smpp_script smsc{{.role = role::smsc}};
        smpp_script esme{{.role = role::esme}};
        smsc.session.outbind({.system_id = "SMSC", .password = "secret"}, smsc.now);
        talk(smsc, esme);
        const auto asked = esme.events();
        REQUIRE(asked.size() == 1);
        const auto& body = std::get<event::outbind_request>(asked[0]).body;
        CHECK(body.system_id == "SMSC");
        CHECK(body.password == "secret");
        CHECK(smsc.events().empty());

        esme.session.bind(kind, {.system_id = "utility", .interface_version = version_50},
                          esme.now);
        talk(smsc, esme);
        CHECK(std::holds_alternative<event::bind_request>(smsc.events().at(0)));
        smsc.session.accept_bind("SMSC", smsc.now);
        talk(smsc, esme);
        const auto bound =
            kind == command_id::bind_receiver ? link_state::bound_rx : link_state::bound_trx;
        CHECK(esme.session.state() == bound);
        CHECK(smsc.session.state() == bound);

        // The number of the outbind is not used again.
        CHECK(smsc.session.request(deliver_sm{}, 1, smsc.now).value() == 2);
    }
}

TEST_CASE("checklist: outbind 0x0B: a receiver answers it, in 5.0 a transceiver too") {
    struct row {
        std::uint8_t ours;
        std::uint8_t announced;
        bool transceiver;
    };
    const row rows[] = {
        {version_50, version_50, true},  {version_50, version_34, false},
        {version_50, 0x51, true},        {version_34, version_50, false},
        {version_34, version_34, false}, {version_50, version_33, false},
        {version_33, version_33, false},
    };
    for (const auto& r : rows) {
        CAPTURE(int{r.ours});
        CAPTURE(int{r.announced});
        for (const command_id kind : {command_id::bind_receiver, command_id::bind_transmitter,
                                      command_id::bind_transceiver}) {
            CAPTURE(name_of(kind));
            const bool good = kind == command_id::bind_receiver ||
                              (kind == command_id::bind_transceiver && r.transceiver);
            for (const bool asked : {true, false}) {
                smpp_script s{{.role = role::smsc, .session_init = 5s, .version = r.ours}};
                if (asked) {
                    s.session.outbind({}, s.now);
                    s.sent();
                }
                const bind_body bind{.system_id = "utility", .interface_version = r.announced};
                s.receive({.sequence = 9, .body = smpp_script::bind_request(kind, bind)});
                const auto events = s.events();
                REQUIRE(events.size() == 1);
                if (good || !asked) {
                    CHECK(std::holds_alternative<event::bind_request>(events[0]));
                    CHECK(s.sent().empty());
                    continue;
                }
                CHECK(support::line_of(events[0]) == "peer_error RINVBNDSTS command_id@4");
                const auto sent = s.sent();
                REQUIRE(sent.size() == 1);
                CHECK(sent[0].status == command_status::rinvbndsts);
                CHECK(sent[0].sequence == 9);
                CHECK(id_of(sent[0].body) ==
                      id_of(smpp_script::bind_answer(kind, {.system_id = {}, .tlvs = {}})));
                // It may do better, and has no more time for that.
                s.pass(4s);
                s.receive({.sequence = 10, .body = bind_receiver{bind}});
                CHECK(s.events().size() == 1);
                s.session.accept_bind("SMSC", s.now);
                CHECK(s.session.state() == link_state::bound_rx);
            }
        }
    }
}

TEST_CASE("checklist: outbind 0x0B: once, and only before the bind") {
    smpp_script esme{{.role = role::esme}};
    esme.receive({.sequence = 1, .body = outbind{}});
    esme.receive({.sequence = 2, .body = outbind{}});
    CHECK(lines_of(esme.sent()) == lines{"generic_nack seq=2 RINVBNDSTS"});
    CHECK(lines_of(esme.events()) ==
          lines{"outbind_request ", "peer_error RINVBNDSTS command_id@4"});

    smpp_script smsc{{.role = role::smsc}};
    smsc.session.outbind({}, smsc.now);
    smsc.session.outbind({}, smsc.now);
    CHECK(smsc.sent().size() == 1);
    auto bound = smpp_script::bound({.role = role::smsc});
    bound.session.outbind({}, bound.now);
    CHECK(bound.sent().empty());
    esme.session.outbind({}, esme.now);
    CHECK(esme.sent().empty());
}

TEST_CASE("an outbind that crosses a bind is told and changes nothing") {
    smpp_script s{{.role = role::esme}};
    s.session.bind(command_id::bind_receiver, {}, s.now);
    s.receive({.sequence = 1, .body = outbind{.system_id = "SMSC"}});
    CHECK(lines_of(s.events()) == lines{"outbind_request SMSC"});
    s.session.bind(command_id::bind_receiver, {}, s.now);
    CHECK(s.sent().size() == 1);
}

TEST_CASE("an outbind with a bad body gets a generic_nack, and may be tried again") {
    smpp_script s{{.role = role::esme}};
    auto bad =
        smpp_script::octets({.sequence = 4, .body = outbind{.system_id = "123456789012345"}});
    bad[31] = 'x'; // the NUL of system_id
    s.receive(bad);
    CHECK(lines_of(s.sent()) == lines{"generic_nack seq=4 RINVSYSID"});
    s.receive({.sequence = 5, .body = outbind{.system_id = "SMSC"}});
    CHECK(lines_of(s.events()) ==
          lines{"peer_error RINVSYSID system_id@16", "outbind_request SMSC"});
}

TEST_CASE("an outbind that cannot be written closes") {
    smpp_script s{{.role = role::smsc}};
    s.session.outbind({.system_id = std::string(16, 's')}, s.now);
    CHECK(s.sent().empty());
    CHECK(lines_of(s.events()) == lines{"closed bind_refused RINVSYSID"});
}

TEST_CASE("checklist: timers: nobody stays unbound for long") {
    const lines ended{"closed session_init_timeout ROK"};

    smpp_script silent{{.role = role::smsc, .session_init = 5s}};
    silent.pass(4900ms);
    CHECK(silent.events().empty());
    silent.pass(100ms);
    CHECK(lines_of(silent.events()) == ended);

    smpp_script unanswered{{.role = role::esme, .session_init = 5s}};
    unanswered.session.bind(command_id::bind_transceiver, {}, unanswered.now);
    unanswered.sent();
    unanswered.pass(4900ms);
    CHECK(unanswered.events().empty());
    unanswered.pass(100ms);
    CHECK(lines_of(unanswered.events()) == ended);

    // An ESME that waits for an outbind: from connect, and from the outbind once more.
    smpp_script waiting{{.role = role::esme, .session_init = 5s}};
    waiting.pass(4s);
    waiting.receive({.sequence = 1, .body = outbind{}});
    waiting.events();
    waiting.pass(4900ms);
    CHECK(waiting.events().empty());
    waiting.pass(100ms);
    CHECK(lines_of(waiting.events()) == ended);

    // An SMSC that sent its outbind: likewise; what the peer says meanwhile does not help.
    smpp_script asking{{.role = role::smsc, .session_init = 5s}};
    asking.pass(4s);
    asking.session.outbind({}, asking.now);
    asking.pass(4s);
    asking.receive({.sequence = 1, .body = enquire_link{}});
    CHECK(asking.events().empty());
    asking.pass(1s);
    CHECK(lines_of(asking.events()) == ended);

    // The owner of an SMSC that does not say whether a bind is good.
    smpp_script slow{{.role = role::smsc, .session_init = 5s}};
    slow.pass(4s);
    slow.receive({.sequence = 1, .body = bind_receiver{}});
    slow.events();
    slow.pass(4900ms);
    CHECK(slow.events().empty());
    slow.pass(100ms);
    CHECK(lines_of(slow.events()) == ended);
}
