// What TLS says on the wire, as OpenSSL alone hears and says it on the other side.
#include "../../smpp/src/net/tls_context.hpp"
#include "smpp/net/client.hpp"
#include "smpp/net/listener.hpp"
#include "support/certificates.hpp"
#include "support/doctest_lines.hpp"
#include "support/smpp_net.hpp"
#include "support/temporary_folder.hpp"
#include <openssl/ssl.h>
#include <optional>

using namespace smpp;
using namespace std::chrono_literals;
using boost::asio::ip::tcp;
using support::noting_handler;
using support::run_until;

namespace {

struct free_all {
    void operator()(SSL_CTX* c) const { SSL_CTX_free(c); }
    void operator()(SSL* s) const { SSL_free(s); }
};
using context = std::unique_ptr<SSL_CTX, free_all>;
using connection = std::unique_ptr<SSL, free_all>;

/// One side of a handshake on a socket that does not block, a step each time it is asked.
struct hand {
    hand(tcp::socket s, SSL_CTX* c, bool server)
        : socket(std::move(s))
        , ssl(SSL_new(c)) {
        socket.non_blocking(true);
        SSL_set_fd(ssl.get(), static_cast<int>(socket.native_handle()));
        server ? SSL_set_accept_state(ssl.get()) : SSL_set_connect_state(ssl.get());
    }
    /// True when there is nothing more to do: agreed or failed.
    bool shaken() {
        const int said = SSL_do_handshake(ssl.get());
        agreed = said == 1;
        const int why = SSL_get_error(ssl.get(), said);
        return agreed || (why != SSL_ERROR_WANT_READ && why != SSL_ERROR_WANT_WRITE);
    }
    tcp::socket socket;
    connection ssl;
    bool agreed = false;
};

struct stage {
    yeelen::test::temporary_folder folder;
    support::authority ca{folder.path(), "ca"};
    support::key_pair_files own =
        ca.issue("server", {"smsc", "DNS:localhost,DNS:smsc.example,IP:127.0.0.1"});
    boost::asio::io_context io{1};
    noting_handler handler;
};

} // namespace

TEST_CASE("a client says the name of whom it means, and no address (RFC 6066 3)") {
    struct row {
        const char* host;
        const char* server_name;
        const char* said;
    };
    for (const row r :
         {row{"127.0.0.1", "", "none"}, row{"127.0.0.1", "smsc.example", "smsc.example"},
          row{"localhost", "", "localhost"}, row{"localhost", "127.0.0.1", "none"}}) {
        CAPTURE(r.host);
        CAPTURE(r.server_name);
        stage s;
        const context server{SSL_CTX_new(TLS_server_method())};
        REQUIRE(SSL_CTX_use_certificate_chain_file(server.get(), s.own.certificate.c_str()) == 1);
        REQUIRE(SSL_CTX_use_PrivateKey_file(server.get(), s.own.key.c_str(), SSL_FILETYPE_PEM) ==
                1);
        std::string said = "nothing";
        SSL_CTX_set_tlsext_servername_arg(server.get(), &said);
        SSL_CTX_set_tlsext_servername_callback(
            server.get(), +[](SSL* ssl, int*, void* to) {
                const char* name = SSL_get_servername(ssl, TLSEXT_NAMETYPE_host_name);
                *static_cast<std::string*>(to) = name == nullptr ? "none" : name;
                return SSL_TLSEXT_ERR_OK;
            });
        tcp::acceptor door{s.io, tcp::endpoint{boost::asio::ip::address_v4::loopback(), 0}};
        std::optional<hand> peer;
        door.async_accept([&](const boost::system::error_code& ec, tcp::socket socket) {
            REQUIRE_FALSE(ec);
            peer.emplace(std::move(socket), server.get(), true);
        });
        net::client_config config;
        config.hosts = {{r.host, std::to_string(door.local_endpoint().port())}};
        config.tls = {.enabled = true, .ca_file = s.ca.file(), .server_name = r.server_name};
        config.bind.system_id = "utility";
        net::client client{s.io, config, s.handler};
        client.start();
        CHECK(run_until(s.io, [&] { return peer && peer->shaken(); }));
        CHECK(peer->agreed);
        CHECK(said == r.said);
    }
}

TEST_CASE("neither side speaks TLS below 1.2") {
    stage s;
    const net::tls_server_config server{.enabled = true,
                                        .certificate_file = s.own.certificate,
                                        .key_file = s.own.key,
                                        .client_ca_file = {}};
    // What is asked of OpenSSL: its own defaults are not relied on.
    for (const auto& made :
         {net::make_tls_context(server),
          net::make_tls_context(net::tls_client_config{.enabled = true, .ca_file = s.ca.file()})}) {
        REQUIRE(made.has_value());
        const connection c{(*made)->make_connection("smsc.example")};
        CHECK(SSL_get_min_proto_version(c.get()) == TLS1_2_VERSION);
        CHECK(SSL_get_max_proto_version(c.get()) == 0); // whatever is newest
    }
    struct row {
        const char* name;
        int version;
        bool agreed;
    };
    for (const row r : {row{"1.0", TLS1_VERSION, false}, row{"1.1", TLS1_1_VERSION, false},
                        row{"1.2", TLS1_2_VERSION, true}, row{"1.3", TLS1_3_VERSION, true}}) {
        CAPTURE(r.name);
        const auto listener = net::listener::open(s.io, {.tls = server}, s.handler).value();
        const context old{SSL_CTX_new(TLS_client_method())};
        SSL_CTX_set_security_level(old.get(), 0);
        REQUIRE(SSL_CTX_set_min_proto_version(old.get(), r.version) == 1);
        REQUIRE(SSL_CTX_set_max_proto_version(old.get(), r.version) == 1);
        tcp::socket socket{s.io};
        socket.connect({boost::asio::ip::address_v4::loopback(), listener->port()});
        hand client{std::move(socket), old.get(), false};
        CHECK(run_until(s.io, [&] { return client.shaken(); }));
        CHECK(client.agreed == r.agreed);
    }
}
