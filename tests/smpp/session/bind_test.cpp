#include "support/doctest_lines.hpp"
#include "support/smpp_script.hpp"

using namespace smpp;
using support::lines;
using support::lines_of;
using support::smpp_script;

TEST_CASE("an ESME binds, and learns the peer's version") {
    struct row {
        const char* name;
        command_id kind;
        std::uint8_t version;
        std::string event;
    };
    const row rows[] = {
        {"receiver", command_id::bind_receiver, version_34, "bound 2 version 52"},
        {"transmitter", command_id::bind_transmitter, version_34, "bound 1 version 52"},
        {"transceiver", command_id::bind_transceiver, version_50, "bound 3 version 80"},
        {"no version in the answer", command_id::bind_transceiver, version_33,
         "bound 3 version 51"},
    };
    for (const auto& r : rows) {
        CAPTURE(r.name);
        smpp_script s{{.role = role::esme}};
        s.session.bind(r.kind, {.system_id = "utility", .interface_version = version_50}, s.now);
        const auto sent = s.sent();
        REQUIRE(sent.size() == 1);
        CHECK(id_of(sent[0].body) == r.kind);
        bind_resp_body answer;
        if (r.version != version_33) {
            answer.tlvs.add_u8(tag::sc_interface_version, r.version);
        }
        s.receive({.sequence = sent[0].sequence, .body = smpp_script::bind_answer(r.kind, answer)});
        CHECK(lines_of(s.events()) == lines{r.event});
        CHECK(s.session.peer_version() == r.version);
        CHECK(s.session.window_free() == (r.kind == command_id::bind_receiver ? 0 : 100));
    }
}

TEST_CASE("a session binds once") {
    smpp_script s{{.role = role::esme, .window = 1}};
    for (int i = 0; i < 100; ++i) {
        s.session.bind(command_id::bind_transceiver, {.system_id = "utility"}, s.now);
    }
    CHECK(s.sent().size() == 1);
    CHECK(s.session.in_flight() == 0);
}

TEST_CASE("a refused bind closes, on both sides") {
    smpp_script esme{{.role = role::esme}};
    esme.session.bind(command_id::bind_transceiver, {}, esme.now);
    esme.receive(
        {.status = command_status::rinvpaswd, .sequence = 1, .body = bind_transceiver_resp{}});
    CHECK(lines_of(esme.events()) == lines{"closed bind_refused RINVPASWD"});

    smpp_script nacked{{.role = role::esme}};
    nacked.session.bind(command_id::bind_transceiver, {}, nacked.now);
    nacked.receive({.status = command_status::rinvcmdid, .sequence = 1, .body = generic_nack{}});
    CHECK(lines_of(nacked.events()) == lines{"closed bind_refused RINVCMDID"});

    smpp_script smsc{{.role = role::smsc}};
    smsc.receive({.sequence = 5, .body = bind_receiver{{.system_id = "utility"}}});
    CHECK(lines_of(smsc.events()) == lines{"bind_request bind_receiver utility 5"});
    smsc.session.refuse_bind(command_status::ralybnd, smsc.now);
    CHECK(lines_of(smsc.sent()) == lines{"bind_receiver_resp seq=5 RALYBND"});
    CHECK(lines_of(smsc.events()) == lines{"closed bind_refused RALYBND"});
}

TEST_CASE("a bind with a bad body is answered and may be tried again") {
    smpp_script s{{.role = role::smsc}};
    auto bad = smpp_script::octets(
        {.sequence = 1, .body = bind_receiver{{.system_id = "123456789012345"}}});
    bad[31] = 'x'; // the NUL of system_id
    s.receive(bad);
    CHECK(lines_of(s.sent()) == lines{"bind_receiver_resp seq=1 RINVSYSID"});
    s.receive({.sequence = 2, .body = bind_receiver{{.system_id = "utility"}}});
    CHECK(lines_of(s.events()) ==
          lines{"peer_error RINVSYSID system_id@16", "bind_request bind_receiver utility 2"});
}

TEST_CASE("a bind that cannot be written is refused at once") {
    smpp_script s{{.role = role::esme}};
    s.session.bind(command_id::bind_transceiver, {.system_id = "far-too-long-a-name"}, s.now);
    CHECK(s.sent().empty());
    CHECK(lines_of(s.events()) == lines{"closed bind_refused RINVSYSID"});
}
