#pragma once
// The binds of one operator as one: several transceivers, or transmitters and receivers, each with
// its reconnects; requests go to the bind that has most room, at the rate that the operator bears.
#include "smpp/net/client.hpp"
#include "smpp/rate.hpp"
#include "smpp/reaction.hpp"
#include "smpp/session.hpp"
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <memory>

namespace smpp::net {

enum class pool_binds : std::uint8_t { transceivers, transmitters_and_receivers };

struct pool_impl;

struct pool_config {
    client_config client; ///< bind_as is the pool's to choose
    pool_binds kind = pool_binds::transceivers;
    std::size_t binds = 1; ///< of each kind, 1 to 64
    rate_config rate;      ///< of all binds together
    /// Which answers slow the pool down.
    message_reactions reactions;
    /// Between any two connects, the first ones and those after a loss: an SMSC that limits
    /// connects is not stormed, nor is one that has just come back.
    std::chrono::milliseconds stagger{50};
};

/// One thread: the executor's. The handler gets the events of every link, with its link; it must
/// outlive the pool, and may stop or destroy it from within a callback.
class pool {
public:
    pool(boost::asio::io_context& io, pool_config config, link_handler& handler);
    /// The handler is called no more; links that are still there are cut off (stop() first for
    /// unbinds).
    ~pool();
    pool(const pool&) = delete;
    pool& operator=(const pool&) = delete;
    /// TLS files are read here, once for all binds. What is wrong with them is told by
    /// on_unreachable() as each bind tries, and they are read again at each try from then on.
    void start();
    /// Unbinds all. `closed` of each link reaches the handler as always; start() begins anew.
    void stop();

    /// Sends a request on the bind with most room, in turn where they have the same. `order` other
    /// than 0 keeps requests with the same value on one bind while that one lives and is in use for
    /// them: it may change after the time for an answer (session_config::response) has passed since
    /// the last of them, and does so at once when that bind is lost or unbinds. Call flush() after
    /// a batch. `not_bound` when no bind sends: none is bound, or all that are unbind.
    /// `window_full` when the windows or the rate leave no room: after an answer, or at
    /// next_place(), there is some again.
    std::expected<link*, request_error> request(const body& b, std::uint64_t token,
                                                std::uint64_t order = 0);
    /// Writes what has gathered on any bind, answers to the peer's requests too.
    void flush();
    /// Requests that would be taken now, windows and rate together, when `reserve` places of the
    /// windows are kept for others.
    std::size_t places(std::size_t reserve = 0) const noexcept;
    /// Where requests of one order go now.
    struct lane {
        std::size_t bind = 0; ///< the one they keep to, from 1; 0: whichever has room
        std::size_t room = 0; ///< in its windows; the rate is not looked at
    };
    lane lane_of(std::uint64_t order) const;
    /// When the rate lets go again; for a timer of the owner.
    time_point next_place(time_point now) const noexcept;
    /// Bound links that take requests; all that are bound, those that unbind with them.
    std::size_t sending_links() const noexcept;
    std::size_t bound_links() const noexcept;
    /// Messages a second now; infinity when nothing limits.
    double rate() const noexcept;
    /// Of all clients together, as client::binds() and client::losses().
    std::uint64_t binds() const noexcept;
    std::uint64_t losses() const noexcept;

private:
    std::shared_ptr<pool_impl> impl_;
};

} // namespace smpp::net
