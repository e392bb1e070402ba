// Owners that go away at awkward moments, peers that are slow. Worth most under AddressSanitizer.
#include "smpp/net/client.hpp"
#include "smpp/net/listener.hpp"
#include "support/doctest_lines.hpp"
#include "support/smpp_net.hpp"
#include <boost/asio/write.hpp>
#include <optional>

using namespace smpp;
using namespace std::chrono_literals;
using boost::asio::ip::tcp;
using support::noting_handler;
using support::run_until;
using steady = std::chrono::steady_clock;

namespace {

net::client_config config_for(std::uint16_t port) {
    net::client_config c;
    c.hosts = {{"127.0.0.1", std::to_string(port)}};
    c.bind.system_id = "utility";
    c.reconnect_min = 1ms;
    c.reconnect_max = 5ms;
    return c;
}

/// The octets of the answer to a bind of version 3.4 with the name "SMSC".
std::size_t bind_answer_size() {
    bind_resp_body b{.system_id = "SMSC", .tlvs = {}};
    b.tlvs.add_u8(tag::sc_interface_version, version_34);
    return support::smpp_script::octets({.sequence = 1, .body = bind_transceiver_resp{b}}).size();
}

} // namespace

TEST_CASE("a client destroyed at any moment leaves nothing behind") {
    for (int steps = 0; steps < 40; ++steps) {
        CAPTURE(steps);
        boost::asio::io_context io{1};
        noting_handler smsc;
        smsc.act = support::obliging_smsc();
        const auto listener = net::listener::open(io, {}, smsc).value();
        {
            noting_handler esme;
            net::client client{io, config_for(listener->port()), esme};
            esme.act = [](net::link& l, session_event&) {
                static_cast<void>(l.session().request(submit_sm{}, 1, steady::now()));
                l.flush();
            };
            client.start();
            for (int i = 0; i < steps; ++i) {
                io.run_one_for(1ms);
            }
        }
        for (int i = 0; i < 20; ++i) {
            io.poll();
        }
        listener->stop();
        // A link that was cut off before its bind ends too, so there may be more ends than binds.
        CHECK(run_until(
            io, [&] { return smsc.count("closed connection_lost") >= smsc.count("bound"); }));
    }
}

TEST_CASE("a client destroyed in its own callback, at each kind of event") {
    for (const std::string_view moment : {"bound", "response", "closed"}) {
        CAPTURE(moment);
        boost::asio::io_context io{1};
        noting_handler smsc;
        smsc.act = support::obliging_smsc();
        const auto listener = net::listener::open(io, {}, smsc).value();
        noting_handler esme;
        std::optional<net::client> client;
        client.emplace(io, config_for(listener->port()), esme);
        esme.act = [&](net::link& l, session_event& e) {
            if (support::line_of(e).starts_with(moment)) {
                client.reset();
            } else if (std::holds_alternative<event::bound>(e)) {
                static_cast<void>(l.session().request(submit_sm{}, 1, steady::now()));
                l.flush();
            } else if (std::holds_alternative<event::response>(e)) {
                client->stop();
            }
        };
        client->start();
        CHECK(run_until(io, [&] { return !client.has_value() && smsc.has("closed"); }));
        CHECK(esme.lines.back().starts_with(moment));
    }
}

TEST_CASE("a link closed in any callback gives one closed event, and not from within close()") {
    boost::asio::io_context io{1};
    noting_handler smsc;
    bool inside = false;
    bool nested = false;
    smsc.act = [&](net::link& l, session_event& e) {
        nested = nested || inside;
        if (!std::holds_alternative<event::closed>(e)) {
            inside = true;
            l.close();
            l.close();
            l.flush();
            inside = false;
        }
    };
    const auto listener = net::listener::open(io, {}, smsc).value();
    noting_handler esme;
    net::client client{io, config_for(listener->port()), esme};
    client.start();
    CHECK(run_until(io, [&] { return esme.count("closed") >= 3; }));
    client.stop();
    CHECK(run_until(io, [&] { return smsc.count("bind_request") == smsc.count("closed"); }));
    CHECK_FALSE(nested);
}

