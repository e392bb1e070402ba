#include "smpp/rate.hpp"
#include "answer.hpp"
#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace smpp {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double burst_seconds = 0.1;
/// Operators count by the second: what comes sooner after a cut speaks of the same one.
constexpr auto counted_by = std::chrono::seconds{1};
constexpr double almost_one = 1 - 1e-6; ///< sums of fractions fall short of 1
/// Past the limit the curve is so much steeper than before it: a limit that was taken too low is
/// left behind in reasonable time.
constexpr double eagerness = 2;
/// SMPP 5.0 4.8.4.18: 80-89 is optimum load, 100 is congested.
constexpr std::uint8_t optimum = 80;
constexpr std::uint8_t congested = 100;
constexpr double growth_at_optimum = 0.25;

double seconds(duration d) noexcept {
    return std::chrono::duration<double>(d).count();
}

duration rounded_up(double s) noexcept {
    constexpr double most = 1e9; // thirty years
    return std::chrono::ceil<duration>(std::chrono::duration<double>(std::min(s, most)));
}

rate_config within_bounds(rate_config c) {
    c.max = c.max > 0 ? c.max : 0; // NaN too
    c.min = c.min > 1e-3 ? c.min : 1e-3;
    c.min = c.max > 0 ? std::min(c.min, c.max) : c.min;
    c.cut = c.cut > 0.1 ? std::min(c.cut, 0.95) : 0.1;
    c.rise = c.rise > 1e-3 ? std::min(c.rise, 1.0) : 1e-3;
    c.pause = std::max(c.pause, std::chrono::milliseconds{0});
    c.congested_from = std::min<std::uint8_t>(c.congested_from, congested - 1);
    return c;
}

} // namespace

std::int64_t last_second::step_of(time_point t) noexcept {
    return std::chrono::floor<std::chrono::milliseconds>(t.time_since_epoch()).count() / 10;
}

void last_second::advance(std::int64_t step) noexcept {
    if (step - at_ >= steps) {
        counts_.fill(0);
        sum_ = 0;
        at_ = step;
    }
    while (at_ < step) {
        ++at_;
        sum_ -= std::exchange(counts_[static_cast<std::size_t>(at_ % steps)], 0);
    }
}

void last_second::add(std::size_t messages, time_point now) {
    advance(step_of(now));
    counts_[static_cast<std::size_t>(at_ % steps)] += static_cast<std::uint32_t>(messages);
    sum_ += messages;
}

std::size_t last_second::count(time_point now) {
    advance(step_of(now));
    return sum_;
}

time_point last_second::falls(time_point now) const noexcept {
    for (std::int64_t step = at_ - steps + 1; step <= at_; ++step) {
        if (step >= 0 && counts_[static_cast<std::size_t>(step % steps)] > 0) {
            return std::max(now, time_point{std::chrono::milliseconds{(step + steps) * 10}});
        }
    }
    return now;
}

adaptive_rate::adaptive_rate(const rate_config& config, time_point now)
    : config_(within_bounds(config))
    , rate_(config_.max > 0 ? config_.max : infinity)
    , at_(now)
    , paused_until_(now)
    , next_cut_(now) {}

std::size_t adaptive_rate::most_a_second() const noexcept {
    return config_.max > 0 && config_.max < 1e9 ? static_cast<std::size_t>(std::ceil(config_.max))
                                                : std::numeric_limits<std::size_t>::max();
}

double adaptive_rate::seconds_to_limit() const noexcept {
    return (1 - config_.cut) / config_.rise;
}

double adaptive_rate::curve() const noexcept {
    const double whole = seconds_to_limit();
    const double x = age_ < whole ? (age_ - whole) / whole : (age_ - whole) * eagerness / whole;
    const double r = limit_ * (1 + (1 - config_.cut) * x * x * x);
    return std::clamp(r, config_.min, config_.max > 0 ? config_.max : infinity);
}

