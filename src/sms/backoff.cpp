#include "sms/backoff.hpp"

#include <algorithm>

namespace yeelen::sms {

std::chrono::milliseconds backoff(const retry_policy& policy, std::uint16_t attempts,
                                  std::uint64_t random) noexcept {
    auto wait = std::min(policy.first, policy.most);
    for (std::uint16_t i = 1; i < attempts && wait < policy.most; ++i) {
        wait = std::min(wait * 2, policy.most);
    }
    const auto quarter = static_cast<std::uint64_t>(std::max<std::int64_t>(0, wait.count() / 4));
    return wait + std::chrono::milliseconds{static_cast<std::int64_t>(random % (quarter + 1))};
}

} // namespace yeelen::sms
