#pragma once
// Requests of ours that wait for their answer: a ring indexed by sequence number, so that finding,
// adding and expiring are O(1) (expiring amortised: all have the same patience, so that the order
// of sequence numbers is the order of deadlines). It grows with need: an idle link has one
// enquire_link in flight.
#include "late_answers.hpp"
#include "smpp/session.hpp"
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace smpp {

struct in_flight_request {
    std::uint32_t sequence = 0; ///< 0: the place is free
    command_id answer{};        ///< the response that it waits for
    std::uint64_t token = 0;
    time_point deadline{};
};

class request_window {
public:
    /// `limit` messages; the session's own requests (bind, enquire_link, unbind) find a place
    /// besides.
    request_window(std::size_t limit, std::uint32_t first_sequence);

    /// The next sequence number: 1 to 0x7FFFFFFF, never one in flight (SMPP 3.4 3.2, 5.1.4).
    std::uint32_t next_sequence();
    /// Puts the request with sequence next_sequence() in flight.
    void add(command_id answer, std::uint64_t token, time_point deadline);
    /// A request that has no answer took next_sequence().
    void pass() noexcept;
    /// The request that `answer` with this sequence answers; a generic_nack answers any. It leaves
    /// the ring.
    std::optional<in_flight_request> take(std::uint32_t sequence, command_id answer);
    /// The oldest request if its deadline has come. It leaves the ring.
    std::optional<in_flight_request> expire(time_point now);

    /// An expired message; a late answer to it finds its token.
    void remember(const in_flight_request& expired);
    std::optional<std::uint64_t> take_late(std::uint32_t sequence, command_id answer);

    /// Messages in flight.
    std::size_t messages() const noexcept { return messages_; }
    std::size_t limit() const noexcept { return limit_; }
    /// The tokens of all messages in flight, oldest first; empties the ring.
    std::vector<std::uint64_t> take_all();
    /// For a link that rests: memory that a busy time needed.
    void give_back() noexcept;
    /// Late answers are no longer expected.
    void forget_late() noexcept { late_.reset(); }

private:
    in_flight_request& place(std::uint32_t sequence) noexcept {
        return ring_[sequence & (ring_.size() - 1)];
    }
    void release(in_flight_request& r) noexcept;
    void grow();

    std::size_t limit_;
    std::size_t messages_ = 0;
    std::size_t all_ = 0; ///< messages and the session's own
    /// A power of two, twice the need: a straggler in the way is then stepped over in a few steps.
    std::vector<in_flight_request> ring_;
    std::uint32_t next_;
    std::uint32_t oldest_; ///< no request in flight is older
    std::unique_ptr<late_answers> late_;
};

} // namespace smpp
