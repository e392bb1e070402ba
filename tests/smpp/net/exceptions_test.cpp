// Owners whose callbacks throw: that link ends, its owner is told so, and all else goes on.
#include "pool_support.hpp"
#include "server_support.hpp"
#include <stdexcept>

using namespace smpp;
using namespace std::chrono_literals;
using support::noting_handler;
using steady = std::chrono::steady_clock;

namespace {

struct fault : std::runtime_error {
    fault()
        : std::runtime_error{"the owner's own"} {}
};

/// Runs the loop on after each exception, and counts them.
struct loop {
    boost::asio::io_context& io;
    int caught = 0;
    bool until(const std::function<bool()>& done) {
        for (;;) {
            try {
                return support::run_until(io, done);
            } catch (const fault&) {
                ++caught;
            }
        }
    }
};

/// Throws where a test says, in on_event() by the beginning of the event's line, or at the end of
/// the batch in which such an event came.
struct throwing : noting_handler {
    std::string at;
    int times = 1;
    bool in_batch_end = false;
    bool due = false;

    void on_event(net::link& l, session_event& e) override {
        noting_handler::on_event(l, e);
        if (times > 0 && support::line_of(e).starts_with(at)) {
            if (in_batch_end) {
                due = true;
            } else {
                --times;
                throw fault{};
            }
        }
    }
    void on_batch_end(net::link& l) override {
        noting_handler::on_batch_end(l);
        if (std::exchange(due, false)) {
            --times;
            throw fault{};
        }
    }
    void on_unreachable(std::string_view reason) override {
        noting_handler::on_unreachable(reason);
        if (at == "unreachable" && times > 0) {
            --times;
            throw fault{};
        }
    }
};

struct moment {
    const char* name;
    std::string event;
    bool in_batch_end = false;
};

} // namespace

TEST_CASE("a server gives the account's place back, wherever its owner throws") {
    const moment moments[] = {
        {"at the bind", "bound"},
        {"at a request", "request"},
        {"at the end of a batch", "request", true},
        {"at the end of the link", "closed"},
        {"at the end of the last batch", "closed", true},
    };
    for (const auto& m : moments) {
        CAPTURE(m.name);
        struct thrower : server_test::owner {
            const moment* at = nullptr;
            bool due = false;
            int left = 3;
            void on_event(net::link& l, session_event& e) override {
                owner::on_event(l, e);
                if (left > 0 && support::line_of(e).starts_with(at->event)) {
                    (at->in_batch_end ? due : throws()) = true;
                }
            }
            void on_batch_end(net::link&) override {
                if (std::exchange(due, false)) {
                    throws();
                }
            }
            bool& throws() {
                --left;
                throw fault{};
            }
        } owner;
        owner.at = &m;
        boost::asio::io_context io{1};
        loop l{io};
        net::server_config config;
        config.access.accounts = {server_test::make_account("a")};
        config.access.accounts[0].max_binds = 3;
        const auto server = net::server::open(io, config, owner).value();
        std::vector<std::unique_ptr<server_test::raw_peer>> peers;
        const auto come = [&] {
            auto& peer =
                *peers.emplace_back(std::make_unique<server_test::raw_peer>(io, server->port()));
            peer.send(server_test::bind_pdu("a"));
            CHECK(l.until([&] { return !peer.pdus().empty() || peer.ended(); }));
            peer.send({.sequence = 2, .body = submit_sm{}});
            if (m.event == "closed") {
                peer.close();
            }
        };
        for (int i = 0; i < 3; ++i) {
            come();
        }
        CHECK(l.until([&] { return owner.left == 0 && server->bound_links() == 0; }));
        CHECK(l.caught == 3);
        CHECK(std::ranges::count(owner.lines, "closed connection_lost ROK") == 3);
        CHECK(owner.bound.empty());
        // There is room for three again, and what they send is answered.
        peers.clear();
        for (int i = 0; i < 3; ++i) {
            auto& peer =
                *peers.emplace_back(std::make_unique<server_test::raw_peer>(io, server->port()));
            peer.send(server_test::bind_pdu("a"));
            CHECK(l.until([&] { return peer.pdus().size() == 1; }));
            peer.send({.sequence = 2, .body = submit_sm{}});
            CHECK(l.until([&] { return peer.pdus().size() == 2; }));
        }
        CHECK(server->bound_links() == 3);
        CHECK(l.caught == 3);
    }
}

