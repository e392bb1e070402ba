#pragma once
#include "smpp/net/link.hpp"
#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

namespace smpp::net {

struct client_config {
    std::string host;
    std::string port; ///< number or service name
    command_id bind_as = command_id::bind_transceiver;
    bind_body bind;
    session_config session;
    std::chrono::milliseconds connect_timeout{5000};
    std::chrono::milliseconds reconnect_min{250}; ///< the first wait; doubles
    std::chrono::milliseconds reconnect_max{30000};
    /// After ESME_RALYBND at least so long; and after a wrong name or password: many SMSCs lock an
    /// account after a few of those.
    std::chrono::milliseconds ralybnd_wait{5000};
};

/// An ESME that stays bound: connects and binds at once, and again after each loss with exponential
/// delay and full jitter. The handler's callbacks get the link of the moment. One thread: the
/// executor's.
class client {
public:
    client(boost::asio::io_context& io, client_config config, link_handler& handler);
    /// The handler is called no more; a link that is still there is cut off (stop() first for an
    /// unbind).
    ~client();
    client(const client&) = delete;
    client& operator=(const client&) = delete;
    void start();
    /// Unbinds if bound, does not reconnect. `closed` reaches the handler as always.
    void stop();
    /// The link while it is bound, else null.
    link* bound_link() noexcept;
    /// How often a bind was reached; how often an attempt or a link ended otherwise than by stop().
    std::uint64_t binds() const noexcept;
    std::uint64_t losses() const noexcept;

private:
    struct impl;
    std::shared_ptr<impl> impl_;
};

} // namespace smpp::net
