#pragma once
// One timer for all links of an io_context: a wheel of slots, each 10 ms, that sleeps until the
// next slot with something in it. Ten thousand links cost a hundred wake-ups a second and not a
// hundred thousand.
#include <array>
#include <boost/asio/execution_context.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>

namespace smpp::net {

/// A place in a list that can be left from anywhere.
struct ticker_hook {
    ticker_hook* previous = this;
    ticker_hook* next = this;

    ticker_hook() = default;
    ticker_hook(const ticker_hook&) = delete;
    ticker_hook& operator=(const ticker_hook&) = delete;
    bool linked() const noexcept { return next != this; }
    void unlink() noexcept;
    void insert_before(ticker_hook& place) noexcept;
};

/// What is ticked.
class ticked : private ticker_hook {
public:
    using milliseconds = std::chrono::milliseconds;

    virtual ~ticked() { unlink(); }
    /// The wait until the next tick; not above 0 is never again. `now` is the time of this very
    /// call.
    virtual milliseconds tick(std::chrono::steady_clock::time_point now) = 0;

private:
    friend class ticker;
    std::shared_ptr<void> keep_; ///< while it waits
    std::int64_t due_ = 0;       ///< the slot that it waits for, counted from the wheel's start
};

/// One an io_context, made when it is first asked for. One thread: the io_context's.
class ticker final : public boost::asio::execution_context::service {
public:
    using key_type = ticker;
    using clock = std::chrono::steady_clock;
    using milliseconds = std::chrono::milliseconds;
    static constexpr milliseconds longest{1000};

    static ticker& of(boost::asio::execution_context& context);
    static inline boost::asio::execution_context::id id;
    explicit ticker(boost::asio::execution_context& context);
    ~ticker() override;

    /// Ticks `t` in `wait` (at most `longest`), and holds `keep` until it is done with it.
    void add(ticked& t, std::shared_ptr<void> keep, milliseconds wait);
    /// No tick follows. Lets `keep` go: it may be the last to hold `t`.
    static void remove(ticked& t) noexcept;

private:
    static constexpr milliseconds slot{10};
    static constexpr std::size_t slots = 128; ///< over longest / slot

    void shutdown() noexcept override;
    ticker_hook& list_of(std::int64_t at) noexcept {
        return wheel_[static_cast<std::size_t>(at) % slots];
    }
    void take_due(ticker_hook& list, std::int64_t until, ticker_hook& due) noexcept;
    std::int64_t now_in_slots() const noexcept;
    void insert(ticked& t, milliseconds wait);
    void arm();
    void turn();
    void run(ticker_hook& due);

    boost::asio::steady_timer timer_;
    std::array<ticker_hook, slots> wheel_;
    clock::time_point start_;
    std::int64_t reached_ = 0; ///< this slot and those before it were run
    std::int64_t armed_ = 0;   ///< the slot that the timer waits for; 0: it does not
    bool running_ = false;
};

} // namespace smpp::net
