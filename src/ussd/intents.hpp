#pragma once
// Calls marked `once` whose outcome is not known yet: tried again with the same key until it is
// (P4). Pure.
#include "core/time.hpp"
#include "ussd/session_record.hpp"
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace yeelen::ussd {

struct intent_policy {
    std::chrono::milliseconds first{5'000}; ///< wait before the first repetition; doubles
    std::chrono::milliseconds most{600'000};
    std::chrono::milliseconds give_up{std::chrono::hours{24}};
    std::uint32_t least_attempts = 10; ///< none is given up before it was repeated so often
};

/// Owned by one shard. An intent belongs to its session while that waits for the answer, and to
/// nobody after release(): then it comes due.
class intents {
public:
    explicit intents(intent_policy policy)
        : policy_(policy) {}

    /// A stored intent whose call is being made by its session.
    void add(intent i);
    /// A stored intent whose session is over: it comes due at its next_try, for the first time.
    void wait(intent i);
    /// Its session does not wait any more (uncertain outcome, hang-up, restart): it comes due at
    /// next_try or after `first`.
    void release(const std::string& key, core::utc_time now);
    /// The outcome is known: nothing is left to do.
    void settle(const std::string& key);
    const intent* find(const std::string& key) const;
    /// One of them began with this version of a menu.
    bool need(std::string_view menu, std::string_view version) const;

    struct due_intent {
        intent what;    ///< attempts and next_try moved on: to be stored
        bool abandoned; ///< tried for too long: to be dropped and reported
    };
    /// Those to be called now, `most` of them. They belong to that call until release() or
    /// settle(), and are not due again before next_try.
    std::vector<due_intent> due(core::utc_time now, std::size_t most = 100);
    std::size_t size() const noexcept { return open_.size(); }

private:
    struct open_intent {
        intent what;
        bool with_caller; ///< its session, or a repetition, waits for an answer
    };
    intent_policy policy_;
    std::unordered_map<std::string, open_intent> open_;
};

} // namespace yeelen::ussd
