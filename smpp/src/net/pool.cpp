#include "smpp/net/pool.hpp"
#include "pool_impl.hpp"
#include <algorithm>

namespace smpp::net {

using clock = std::chrono::steady_clock;

pool::pool(boost::asio::io_context& io, pool_config config, link_handler& handler)
    : impl_(std::make_shared<pool_impl>(io, std::move(config), handler)) {}

pool::~pool() {
    impl_->handler = nullptr;
    impl_->running = false;
    for (const auto& b : impl_->binds) {
        b->current = nullptr;
        b->client.reset();
    }
}

void pool::start() {
    if (std::exchange(impl_->running, true)) {
        return;
    }
    impl_->start();
}

void pool::stop() {
    const auto keep = impl_;
    keep->running = false;
    for (const auto& b : keep->binds) {
        b->client->stop();
    }
}

std::expected<link*, request_error> pool::request(const body& b, std::uint64_t token,
                                                  std::uint64_t order) {
    pool_impl& i = *impl_;
    const auto now = clock::now();
    if (i.sending() == 0) {
        return std::unexpected(request_error::not_bound);
    }
    if (i.rate.allowed(1, now) == 0) {
        return std::unexpected(request_error::window_full);
    }
    request_error last = request_error::window_full;
    for (std::uint64_t full = 0;;) {
        pool_bind* to = i.choose(order, full, now);
        if (to == nullptr) {
            return std::unexpected(last);
        }
        link* const l = to->current;
        if (const auto sent = l->session().request(b, token, now)) {
            i.rate.sent(1, now);
            i.turn = (to->index + 1) % i.senders;
            return l;
        } else {
            last = sent.error();
        }
        // Another bind has the same kind and says the same of the PDU itself.
        if (last == request_error::invalid_pdu || last == request_error::not_allowed) {
            return std::unexpected(last);
        }
        full |= std::uint64_t{1} << to->index;
    }
}

void pool::flush() {
    const auto keep = impl_;
    for (const auto& b : keep->binds) {
        if (b->current != nullptr && b->current->session().output_pending() != 0) {
            b->current->flush();
        }
    }
}

std::size_t pool::places(std::size_t reserve) const noexcept {
    const std::size_t room = impl_->room();
    return impl_->rate.allowed(room > reserve ? room - reserve : 0, clock::now());
}

pool::lane pool::lane_of(std::uint64_t order) const {
    const pool_bind* const b =
        order == 0 ? nullptr : impl_->kept_by(impl_->routes.of(order), clock::now());
    return b != nullptr ? lane{b->index + 1, b->room()} : lane{0, impl_->room()};
}

time_point pool::next_place(time_point now) const noexcept {
    return impl_->rate.next(now);
}

std::size_t pool::sending_links() const noexcept {
    return impl_->sending();
}

std::size_t pool::bound_links() const noexcept {
    return static_cast<std::size_t>(
        std::ranges::count_if(impl_->binds, [](const auto& b) { return b->current != nullptr; }));
}

double pool::rate() const noexcept {
    return impl_->rate.current();
}

std::uint64_t pool::binds() const noexcept {
    std::uint64_t sum = 0;
    for (const auto& b : impl_->binds) {
        sum += b->client->binds();
    }
    return sum;
}

std::uint64_t pool::losses() const noexcept {
    std::uint64_t sum = 0;
    for (const auto& b : impl_->binds) {
        sum += b->client->losses();
    }
    return sum;
}

} // namespace smpp::net
