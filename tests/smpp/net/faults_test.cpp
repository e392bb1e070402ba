// Peers that do all that is wrong, at once, against one listener with one good link on it.
#include "smpp/net/client.hpp"
#include "smpp/net/listener.hpp"
#include "support/doctest_lines.hpp"
#include "support/raw_peer.hpp"
#include "support/smpp_net.hpp"
#include <boost/asio/steady_timer.hpp>
#include <set>

using namespace smpp;
using namespace std::chrono_literals;
using namespace std::string_literals;
using support::noting_handler;
using support::raw_peer;
using support::run_until;
using steady = std::chrono::steady_clock;

namespace {

std::string bind_octets() {
    bind_transceiver b;
    b.system_id = "bad";
    return support::smpp_script::octets({.sequence = 1, .body = b});
}

/// The header of a submit_sm that says it is so long.
std::string header_of_length(std::uint32_t length) {
    std::string h;
    for (const int shift : {24, 16, 8, 0}) {
        h += static_cast<char>(length >> shift & 0xFF);
    }
    return h + "\0\0\0\x04\0\0\0\0\0\0\0\x02"s;
}

/// What was answered: the only PDU, or the last.
std::string answer_of(std::string_view got) {
    std::string last = "nothing";
    while (got.size() >= header_size) {
        const auto length = read_header(got).length;
        const auto p = decode(got.substr(0, length));
        last = p ? describe(*p) : "what cannot be read";
        got.remove_prefix(std::min<std::size_t>(length, got.size()));
    }
    return last;
}

constexpr auto request_time_out = 3s;
constexpr auto write_time_out = 1s;

/// The good link: sends without a pause, and holds each answer against its time-out.
struct good_customer {
    good_customer(boost::asio::io_context& io, std::uint16_t port)
        : client{io, config_for(port), handler} {
        handler.act = [this](net::link& l, session_event& e) {
            if (const auto* r = std::get_if<event::response>(&e)) {
                ++answered;
                in_order = in_order && r->token == expected++;
            }
            while (sent < stop_at && l.session().request(submit_sm{}, sent, steady::now())) {
                ++sent;
            }
            l.flush();
        };
        client.start();
    }
    static net::client_config config_for(std::uint16_t port) {
        net::client_config c;
        c.hosts = {{"127.0.0.1", std::to_string(port)}};
        c.bind.system_id = "good";
        c.session.window = 5;
        c.session.response = request_time_out;
        return c;
    }
    noting_handler handler;
    std::uint64_t stop_at = ~0ULL;
    std::uint64_t sent = 0;
    std::uint64_t answered = 0;
    std::uint64_t expected = 0;
    bool in_order = true;
    net::client client;
};

} // namespace

