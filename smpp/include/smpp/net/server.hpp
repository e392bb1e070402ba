#pragma once
// An SMSC's door: accounts, who may connect from where, how many binds and how fast. Links reach
// the owner when they are bound; until then the server answers for them.
#include "smpp/access.hpp"
#include "smpp/net/listener.hpp"
#include <cstddef>
#include <expected>
#include <memory>
#include <string>
#include <vector>

namespace smpp::net {

struct server_config {
    /// `admit`, `gone` and `role` are the server's. Connections that have not sent their PROXY
    /// header yet are bounded by `max_links` and `handshake_timeout`, not by the access_config: it
    /// counts by address, and they all have the balancer's. A limit on that would turn customers
    /// away when many come at once, and would not hold up a stranger who reaches the port: his
    /// header can name any address he likes. `trusts_proxy` is what keeps him out. `session.strict`
    /// is the owner's choice; a server that takes what strangers send does well to set it.
    listener_config listen;
    access_config access;
    std::string system_id = "SMSC"; ///< in bind answers, up to 15 octets
};

/// What a server tells its owner besides the events of bound links.
class server_handler : public link_handler {
public:
    /// Someone was refused: for the log and the counters. `peer` is "address:port", or the address
    /// alone where the connection was closed before there was a link. `system_id` is as the peer
    /// gave it, empty where none came.
    virtual void on_refused(const std::string& /*peer*/, const std::string& /*system_id*/,
                            refusal /*why*/) {}
};

/// One thread: the io_context's. The handler gets `bound` first on each link, never a
/// `bind_request` nor anything of links that do not come so far; requests over an account's rate
/// are answered with RTHROTTLED and do not reach it. on_open() is not called; on_turned_away() is,
/// for those that on_refused() told of as well. The handler must
/// outlive the server, the server must go before the io_context. Where it throws: link_handler.
class server {
public:
    /// Fails as listener::open() does, and for an account with a fault_of(), a password that
    /// `strict` refuses (over 8 octets without long_passwords), or a system_id that does not fit;
    /// the text names it.
    static std::expected<std::unique_ptr<server>, std::string>
    open(boost::asio::io_context& io, server_config config, server_handler& handler);
    /// Links that are still there are cut off; the handler is called no more.
    ~server();
    server(const server&) = delete;
    server& operator=(const server&) = delete;
    std::uint16_t port() const noexcept;
    /// Accepts no more; links stay.
    void stop();
    /// As listener::reload_certificates().
    std::expected<void, std::string> reload_certificates();
    /// Other accounts from now on. Links that could not bind so any more are unbound: their account
    /// is gone or has another password, their address or kind of bind is not allowed. Links over a
    /// max_binds that has become less stay. None at all unbinds everyone. Where one of them is
    /// none that open() takes nothing changes, and the text names it.
    std::expected<void, std::string> set_accounts(std::vector<account> accounts);
    /// The account of a bound link of this server, until its `closed` was given; null for others,
    /// and once set_accounts() has left it out.
    const account* account_of(const link& l) const noexcept;
    std::size_t bound_links() const noexcept;
    /// Connections without a bind that was granted: those that shake hands, those that were
    /// refused and are not closed yet.
    std::size_t unbound_links() const noexcept;

private:
    struct impl;
    explicit server(std::shared_ptr<impl> i)
        : impl_(std::move(i)) {}
    std::shared_ptr<impl> impl_;
};

} // namespace smpp::net
