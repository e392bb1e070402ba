#pragma once
// What is read from certificate files, ready for many connections. OpenSSL's own types are seen by
// tls_context.cpp and tls_stream.cpp alone.
#include "smpp/net/tls.hpp"
#include "stream.hpp"
#include <memory>
#include <string>

struct ssl_ctx_st;
struct ssl_st;

namespace smpp::net {

enum class tls_side : std::uint8_t { client, server };

class tls_context {
public:
    struct free_context {
        void operator()(ssl_ctx_st* c) const noexcept;
    };
    using native = std::unique_ptr<ssl_ctx_st, free_context>;

    tls_context(native context, tls_side of, bool verifies, std::string server_name)
        : context_(std::move(context))
        , side_(of)
        , verifies_(verifies)
        , server_name_(std::move(server_name)) {}

    tls_side side() const noexcept { return side_; }
    /// One connection's state, which the caller owns; null where `host` is no name that can be
    /// checked (too long), or without memory. Holds the certificates:
    /// the context may go before it. `host` is whom a client means to reach, when server_name says
    /// nothing else.
    ssl_st* make_connection(const std::string& host) const;

private:
    native context_;
    tls_side side_;
    bool verifies_;
    std::string server_name_;
};

/// TLS over `socket`; null and `host` as in make_connection().
std::unique_ptr<stream> make_tls_stream(boost::asio::ip::tcp::socket socket,
                                        const tls_context& context, const std::string& host);

} // namespace smpp::net
