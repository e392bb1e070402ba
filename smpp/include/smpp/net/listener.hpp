#pragma once
// Accepts connections and makes links of them. Who may bind is smpp/net/server.hpp's business.
#include "smpp/net/link.hpp"
#include "smpp/net/tls.hpp"
#include <boost/asio/ip/address.hpp>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <functional>
#include <memory>
#include <string>

namespace smpp::net {

struct listener_config {
    std::string host = "127.0.0.1"; ///< a number; "::" takes IPv4 too
    std::uint16_t port = 0;         ///< 0 takes a free one
    session_config session;         ///< its role is given by `role` below
    /// esme: for SMSCs that connect and say outbind. The handler gets `outbind_request`, looks at
    /// its name and password and answers with session().bind(), or close()s the link.
    smpp::role role = smpp::role::smsc;
    tls_server_config tls;
    /// Connections begin with a PROXY protocol header, version 1 or 2; without one they are closed.
    bool proxy_protocol = false;
    /// Asked with the address of the socket itself: whose PROXY header is believed. Others are
    /// closed without a word. Empty: anyone's, and then nobody but the balancer must be able to
    /// reach the port, for a header says what it likes.
    std::function<bool(const boost::asio::ip::address&)> trusts_proxy;
    /// With those that are still shaking hands; more are closed. But a connection that has not sent
    /// its PROXY header keeps nobody out: when all places are taken the one that has been silent
    /// longest gives its place up.
    std::size_t max_links = 1000;
    /// For the PROXY header and the TLS handshake together.
    std::chrono::milliseconds handshake_timeout{10'000};
    /// Asked with the peer's address (the one that a PROXY header names; IPv4 as such even through
    /// an IPv6 socket) before TLS and SMPP; false closes without a word. Empty: all may. Where it
    /// or trusts_proxy throws, that connection is closed, and the exception leaves the loop.
    std::function<bool(const boost::asio::ip::address&)> admit;
    /// Told once for each address that was admitted and came to no link after all: too many links,
    /// a failed or late handshake, the listener's end. With link_handler::on_open() an owner can
    /// count who is there. Must not throw. May be empty.
    std::function<void(const boost::asio::ip::address&)> gone;
};

/// One thread: the io_context's.
class listener {
public:
    /// Fails when the address cannot be bound or a TLS file cannot be read; the text says which.
    static std::expected<std::unique_ptr<listener>, std::string>
    open(boost::asio::io_context& io, listener_config config, link_handler& handler);
    ~listener();
    std::uint16_t port() const noexcept;
    /// Accepts no more and ends what is still shaking hands; links stay.
    void stop();
    /// Reads the certificates again: new connections get the new ones, links that are there stay.
    /// After an error all is as before.
    std::expected<void, std::string> reload_certificates();
    /// Connections that are still shaking hands (PROXY header, TLS).
    std::size_t handshaking() const noexcept;
    /// Links of this listener whose socket is not yet done with.
    std::size_t links() const noexcept;

private:
    struct impl;
    explicit listener(std::shared_ptr<impl> i)
        : impl_(std::move(i)) {}
    std::shared_ptr<impl> impl_;
};

} // namespace smpp::net
