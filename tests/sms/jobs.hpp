#pragma once
// Builders for the tests of sms.
#include "sms/outbox.hpp"

namespace yeelen::sms::test {

using namespace std::chrono_literals;

inline constexpr core::utc_time start{1'800'000'000s};

/// A queued part of a message that expires a day after the start.
inline job queued_job(std::int64_t id, core::utc_time next_try = start,
                      core::utc_time expires = start + 24h) {
    message m;
    m.id = id;
    m.to = "2250700000001";
    m.created = start;
    m.expires = expires;
    job j{.msg = std::make_shared<const message>(std::move(m)), .part = {}};
    j.part.message = id;
    j.part.next_try = next_try;
    return j;
}

inline std::vector<std::int64_t> ids(const std::vector<job>& jobs) {
    std::vector<std::int64_t> all;
    for (const auto& j : jobs) {
        all.push_back(j.part.message);
    }
    return all;
}

using list = std::vector<std::int64_t>;

} // namespace yeelen::sms::test
