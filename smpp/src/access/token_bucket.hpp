#pragma once
#include "smpp/session.hpp"
#include <algorithm>
#include <chrono>

namespace smpp::access {

/// Up to one second's worth at once (at least one), then `rate` a second.
class token_bucket {
public:
    /// Full from the first take() on.
    bool take(double rate, time_point now) {
        const double most = std::max(rate, 1.0);
        if (!used_) {
            used_ = true;
            tokens_ = most;
            at_ = now;
        }
        if (now > at_) {
            tokens_ += std::chrono::duration<double>(now - at_).count() * rate;
            at_ = now;
        }
        tokens_ = std::min(tokens_, most); // the rate may have changed
        if (tokens_ < 1.0) {
            return false;
        }
        tokens_ -= 1.0;
        return true;
    }

private:
    bool used_ = false;
    double tokens_ = 0;
    time_point at_;
};

} // namespace smpp::access
