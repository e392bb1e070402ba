#include "sms/outbox.hpp"

#include <algorithm>
#include <iterator>
#include <limits>
#include <utility>

namespace yeelen::sms {

namespace {

/// Heap order: the earliest, then the longest in line, on top.
constexpr auto comes_after = [](const auto& a, const auto& b) {
    return a.at != b.at ? a.at > b.at : a.what.place > b.what.place;
};

template<typename Number>
void count_up(Number& n) noexcept {
    if (n < std::numeric_limits<Number>::max()) {
        ++n;
    }
}

} // namespace

void outbox::add(job j) {
    static_assert(sizeof(entry) <= 32 && sizeof(later) <= 40);
    j.place = next_place_++;
    const auto at = j.part.next_try;
    const bool is_due = at <= seen_ && (delayed_.empty() || at < delayed_.front().at);
    if (is_due) {
        ready_.push_back(shrink(std::move(j)));
    } else {
        delay(std::move(j), at);
    }
}

std::vector<job> outbox::take(std::size_t places, core::utc_time now,
                              const std::function<bool(const message&)>& may_go) {
    std::vector<job> taken;
    if (places == 0 || resting(now)) {
        return taken;
    }
    wake(may_go ? places + most_passed : places, now);
    taken.reserve(std::min(places, ready_.size()));
    std::vector<entry> passed;
    while (taken.size() < places && !ready_.empty() && passed.size() < most_passed) {
        entry next = std::move(ready_.front());
        ready_.pop_front();
        const bool expired = now >= next.msg->expires;
        if (!expired && may_go && !may_go(*next.msg)) {
            passed.push_back(std::move(next));
            continue;
        }
        job& j = taken.emplace_back(grow(std::move(next), now));
        if (expired) {
            j.part.state = part_state::expired;
        } else {
            j.part.state = part_state::sending;
            count_up(j.part.attempts);
        }
    }
    ready_.insert(ready_.begin(), std::make_move_iterator(passed.begin()),
                  std::make_move_iterator(passed.end()));
    return taken;
}

bool outbox::due(core::utc_time now) const noexcept {
    return !resting(now) && (!ready_.empty() || (!delayed_.empty() && delayed_.front().at <= now));
}

bool outbox::resting(core::utc_time now) const noexcept {
    // A rest longer than the longest one means that the clock was set back: no reason to stand
    // still.
    return now < resting_until_ && resting_until_ - now <= longest_rest();
}

part outbox::finish(job j, submit_result result, std::string smsc_id, std::string error,
                    std::uint64_t random, core::utc_time now) {
    part& p = j.part;
    p.updated = now;
    if (result != submit_result::not_sent) { // nobody has said anything of it
        p.error = std::move(error);
    }
    p.smsc_id.clear();
    if (result == submit_result::throttled) {
        rest(now);
        count_up(j.throttled);
        if (j.throttled >= policy_.throttle_yields) {
            result = submit_result::temporary;
        }
    }
    if (result != submit_result::throttled && result != submit_result::not_sent) {
        j.throttled = 0;
    }

    switch (result) {
    case submit_result::accepted:
        pause_ = policy_.throttle_pause;
        p.state = part_state::submitted;
        p.smsc_id = std::move(smsc_id);
        p.error.clear();
        return p;
    case submit_result::permanent: p.state = part_state::failed; return p;
    case submit_result::unanswered:
        if (p.error.empty()) {
            p.error = "unanswered";
        }
        if (!policy_.resend_unanswered) {
            p.state = part_state::failed;
            return p;
        }
        break;
    case submit_result::throttled:
        // The operator refused the rate, not this part: it is no try of it. Its validity bounds how
        // often.
    case submit_result::not_sent:
        p.attempts = static_cast<std::uint16_t>(p.attempts - (p.attempts > 0 ? 1 : 0));
        break;
    case submit_result::temporary: break;
    }

    if (now >= j.msg->expires) {
        p.state = part_state::expired;
        return p;
    }
    const bool no_try = result == submit_result::throttled || result == submit_result::not_sent;
    if (!no_try && p.attempts >= policy_.attempts) {
        p.state = part_state::failed;
        return p;
    }
    p.state = part_state::queued;
    if (result == submit_result::unanswered) {
        count_up(p.possibly_doubled);
    }
    // Lost with a connection for the first time, a part keeps its place. After a second time it
    // waits: it may be what breaks the connection, and others must get through.
    const bool keeps_place = no_try || (result == submit_result::unanswered && p.attempts <= 1);
    p.next_try =
        keeps_place ? now : std::min(now + backoff(policy_, p.attempts, random), j.msg->expires);
    part stored = p;
    if (keeps_place) {
        put_back(std::move(j));
    } else {
        j.place = next_place_++;
        delay(std::move(j), stored.next_try);
    }
    return stored;
}

outbox::entry outbox::shrink(job&& j) {
    return {.msg = std::move(j.msg),
            .place = j.place,
            .attempts = j.part.attempts,
            .number = j.part.number,
            .total = j.part.total,
            .possibly_doubled = j.part.possibly_doubled,
            .throttled = j.throttled,
            .error = intern(j.part.error)};
}

job outbox::grow(entry&& e, core::utc_time now) const {
    job j;
    j.place = e.place;
    j.throttled = e.throttled;
    j.part.message = e.msg->id;
    j.part.number = e.number;
    j.part.total = e.total;
    j.part.attempts = e.attempts;
    j.part.possibly_doubled = e.possibly_doubled;
    j.part.error = errors_[e.error];
    j.part.next_try = now;
    j.part.updated = now;
    j.msg = std::move(e.msg);
    return j;
}

std::uint8_t outbox::intern(const std::string& error) {
    const auto found = std::find(errors_.begin(), errors_.end(), error);
    if (found != errors_.end()) {
        return static_cast<std::uint8_t>(found - errors_.begin());
    }
    if (errors_.size() == std::numeric_limits<std::uint8_t>::max()) {
        errors_.emplace_back("other");
    }
    if (errors_.size() > std::numeric_limits<std::uint8_t>::max()) {
        return std::numeric_limits<std::uint8_t>::max();
    }
    errors_.push_back(error);
    return static_cast<std::uint8_t>(errors_.size() - 1);
}

/// Among those due, behind all that were in line before it. Near the front, so the shift is short.
void outbox::put_back(job&& j) {
    const auto at =
        std::upper_bound(ready_.begin(), ready_.end(), j.place,
                         [](std::uint64_t place, const entry& e) { return place < e.place; });
    ready_.insert(at, shrink(std::move(j)));
}

void outbox::delay(job&& j, core::utc_time at) {
    delayed_.push_back({at, shrink(std::move(j))});
    std::push_heap(delayed_.begin(), delayed_.end(), comes_after);
}

void outbox::rest(core::utc_time now) {
    // The answers to one window come in a bunch: they are one rest, not a doubling each.
    if (resting(now)) {
        return;
    }
    resting_until_ = now + pause_;
    pause_ = std::min(pause_ * 2, longest_rest());
}

std::chrono::milliseconds outbox::longest_rest() const noexcept {
    return std::max(policy_.throttle_pause, policy_.throttle_most);
}

/// Moves what is due by now to the end of the line, as far as it is needed: a million that wait
/// since before a restart are not moved in one go.
void outbox::wake(std::size_t places, core::utc_time now) {
    seen_ = now;
    while (ready_.size() < places && !delayed_.empty() && delayed_.front().at <= now) {
        std::pop_heap(delayed_.begin(), delayed_.end(), comes_after);
        entry e = std::move(delayed_.back().what);
        delayed_.pop_back();
        e.place = next_place_++;
        ready_.push_back(std::move(e));
    }
}

} // namespace yeelen::sms
