// Clients with several hosts, with hosts that refuse, and ESMEs that wait for an outbind.
#include "smpp/net/client.hpp"
#include "smpp/net/listener.hpp"
#include "support/doctest_lines.hpp"
#include "support/smpp_net.hpp"

using namespace smpp;
using namespace std::chrono_literals;
using boost::asio::ip::tcp;
using support::noting_handler;
using support::run_until;
using steady = std::chrono::steady_clock;

namespace {

net::client_config config_for(std::vector<std::uint16_t> ports) {
    net::client_config c;
    for (const auto port : ports) {
        c.hosts.push_back({"127.0.0.1", std::to_string(port)});
    }
    c.bind.system_id = "utility";
    c.reconnect_min = 5ms;
    c.reconnect_max = 20ms;
    c.settled_after = 50ms;
    return c;
}

/// A port that nobody listens on.
std::uint16_t closed_port(boost::asio::io_context& io) {
    const tcp::acceptor a{io, tcp::endpoint{boost::asio::ip::address_v4::loopback(), 0}};
    return a.local_endpoint().port();
}

/// An SMSC that refuses all with `status`, or takes all.
struct host {
    host(boost::asio::io_context& io, command_status status) {
        smsc.act = [status](net::link& l, session_event& e) {
            if (!std::holds_alternative<event::bind_request>(e)) {
                return;
            }
            if (status == command_status::rok) {
                l.session().accept_bind("SMSC", steady::now());
            } else {
                l.session().refuse_bind(status, steady::now());
            }
        };
        listener = net::listener::open(io, {}, smsc).value();
    }
    std::uint16_t port() const { return listener->port(); }
    noting_handler smsc;
    std::unique_ptr<net::listener> listener;
};

} // namespace

TEST_CASE("checklist: reconnect: a host that is down costs no wait, the next is tried at once") {
    boost::asio::io_context io{1};
    host good{io, command_status::rok};
    noting_handler esme;
    auto config = config_for({closed_port(io), closed_port(io), good.port()});
    config.reconnect_min = 1h;
    config.reconnect_max = 1h;
    net::client client{io, config, esme};
    client.start();
    CHECK(run_until(io, [&] { return client.binds() == 1; }));
    CHECK(client.losses() == 2);
    REQUIRE(esme.unreachable.size() == 2);
    CHECK(esme.unreachable[1] == "127.0.0.1:" + config.hosts[1].port + ": Connection refused");
    CHECK(client.bound_link()->peer() == "127.0.0.1:" + std::to_string(good.port()));
}

TEST_CASE("a name is looked up and told of with its address") {
    boost::asio::io_context io{1};
    host good{io, command_status::rok};
    noting_handler esme;
    auto config = config_for({closed_port(io)});
    config.hosts[0].host = "localhost";
    config.hosts.push_back({"no-such-host.invalid", "2775"});
    config.hosts.push_back({"localhost", std::to_string(good.port())});
    net::client client{io, config, esme};
    client.start();
    CHECK(run_until(io, [&] { return client.binds() >= 1; }));
    CHECK(esme.unreachable.at(0).starts_with("localhost ("));
    CHECK(esme.unreachable.at(0).ends_with("): Connection refused"));
    CHECK(std::ranges::any_of(esme.unreachable, [](const auto& r) {
        return r.starts_with("no-such-host.invalid:2775: ");
    }));
}

TEST_CASE("after a bind that held the first host is first again") {
    boost::asio::io_context io{1};
    const auto first_port = closed_port(io);
    host second{io, command_status::rok};
    noting_handler esme;
    net::client client{io, config_for({first_port, second.port()}), esme};
    client.start();
    CHECK(run_until(io, [&] { return client.binds() == 1; }));
    const auto until = steady::now() + 60ms;
    CHECK(run_until(io, [&] { return steady::now() >= until; }));
    noting_handler smsc;
    smsc.act = support::obliging_smsc();
    const auto first = net::listener::open(io, {.port = first_port}, smsc);
    REQUIRE(first.has_value());
    client.bound_link()->close();
    CHECK(run_until(io, [&] { return client.binds() == 2; }));
    CHECK(client.bound_link()->peer() == "127.0.0.1:" + std::to_string(first_port));
}

TEST_CASE("a refusal that another host may see otherwise goes there") {
    boost::asio::io_context io{1};
    host busy{io, command_status::rbindfail};
    host good{io, command_status::rok};
    noting_handler esme;
    auto config = config_for({busy.port(), good.port()});
    config.reconnect_min = 1h;
    config.reconnect_max = 1h;
    net::client client{io, config, esme};
    client.start();
    CHECK(run_until(io, [&] { return client.binds() == 1; }));
    CHECK(busy.smsc.count("bind_request") == 1);
}

TEST_CASE("checklist: reconnect: give_up ends the attempts until start()") {
    boost::asio::io_context io{1};
    host strict{io, command_status::rinvpaswd};
    noting_handler esme;
    auto config = config_for({strict.port()});
    config.reactions.set(command_status::rinvpaswd, {.give_up = true});
    net::client client{io, config, esme};
    bool told = false;
    esme.act = [&](net::link&, session_event& e) {
        told = told || (std::holds_alternative<event::closed>(e) && !client.trying());
    };
    CHECK(client.trying());
    client.start();
    CHECK(run_until(io, [&] { return esme.has("closed bind_refused RINVPASWD"); }));
    CHECK(told);
    const auto until = steady::now() + 100ms;
    CHECK(run_until(io, [&] { return steady::now() >= until; }));
    CHECK(strict.smsc.count("bind_request") == 1);
    strict.smsc.act = support::obliging_smsc();
    client.start();
    CHECK(client.trying());
    CHECK(run_until(io, [&] { return client.binds() == 1; }));
}

