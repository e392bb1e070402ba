// TLS both ways over loopback: what is good, and what is refused with which words.
#include "smpp/net/client.hpp"
#include "smpp/net/listener.hpp"
#include "support/certificates.hpp"
#include "support/doctest_lines.hpp"
#include "support/smpp_net.hpp"
#include "support/temporary_folder.hpp"
#include <boost/asio/write.hpp>
#include <optional>

using namespace smpp;
using namespace std::chrono_literals;
using boost::asio::ip::tcp;
using support::noting_handler;
using support::run_until;
using steady = std::chrono::steady_clock;

namespace {

/// An authority that both trust, a server with a good certificate, a client that trusts it.
struct stage {
    stage() {
        const auto own = ca.issue("server", {"smsc", "DNS:smsc.example,IP:127.0.0.1"});
        listen.tls = {.enabled = true,
                      .certificate_file = own.certificate,
                      .key_file = own.key,
                      .client_ca_file = {}};
        listen.handshake_timeout = 5s;
        config.tls.enabled = true;
        config.tls.ca_file = ca.file();
        config.bind.system_id = "utility";
        config.reconnect_min = 20ms;
        config.reconnect_max = 50ms;
        smsc.act = support::obliging_smsc();
    }
    void open() {
        auto opened = net::listener::open(io, listen, smsc);
        REQUIRE_MESSAGE(opened.has_value(), opened.error());
        listener = std::move(*opened);
    }
    void start() {
        config.hosts = {{"127.0.0.1", std::to_string(listener->port())}};
        client.emplace(io, config, esme);
        client->start();
    }
    /// What the client is told when it does not come to be bound.
    std::string refusal() {
        open();
        start();
        CHECK(run_until(io, [&] { return !esme.unreachable.empty(); }));
        CHECK(client->binds() == 0);
        const std::string address = "127.0.0.1:" + std::to_string(listener->port()) + ": ";
        const std::string said = esme.unreachable.empty() ? "" : esme.unreachable.front();
        CHECK(said.starts_with(address));
        client.reset();
        return said.substr(std::min(said.size(), address.size()));
    }

    yeelen::test::temporary_folder folder;
    support::authority ca{folder.path(), "ca"};
    boost::asio::io_context io{1};
    noting_handler smsc;
    noting_handler esme;
    net::listener_config listen;
    net::client_config config;
    std::unique_ptr<net::listener> listener;
    std::optional<net::client> client;
};

} // namespace

TEST_CASE("bind, thousands of messages and unbind over TLS") {
    stage s;
    s.open();
    constexpr std::size_t total = 3000;
    std::size_t sent = 0;
    s.esme.act = [&](net::link& l, session_event& e) {
        if (std::holds_alternative<event::bound>(e) || std::holds_alternative<event::response>(e)) {
            submit_sm sm;
            sm.short_message.assign(sent % 200, 'x');
            while (sent < total && l.session().request(sm, sent, steady::now())) {
                ++sent;
            }
            l.flush();
        }
    };
    s.config.session.window = 50;
    s.start();
    CHECK(run_until(s.io, [&] { return s.esme.count("response") == total; }, 30s));
    s.client->stop();
    CHECK(run_until(s.io, [&] { return s.esme.has("closed") && s.smsc.has("closed"); }));
    CHECK(s.esme.lines.back() == "closed unbound ROK");
    CHECK(s.smsc.lines.back() == "closed peer_unbound ROK");
    CHECK(run_until(s.io, [&] { return s.listener->links() == 0; }));
    CHECK(s.smsc.turned_away.empty());
}

