#pragma once
#include "pool_routes.hpp"
#include "smpp/net/pool.hpp"
#include <memory>
#include <optional>
#include <vector>

namespace smpp::net {

/// One client of the pool, between it and the pool's owner.
struct pool_bind final : link_handler {
    pool_bind(pool_impl& p, command_id k, std::size_t i)
        : owner(p)
        , kind(k)
        , index(i) {}
    void on_event(link& l, session_event& e) override;
    void on_batch_end(link& l) override;
    void on_unreachable(std::string_view reason) override;

    bool sends() const noexcept { return kind != command_id::bind_receiver; }
    /// Bound, and not about to unbind: only then requests are taken.
    bool can_send() const noexcept;
    /// Requests that its session takes now; 0 while it cannot send, or more octets wait to be
    /// written than it keeps.
    std::size_t room() const noexcept;

    pool_impl& owner;
    command_id kind;
    std::size_t index; ///< among the pool's
    std::optional<net::client> client;
    link* current = nullptr; ///< while bound
    std::uint64_t life = 0;  ///< counts the links that were bound
};

struct pool_impl : std::enable_shared_from_this<pool_impl> {
    pool_impl(boost::asio::io_context& io, pool_config c, link_handler& h);

    void start();
    /// How long the next connect must wait, so that `stagger` is kept between any two.
    std::chrono::milliseconds pace();
    /// The bind for a request; null when there is none with room. `full` (one bit a bind) are left
    /// out.
    pool_bind* choose(std::uint64_t order, std::uint64_t full, time_point now);
    pool_bind* most_room(std::uint64_t full);
    /// The bind that this order keeps to now; null when any will do.
    pool_bind* kept_by(const pool_routes::row& row, time_point now);
    pool_bind* of_order(std::uint64_t order, std::uint64_t full, time_point now);
    std::size_t room() const noexcept;
    std::size_t sending() const noexcept;

    pool_config config;
    link_handler* handler; ///< null once the pool is destroyed
    adaptive_rate rate;
    time_point next_connect{}; ///< none begins before
    /// Not moved: clients point to them. Those that send come first.
    std::vector<std::unique_ptr<pool_bind>> binds;
    std::size_t senders = 0; ///< how many of them send, up to 64
    bool running = false;
    std::size_t turn = 0; ///< where the search for room begins
    pool_routes routes;
};

} // namespace smpp::net
