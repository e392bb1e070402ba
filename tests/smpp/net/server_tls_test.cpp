// A server behind TLS: who shakes hands counts as unbound; certificates change under its links.
#include "server_support.hpp"
#include "smpp/net/client.hpp"
#include "support/certificates.hpp"
#include "support/smpp_net.hpp"
#include "support/temporary_folder.hpp"
#include <doctest/doctest.h>
#include <fstream>

using namespace server_test;

namespace {

struct tls_world : world {
    yeelen::test::temporary_folder folder;
    support::authority ca{folder.path(), "ca"};
    support::key_pair_files files = issue();

    support::key_pair_files issue() {
        return ca.issue("server", {.common_name = "server", .names = "IP:127.0.0.1"});
    }
    tls_world() {
        config.listen.tls.enabled = true;
        config.listen.tls.certificate_file = files.certificate;
        config.listen.tls.key_file = files.key;
    }
    net::client_config client(const std::string& ca_file) const {
        net::client_config c;
        c.hosts = {{"127.0.0.1", std::to_string(server->port())}};
        c.tls.enabled = true;
        c.tls.ca_file = ca_file;
        c.bind.system_id = "a";
        c.bind.password = "secret";
        c.reconnect_min = 1ms;
        c.reconnect_max = 5ms;
        return c;
    }
};

} // namespace

TEST_CASE("connections that shake hands count as unbound, and no longer once that has failed") {
    tls_world w;
    w.config.listen.handshake_timeout = 300ms;
    w.config.access.max_unbound_per_address = 2;
    w.open();
    const auto silent = w.connect();
    const auto plain = w.connect();
    CHECK(w.until([&] { return w.server->unbound_links() == 2; }));
    const auto over = w.connect();
    CHECK(w.until([&] { return over->ended(); }));
    CHECK(w.owner.refused == support::lines{"too_many_unbound "});
    plain->send(bind_pdu("a")); // no TLS
    CHECK(w.until([&] { return plain->ended() && w.server->unbound_links() == 1; }));
    CHECK(w.until([&] { return silent->ended() && w.server->unbound_links() == 0; }));

    support::noting_handler esme;
    net::client good{w.io, w.client(w.ca.file()), esme};
    good.start();
    CHECK(w.until([&] { return good.binds() == 1 && w.server->bound_links() == 1; }));
    CHECK(w.server->unbound_links() == 0);
}

TEST_CASE("stop() lets go of those that shake hands") {
    tls_world w;
    w.open();
    const auto silent = w.connect();
    CHECK(w.until([&] { return w.server->unbound_links() == 1; }));
    w.server->stop();
    CHECK(w.server->unbound_links() == 0);
    CHECK(w.until([&] { return silent->ended(); }));
}

TEST_CASE("certificates are read again: new links get the new ones, others stay") {
    tls_world w;
    w.open();
    support::noting_handler first_handler;
    net::client first{w.io, w.client(w.ca.file()), first_handler};
    first.start();
    CHECK(w.until([&] { return first.binds() == 1; }));

    support::authority other{w.folder.path(), "other"};
    other.issue("server", {.common_name = "server", .names = "IP:127.0.0.1"});
    CHECK(w.server->reload_certificates().has_value());
    support::noting_handler second_handler;
    net::client second{w.io, w.client(other.file()), second_handler};
    second.start();
    CHECK(w.until([&] { return second.binds() == 1; }));
    CHECK(first.losses() == 0);

    std::ofstream{w.files.certificate} << "no certificate";
    CHECK_FALSE(w.server->reload_certificates().has_value());
    support::noting_handler third_handler;
    net::client third{w.io, w.client(other.file()), third_handler};
    third.start();
    CHECK(w.until([&] { return third.binds() == 1; }));
    CHECK(w.until([&] { return w.server->bound_links() == 3; }));
}
