// Client and listener over loopback.
#include "smpp/net/client.hpp"
#include "smpp/net/listener.hpp"
#include "support/doctest_lines.hpp"
#include "support/smpp_net.hpp"

using namespace smpp;
using namespace std::chrono_literals;
using support::noting_handler;
using support::run_until;
using steady = std::chrono::steady_clock;

namespace {

net::client_config config_for(std::uint16_t port) {
    net::client_config c;
    c.hosts = {{"127.0.0.1", std::to_string(port)}};
    c.bind.system_id = "utility";
    c.bind.password = "secret";
    c.reconnect_min = 5ms;
    c.reconnect_max = 20ms;
    return c;
}

std::unique_ptr<net::listener> listen(boost::asio::io_context& io, net::link_handler& h,
                                      session_config c = {}, std::size_t max_links = 1000) {
    auto l = net::listener::open(io, {.session = c, .max_links = max_links}, h);
    REQUIRE(l.has_value());
    return std::move(*l);
}

} // namespace

TEST_CASE("bind, thousands of messages both ways, unbind") {
    boost::asio::io_context io{1};
    noting_handler smsc;
    noting_handler esme;
    std::size_t delivered = 0;
    smsc.act = [&, oblige = support::obliging_smsc()](net::link& l, session_event& e) {
        oblige(l, e);
        if (std::holds_alternative<event::request>(e)) {
            // Each submit_sm brings a deliver_sm back.
            CHECK(l.session().request(deliver_sm{}, ++delivered, steady::now()).has_value());
        }
    };
    const auto listener = listen(io, smsc, {.window = 10'000});
    auto config = config_for(listener->port());
    config.session.window = 50;
    net::client client{io, config, esme};

    constexpr std::size_t total = 5000;
    std::size_t sent = 0;
    std::size_t answered = 0;
    std::size_t received = 0;
    const auto fill = [&](net::link& l) {
        while (sent < total && l.session().request(submit_sm{}, sent, steady::now())) {
            ++sent;
        }
        l.flush();
    };
    esme.act = [&](net::link& l, session_event& e) {
        if (const auto* request = std::get_if<event::request>(&e)) {
            ++received;
            l.session().respond(request->pdu.sequence, command_status::rok, deliver_sm_resp{});
        } else if (std::holds_alternative<event::response>(e)) {
            ++answered;
        }
        fill(l);
    };
    client.start();
    CHECK(run_until(io, [&] { return answered == total && received == total; }, 30s));
    REQUIRE(client.bound_link() != nullptr);
    CHECK(client.bound_link()->peer() == "127.0.0.1:" + std::to_string(listener->port()));
    CHECK(run_until(io, [&] { return smsc.count("response") == total; }));
    CHECK(esme.batches < total);

    client.stop();
    CHECK(run_until(io, [&] { return esme.has("closed") && smsc.has("closed"); }));
    CHECK(esme.lines.back() == "closed unbound ROK");
    CHECK(smsc.lines.back() == "closed peer_unbound ROK");
    CHECK(client.binds() == 1);
    CHECK(client.losses() == 0);
    CHECK(client.bound_link() == nullptr);
}

TEST_CASE("a lost link is bound again, a refused one too") {
    boost::asio::io_context io{1};
    noting_handler smsc;
    noting_handler esme;
    int binds = 0;
    smsc.act = [&](net::link& l, session_event& e) {
        if (!std::holds_alternative<event::bind_request>(e)) {
            return;
        }
        switch (++binds) {
        case 1: l.close(); break; // before the answer
        case 2: l.session().refuse_bind(command_status::rsyserr, steady::now()); break;
        case 3:
            l.session().accept_bind("SMSC", steady::now());
            l.flush();
            break;
        default: l.session().accept_bind("SMSC", steady::now());
        }
    };
    const auto listener = listen(io, smsc);
    net::client client{io, config_for(listener->port()), esme};
    esme.act = [&](net::link& l, session_event& e) {
        if (std::holds_alternative<event::bound>(e) && client.binds() == 1) {
            l.close();
        }
    };
    client.start();
    CHECK(run_until(io, [&] { return client.binds() == 2; }));
    CHECK(esme.lines == support::lines{"closed connection_lost ROK", "closed bind_refused RSYSERR",
                                       "bound 3 version 52", "closed connection_lost ROK",
                                       "bound 3 version 52"});
    CHECK(client.losses() == 3);
}

TEST_CASE("a listener that comes later is found") {
    boost::asio::io_context io{1};
    noting_handler smsc;
    smsc.act = support::obliging_smsc();
    noting_handler esme;
    std::uint16_t port = 0;
    {
        const auto reserved = listen(io, smsc);
        port = reserved->port();
    }
    net::client client{io, config_for(port), esme};
    client.start();
    CHECK(run_until(io, [&] { return client.losses() >= 3; }));
    CHECK(esme.unreachable.size() == client.losses());
    CHECK(esme.lines.empty());
    const auto listener = net::listener::open(io, {.port = port}, smsc);
    REQUIRE(listener.has_value());
    CHECK(run_until(io, [&] { return client.binds() == 1; }));
    const auto again = net::listener::open(io, {.port = port}, smsc);
    CHECK_FALSE(again.has_value());
    CHECK_FALSE(net::listener::open(io, {.host = "no such address"}, smsc).has_value());
}

TEST_CASE("bound already, wrong name, wrong password: the next bind waits") {
    auto status = command_status::rok;
    SUBCASE("RALYBND") {
        status = command_status::ralybnd;
    }
    SUBCASE("RINVPASWD") {
        status = command_status::rinvpaswd;
    }
    SUBCASE("RINVSYSID") {
        status = command_status::rinvsysid;
    }
    boost::asio::io_context io{1};
    noting_handler smsc;
    noting_handler esme;
    steady::time_point refused;
    steady::time_point accepted;
    smsc.act = [&](net::link& l, session_event& e) {
        if (std::holds_alternative<event::bind_request>(e)) {
            if (smsc.count("bind_request") == 1) {
                refused = steady::now();
                l.session().refuse_bind(status, refused);
            } else {
                accepted = steady::now();
                l.session().accept_bind("SMSC", accepted);
            }
        }
    };
    const auto listener = listen(io, smsc);
    auto config = config_for(listener->port());
    CHECK(config.reactions.of(status).wait >= 5s);
    config.reactions.set(status, {.wait = 300ms});
    net::client client{io, config, esme};
    client.start();
    CHECK(run_until(io, [&] { return client.binds() == 1; }));
    CHECK(accepted - refused >= 300ms);
}

TEST_CASE("more links than allowed are closed at once; places come free again") {
    boost::asio::io_context io{1};
    noting_handler smsc;
    smsc.act = support::obliging_smsc();
    noting_handler esme;
    const auto listener = listen(io, smsc, {}, 2);
    net::client first{io, config_for(listener->port()), esme};
    net::client second{io, config_for(listener->port()), esme};
    net::client third{io, config_for(listener->port()), esme};
    first.start();
    second.start();
    CHECK(run_until(io, [&] { return first.binds() + second.binds() == 2; }));
    third.start();
    CHECK(run_until(io, [&] { return third.losses() >= 2; }));
    CHECK(third.binds() == 0);
    first.stop();
    CHECK(run_until(io, [&] { return third.binds() == 1; }));
}