TEST_CASE("a body of 64 KiB passes both ways over TLS") {
    stage s;
    s.open();
    std::size_t got = 0;
    s.smsc.act = [&, oblige = support::obliging_smsc()](net::link& l, session_event& e) {
        oblige(l, e);
        if (auto* r = std::get_if<event::request>(&e)) {
            got = std::get<submit_sm>(r->pdu.body).tlvs.find(tag::message_payload)->size();
        }
    };
    s.esme.act = [](net::link& l, session_event& e) {
        if (std::holds_alternative<event::bound>(e)) {
            submit_sm sm;
            sm.tlvs.add(tag::message_payload, std::string(65'000, 'x'));
            CHECK(l.session().request(sm, 1, steady::now()).has_value());
        }
    };
    s.start();
    CHECK(run_until(s.io, [&] { return s.esme.has("response 1"); }));
    CHECK(got == 65'000);
}

TEST_CASE("a server that is not who it should be is not bound to") {
    stage s;
    SUBCASE("wrong name") {
        s.config.tls.server_name = "other.example";
        CHECK(s.refusal() == "certificate verify failed: hostname mismatch");
    }
    SUBCASE("wrong address") {
        const auto own = s.ca.issue("named", {"127.0.0.1", "DNS:smsc.example"});
        s.listen.tls.certificate_file = own.certificate;
        s.listen.tls.key_file = own.key;
        CHECK(s.refusal() == "certificate verify failed: IP address mismatch");
    }
    SUBCASE("expired") {
        const auto own = s.ca.issue("old", {"smsc", "IP:127.0.0.1", -7200, -3600});
        s.listen.tls.certificate_file = own.certificate;
        s.listen.tls.key_file = own.key;
        CHECK(s.refusal() == "certificate verify failed: certificate has expired");
    }
    SUBCASE("not yet valid") {
        const auto own = s.ca.issue("new", {"smsc", "IP:127.0.0.1", 3600, 7200});
        s.listen.tls.certificate_file = own.certificate;
        s.listen.tls.key_file = own.key;
        CHECK(s.refusal() == "certificate verify failed: certificate is not yet valid");
    }
    SUBCASE("unknown authority") {
        const support::authority other{s.folder.path(), "other"};
        s.config.tls.ca_file = other.file();
        CHECK(s.refusal() == "certificate verify failed: unable to get local issuer certificate");
    }
    SUBCASE("plain SMPP there") {
        s.listen.tls.enabled = false;
        CHECK(s.refusal() == "no TLS there: wrong version number");
    }
    // What was refused sent no password.
    CHECK_FALSE(s.smsc.has("bind_request"));
}

TEST_CASE("a wildcard stands for a whole label of a name, not for a part of it") {
    stage s;
    s.config.tls.server_name = "foo.example.net";
    SUBCASE("a whole one") {
        const auto own = s.ca.issue("whole", {"smsc", "DNS:*.example.net"});
        s.listen.tls.certificate_file = own.certificate;
        s.listen.tls.key_file = own.key;
        s.open();
        s.start();
        CHECK(run_until(s.io, [&] { return s.client->binds() == 1; }));
    }
    SUBCASE("a part of one") {
        const auto own = s.ca.issue("partial", {"smsc", "DNS:f*.example.net"});
        s.listen.tls.certificate_file = own.certificate;
        s.listen.tls.key_file = own.key;
        CHECK(s.refusal() == "certificate verify failed: hostname mismatch");
    }
}

TEST_CASE("a name that is asked for is the one that counts; verify off takes any") {
    stage s;
    SUBCASE("server_name") {
        s.config.tls.server_name = "smsc.example";
    }
    SUBCASE("verify off") {
        s.config.tls.server_name = "other.example";
        s.config.tls.verify = false;
    }
    s.open();
    s.start();
    CHECK(run_until(s.io, [&] { return s.client->binds() == 1; }));
}

TEST_CASE("a server with client_ca_file binds those alone who show a certificate of it") {
    stage s;
    support::authority customers{s.folder.path(), "customers"};
    s.listen.tls.client_ca_file = customers.file();
    SUBCASE("good") {
        const auto own = customers.issue("customer", {"utility", ""});
        s.config.tls.certificate_file = own.certificate;
        s.config.tls.key_file = own.key;
        s.open();
        s.start();
        CHECK(run_until(s.io, [&] { return s.client->binds() == 1; }));
    }
    SUBCASE("none") {
        CHECK(s.refusal() == "tlsv13 alert certificate required");
        CHECK(s.smsc.turned_away.at(0) == "peer did not return a certificate");
    }
    SUBCASE("of another authority") {
        const auto own = s.ca.issue("customer", {"utility", ""});
        s.config.tls.certificate_file = own.certificate;
        s.config.tls.key_file = own.key;
        CHECK(s.refusal() == "tlsv1 alert unknown ca");
        CHECK(s.smsc.turned_away.at(0) ==
              "certificate verify failed: self-signed certificate in certificate chain");
    }
    SUBCASE("expired") {
        const auto own = customers.issue("customer", {"utility", "", -7200, -3600});
        s.config.tls.certificate_file = own.certificate;
        s.config.tls.key_file = own.key;
        CHECK(s.refusal() == "sslv3 alert certificate expired");
        CHECK(s.smsc.turned_away.at(0) == "certificate verify failed: certificate has expired");
    }
    CHECK((s.smsc.turned_away.empty() || !s.smsc.has("bind_request")));
}

TEST_CASE("a TLS client and a peer that never shakes hands: connect_timeout") {
    stage s;
    const tcp::acceptor mute{s.io, tcp::endpoint{boost::asio::ip::address_v4::loopback(), 0}};
    s.config.hosts = {{"127.0.0.1", std::to_string(mute.local_endpoint().port())}};
    s.config.connect_timeout = 100ms;
    s.client.emplace(s.io, s.config, s.esme);
    s.client->start();
    CHECK(run_until(s.io, [&] { return s.esme.unreachable.size() >= 2; }));
    CHECK(s.esme.unreachable.at(0).ends_with(": no TLS handshake in time"));
}

TEST_CASE("a TLS port that gets plain SMPP, or nothing, closes it and counts it while it lasts") {
    stage s;
    s.listen.handshake_timeout = 200ms;
    s.listen.max_links = 2;
    s.open();
    tcp::socket plain{s.io};
    tcp::socket silent{s.io};
    tcp::socket third{s.io};
    const tcp::endpoint there{boost::asio::ip::address_v4::loopback(), s.listener->port()};
    silent.connect(there);
    CHECK(run_until(s.io, [&] { return s.listener->handshaking() == 1; }));
    plain.connect(there);
    CHECK(run_until(s.io, [&] { return s.listener->handshaking() == 2; }));
    third.connect(there);
    CHECK(run_until(s.io, [&] { return s.smsc.turned_away.size() == 1; }));
    CHECK(s.smsc.turned_away.at(0) == "too many links");
    boost::asio::write(plain, boost::asio::buffer(support::smpp_script::octets(
                                  {.sequence = 1, .body = bind_transceiver{}})));
    CHECK(run_until(s.io, [&] { return s.listener->handshaking() == 1; }));
    CHECK(s.smsc.turned_away.at(1) == "no TLS there: wrong version number");
    CHECK(run_until(s.io, [&] { return s.listener->handshaking() == 0; }));
    CHECK(s.smsc.turned_away.at(2) == "no TLS handshake in time");
    CHECK(s.smsc.lines.empty());
    s.start();
    CHECK(run_until(s.io, [&] { return s.client->binds() == 1; }));
}

TEST_CASE(
    "reload_certificates: new connections get the new ones, links stay; faults change nothing") {
    stage s;
    s.open();
    s.start();
    CHECK(run_until(s.io, [&] { return s.client->binds() == 1; }));
    // The same file names, another authority.
    support::authority other{s.folder.path(), "other"};
    other.issue("server", {"smsc", "IP:127.0.0.1"});
    REQUIRE(s.listener->reload_certificates().has_value());
    noting_handler second;
    auto config = s.config;
    config.tls.ca_file = other.file();
    net::client newcomer{s.io, config, second};
    newcomer.start();
    CHECK(run_until(s.io, [&] { return newcomer.binds() == 1; }));
    CHECK(s.client->losses() == 0);
    CHECK(s.client->bound_link()->session().request(submit_sm{}, 7, steady::now()).has_value());
    s.client->bound_link()->flush();
    CHECK(run_until(s.io, [&] { return s.esme.has("response 7"); }));

    s.folder.write("server.pem", "no certificate");
    const auto bad = s.listener->reload_certificates();
    REQUIRE_FALSE(bad.has_value());
    CHECK(bad.error().contains("server.pem"));
    noting_handler third;
    net::client again{s.io, config, third};
    again.start();
    CHECK(run_until(s.io, [&] { return again.binds() == 1; }));
}

TEST_CASE("files that cannot be used are named") {
    stage s;
    const auto fault = [](const auto& config) {
        const auto made = net::make_tls_context(config);
        return made ? "" : made.error();
    };
    auto server = s.listen.tls;
    server.certificate_file = s.folder / "none.pem";
    CHECK(fault(server) ==
          "certificate_file " + server.certificate_file + ": No such file or directory");
    server = s.listen.tls;
    server.key_file = s.ca.issue("else", {"else", ""}).key;
    CHECK(fault(server) == "key_file " + server.key_file + ": key values mismatch");
    server = s.listen.tls;
    server.client_ca_file = s.folder.write("empty.pem", "");
    CHECK(fault(server).starts_with("client_ca_file " + server.client_ca_file + ": "));
    auto client = s.config.tls;
    client.ca_file = s.folder / "none.pem";
    CHECK(fault(client) == "ca_file " + client.ca_file + ": No such file or directory");
    client = s.config.tls;
    client.key_file = s.listen.tls.key_file;
    CHECK(fault(client) == "certificate_file and key_file go together");
    client = s.config.tls;
    client.ca_file.clear();
    CHECK(fault(client) == "");

    s.listen.tls.key_file = s.folder / "none.key";
    const auto opened = net::listener::open(s.io, s.listen, s.smsc);
    REQUIRE_FALSE(opened.has_value());
    CHECK(opened.error().contains("none.key"));
    // A client goes on trying, and says so.
    s.config.tls.ca_file = s.folder / "none.pem";
    s.config.hosts = {{"127.0.0.1", "1"}};
    net::client lost{s.io, s.config, s.esme};
    lost.start();
    CHECK(run_until(s.io, [&] { return s.esme.unreachable.size() >= 2; }));
    CHECK(s.esme.unreachable.at(0).contains("none.pem"));
}

TEST_CASE("a TLS client or listener destroyed at any moment leaves nothing behind") {
    stage s;
    s.open();
    for (int steps = 0; steps < 30; ++steps) {
        CAPTURE(steps);
        if (steps % 10 == 9) {
            s.listener.reset();
            s.open();
        }
        s.start();
        for (int i = 0; i < steps; ++i) {
            s.io.restart();
            s.io.run_one_for(1ms);
        }
        s.client.reset();
    }
    CHECK(run_until(s.io, [&] { return s.listener->links() + s.listener->handshaking() == 0; }));
}
