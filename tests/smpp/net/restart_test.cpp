// A client that is stopped and started again before its old link is closed.
#include "smpp/net/client.hpp"
#include "smpp/net/listener.hpp"
#include "support/doctest_lines.hpp"
#include "support/smpp_net.hpp"
#include <array>
#include <boost/asio/write.hpp>
#include <optional>

using namespace smpp;
using namespace std::chrono_literals;
using boost::asio::ip::tcp;
using support::noting_handler;
using support::run_until;
using support::smpp_script;
using steady = std::chrono::steady_clock;

namespace {

struct stage {
    explicit stage(bool answers = true) {
        smsc.act = [this, answers](net::link& l, session_event& e) {
            if (!std::holds_alternative<event::bind_request>(e)) {
                return;
            }
            ++asked;
            if (answers || asked > 1) {
                l.session().accept_bind("SMSC", steady::now());
            }
        };
        net::client_config c;
        c.hosts = {{"127.0.0.1", std::to_string(listener->port())}};
        c.bind.system_id = "utility";
        c.reconnect_min = 1ms;
        c.reconnect_max = 5ms;
        client.emplace(io, c, esme);
        client->start();
        REQUIRE(run_until(io, [&] { return asked == 1 && (!answers || client->binds() == 1); }));
    }
    /// As long as many waits between two tries.
    void wait() {
        const auto until = steady::now() + 100ms;
        CHECK(run_until(io, [&] { return steady::now() >= until; }));
    }

    boost::asio::io_context io{1};
    noting_handler smsc;
    noting_handler esme;
    std::unique_ptr<net::listener> listener = net::listener::open(io, {}, smsc).value();
    std::optional<net::client> client;
    int asked = 0; ///< binds
};

} // namespace

TEST_CASE("start() after stop(), before `closed`: one new bind after it, and no loss") {
    for (const bool bound : {true, false}) {
        CAPTURE(bound);
        stage s{bound};
        s.client->stop();
        s.client->start();
        const std::size_t binds = bound ? 2 : 1;
        CHECK(run_until(s.io, [&] { return s.client->binds() == binds; }));
        s.wait();
        CHECK(s.asked == 2);
        CHECK(s.client->binds() == binds);
        CHECK(s.client->losses() == 0);
        CHECK(s.client->bound_link() != nullptr);
        CHECK(s.esme.count("closed") == 1);
        if (bound) {
            CHECK(s.esme.lines.at(1) == "closed unbound ROK"); // before the new bind
        }
    }
}

TEST_CASE("the old link is unbound before the new one binds") {
    stage s;
    bool both = false;
    const auto note = s.smsc.act;
    s.smsc.act = [&](net::link& l, session_event& e) {
        if (std::holds_alternative<event::bind_request>(e)) {
            both = !s.smsc.has("closed peer_unbound");
        }
        note(l, e);
    };
    s.client->stop();
    s.client->start();
    CHECK(run_until(s.io, [&] { return s.client->binds() == 2; }));
    CHECK_FALSE(both);
}

TEST_CASE("stop(), start(), stop() before `closed`: it stays stopped, and no loss") {
    stage s;
    s.client->stop();
    s.client->start();
    s.client->stop();
    CHECK(run_until(s.io, [&] { return s.esme.has("closed"); }));
    s.wait();
    CHECK(s.asked == 1);
    CHECK(s.client->losses() == 0);
    s.client->start();
    CHECK(run_until(s.io, [&] { return s.client->binds() == 2; }));
}

TEST_CASE("start() from within the `closed` that stop() brought: one new bind") {
    stage s;
    s.esme.act = [&](net::link&, session_event& e) {
        if (std::holds_alternative<event::closed>(e)) {
            s.client->start();
        }
    };
    s.client->stop();
    CHECK(run_until(s.io, [&] { return s.client->binds() == 2; }));
    s.wait();
    CHECK(s.asked == 2);
    CHECK(s.client->losses() == 0);
}

TEST_CASE("stop() and start() from within a `closed` that is a loss: one loss, one new bind") {
    stage s;
    s.esme.act = [&](net::link&, session_event& e) {
        if (std::holds_alternative<event::closed>(e)) {
            s.client->stop();
            s.client->start();
        }
    };
    s.client->bound_link()->close();
    CHECK(run_until(s.io, [&] { return s.client->binds() == 2; }));
    s.wait();
    CHECK(s.asked == 2);
    CHECK(s.client->losses() == 1);
    // The next stop() is one like any other.
    s.esme.act = {};
    s.client->stop();
    CHECK(run_until(s.io, [&] { return s.esme.count("closed") == 2; }));
    s.wait();
    CHECK(s.asked == 2);
    CHECK(s.client->losses() == 1);
}

TEST_CASE("stop() from within `closed` does not cut off the answer to the peer's unbind") {
    boost::asio::io_context io{1};
    tcp::acceptor acceptor{io, {boost::asio::ip::address_v4::loopback(), 0}};
    noting_handler esme;
    net::client_config c;
    c.hosts = {{"127.0.0.1", std::to_string(acceptor.local_endpoint().port())}};
    net::client client{io, c, esme};
    esme.act = [&](net::link&, session_event& e) {
        if (std::holds_alternative<event::closed>(e)) {
            client.stop();
        }
    };
    tcp::socket peer{io};
    bool accepted = false;
    acceptor.async_accept(peer, [&](const boost::system::error_code& ec) { accepted = !ec; });
    client.start();
    REQUIRE(run_until(io, [&] { return accepted; }));
    peer.non_blocking(true);
    std::string got;
    bool end = false;
    const auto read = [&] {
        std::array<char, 256> buffer{};
        boost::system::error_code ec;
        got.append(buffer.data(), peer.read_some(boost::asio::buffer(buffer), ec));
        end = ec == boost::asio::error::eof || ec == boost::asio::error::connection_reset;
        return got.size();
    };
    REQUIRE(run_until(io, [&] { return read() >= header_size; }));
    got.clear();
    boost::asio::write(
        peer,
        boost::asio::buffer(smpp_script::octets({.sequence = 1, .body = bind_transceiver_resp{}}) +
                            smpp_script::octets({.sequence = 7, .body = unbind{}})));
    CHECK(run_until(io, [&] {
        read();
        return end;
    }));
    REQUIRE(got.size() == header_size);
    CHECK(describe(decode(got).value()) == "unbind_resp seq=7 ROK");
    CHECK(esme.has("closed peer_unbound"));
}