TEST_CASE("checklist: command_length: every kind of bad peer ends its own link and no other") {
    boost::asio::io_context io{1};
    noting_handler smsc;
    std::set<net::link*> deaf;
    smsc.act = [&, oblige = support::obliging_smsc()](net::link& l, session_event& e) {
        const auto* asked = std::get_if<event::bind_request>(&e);
        if (asked != nullptr && asked->body.system_id == "deaf") {
            deaf.insert(&l);
        }
        oblige(l, e);
        if (deaf.contains(&l) && std::holds_alternative<event::bound>(e)) {
            deliver_sm sm;
            sm.tlvs.add(tag::message_payload, std::string(60'000, 'x'));
            for (std::uint64_t i = 0; l.session().request(sm, i, steady::now()); ++i) {
            }
        }
        if (std::holds_alternative<event::closed>(e)) {
            deaf.erase(&l);
        }
    };
    const auto listener = net::listener::open(io,
                                              {.session = {.window = 10'000,
                                                           .max_output = 32u << 20,
                                                           .session_init = 1s,
                                                           .write_timeout = write_time_out}},
                                              smsc)
                              .value();
    const auto port = listener->port();
    good_customer good{io, port};
    REQUIRE(run_until(io, [&] { return good.answered > 100; }));

    // Slowloris: an octet of a bind every 20 ms, never enough of them.
    raw_peer slow{io, port};
    boost::asio::steady_timer drip{io};
    std::size_t dripped = 0;
    const std::function<void()> drop = [&] {
        drip.expires_after(20ms);
        drip.async_wait([&](const boost::system::error_code& ec) {
            if (!ec && !slow.ended) {
                slow.write(bind_octets().substr(dripped++ % 8, 1));
                drop();
            }
        });
    };
    slow.write(header_of_length(60'000));
    drop();
    raw_peer http{io, port};
    http.write("GET / HTTP/1.1\r\nHost: smsc.example\r\n\r\n");
    raw_peer tls{io, port};
    tls.write("\x16\x03\x01\x02\x00\x01\x00\x01\xFC\x03\x03"s + std::string(506, 'r'));
    std::vector<std::unique_ptr<raw_peer>> lengths;
    for (const std::uint32_t length : {0U, 1U, 4U, 8U, 12U, 15U, 0x80000000U, 0x80000001U,
                                       0xFFFFFFFFU, 0xFFFFFFF0U, 0x7FFFFFFFU, 1U << 24}) {
        lengths.push_back(std::make_unique<raw_peer>(io, port));
        lengths.back()->write(header_of_length(length));
    }
    // The same from a peer that is bound.
    const auto bound_before = smsc.count("bound");
    raw_peer turncoat{io, port};
    turncoat.write(bind_octets());
    CHECK(run_until(io, [&] { return smsc.count("bound") > bound_before; }));
    turncoat.write(header_of_length(3));
    // Takes thousands of messages in hand and reads none.
    raw_peer mute{io, port, false};
    bind_transceiver deaf_bind;
    deaf_bind.system_id = "deaf";
    mute.write(support::smpp_script::octets({.sequence = 1, .body = deaf_bind}));
    // Gone in the middle of a PDU: by a reset, by an end of stream.
    raw_peer torn{io, port};
    torn.write(bind_octets() + header_of_length(200) + "half");
    raw_peer left{io, port};
    left.write(bind_octets() + header_of_length(200) + "half");
    CHECK(run_until(io, [&] { return smsc.count("bound") >= bound_before + 4; }));
    torn.reset();
    left.socket.shutdown(raw_peer::tcp::socket::shutdown_send);
    const auto since = good.answered;

    CHECK(run_until(io, [&] {
        return slow.ended && http.ended && tls.ended && turncoat.ended && left.ended &&
               std::ranges::all_of(lengths, [](const auto& p) { return p->ended; });
    }));
    CHECK(slow.got.empty());
    CHECK(answer_of(http.got) == "generic_nack seq=0 RINVCMDLEN");
    CHECK(answer_of(tls.got) == "generic_nack seq=0 RINVCMDLEN");
    for (const auto& p : lengths) {
        CHECK(answer_of(p->got) == "generic_nack seq=2 RINVCMDLEN");
    }
    CHECK(answer_of(turncoat.got) == "generic_nack seq=2 RINVCMDLEN");
    CHECK(smsc.count("closed session_init_timeout") == 1);
    CHECK(run_until(io, [&] { return smsc.has("closed write_timeout"); }));
    CHECK(run_until(io, [&] { return listener->links() == 1; }));

    // The good link went on all the while.
    CHECK(good.answered > since + 100);
    good.stop_at = good.sent;
    CHECK(run_until(io, [&] { return good.answered == good.sent; }));
    CHECK(good.in_order);
    CHECK_FALSE(good.handler.has("timeout"));
    CHECK_FALSE(good.handler.has("late"));
    CHECK(good.client.losses() == 0);
    CHECK(good.client.binds() == 1);
}

TEST_CASE("checklist: timers: a peer that takes no octets is closed by the write time-out") {
    boost::asio::io_context io{1};
    noting_handler smsc;
    steady::time_point bound;
    steady::time_point closed;
    smsc.act = [&](net::link& l, session_event& e) {
        if (std::holds_alternative<event::bind_request>(e)) {
            bound = steady::now();
            l.session().accept_bind("SMSC", bound);
            deliver_sm sm;
            sm.tlvs.add(tag::message_payload, std::string(60'000, 'x'));
            for (std::uint64_t i = 0; l.session().request(sm, i, steady::now()); ++i) {
            }
        } else if (std::holds_alternative<event::closed>(e)) {
            closed = steady::now();
        }
    };
    const auto listener =
        net::listener::open(
            io, {.session = {.window = 10'000, .max_output = 32u << 20, .write_timeout = 300ms}},
            smsc)
            .value();
    raw_peer mute{io, listener->port(), false};
    mute.write(bind_octets());
    CHECK(run_until(io, [&] { return smsc.has("closed"); }));
    CHECK(smsc.lines.back() == "closed write_timeout ROK");
    CHECK(closed - bound >= 300ms);
}

TEST_CASE("checklist: timers: who connects and never binds is closed after session_init") {
    boost::asio::io_context io{1};
    noting_handler smsc;
    const auto listener =
        net::listener::open(io, {.session = {.session_init = 200ms}}, smsc).value();
    raw_peer silent{io, listener->port()};
    CHECK(run_until(io, [&] { return silent.ended; }));
    CHECK(smsc.lines == support::lines{"closed session_init_timeout ROK"});
}
