#pragma once
// How long to wait before the next attempt: exponential, with full jitter, so that clients that
// were lost together do not come back together.
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <random>

namespace smpp::net {

class backoff {
public:
    using milliseconds = std::chrono::milliseconds;

    backoff(milliseconds min, milliseconds max, std::uint32_t seed)
        : min_(std::max(min, milliseconds{1}))
        , max_(std::max(max, min_))
        , random_(seed) {}

    /// Between nothing and the ceiling of the moment, which then doubles.
    milliseconds next() {
        ceiling_ = ceiling_ == milliseconds{0} ? min_ : std::min(ceiling_ * 2, max_);
        return up_to(ceiling_);
    }
    /// As the first next() after a reset(), which changes nothing of what follows.
    milliseconds first() { return up_to(min_); }
    /// Any time from nothing to `most`, evenly.
    milliseconds up_to(milliseconds most) {
        return milliseconds{std::uniform_int_distribution<milliseconds::rep>{
            0, std::max<milliseconds::rep>(most.count(), 0)}(random_)};
    }
    void reset() noexcept { ceiling_ = milliseconds{0}; }

private:
    milliseconds min_;
    milliseconds max_;
    milliseconds ceiling_{0};
    std::mt19937 random_;
};

} // namespace smpp::net
