#include "owed_answers.hpp"
#include <algorithm>

namespace smpp {
namespace {

constexpr std::size_t smallest_ring = 8;

} // namespace

void owed_answers::add(std::uint32_t sequence, command_id answer) {
    if (end_ - first_ == ring_.size()) {
        make_room();
    }
    at(end_) = {added_, sequence, answer};
    ++end_;
    ++size_;
    ++added_;
}

/// Grows only if more than half of the ring is owed: one request that is never answered must not
/// keep the places of all that come after it.
void owed_answers::make_room() {
    const auto owed = [](const request& r) { return r.answer != none; };
    if (2 * size_ > ring_.size() || ring_.empty()) {
        std::vector<request> larger(std::max(smallest_ring, 2 * ring_.size()));
        auto to = larger.begin();
        for (auto place = first_; place != end_; ++place) {
            if (owed(at(place))) {
                *to++ = at(place);
            }
        }
        ring_ = std::move(larger);
        first_ = 0;
        end_ = size_;
        return;
    }
    auto to = first_;
    for (auto place = first_; place != end_; ++place) {
        if (owed(at(place))) {
            at(to++) = at(place);
        }
    }
    end_ = to;
}

bool owed_answers::take_at(std::uint64_t place, std::uint32_t sequence,
                           command_id answer) noexcept {
    request& r = at(place);
    if (r.sequence != sequence || r.answer == none ||
        (r.answer != answer && answer != command_id::generic_nack)) {
        return false;
    }
    r.answer = none;
    --size_;
    while (first_ != end_ && at(first_).answer == none) {
        ++first_;
    }
    return true;
}

/// The oldest one first. Else the number tells about where: peers count upwards, and what took a
/// number and is not here (an enquire_link) makes the guess too early, never too late.
bool owed_answers::take(std::uint32_t sequence, command_id answer) noexcept {
    if (size_ == 0) {
        return false;
    }
    if (take_at(first_, sequence, answer)) {
        return true;
    }
    const std::uint64_t back = std::uint32_t{at(end_ - 1).sequence - sequence};
    const auto guess = back < end_ - first_ ? end_ - 1 - back : first_;
    for (auto place = guess; place != end_; ++place) {
        if (take_at(place, sequence, answer)) {
            return true;
        }
    }
    for (auto place = first_; place != guess; ++place) {
        if (take_at(place, sequence, answer)) {
            return true;
        }
    }
    return false;
}

void owed_answers::give_back() noexcept {
    if (size_ == 0) {
        ring_ = std::vector<request>{}; // not {}: that keeps the memory
        first_ = end_ = 0;
    }
}

} // namespace smpp
