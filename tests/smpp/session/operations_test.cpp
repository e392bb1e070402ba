// The operation matrix: every command in every state, role and version, both ways, against a table
// written from SMPP 3.4 2.3 and SMPP 5.0 2.4.
#include "support/doctest_lines.hpp"
#include "support/smpp_script.hpp"
#include <algorithm>

using namespace smpp;
using support::lines;
using support::lines_of;
using support::smpp_script;

namespace {

/// Who may send it: E the ESME, M the message centre, B both; "-" nobody.
struct matrix_row {
    body request;
    /// open, bound_tx, bound_rx, bound_trx, unbinding (a transceiver whose peer sent its unbind and
    /// is not answered yet)
    const char* who;
    std::uint8_t since;
};

std::vector<matrix_row> matrix() {
    submit_multi multi;
    multi.destinations = {address{1, 1, "2250700000001"}};
    return {
        {bind_transmitter{}, "E----", version_33},
        {bind_receiver{}, "E----", version_33},
        {bind_transceiver{}, "E----", version_33},
        {outbind{}, "M----", version_33},
        {unbind{}, "-BBBB", version_33},
        {enquire_link{}, "BBBBB", version_33},
        {submit_sm{}, "-E-EE", version_33},
        {multi, "-E-EE", version_33},
        {data_sm{}, "-EMBB", version_34},
        {deliver_sm{}, "--MMM", version_33},
        {query_sm{}, "-E-EE", version_33},
        {cancel_sm{}, "-E-EE", version_33},
        {replace_sm{}, "-E-EE", version_33},
        {alert_notification{}, "--MMM", version_34},
        {broadcast_sm{}, "-E-EE", version_50},
        {query_broadcast_sm{}, "-E-EE", version_50},
        {cancel_broadcast_sm{}, "-E-EE", version_50},
    };
}

constexpr link_state states[] = {link_state::open, link_state::bound_tx, link_state::bound_rx,
                                 link_state::bound_trx, link_state::unbinding};
constexpr std::uint8_t versions[] = {version_33, version_34, version_50};
constexpr role roles[] = {role::esme, role::smsc};

smpp_script in_state(role r, link_state state, std::uint8_t version) {
    const session_config c{.role = r, .version = version};
    switch (state) {
    case link_state::open: return smpp_script{c};
    case link_state::bound_tx: return smpp_script::bound(c, command_id::bind_transmitter, version);
    case link_state::bound_rx: return smpp_script::bound(c, command_id::bind_receiver, version);
    case link_state::bound_trx:
    case link_state::unbinding:
    case link_state::closed: break;
    }
    auto s = smpp_script::bound(c, command_id::bind_transceiver, version);
    if (state != link_state::bound_trx) {
        s.session.unbind(s.now);
        const auto sent = s.sent();
        if (state == link_state::closed) {
            s.receive({.sequence = sent.at(0).sequence, .body = unbind_resp{}});
            s.events();
        }
    }
    return s;
}

bool sends(const matrix_row& row, role r, std::size_t state) {
    const char who = row.who[state];
    return who == 'B' || who == (r == role::esme ? 'E' : 'M');
}

bool management(const body& b) {
    static const command_id own[] = {command_id::bind_transmitter, command_id::bind_receiver,
                                     command_id::bind_transceiver, command_id::outbind,
                                     command_id::unbind,           command_id::enquire_link};
    return std::ranges::count(own, id_of(b)) != 0;
}

std::string response_name(const body& b) {
    return std::string{name_of(id_of(b))} + "_resp seq=9 ";
}

/// What the session must answer with; empty for what becomes an event.
std::string expected_answer(const matrix_row& row, role receiver, std::size_t state,
                            std::uint8_t version) {
    const command_id id = id_of(row.request);
    if (row.since > version) {
        return "generic_nack seq=9 RINVCMDID";
    }
    const role sender = receiver == role::esme ? role::smsc : role::esme;
    if (sends(row, sender, state)) {
        if (id == command_id::enquire_link || id == command_id::unbind) {
            return response_name(row.request) + "ROK";
        }
        return {};
    }
    if (id == command_id::outbind || id == command_id::alert_notification) {
        return "generic_nack seq=9 RINVBNDSTS";
    }
    const bool bind = name_of(id).starts_with("bind");
    return response_name(row.request) + (bind && receiver == role::smsc ? "RALYBND" : "RINVBNDSTS");
}

} // namespace

TEST_CASE("checklist: wrong state: every request of the peer in every state, role and version") {
    std::size_t taken = 0;
    std::size_t refused = 0;
    for (const auto& row : matrix()) {
        for (const role r : roles) {
            for (const std::uint8_t version : versions) {
                for (std::size_t state = 0; state < std::size(states); ++state) {
                    CAPTURE(name_of(id_of(row.request)));
                    CAPTURE(static_cast<int>(r));
                    CAPTURE(static_cast<int>(version));
                    CAPTURE(state);
                    auto s = in_state(r, states[state], version);
                    s.receive({.sequence = 9, .body = row.request});
                    const auto answer = expected_answer(row, r, state, version);
                    const auto events = s.events();
                    if (answer.empty()) {
                        ++taken;
                        CHECK(s.sent().empty());
                        REQUIRE(events.size() == 1);
                        const bool fits = std::holds_alternative<event::request>(events[0]) ||
                                          std::holds_alternative<event::bind_request>(events[0]) ||
                                          std::holds_alternative<event::outbind_request>(events[0]);
                        CHECK(fits);
                    } else {
                        CHECK(lines_of(s.sent()) == lines{answer});
                        if (!answer.ends_with("ROK")) {
                            ++refused;
                            REQUIRE(events.size() == 1);
                            CHECK(std::holds_alternative<event::peer_error>(events[0]));
                            CHECK(s.session.state() == states[state]);
                        }
                    }
                }
            }
        }
    }
    CHECK(taken == 93);
    CHECK(refused > 300);
}