TEST_CASE("a client binds again, wherever its owner throws") {
    const moment moments[] = {
        {"at the bind", "bound"},
        {"at an answer", "response"},
        {"at the end of a batch", "response", true},
        {"at a time-out, which a tick tells", "timeout"},
        {"at the end of the link", "closed"},
        {"at the end of the last batch", "closed", true},
    };
    for (const auto& m : moments) {
        CAPTURE(m.name);
        boost::asio::io_context io{1};
        loop l{io};
        noting_handler smsc;
        smsc.act = [&, oblige = support::obliging_smsc()](net::link& from, session_event& e) {
            if (std::holds_alternative<event::request>(e) && m.event == "timeout") {
                return;
            }
            oblige(from, e);
            if (std::holds_alternative<event::request>(e) && m.event == "closed" &&
                smsc.count("bound") == 1) {
                from.close();
            }
        };
        const auto listener = net::listener::open(io, {}, smsc).value();
        throwing esme;
        esme.at = m.event;
        esme.in_batch_end = m.in_batch_end;
        esme.act = [](net::link& to, session_event& e) {
            if (std::holds_alternative<event::bound>(e)) {
                static_cast<void>(to.session().request(submit_sm{}, 1, steady::now()));
            }
        };
        net::client_config config;
        config.hosts = {{"127.0.0.1", std::to_string(listener->port())}};
        config.bind.system_id = "utility";
        config.session.response = 200ms;
        config.reconnect_min = 1ms;
        config.reconnect_max = 5ms;
        net::client client{io, config, esme};
        client.start();
        CHECK(l.until([&] { return client.binds() == 2 && client.bound_link() != nullptr; }));
        CHECK(l.caught == 1);
        CHECK(client.losses() == 1);
        CHECK(esme.count("closed connection_lost") == 1);
        client.stop();
        CHECK(l.until([&] { return esme.has("closed unbound"); }));
        CHECK(l.until([&] { return listener->links() == 0; }));
    }
}

TEST_CASE(
    "what came with the event at which the owner threw is told all the same, and then closed") {
    boost::asio::io_context io{1};
    loop l{io};
    throwing smsc;
    smsc.at = "request";
    smsc.times = 2;
    smsc.act = [](net::link& from, session_event& e) {
        if (std::holds_alternative<event::bind_request>(e)) {
            from.session().accept_bind("SMSC", steady::now());
        }
    };
    const auto listener = net::listener::open(io, {}, smsc).value();
    server_test::raw_peer peer{io, listener->port()};
    peer.send(server_test::bind_pdu("a"));
    CHECK(l.until([&] { return !peer.pdus().empty(); }));
    std::string octets;
    for (std::uint32_t i = 2; i < 5; ++i) {
        octets += support::smpp_script::octets({.sequence = i, .body = submit_sm{}});
    }
    peer.send(octets);
    CHECK(l.until([&] { return smsc.has("closed") && listener->links() == 0; }));
    CHECK(l.caught == 2);
    CHECK(smsc.count("request") == 3);
    CHECK(smsc.lines.back() == "closed connection_lost ROK");
    CHECK(peer.ended());
}

TEST_CASE("a pool has all its binds again after its owner threw") {
    pool_test::place p;
    loop l{p.io};
    throwing esme;
    esme.at = "bound";
    esme.times = 3;
    net::pool pool{p.io, p.config(2), esme};
    pool.start();
    CHECK(l.until([&] { return esme.times == 0 && pool.bound_links() == 2; }));
    CHECK(l.caught == 3);
    CHECK(pool.losses() == 3);
    CHECK(l.until([&] { return p.peer.binds.size() == 2; }));
}