TEST_CASE("a client that waits to connect stops at once, and can start again") {
    boost::asio::io_context io{1};
    noting_handler smsc;
    smsc.act = support::obliging_smsc();
    const auto listener = net::listener::open(io, {}, smsc).value();
    noting_handler esme;
    net::client client{io, config_for(listener->port()), esme};
    client.start();
    client.stop();
    for (int i = 0; i < 50; ++i) {
        io.poll();
    }
    CHECK(client.binds() == 0);
    client.start();
    CHECK(run_until(io, [&] { return client.binds() == 1; }));
}

TEST_CASE("a connection that does not come about is given up after connect_timeout") {
    boost::asio::io_context io{1};
    tcp::acceptor full{io};
    full.open(tcp::v4());
    full.bind({boost::asio::ip::address_v4::loopback(), 0});
    full.listen(0);
    // The kernel's queue is filled: it answers no more connections.
    std::vector<tcp::socket> fillers;
    for (int i = 0; i < 8; ++i) {
        fillers.emplace_back(io);
        fillers.back().async_connect(full.local_endpoint(),
                                     [](const boost::system::error_code&) {});
    }
    io.poll();
    noting_handler esme;
    auto config = config_for(full.local_endpoint().port());
    config.connect_timeout = 50ms;
    net::client client{io, config, esme};
    client.start();
    CHECK(run_until(io, [&] { return client.losses() >= 2; }));
    CHECK(esme.lines.empty());
    CHECK(esme.unreachable.at(0).ends_with(": no connection in time"));
}

TEST_CASE("a peer that takes the connection and never answers the bind is given up") {
    boost::asio::io_context io{1};
    const tcp::acceptor mute{io, tcp::endpoint{boost::asio::ip::address_v4::loopback(), 0}};
    noting_handler esme;
    auto config = config_for(mute.local_endpoint().port());
    config.session.session_init = 300ms;
    net::client client{io, config, esme};
    client.start();
    CHECK(run_until(io, [&] { return esme.has("closed session_init_timeout"); }));
    CHECK(client.losses() >= 1);
}

