#pragma once
// Which part is sent when, for one operator. Pure: the caller stores and sends. Owned by the
// operator's shard.
#include "core/time.hpp"
#include "sms/backoff.hpp"
#include "sms/message.hpp"
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace yeelen::sms {

/// What an operator said to one submit_sm, whatever the protocol.
enum class submit_result : std::uint8_t {
    accepted,
    throttled, ///< slow down, keep order (RTHROTTLED, RMSGQFUL)
    temporary, ///< try again later
    permanent,
    unanswered, ///< connection lost or time-out: it may have arrived
    not_sent,   ///< it never left (no bind, no room): no try
};

/// A part with its message: what is needed to send it again.
struct job {
    std::shared_ptr<const message> msg;
    sms::part part;
    std::uint64_t place = 0; ///< in the line; the outbox's own, to be handed back as it was given
    std::uint8_t throttled = 0; ///< times in a row that this part was throttled; the outbox's own
};

/// Every part that was added is at any moment in one place: waiting here, or with the caller from
/// take() to finish(), or out for good in a final state or `submitted`. A part that waits costs 40
/// bytes beside its shared message.
class outbox {
public:
    explicit outbox(retry_policy policy)
        : policy_(policy)
        , pause_(policy.throttle_pause) {}

    /// Takes in a stored part that is queued; it waits until part.next_try. FIFO among those due.
    void add(job j);
    /// Up to `places` parts that are due, now `sending` with attempts + 1. The caller stores them
    /// (one commit), then sends. Parts whose message expired come out with state `expired` (store
    /// them; do not send); they count as places too, so that one batch stays bounded: call again
    /// while due(). Parts that `may_go` (asked in their order, in a line of any length a bounded
    /// number of times) says no to keep their place; empty: all may.
    std::vector<job> take(std::size_t places, core::utc_time now,
                          const std::function<bool(const message&)>& may_go = {});
    /// True when `take` with one place would give something.
    bool due(core::utc_time now) const noexcept;
    /// Decides what becomes of a part that was sent: the part as it must be stored (submitted,
    /// queued with next_try, failed, expired). A queued one is taken in again by the outbox itself;
    /// `not_sent` puts it back as it was before take(), error and attempts too: when to take again
    /// is the caller's to know.
    /// `random` is any 64 random bits. A part found `sending` at a restart is finished as
    /// `unanswered`, in the order of the store, before the queued ones are added.
    part finish(job j, submit_result result, std::string smsc_id, std::string error,
                std::uint64_t random, core::utc_time now);
    std::size_t waiting() const noexcept { return ready_.size() + delayed_.size(); }
    /// True while `throttled` rests the whole queue.
    bool resting(core::utc_time now) const noexcept;
    /// No more than this many are taken in by accept; the API answers 503 beyond.
    static constexpr std::size_t bound = 1'000'000;

private:
    /// A part that waits: what differs from a fresh part, and no more. Up to `bound` of them are in
    /// memory.
    struct entry {
        std::shared_ptr<const message> msg;
        std::uint64_t place;
        std::uint16_t attempts;
        std::uint8_t number, total, possibly_doubled, throttled;
        std::uint8_t error; ///< index in errors_
    };
    struct later {
        core::utc_time at;
        entry what;
    };

    entry shrink(job&& j);
    job grow(entry&& e, core::utc_time now) const;
    /// Gives the index of an error text; there are few different ones.
    std::uint8_t intern(const std::string& error);
    void put_back(job&& j);
    void delay(job&& j, core::utc_time at);
    void rest(core::utc_time now);
    std::chrono::milliseconds longest_rest() const noexcept;
    void wake(std::size_t places, core::utc_time now);
    /// Parts that one take() passes over at most: those behind them wait with them.
    static constexpr std::size_t most_passed = 256;

    retry_policy policy_;
    std::deque<entry> ready_;    ///< due, by place; all of them due before any in delayed_
    std::vector<later> delayed_; ///< heap by time, then place
    std::vector<std::string> errors_{std::string{}};
    std::uint64_t next_place_ = 1;
    core::utc_time seen_{}; ///< the time that take() was told last
    core::utc_time resting_until_{};
    std::chrono::milliseconds pause_;
};

} // namespace yeelen::sms
