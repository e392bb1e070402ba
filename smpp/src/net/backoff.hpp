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
        return milliseconds{
            std::uniform_int_distribution<milliseconds::rep>{0, ceiling_.count()}(random_)};
    }
    void reset() noexcept { ceiling_ = milliseconds{0}; }

private:
    milliseconds min_;
    milliseconds max_;
    milliseconds ceiling_{0};
    std::mt19937 random_;
};

} // namespace smpp::net
