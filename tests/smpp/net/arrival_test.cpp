// What comes before a link: PROXY headers, admission, places.
#include "smpp/net/client.hpp"
#include "smpp/net/listener.hpp"
#include "support/certificates.hpp"
#include "support/doctest_lines.hpp"
#include "support/raw_peer.hpp"
#include "support/smpp_net.hpp"
#include "support/temporary_folder.hpp"

using namespace smpp;
using namespace std::chrono_literals;
using namespace std::string_literals;
using support::noting_handler;
using support::raw_peer;
using support::run_until;

namespace {

const std::string v1 = "PROXY TCP4 192.0.2.1 192.0.2.2 40000 2775\r\n";
const std::string v2_ipv6 = "\r\n\r\n\0\r\nQUIT\n\x21\x21\x00\x2A\x20\x01\x0D\xB8"s +
                            std::string(11, '\0') + "\x01"s + std::string(15, '\0') +
                            "\x01\x00\x07\x0A\xD7\x03\x00\x03tlv"s;
const std::string v2_local = "\r\n\r\n\0\r\nQUIT\n\x20\x00\x00\x00"s;

struct door : noting_handler {
    std::vector<std::string> opened;
    void on_open(net::link& l, const boost::asio::ip::address& from) override {
        opened.push_back(from.to_string() + " " + l.peer());
    }
};

struct stage {
    explicit stage(net::listener_config c) {
        c.admit = [this](const boost::asio::ip::address& a) {
            asked.push_back(a.to_string());
            return a.to_string() != "192.0.2.66";
        };
        c.proxy_protocol = true;
        smsc.act = support::obliging_smsc();
        auto l = net::listener::open(io, c, smsc);
        REQUIRE_MESSAGE(l.has_value(), l.error());
        listener = std::move(*l);
    }
    boost::asio::io_context io{1};
    door smsc;
    std::vector<std::string> asked;
    std::unique_ptr<net::listener> listener;
};

std::string bind_octets() {
    return support::smpp_script::octets({.sequence = 1, .body = bind_transceiver{}});
}

} // namespace

TEST_CASE("a PROXY header names the peer, and what comes with it or after it is SMPP") {
    stage s{{}};
    const auto binds = [&](const std::string& octets, std::size_t piece) {
        raw_peer p{s.io, s.listener->port()};
        const auto before = s.smsc.count("bound");
        for (std::size_t at = 0; at < octets.size(); at += piece) {
            p.write(octets.substr(at, piece));
            s.io.run_one_for(1ms);
        }
        CHECK(run_until(s.io, [&] { return s.smsc.count("bound") > before; }));
    };
    binds(v1 + bind_octets(), 1000);
    CHECK(s.smsc.opened.back() == "192.0.2.1 192.0.2.1:40000");
    binds(v1 + bind_octets(), 1);
    CHECK(s.smsc.opened.back() == "192.0.2.1 192.0.2.1:40000");
    binds(v2_ipv6 + bind_octets(), 1000);
    CHECK(s.smsc.opened.back() == "2001:db8::1 [2001:db8::1]:7");
    binds(v2_ipv6 + bind_octets(), 3);
    CHECK(s.smsc.opened.back() == "2001:db8::1 [2001:db8::1]:7");
    binds(v2_local + bind_octets(), 1000);
    CHECK(s.smsc.opened.back().starts_with("127.0.0.1 127.0.0.1:"));
    CHECK(s.asked ==
          support::lines{"192.0.2.1", "192.0.2.1", "2001:db8::1", "2001:db8::1", "127.0.0.1"});
}

TEST_CASE(
    "without a PROXY header, with a bad one, or from whom is not admitted: closed without a word") {
    stage s{{.handshake_timeout = 200ms}};
    std::string octets;
    std::string reason = "no PROXY header";
    SUBCASE("SMPP at once") {
        octets = bind_octets();
    }
    SUBCASE("HTTP") {
        octets = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
    }
    SUBCASE("not admitted") {
        octets = "PROXY TCP4 192.0.2.66 192.0.2.2 40000 2775\r\n" + bind_octets();
        reason = "not admitted";
    }
    SUBCASE("half a header") {
        octets = v1.substr(0, 20);
        reason = "no PROXY header in time";
    }
    SUBCASE("nothing") {
        reason = "no PROXY header in time";
    }
    raw_peer p{s.io, s.listener->port()};
    p.write(octets);
    CHECK(run_until(s.io, [&] { return p.ended; }));
    CHECK(p.got.empty());
    CHECK(s.smsc.turned_away == support::lines{reason});
    CHECK(s.smsc.opened.empty());
    CHECK(s.listener->handshaking() == 0);
}

TEST_CASE("a peer that leaves within its PROXY header leaves nothing behind") {
    stage s{{}};
    {
        raw_peer p{s.io, s.listener->port()};
        p.write(v1.substr(0, 10));
        CHECK(run_until(s.io, [&] { return s.listener->handshaking() == 1; }));
    }
    CHECK(run_until(s.io, [&] { return s.listener->handshaking() == 0; }));
    CHECK(s.smsc.turned_away == support::lines{"closed before its PROXY header"});
}

TEST_CASE("stop() ends those who shake hands, and calls nobody for them") {
    stage s{{}};
    raw_peer p{s.io, s.listener->port()};
    CHECK(run_until(s.io, [&] { return s.listener->handshaking() == 1; }));
    s.listener->stop();
    CHECK(s.listener->handshaking() == 0);
    CHECK(run_until(s.io, [&] { return p.ended; }));
    CHECK(s.smsc.turned_away.empty());
}

TEST_CASE("a PROXY header before TLS") {
    const yeelen::test::temporary_folder folder;
    support::authority ca{folder.path(), "ca"};
    const auto own = ca.issue("server", {"smsc", "IP:127.0.0.1"});
    stage s{{.tls = {true, own.certificate, own.key, {}}}};
    // A proxy of a few lines: says the header, then hands on what comes, either way.
    boost::asio::ip::tcp::acceptor front{s.io, {boost::asio::ip::address_v4::loopback(), 0}};
    support::relay between{front, s.listener->port(), v1};
    noting_handler esme;
    net::client_config config;
    config.hosts = {{"127.0.0.1", std::to_string(front.local_endpoint().port())}};
    config.tls.enabled = true;
    config.tls.ca_file = ca.file();
    net::client client{s.io, config, esme};
    client.start();
    CHECK(run_until(s.io, [&] { return client.binds() == 1; }));
    CHECK(s.smsc.opened == support::lines{"192.0.2.1 192.0.2.1:40000"});
}

TEST_CASE("a link that its handler closes as it opens is gone, and gives its closed event") {
    boost::asio::io_context io{1};
    struct : noting_handler {
        bool forget = false;
        void on_open(net::link& l, const boost::asio::ip::address&) override {
            forget ? l.abandon() : l.close();
        }
    } smsc;
    std::size_t expected = 1;
    SUBCASE("close") {}
    SUBCASE("abandon") {
        smsc.forget = true;
        expected = 0;
    }
    const auto listener = net::listener::open(io, {}, smsc).value();
    raw_peer p{io, listener->port()};
    CHECK(run_until(io, [&] { return p.ended && listener->links() == 0; }));
    CHECK(smsc.count("closed") == expected);
}
