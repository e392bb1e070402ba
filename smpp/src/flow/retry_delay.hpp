#pragma once
// How long a message waits before its next try.
#include "smpp/session.hpp"
#include <algorithm>
#include <cstdint>

namespace smpp {

/// splitmix64: numbers that follow each other come out far apart.
constexpr std::uint64_t spread(std::uint64_t x) noexcept {
    x += 0x9E3779B97F4A7C15u;
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
    return x ^ (x >> 31);
}

/// After so many `tries` (1 or more): `min`, doubled each time up to `max`, and of that 50 to 100
/// %. Without random: the share comes from the number of the message, so that messages refused
/// together do not come again together.
constexpr duration retry_delay(duration min, duration max, unsigned tries,
                               std::uint64_t message) noexcept {
    duration d = std::clamp(min, duration{0}, std::max(max, duration{0}));
    for (unsigned i = 1; i < tries && d < max && d > duration{0}; ++i) {
        d = d < max / 2 ? d * 2 : max;
    }
    const auto share = static_cast<duration::rep>(spread(message * 64 + tries) % 1'024);
    return d / 2 + d / 2 / 1'024 * share;
}

} // namespace smpp