TEST_CASE("a client goes on trying after on_unreachable() or pace threw") {
    boost::asio::io_context io{1};
    loop l{io};
    noting_handler smsc;
    smsc.act = support::obliging_smsc();
    auto listener = net::listener::open(io, {}, smsc).value();
    net::client_config config;
    config.hosts = {{"127.0.0.1", std::to_string(listener->port())}};
    config.bind.system_id = "utility";
    config.reconnect_min = 1ms;
    config.reconnect_max = 5ms;
    throwing esme;
    SUBCASE("on_unreachable()") {
        esme.at = "unreachable";
        config.hosts.insert(config.hosts.begin(), {"localhost", "1"}); // several addresses, maybe
    }
    SUBCASE("pace") {
        esme.at = "nowhere";
        config.pace = [&] {
            if (esme.times > 0) {
                --esme.times;
                throw fault{};
            }
            return 0ms;
        };
    }
    net::client client{io, config, esme};
    client.start();
    CHECK(l.until([&] { return client.bound_link() != nullptr; }));
    CHECK(l.caught == 1);
}

TEST_CASE("a listener goes on accepting, whichever question or message its owner throws at") {
    struct door : net::server_handler {
        int left = 2;
        void throw_twice() {
            if (left > 0) {
                --left;
                throw fault{};
            }
        }
        std::string at;
        void on_open(net::link&, const boost::asio::ip::address&) override {
            if (at == "on_open") {
                throw_twice();
            }
        }
        void on_event(net::link& l, session_event& e) override {
            if (std::holds_alternative<event::bind_request>(e)) {
                l.session().accept_bind("SMSC", steady::now());
            }
        }
        void on_turned_away(std::string_view, std::string_view) override {
            if (at == "on_turned_away") {
                throw_twice();
            }
        }
    };
    for (const std::string at : {"on_open", "on_turned_away", "admit", "trusts_proxy"}) {
        CAPTURE(at);
        boost::asio::io_context io{1};
        loop l{io};
        door owner;
        owner.at = at;
        net::listener_config config;
        config.proxy_protocol = at == "trusts_proxy";
        config.trusts_proxy = [&](const auto&) {
            owner.throw_twice();
            return true;
        };
        config.admit = [&](const auto&) {
            if (at == "admit") {
                owner.throw_twice();
            }
            return at != "on_turned_away" || owner.left == 0;
        };
        const auto listener = net::listener::open(io, config, owner).value();
        for (int i = 0; i < 2; ++i) {
            server_test::raw_peer stranger{io, listener->port()};
            CHECK(l.until([&] { return stranger.ended(); }));
        }
        CHECK(l.caught == 2);
        CHECK(listener->handshaking() == 0);
        CHECK(listener->links() == 0);
        server_test::raw_peer peer{io, listener->port()};
        peer.send((config.proxy_protocol ? "PROXY UNKNOWN\r\n" : "") +
                  support::smpp_script::octets(server_test::bind_pdu("a")));
        CHECK(l.until([&] { return !peer.pdus().empty(); }));
    }
}

TEST_CASE("a server whose on_refused() throws goes on accepting and forgets who was refused") {
    struct : server_test::owner {
        void on_refused(const std::string&, const std::string&, refusal) override { throw fault{}; }
    } owner;
    boost::asio::io_context io{1};
    loop l{io};
    net::server_config config;
    config.access.accounts = {server_test::make_account("a")};
    config.access.max_unbound = 1;
    const auto server = net::server::open(io, config, owner).value();
    server_test::raw_peer first{io, server->port()};
    CHECK(l.until([&] { return server->unbound_links() == 1; }));
    {
        server_test::raw_peer turned_away{io, server->port()};
        CHECK(l.until([&] { return turned_away.ended(); }));
    }
    first.send(server_test::bind_pdu("a", "wrong"));
    CHECK(l.until([&] { return first.ended() && server->unbound_links() == 0; }));
    CHECK(l.caught == 2);
    server_test::raw_peer peer{io, server->port()};
    peer.send(server_test::bind_pdu("a"));
    CHECK(l.until([&] { return server->bound_links() == 1; }));
}