TEST_CASE("every request of ours in every state, role and version") {
    for (const auto& row : matrix()) {
        for (const role r : roles) {
            for (const std::uint8_t version : versions) {
                for (std::size_t state = 0; state < std::size(states); ++state) {
                    CAPTURE(name_of(id_of(row.request)));
                    CAPTURE(static_cast<int>(r));
                    CAPTURE(static_cast<int>(version));
                    CAPTURE(state);
                    auto s = in_state(r, states[state], version);
                    const auto sent = s.session.request(row.request, 1, s.now);
                    const bool bound = state >= 1 && state <= 3;
                    const bool may = bound && !management(row.request) && row.since <= version &&
                                     sends(row, r, state);
                    REQUIRE(sent.has_value() == may);
                    if (may) {
                        const auto out = s.sent();
                        REQUIRE(out.size() == 1);
                        CHECK(id_of(out[0].body) == id_of(row.request));
                        CHECK(out[0].sequence == *sent);
                    } else {
                        CHECK(sent.error() ==
                              (bound ? request_error::not_allowed : request_error::not_bound));
                        CHECK(s.sent().empty());
                    }
                }
            }
        }
    }
}

TEST_CASE("a closed session takes nothing and sends nothing") {
    for (const role r : roles) {
        for (const auto& row : matrix()) {
            auto s = in_state(r, link_state::closed, version_50);
            REQUIRE(s.session.state() == link_state::closed);
            s.receive({.sequence = 9, .body = row.request});
            CHECK(s.session.request(row.request, 1, s.now).error() == request_error::not_bound);
            CHECK_FALSE(s.session.respond(9, command_status::rok, submit_sm_resp{}));
            CHECK(s.sent().empty());
            CHECK(s.events().empty());
        }
    }
}

TEST_CASE("an answer is no request") {
    auto s = smpp_script::bound({.role = role::esme});
    CHECK(s.session.request(submit_sm_resp{}, 1, s.now).error() == request_error::not_allowed);
    CHECK(s.session.request(generic_nack{}, 1, s.now).error() == request_error::not_allowed);
    CHECK_FALSE(s.session.respond(1, command_status::rok, deliver_sm{}));
    CHECK(s.sent().empty());
}

TEST_CASE("each request of ours finds its answer") {
    const std::pair<body, body> esme[] = {
        {submit_sm{}, submit_sm_resp{}},
        {data_sm{}, data_sm_resp{}},
        {query_sm{}, query_sm_resp{}},
        {cancel_sm{}, cancel_sm_resp{}},
        {replace_sm{}, replace_sm_resp{}},
        {broadcast_sm{}, broadcast_sm_resp{}},
        {query_broadcast_sm{}, query_broadcast_sm_resp{}},
        {cancel_broadcast_sm{}, cancel_broadcast_sm_resp{}},
    };
    auto s = smpp_script::bound({.role = role::esme}, command_id::bind_transceiver, version_50);
    for (const auto& [request, answer] : esme) {
        CAPTURE(name_of(id_of(request)));
        const auto sequence = s.session.request(request, 77, s.now).value();
        CHECK(s.session.in_flight() == 1);
        s.receive({.sequence = sequence, .body = answer});
        CHECK(s.session.in_flight() == 0);
        const auto events = s.events();
        REQUIRE(events.size() == 1);
        CHECK(std::get<event::response>(events[0]).token == 77);
        CHECK(id_of(std::get<event::response>(events[0]).pdu.body) == id_of(answer));
    }
}

TEST_CASE("an alert_notification takes a number and no place in the window") {
    auto s =
        smpp_script::bound({.role = role::smsc, .window = 1, .response = std::chrono::seconds{5}});
    REQUIRE(s.session.request(deliver_sm{}, 1, s.now).has_value());
    const auto first = s.session.request(alert_notification{}, 2, s.now).value();
    const auto second = s.session.request(alert_notification{}, 3, s.now).value();
    CHECK(second == first + 1);
    CHECK(s.session.in_flight() == 1);
    CHECK(s.session.request(deliver_sm{}, 4, s.now).error() == request_error::window_full);
    s.pass(std::chrono::seconds{6});
    CHECK(lines_of(s.events()) == lines{"timeout 1"});
    CHECK(s.session.request(deliver_sm{}, 5, s.now).value() == second + 1);
    s.session.connection_closed(s.now);
    CHECK(s.session.take_unanswered() == std::vector<std::uint64_t>{5});
}