TEST_CASE("a peer that reads nothing is closed by the write time-out, and slows no other") {
    boost::asio::io_context io{1};
    noting_handler smsc;
    std::vector<std::uint64_t> unanswered;
    std::size_t accepted = 0;
    smsc.act = [&](net::link& l, session_event& e) {
        if (std::holds_alternative<event::bind_request>(e)) {
            l.session().accept_bind("SMSC", steady::now());
            deliver_sm sm;
            sm.tlvs.add(tag::message_payload, std::string(60'000, 'x'));
            while (l.session().request(sm, ++accepted, steady::now())) {
            }
        } else if (std::holds_alternative<event::closed>(e)) {
            unanswered = l.session().take_unanswered();
        }
    };
    const auto listener =
        net::listener::open(
            io, {.session = {.window = 10'000, .max_output = 32u << 20, .write_timeout = 500ms}},
            smsc)
            .value();
    tcp::socket slow{io};
    slow.connect({boost::asio::ip::address_v4::loopback(), listener->port()});
    std::string bind;
    REQUIRE(
        encode({.sequence = 1, .body = bind_transceiver{{.system_id = "slow"}}}, bind).has_value());
    boost::asio::write(slow, boost::asio::buffer(bind));
    CHECK(run_until(io, [&] { return smsc.has("closed"); }));
    CHECK(smsc.lines.back() == "closed write_timeout ROK");
    CHECK(unanswered.size() == accepted - 1);
}

TEST_CASE("paused reading holds the peer back and loses nothing") {
    boost::asio::io_context io{1};
    noting_handler smsc;
    net::link* paused = nullptr;
    std::size_t taken = 0;
    smsc.act = [&](net::link& l, session_event& e) {
        if (std::holds_alternative<event::bind_request>(e)) {
            l.session().accept_bind("SMSC", steady::now());
        } else if (const auto* r = std::get_if<event::request>(&e)) {
            if (++taken == 1) {
                l.pause_reading();
                paused = &l;
            }
            l.session().respond(r->pdu.sequence, command_status::rok, submit_sm_resp{});
        }
    };
    const auto listener =
        net::listener::open(io, {.session = {.enquire_link = 200ms, .response = 200ms}}, smsc)
            .value();
    noting_handler esme;
    auto config = config_for(listener->port());
    config.session.window = 2000;
    net::client client{io, config, esme};
    esme.act = [](net::link& l, session_event& e) {
        if (std::holds_alternative<event::bound>(e)) {
            submit_sm sm;
            sm.short_message.assign(200, 'x');
            for (std::uint64_t i = 0; i < 2000; ++i) {
                CHECK(l.session().request(sm, i, steady::now()).has_value());
            }
        }
    };
    client.start();
    CHECK(run_until(io, [&] { return paused != nullptr; }));
    const auto until = steady::now() + 700ms;
    CHECK(run_until(io, [&] { return steady::now() >= until; }));
    CHECK(taken < 2000);
    CHECK_FALSE(smsc.has("closed"));
    paused->resume_reading();
    CHECK(run_until(io, [&] { return esme.count("response") == 2000; }));
    CHECK(taken == 2000);
}

TEST_CASE("rubbish gets its generic_nack, and then the end of the stream") {
    boost::asio::io_context io{1};
    noting_handler smsc;
    const auto listener = net::listener::open(io, {}, smsc).value();
    tcp::socket browser{io};
    browser.connect({boost::asio::ip::address_v4::loopback(), listener->port()});
    boost::asio::write(browser,
                       boost::asio::buffer(std::string{"GET / HTTP/1.1\r\nHost: a\r\n\r\n"}));
    std::string got;
    bool end = false;
    std::array<char, 64> buffer{};
    std::function<void()> read = [&] {
        browser.async_read_some(boost::asio::buffer(buffer),
                                [&](const boost::system::error_code& ec, std::size_t n) {
                                    got.append(buffer.data(), n);
                                    if (ec) {
                                        CHECK(ec == boost::asio::error::eof);
                                        end = true;
                                    } else {
                                        read();
                                    }
                                });
    };
    read();
    CHECK(run_until(io, [&] { return end; }));
    const auto nack = decode(got);
    REQUIRE(nack.has_value());
    CHECK(describe(*nack) == "generic_nack seq=0 RINVCMDLEN");
}

TEST_CASE(
    "a peer that asks and takes no answers is read no further; all is answered once it does") {
    boost::asio::io_context io{1};
    noting_handler smsc;
    net::link* flooded = nullptr;
    smsc.act = [&](net::link& l, session_event& e) {
        if (std::holds_alternative<event::bind_request>(e)) {
            l.session().accept_bind("SMSC", steady::now());
            flooded = &l;
        }
    };
    constexpr std::size_t max_output = 100'000;
    const auto listener =
        net::listener::open(io, {.session = {.max_output = max_output}}, smsc).value();
    tcp::socket peer{io};
    peer.connect({boost::asio::ip::address_v4::loopback(), listener->port()});
    const std::string bind =
        support::smpp_script::octets({.sequence = 1, .body = bind_transceiver{}});
    boost::asio::write(peer, boost::asio::buffer(bind));
    REQUIRE(run_until(io, [&] { return flooded != nullptr; }));

    std::string asked;
    while (asked.size() < 64 * 1024) {
        asked += support::smpp_script::octets({.sequence = 2, .body = enquire_link{}});
    }
    peer.non_blocking(true);
    std::size_t written = 0;
    std::size_t most = 0;
    // Until neither side moves: the kernel's buffers and ours are full.
    for (int still = 0; still < 20;) {
        boost::system::error_code ec;
        const std::size_t from = written % asked.size();
        const std::size_t n =
            peer.write_some(boost::asio::buffer(asked.data() + from, asked.size() - from), ec);
        written += n;
        still = n == 0 ? still + 1 : 0;
        io.run_one_for(n == 0 ? 5ms : 0ms);
        io.poll();
        most = std::max(most, flooded->session().output_pending());
    }
    CHECK(most > max_output);
    CHECK(most <= max_output + 2 * 64 * 1024);

    // The last PDU may have gone out in part: its rest follows.
    std::size_t rest = (16 - written % 16) % 16;
    std::string got(64 * 1024, '\0');
    std::size_t read = 0;
    const std::size_t expected = bind_answer_size() + written + rest;
    CHECK(run_until(io, [&] {
        boost::system::error_code ec;
        while (const std::size_t n = peer.read_some(boost::asio::buffer(got), ec)) {
            read += n;
        }
        if (rest > 0) {
            const std::size_t n =
                peer.write_some(boost::asio::buffer(asked.data() + 16 - rest, rest), ec);
            rest -= n;
        }
        io.poll();
        return read >= expected;
    }));
    CHECK(read == expected);
}
