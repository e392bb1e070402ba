#pragma once
// How fast a peer may be sent to: a ceiling of our own, and less when it says that it is too much.
// Pure, on a virtual clock. Owned by the thread of its links.
#include "smpp/pdu.hpp"
#include "smpp/reaction.hpp"
#include "smpp/session.hpp"
#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>

namespace smpp {

/// Values out of bounds are taken as the nearest that makes sense.
struct rate_config {
    double max = 0;   ///< messages a second, in any second; 0: no limit of our own
    double min = 0.1; ///< never slower than this, above 0
    /// Of the rate, at RTHROTTLED and RMSGQFUL (at most once a `pause`, and a second), 0.1 to
    /// 0.95.
    double cut = 0.5;
    /// Of the speed that was too much, each second on average until it is reached again, 0.001 to
    /// 1. Quick at first and slow near it; past it slow at first, then ever quicker.
    double rise = 0.015;
    std::chrono::milliseconds pause{1000}; ///< nothing is sent for so long after RTHROTTLED
    /// A congestion_state over this cuts too, in proportion: 100 by `cut` (SMPP 5.0 4.8.4.18).
    std::uint8_t congested_from = 90;
};

/// How many messages left in the last second, in steps of 10 ms; never too few.
class last_second {
public:
    void add(std::size_t messages, time_point now);
    std::size_t count(time_point now);
    /// When the count begins to fall; `now` if it is 0.
    time_point falls(time_point now) const noexcept;

private:
    static constexpr std::int64_t steps = 101; ///< one second, and the step that has begun
    static std::int64_t step_of(time_point t) noexcept;
    void advance(std::int64_t step) noexcept;

    std::array<std::uint32_t, steps> counts_{};
    std::int64_t at_ = 0;
    std::size_t sum_ = 0;
};

/// Additive increase, multiplicative decrease, in the shape of a cubic (RFC 9438): most of the time
/// is spent close to what the peer bears, so that it is tried seldom and used well.
/// Without `max` the rate is unlimited until the peer first complains; it then starts from what
/// left in the last second. A clock that stands still or goes back is taken as standing still.
class adaptive_rate {
public:
    adaptive_rate(const rate_config& config, time_point now);

    /// How many messages may leave now, at most `wanted`. After a rest no more at once than 100 ms
    /// worth, but one.
    std::size_t allowed(std::size_t wanted, time_point now);
    /// So many left. More than were allowed are made up for later.
    void sent(std::size_t messages, time_point now);
    /// RTHROTTLED or RMSGQFUL came. Those that come until something was sent after the pause are
    /// one event.
    void throttled(time_point now);
    /// 80-89 is the optimum: the rate rises a quarter as fast; over `congested_from` it is cut.
    void congestion(std::uint8_t state, time_point now);
    /// All that an answer to a message says of speed: throttled() and congestion() as it asks for.
    /// What it asks of the message: a generic_nack never says `accepted`, whatever its status.
    reaction answered(const pdu& answer, const message_reactions& reactions, time_point now);
    /// When allowed() will be more than nothing again; `now` if it is.
    time_point next(time_point now) const noexcept;
    /// Messages a second now; infinity when nothing limits.
    double current() const noexcept { return rate_; }

private:
    void advance(time_point now);
    /// Down to `part` of what was borne.
    void cut_to(double part, time_point now);
    double curve() const noexcept;
    double seconds_to_limit() const noexcept;
    std::size_t most_a_second() const noexcept;

    rate_config config_;
    double rate_;       ///< infinity: not limited
    double limit_ = 0;  ///< what was too much at the last cut
    double age_ = 0;    ///< seconds of rising since then
    double growth_ = 1; ///< seconds of rising a second, by the peer's congestion
    double tokens_ = 1;
    time_point at_; ///< of tokens_ and age_; in the future while paused
    time_point paused_until_;
    time_point next_cut_;
    bool sent_since_cut_ = true;
    last_second sent_;
};

} // namespace smpp
