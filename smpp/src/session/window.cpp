#include "window.hpp"
#include "operations.hpp"
#include <algorithm>
#include <bit>

namespace smpp {
namespace {

constexpr std::uint32_t max_sequence = 0x7FFFFFFF;
constexpr std::size_t own_requests = 4;
constexpr std::size_t late_at_least = 1000;

constexpr std::uint32_t after(std::uint32_t sequence) {
    return sequence >= max_sequence ? 1 : sequence + 1;
}

constexpr bool is_message_answer(command_id id) {
    return id == command_id::submit_sm_resp || id == command_id::deliver_sm_resp;
}

} // namespace

request_window::request_window(std::size_t limit, std::uint32_t first_sequence)
    : limit_(std::clamp<std::size_t>(limit, 1, 10'000))
    , next_(std::clamp<std::uint32_t>(first_sequence, 1, max_sequence))
    , oldest_(next_) {}

std::uint32_t request_window::next_sequence() {
    if (ring_.empty()) {
        // Twice the need: a straggler in the way of the ring is then stepped over in a few steps.
        ring_.resize(std::bit_ceil(2 * (limit_ + own_requests)));
    }
    while (place(next_).sequence != 0) {
        next_ = after(next_);
    }
    return next_;
}

void request_window::add(command_id answer, std::uint64_t token, time_point deadline) {
    place(next_) = {next_, answer, token, deadline};
    messages_ += is_message_answer(answer) ? 1 : 0;
    if (!late_.empty()) {
        late_.erase(next_);
    }
    next_ = after(next_);
}

void request_window::release(in_flight_request& r) noexcept {
    messages_ -= is_message_answer(r.answer) ? 1 : 0;
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
    if (late_order_.size() >= std::max(late_at_least, 4 * limit_)) {
        late_.erase(late_order_.front());
        late_order_.pop_front();
    }
    late_[expired.sequence] = {expired.answer, expired.token};
    late_order_.push_back(expired.sequence);
}

std::optional<std::uint64_t> request_window::take_late(std::uint32_t sequence, command_id answer) {
    const auto found = late_.find(sequence);
    if (found == late_.end() ||
        (found->second.answer != answer && answer != command_id::generic_nack)) {
        return std::nullopt;
    }
    const std::uint64_t token = found->second.token;
    late_.erase(found);
    return token;
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

} // namespace smpp