TEST_CASE("start() from within the closed event that gave up tries again") {
    boost::asio::io_context io{1};
    host strict{io, command_status::rinvpaswd};
    noting_handler esme;
    auto config = config_for({strict.port()});
    config.reactions.set(command_status::rinvpaswd, {.give_up = true});
    net::client client{io, config, esme};
    esme.act = [&](net::link&, session_event& e) {
        if (std::holds_alternative<event::closed>(e)) {
            client.start();
        }
    };
    client.start();
    CHECK(run_until(io, [&] { return strict.smsc.count("bind_request") >= 3; }));
}

TEST_CASE(
    "a bind that the wire does not carry is told of, connects nowhere and is not tried again") {
    boost::asio::io_context io{1};
    host good{io, command_status::rok};
    noting_handler esme;
    auto config = config_for({good.port()});
    std::string field;
    SUBCASE("password") {
        config.bind.password = "seventeen octets!";
        config.session.long_passwords = true;
        field = "bind_transceiver.password does not fit the wire: RINVPASWD";
    }
    SUBCASE("password over 8 octets") {
        config.bind.password = "nine octe";
        field = "bind_transceiver.password is over 8 octets, and long_passwords is not set";
    }
    SUBCASE("system_id") {
        config.bind.system_id = "sixteen octets!!";
        field = "bind_transceiver.system_id does not fit the wire: RINVSYSID";
    }
    SUBCASE("no bind at all") {
        config.bind_as = command_id::submit_sm;
        field = "bind_as names no bind";
    }
    net::client client{io, config, esme};
    client.start();
    CHECK(esme.unreachable.empty()); // not from within start()
    CHECK(run_until(io, [&] { return !client.trying(); }));
    CHECK(esme.unreachable == support::lines{field});
    io.restart();
    io.poll();
    CHECK(esme.lines.empty());
    CHECK(good.smsc.lines.empty());
    client.start();
    CHECK(client.trying());
    CHECK(run_until(io, [&] { return esme.unreachable.size() == 2; }));
}

TEST_CASE("checklist: reconnect: an SMSC that binds and hangs up is tried ever less often, unless "
          "the bind held") {
    constexpr auto shortest = 2ms;
    for (const bool held : {false, true}) {
        CAPTURE(held);
        boost::asio::io_context io{1};
        noting_handler smsc;
        smsc.act = [](net::link& l, session_event& e) {
            if (std::holds_alternative<event::bind_request>(e)) {
                l.session().accept_bind("SMSC", steady::now());
            } else if (std::holds_alternative<event::bound>(e)) {
                l.session().unbind(steady::now());
            }
        };
        const auto listener = net::listener::open(io, {}, smsc).value();
        auto config = config_for({listener->port()});
        config.reconnect_min = shortest;
        config.reconnect_max = 50ms;
        config.settled_after = held ? 0s : 1h;
        noting_handler esme;
        net::client client{io, config, esme};
        std::vector<std::chrono::milliseconds> waits;
        esme.act = [&](net::link&, session_event& e) {
            if (std::holds_alternative<event::closed>(e)) {
                waits.push_back(client.planned_wait());
            }
        };
        client.start();
        CHECK(client.planned_wait() == 0ms);
        CHECK(run_until(io, [&] { return waits.size() >= 25; }));
        CHECK(client.binds() >= 25);
        // Drawn evenly below 2, 4, 8, ... 50 ms; or below 2 ms each time.
        CHECK((std::ranges::max(waits) > shortest) == !held);
        CHECK(waits.front() <= shortest);
    }
}

TEST_CASE("an ESME that listens is said outbind to, and binds") {
    boost::asio::io_context io{1};
    noting_handler esme;
    esme.act = [](net::link& l, session_event& e) {
        if (const auto* asked = std::get_if<event::outbind_request>(&e)) {
            CHECK(asked->body.system_id == "SMSC");
            bind_body b;
            b.system_id = "utility";
            l.session().bind(command_id::bind_receiver, b, steady::now());
        } else if (const auto* r = std::get_if<event::request>(&e)) {
            l.session().respond(r->pdu.sequence, command_status::rok, deliver_sm_resp{});
        }
    };
    const auto listener = net::listener::open(io, {.role = role::esme}, esme).value();

    noting_handler smsc;
    smsc.act = [](net::link& l, session_event& e) {
        if (std::holds_alternative<event::bind_request>(e)) {
            l.session().accept_bind("SMSC", steady::now());
            CHECK(l.session().request(deliver_sm{}, 1, steady::now()).has_value());
        }
    };
    tcp::socket socket{io};
    socket.connect({boost::asio::ip::address_v4::loopback(), listener->port()});
    const auto out =
        std::make_shared<net::link>(std::move(socket), session_config{.role = role::smsc}, smsc);
    out->start();
    outbind say;
    say.system_id = "SMSC";
    out->session().outbind(say, steady::now());
    out->flush();
    CHECK(run_until(io, [&] { return smsc.has("response 1"); }));
    CHECK(smsc.has("bind_request bind_receiver utility"));
}

TEST_CASE("who connects to an ESME and says nothing is closed after session_init") {
    boost::asio::io_context io{1};
    noting_handler esme;
    const auto listener =
        net::listener::open(io, {.session = {.session_init = 200ms}, .role = role::esme}, esme)
            .value();
    tcp::socket silent{io};
    silent.connect({boost::asio::ip::address_v4::loopback(), listener->port()});
    CHECK(run_until(io, [&] { return esme.has("closed session_init_timeout"); }));
}
