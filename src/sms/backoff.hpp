#pragma once
// How long to wait before the next try. Pure.
#include <chrono>
#include <cstdint>

namespace yeelen::sms {

struct retry_policy {
    std::chrono::milliseconds first{
        2'000}; ///< wait before the second try; doubles, a quarter of it at random
    std::chrono::milliseconds most{
        600'000};                ///< bound of the doubling (the random quarter comes on top)
    std::uint16_t attempts = 12; ///< then failed
    std::chrono::milliseconds throttle_pause{
        1'000};                    ///< the whole queue rests so long after `throttled`
    bool resend_unanswered = true; ///< requeue (possibly doubled) or hold as failed
    std::chrono::milliseconds throttle_most{30'000}; ///< bound of the pause's doubling
    /// A part throttled so often in a row steps aside as `temporary`: some operators answer
    /// RMSGQFUL for one full phone, and that phone must not hold up all others until its message
    /// expires.
    std::uint8_t throttle_yields = 8;
};

/// The wait after `attempts` tries (1 or more): first * 2^(attempts-1), at most `most`, and up to a
/// quarter more.
std::chrono::milliseconds backoff(const retry_policy& policy, std::uint16_t attempts,
                                  std::uint64_t random) noexcept;

} // namespace yeelen::sms
