// The operation matrix: what each side may ask of the other in each state, and what it gets if it
// may not.
#include "support/doctest_lines.hpp"
#include "support/smpp_script.hpp"

using namespace smpp;
using support::lines;
using support::lines_of;
using support::smpp_script;

namespace {

smpp_script in_state(role r, link_state state) {
    switch (state) {
    case link_state::bound_tx: return smpp_script::bound({.role = r}, command_id::bind_transmitter);
    case link_state::bound_rx: return smpp_script::bound({.role = r}, command_id::bind_receiver);
    case link_state::bound_trx:
    case link_state::unbinding:
    case link_state::closed: return smpp_script::bound({.role = r});
    case link_state::open: break;
    }
    return smpp_script{{.role = r}};
}

} // namespace

TEST_CASE("requests of the peer, by role and state") {
    using enum link_state;
    struct row {
        role receiver;
        link_state state;
        body request;
        std::string answer;
    };
    const auto submit = [](const char* status) {
        return "submit_sm_resp seq=9 " + std::string{status};
    };
    const row rows[] = {
        {role::smsc, open, submit_sm{}, submit("RINVBNDSTS")},
        {role::smsc, bound_tx, submit_sm{}, "event"},
        {role::smsc, bound_rx, submit_sm{}, submit("RINVBNDSTS")},
        {role::smsc, bound_trx, submit_sm{}, "event"},
        {role::smsc, bound_trx, deliver_sm{}, "deliver_sm_resp seq=9 RINVBNDSTS"},
        {role::smsc, bound_trx, bind_receiver{}, "bind_receiver_resp seq=9 RALYBND"},
        {role::smsc, bound_trx, outbind{}, "generic_nack seq=9 RINVBNDSTS"},
        {role::smsc, open, unbind{}, "unbind_resp seq=9 RINVBNDSTS"},
        {role::smsc, open, enquire_link{}, "enquire_link_resp seq=9 ROK"},
        {role::smsc, bound_tx, enquire_link{}, "enquire_link_resp seq=9 ROK"},
        {role::smsc, bound_tx, unbind{}, "unbind_resp seq=9 ROK"},
        {role::esme, open, deliver_sm{}, "deliver_sm_resp seq=9 RINVBNDSTS"},
        {role::esme, bound_tx, deliver_sm{}, "deliver_sm_resp seq=9 RINVBNDSTS"},
        {role::esme, bound_rx, deliver_sm{}, "event"},
        {role::esme, bound_trx, deliver_sm{}, "event"},
        {role::esme, bound_trx, submit_sm{}, submit("RINVBNDSTS")},
        {role::esme, bound_trx, bind_transceiver{}, "bind_transceiver_resp seq=9 RINVBNDSTS"},
        {role::esme, bound_trx, outbind{}, "generic_nack seq=9 RINVBNDSTS"},
        {role::esme, bound_rx, enquire_link{}, "enquire_link_resp seq=9 ROK"},
        {role::esme, bound_rx, unbind{}, "unbind_resp seq=9 ROK"},
    };
    for (const auto& r : rows) {
        CAPTURE(name_of(id_of(r.request)));
        CAPTURE(static_cast<int>(r.receiver));
        CAPTURE(static_cast<int>(r.state));
        auto s = in_state(r.receiver, r.state);
        s.receive({.sequence = 9, .body = r.request});
        const auto events = s.events();
        if (r.answer == "event") {
            REQUIRE(events.size() == 1);
            CHECK(std::holds_alternative<event::request>(events[0]));
            CHECK(s.sent().empty());
        } else {
            CHECK(lines_of(s.sent()) == lines{r.answer});
            CHECK((s.session.state() == link_state::closed) ==
                  (r.answer == "unbind_resp seq=9 ROK"));
        }
    }
}

