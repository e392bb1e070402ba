#pragma once
#include "smpp/net/link.hpp"
#include "smpp/net/tls.hpp"
#include "smpp/reaction.hpp"
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace smpp::net {

struct host_port {
    std::string host;
    std::string port; ///< number or service name
    bool operator==(const host_port&) const = default;
};

struct client_config {
    /// Tried in their order, each with all addresses of its name (looked up anew, the first 16);
    /// after one that failed the next is tried at once, and the wait comes after the last. When a
    /// bind that held for `settled_after` is lost, the first one is first again; when one is lost
    /// sooner, the next one is its turn.
    std::vector<host_port> hosts;
    tls_client_config tls; ///< its files are read at the first try after start()
    /// One for several clients, in place of reading `tls`'s files for each; `tls.enabled` as well.
    tls_context_ptr shared_tls;
    command_id bind_as = command_id::bind_transceiver;
    bind_body bind;
    session_config session;
    /// Their waits are the least: up to half as much is added by chance, for 64 binds may be
    /// refused together.
    bind_reactions reactions;
    /// For each address, with the TLS handshake; for the look-up of a name, as much again.
    std::chrono::milliseconds connect_timeout{5000};
    /// Waits are chosen evenly between nothing and a ceiling (full jitter): this at first, then
    /// twice as much each time, up to reconnect_max. What is lost together must not come back
    /// together: the first try after a loss waits so too, where there are many hosts as well, and
    /// 64 binds that one restart of an SMSC ended come back spread over this time.
    std::chrono::milliseconds reconnect_min{250};
    std::chrono::milliseconds reconnect_max{30000};
    std::chrono::milliseconds settled_after{5000};
    /// Asked when a try is due, before each: 0 lets it begin, else it begins so much later without
    /// being asked again. For an owner of several clients, which must not all connect in one
    /// instant. Empty: at once. Where it throws, the try is put off as after one that failed.
    std::function<std::chrono::milliseconds()> pace;
};

/// An ESME that stays bound: connects and binds at once, and again after each loss with exponential
/// delay and full jitter. (An ESME that waits for SMSCs to connect and say outbind is a listener
/// with role esme.) The handler's callbacks get the link of the moment. One thread: the
/// executor's.
class client {
public:
    client(boost::asio::io_context& io, client_config config, link_handler& handler);
    /// The handler is called no more; a link that is still there is cut off (stop() first for an
    /// unbind).
    ~client();
    client(const client&) = delete;
    client& operator=(const client&) = delete;
    /// After stop() it waits until the old link is closed, then connects at once. A bind that the
    /// wire does not carry (a password over 16 octets, or over 8 without long_passwords) connects
    /// nowhere: on_unreachable() names the field, never from within start(), and the client gives
    /// up.
    void start();
    /// As start(), with this TLS in place of what the configuration says; null: that.
    void start(tls_context_ptr tls);
    /// Unbinds if bound, does not reconnect. `closed` reaches the handler as always, and is no
    /// loss.
    void stop();
    /// The link while it is bound, else null.
    link* bound_link() noexcept;
    /// How often a bind was reached; how often an address, a look-up or a link ended otherwise than
    /// by stop().
    std::uint64_t binds() const noexcept;
    std::uint64_t losses() const noexcept;
    /// The wait that was chosen before the next try, or the one that is under way: told with each
    /// `closed` and on_unreachable() already. 0: at once. `pace` comes on top.
    std::chrono::milliseconds planned_wait() const noexcept;
    /// False after a refusal whose reaction is `give_up`, or for a bind that does not fit the wire,
    /// until start() is called again.
    bool trying() const noexcept;

private:
    struct impl;
    std::shared_ptr<impl> impl_;
};

} // namespace smpp::net
