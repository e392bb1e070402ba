#pragma once
// A timer that can be set anew: what it was set for before is then never carried out, not even
// where that time had run out already and its handler waited in the queue (cancelling a timer does
// not reach such a handler).
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/system/error_code.hpp>
#include <chrono>
#include <cstdint>
#include <memory>
#include <utility>

namespace smpp::net {

/// One thread: the io_context's. A handler that waits keeps what `set` was given, not the deadline.
class deadline {
public:
    explicit deadline(boost::asio::io_context& io)
        : timer_(io) {}

    /// `then` is called in `wait`, unless set() or cancel() is called, or the deadline destroyed,
    /// before.
    template<class Then>
    void set(std::chrono::milliseconds wait, Then then) {
        const auto mine = ++*round_;
        timer_.expires_after(wait);
        timer_.async_wait([round = round_, mine,
                           then = std::move(then)](const boost::system::error_code& ec) mutable {
            if (!ec && *round == mine) {
                then();
            }
        });
    }
    void cancel() noexcept {
        ++*round_;
        timer_.cancel();
    }
    ~deadline() { ++*round_; }
    deadline(const deadline&) = delete;
    deadline& operator=(const deadline&) = delete;

private:
    boost::asio::steady_timer timer_;
    std::shared_ptr<std::uint64_t> round_ = std::make_shared<std::uint64_t>(0);
};

} // namespace smpp::net