TEST_CASE("requests of ours, by role and state") {
    using enum link_state;
    struct row {
        role sender;
        link_state state;
        body request;
        std::optional<request_error> error;
    };
    const row rows[] = {
        {role::esme, open, submit_sm{}, request_error::not_bound},
        {role::esme, bound_tx, submit_sm{}, std::nullopt},
        {role::esme, bound_rx, submit_sm{}, request_error::not_allowed},
        {role::esme, bound_trx, submit_sm{}, std::nullopt},
        {role::esme, bound_trx, deliver_sm{}, request_error::not_allowed},
        {role::esme, bound_trx, enquire_link{}, request_error::not_allowed},
        {role::smsc, bound_tx, deliver_sm{}, request_error::not_allowed},
        {role::smsc, bound_rx, deliver_sm{}, std::nullopt},
        {role::smsc, bound_trx, deliver_sm{}, std::nullopt},
        {role::smsc, bound_trx, submit_sm{}, request_error::not_allowed},
    };
    for (const auto& r : rows) {
        CAPTURE(name_of(id_of(r.request)));
        CAPTURE(static_cast<int>(r.state));
        auto s = in_state(r.sender, r.state);
        const auto sent = s.session.request(r.request, 1, s.now);
        CHECK(sent.has_value() == !r.error.has_value());
        if (r.error && !sent) {
            CHECK(sent.error() == *r.error);
        }
    }
}

TEST_CASE("what cannot be understood is answered by its kind, and the bind stays") {
    auto s = smpp_script::bound({.role = role::smsc});
    const auto framed = [](std::string_view id, std::string_view body) {
        std::string p{"\0\0\0", 3};
        p += static_cast<char>(16 + body.size());
        return p + std::string{id} + std::string{"\0\0\0\0\0\0\0\x07", 8} + std::string{body};
    };
    s.receive(framed({"\0\0\1\3", 4}, "whatever"));
    s.receive(framed({"\0\0\0\4", 4}, "no NUL in here"));
    s.receive(framed({"\x80\0\1\3", 4}, ""));
    s.receive(framed({"\x80\0\0\5", 4}, ""));
    CHECK(lines_of(s.sent()) ==
          lines{"generic_nack seq=7 RINVCMDID", "submit_sm_resp seq=7 RINVSERTYP"});
    CHECK(lines_of(s.events()) ==
          lines{"peer_error RINVCMDID command_id@4", "peer_error RINVSERTYP service_type@16",
                "peer_error ROK sequence_number@12", "peer_error ROK sequence_number@12"});
    CHECK(s.session.state() == link_state::bound_trx);
}

TEST_CASE("a length that cannot be: generic_nack, then the end") {
    struct row {
        const char* name;
        std::string octets;
        std::uint32_t sequence;
    };
    const std::string head{"\0\0\0\4\0\0\0\7", 8};
    const row rows[] = {
        {"HTTP", "GET / HTTP/1.1\r\nHost: smsc\r\n\r\n", 0},
        {"TLS",
         std::string{"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11} + std::string(40, 'r'), 0},
        {"15", std::string{"\0\0\0\x0f\0\0\0\4\0\0\0\0\0\0\0\7", 16}, 7},
        {"one over the bound", std::string{"\0\0\x10\1\0\0\0\4\0\0\0\0\0\0\0\7", 16}, 7},
        {"all ones", std::string(16, '\xff'), 0},
    };
    for (const auto& r : rows) {
        CAPTURE(r.name);
        smpp_script s{{.role = role::smsc, .max_pdu = 4096}};
        s.receive(r.octets);
        CHECK(lines_of(s.sent()) ==
              lines{"generic_nack seq=" + std::to_string(r.sequence) + " RINVCMDLEN"});
        CHECK(lines_of(s.events()) ==
              lines{"peer_error RINVCMDLEN command_length@0", "closed protocol_error RINVCMDLEN"});
        s.receive({.sequence = 1, .body = enquire_link{}});
        CHECK(s.sent().empty());
    }
}
