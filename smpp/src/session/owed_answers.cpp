#include "owed_answers.hpp"
#include <algorithm>

namespace smpp {
namespace {

constexpr std::size_t smallest_ring = 8;
/// Places looked at before an index is made.
constexpr std::uint64_t longest_search = 64;

} // namespace

void owed_answers::add(std::uint32_t sequence, command_id answer) {
    if (end_ - first_ == ring_.size()) {
        make_room();
    }
    at(end_) = {added_, sequence, answer};
    if (index_) {
        index_->insert({sequence, answer, added_});
    }
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

/// Peers count upwards: the number tells the place. Exactly where each number is here; what took a
/// number and is not (an enquire_link, what is answered long since) makes a guess too early.
bool owed_answers::search(std::uint32_t sequence, command_id answer) {
    const std::uint64_t back = std::uint32_t{at(end_ - 1).sequence - sequence};
    if (back < end_ - first_ && take_at(end_ - 1 - back, sequence, answer)) {
        return true;
    }
    // The first place that is not before this number, if they rise.
    const auto oldest = at(first_).sequence;
    auto low = first_;
    for (auto left = end_ - first_; left > 0;) {
        const auto half = left / 2;
        const bool before =
            std::uint32_t{at(low + half).sequence - oldest} < std::uint32_t{sequence - oldest};
        low += before ? half + 1 : 0;
        left = before ? left - half - 1 : half;
    }
    const auto until = std::min(end_, low + longest_search);
    for (; low != until && at(low).sequence == sequence; ++low) {
        if (take_at(low, sequence, answer)) {
            return true;
        }
    }
    if (end_ - first_ > longest_search) {
        make_index();
        return take_indexed(sequence, answer);
    }
    for (auto place = first_; place != end_; ++place) {
        if (take_at(place, sequence, answer)) {
            return true;
        }
    }
    return false;
}

/// The oldest one first: then nothing is searched.
bool owed_answers::take(std::uint32_t sequence, command_id answer) {
    if (size_ == 0) {
        return false;
    }
    const bool taken = index_ ? take_indexed(sequence, answer)
                              : take_at(first_, sequence, answer) || search(sequence, answer);
    if (size_ == 0) {
        index_.reset();
    }
    return taken;
}

void owed_answers::make_index() {
    index_ = std::make_unique<std::set<key>>();
    for (auto place = first_; place != end_; ++place) {
        if (const request& r = at(place); r.answer != none) {
            index_->insert({r.sequence, r.answer, r.number});
        }
    }
}

/// The oldest one that fits; a generic_nack fits all of this number.
bool owed_answers::take_indexed(std::uint32_t sequence, command_id answer) {
    const bool any = answer == command_id::generic_nack;
    auto oldest = index_->end();
    auto next = index_->lower_bound({sequence, any ? none : answer, 0});
    while (next != index_->end() && next->sequence == sequence && (any || next->answer == answer)) {
        if (oldest == index_->end() || next->number < oldest->number) {
            oldest = next;
        }
        next = index_->upper_bound({sequence, next->answer, ~std::uint64_t{0}});
    }
    if (oldest == index_->end()) {
        return false;
    }
    // Numbers rise through the ring, with what is answered too.
    std::uint64_t low = first_;
    for (std::uint64_t high = end_; high - low > 1;) {
        const auto middle = low + (high - low) / 2;
        (at(middle).number <= oldest->number ? low : high) = middle;
    }
    const key found = *oldest;
    index_->erase(oldest);
    return take_at(low, found.sequence, found.answer);
}

void owed_answers::give_back() noexcept {
    if (size_ == 0) {
        ring_ = std::vector<request>{}; // not {}: that keeps the memory
        first_ = end_ = 0;
    }
}

} // namespace smpp