void adaptive_rate::advance(time_point now) {
    if (now <= at_ || rate_ == infinity) {
        at_ = std::max(at_, now);
        return;
    }
    const double passed = seconds(now - at_);
    at_ = now;
    // Back up to the limit by itself; past it only by what is sent: see sent().
    if (limit_ > 0 && age_ < seconds_to_limit()) {
        age_ = std::min(age_ + passed * growth_, seconds_to_limit());
        rate_ = curve();
    }
    tokens_ = std::min(tokens_ + passed * rate_, std::max(1.0, rate_ * burst_seconds));
}

std::size_t adaptive_rate::allowed(std::size_t wanted, time_point now) {
    advance(now);
    if (now < paused_until_) {
        return 0;
    }
    if (rate_ == infinity) {
        return wanted;
    }
    const std::size_t most = most_a_second();
    const std::size_t left = most - std::min(most, sent_.count(now));
    const double whole = tokens_ >= almost_one ? std::max(1.0, std::floor(tokens_)) : 0.0;
    return std::min({wanted, left, static_cast<std::size_t>(std::min(whole, 1e9))});
}

void adaptive_rate::sent(std::size_t messages, time_point now) {
    if (messages == 0) {
        return;
    }
    advance(now);
    sent_.add(messages, now);
    sent_since_cut_ = sent_since_cut_ || now >= paused_until_;
    if (rate_ == infinity) {
        return;
    }
    tokens_ -= static_cast<double>(messages);
    // A rate that is not used is not proved: it rises by the time that the messages stand for.
    if (limit_ > 0 && age_ >= seconds_to_limit()) {
        age_ += static_cast<double>(messages) / rate_ * growth_;
        rate_ = curve();
    }
}

void adaptive_rate::cut_to(double part, time_point now) {
    // What left may be less than the rate: the peer spoke of that. A second that began with a pause
    // says too little; hence no more than one `cut` below the rate.
    const auto reached = static_cast<double>(sent_.count(now) + 1);
    limit_ = rate_ == infinity ? reached : std::min(rate_, std::max(reached, rate_ * config_.cut));
    limit_ = std::max(limit_, config_.min);
    age_ = seconds_to_limit() * (1 - std::cbrt((1 - part) / (1 - config_.cut)));
    rate_ = curve();
    tokens_ = std::min(tokens_, 1.0);
    next_cut_ = now + std::max<duration>(config_.pause, counted_by);
    sent_since_cut_ = false;
}

void adaptive_rate::throttled(time_point now) {
    advance(now);
    if (now < paused_until_) {
        return;
    }
    if (now >= next_cut_ && sent_since_cut_) {
        cut_to(config_.cut, now);
    }
    paused_until_ = now + config_.pause;
    if (rate_ != infinity) {
        tokens_ = std::min(tokens_, 0.0);
        at_ = std::max(at_, paused_until_);
    }
}

void adaptive_rate::congestion(std::uint8_t state, time_point now) {
    advance(now);
    const bool too_much = state > config_.congested_from;
    growth_ = too_much ? 0 : state >= optimum ? growth_at_optimum : 1;
    if (too_much && now >= next_cut_ && now >= paused_until_ && sent_since_cut_) {
        const double excess =
            static_cast<double>(std::min(state, congested) - config_.congested_from) /
            static_cast<double>(congested - config_.congested_from);
        cut_to(1 - (1 - config_.cut) * excess, now);
    }
}

reaction adaptive_rate::answered(const pdu& answer, const message_reactions& reactions,
                                 time_point now) {
    const reaction what = reactions.of(answer.status);
    if (what == reaction::throttle) {
        throttled(now);
    }
    if (const auto state = congestion_of(answer)) {
        congestion(*state, now);
    }
    const bool says_no = std::holds_alternative<generic_nack>(answer.body);
    return what == reaction::accepted && says_no ? reaction::give_up : what;
}

time_point adaptive_rate::next(time_point now) const noexcept {
    const time_point open = std::max(now, paused_until_);
    if (rate_ == infinity) {
        return open;
    }
    const time_point filled =
        tokens_ >= almost_one ? open : std::max(open, at_ + rounded_up((1 - tokens_) / rate_));
    last_second recent = sent_; // counting forgets
    return recent.count(now) >= most_a_second() ? std::max(filled, recent.falls(now)) : filled;
}

} // namespace smpp
