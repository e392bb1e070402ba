#include "window.hpp"
#include "operations.hpp"
#include <algorithm>

namespace smpp {
namespace {

constexpr std::uint32_t max_sequence = 0x7FFFFFFF;
constexpr std::size_t smallest_ring = 8;
constexpr std::size_t late_at_least = 1000;

constexpr std::uint32_t after(std::uint32_t sequence) {
    return sequence >= max_sequence ? 1 : sequence + 1;
}

constexpr bool is_message_answer(command_id id) {
    return !is_management(request_of(id));
}

} // namespace

request_window::request_window(std::size_t limit, std::uint32_t first_sequence)
    : limit_(std::clamp<std::size_t>(limit, 1, 10'000))
    , next_(std::clamp<std::uint32_t>(first_sequence, 1, max_sequence))
    , oldest_(next_) {}

std::uint32_t request_window::next_sequence() {
    if (2 * (all_ + 1) > ring_.size()) {
        grow();
    }
    while (place(next_).sequence != 0) {
        next_ = after(next_);
    }
    return next_;
}

/// Numbers that fall on different places of a ring do so on one of twice the size.
void request_window::grow() {
    std::vector<in_flight_request> larger(std::max(smallest_ring, 2 * ring_.size()));
    for (const in_flight_request& r : ring_) {
        if (r.sequence != 0) {
            larger[r.sequence & (larger.size() - 1)] = r;
        }
    }
    ring_ = std::move(larger);
}

void request_window::add(command_id answer, std::uint64_t token, time_point deadline) {
    place(next_) = {next_, answer, token, deadline};
    messages_ += is_message_answer(answer) ? 1 : 0;
    ++all_;
    pass();
}

void request_window::pass() noexcept {
    if (late_) {
        late_->forget(next_);
    }
    next_ = after(next_);
}

void request_window::release(in_flight_request& r) noexcept {
    messages_ -= is_message_answer(r.answer) ? 1 : 0;
    --all_;
    r.sequence = 0;
}

std::optional<in_flight_request> request_window::take(std::uint32_t sequence, command_id answer) {
    if (ring_.empty() || sequence == 0) {
        return std::nullopt;
    }
    in_flight_request& r = place(sequence);
    if (r.sequence != sequence || (r.answer != answer && answer != command_id::generic_nack)) {
        return std::nullopt;
    }
    const in_flight_request taken = r;
    release(r);
    return taken;
}

std::optional<in_flight_request> request_window::expire(time_point now) {
    if (all_ == 0) {
        oldest_ = next_;
        return std::nullopt;
    }
    while (oldest_ != next_) {
        in_flight_request& r = place(oldest_);
        if (r.sequence == oldest_) {
            if (r.deadline > now) {
                return std::nullopt;
            }
            const in_flight_request expired = r;
            release(r);
            oldest_ = after(oldest_);
            return expired;
        }
        oldest_ = after(oldest_);
    }
    return std::nullopt;
}

void request_window::remember(const in_flight_request& expired) {
    if (!late_) {
        late_ = std::make_unique<late_answers>(std::max(late_at_least, 4 * limit_));
    }
    late_->add(expired.sequence, expired.answer, expired.token);
}

std::optional<std::uint64_t> request_window::take_late(std::uint32_t sequence, command_id answer) {
    return late_ ? late_->take(sequence, answer) : std::nullopt;
}

std::vector<std::uint64_t> request_window::take_all() {
    std::vector<std::uint64_t> tokens;
    while (const auto r = expire(time_point::max())) {
        if (is_message_answer(r->answer)) {
            tokens.push_back(r->token);
        }
    }
    return tokens;
}

void request_window::give_back() noexcept {
    if (all_ == 0) {
        ring_ = std::vector<in_flight_request>{}; // not {}: that keeps the memory
    }
    if (late_ && late_->empty()) {
        late_.reset();
    }
}

} // namespace smpp
