#pragma once
#include "smpp/net/server.hpp"
#include <unordered_map>
#include <vector>

namespace smpp::net {

/// What asio and access each call an address.
net_address to_net_address(const boost::asio::ip::address& a);

/// The handler of all links: decides about binds, then hands on.
struct server::impl final : link_handler, std::enable_shared_from_this<impl> {
    impl(const server_config& config, std::string_view random_key, server_handler& h)
        : system_id(config.system_id)
        , gate(config.access, random_key)
        , owner(&h) {}

    struct peer {
        std::weak_ptr<link> link;
        net_address from;
        std::string system_id; ///< as it was given; the account's once a bind was granted
        std::string password;  ///< of the account, as it was when the bind was granted
        command_id kind = command_id::bind_transceiver;
        bool asked = false; ///< a bind came
        bool granted = false;
        bool bound = false; ///< the owner was told
        bool told = false;  ///< of something in this batch
    };
    using peers = std::unordered_map<const smpp::net::link*, peer>;

    bool admit(const boost::asio::ip::address& from);
    void gone(const boost::asio::ip::address& from);
    void on_open(link& l, const boost::asio::ip::address& from) override;
    void on_event(link& l, session_event& e) override;
    void on_batch_end(link& l) override;
    void on_turned_away(std::string_view from, std::string_view reason) override;

    void take_bind(link& l, peer& p, const event::bind_request& request);
    bool takes_request(link& l, const peer& p, const event::request& request);
    void ended(link& l, peers::iterator at, session_event& e);
    void release_ended();
    void set_accounts(std::vector<account>&& accounts);
    bool may_stay(const peer& p) const;
    void shut();
    void hand_on(link& l, session_event& e);

    std::string system_id;
    bool short_passwords_only = false; ///< `strict` refuses those over 8 octets
    gatekeeper gate;
    server_handler* owner; ///< null once the server is gone
    std::unique_ptr<listener> door;
    peers links;
    std::size_t bound = 0;
    /// Links without a bind whose session has ended and whose socket is not done with: they count
    /// as unbound, else the sockets of those that are refused could fill the listener.
    std::vector<peer> ending;
    const link* last_of = nullptr; ///< its `closed` was handed on, its on_batch_end() not yet
};

} // namespace smpp::net
