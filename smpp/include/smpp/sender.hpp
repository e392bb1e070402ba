#pragma once
// Messages on their way through one connector, in order: what leaves when, what goes again after a
// throttle or a lost link, what is given up. Pure: a queue with rules; net::pool is one way to
// carry it out. Owned by the thread of its links.
#include "smpp/pdu.hpp"
#include "smpp/rate.hpp"
#include "smpp/reaction.hpp"
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace smpp {

struct sender_config {
    message_reactions reactions;
    rate_config rate;
    std::size_t max_queued = 100'000; ///< with those under way and those ended but not yet taken
    unsigned max_tries = 10;          ///< of one message, 1 or more; throttles are not counted
    std::chrono::milliseconds retry_min{1'000}; ///< doubles; each wait is 50 to 100 % of it
    std::chrono::milliseconds retry_max{60'000};
    /// Throttled so often in a row a message steps aside as if to be retried, which counts as a
    /// try: some operators answer a number that they do not serve with RTHROTTLED, for ever.
    unsigned throttles_a_try = 8;
    /// A message without an answer (time-out, lost link) may have arrived: sent again only if this
    /// says so.
    bool resend_unanswered = false;
};

/// What came of a message.
struct sent_message {
    enum class outcome : std::uint8_t { accepted, given_up, unanswered };
    std::uint64_t token = 0;
    outcome result = outcome::accepted;
    command_status status = command_status::rok; ///< the last answer's; ROK where there was none
    std::string message_id = {};
    std::vector<unsuccessful_delivery> unsuccess = {}; ///< of a submit_multi
};

class sender {
public:
    sender(const sender_config& config, time_point now);
    ~sender();
    sender(sender&&) noexcept;
    sender& operator=(sender&&) noexcept;

    /// Queues; false when full. Messages with the same `order` (other than 0) leave one after the
    /// other, each when the one before has ended.
    bool add(body message, std::uint64_t token, std::uint64_t order = 0);

    struct departure {
        std::uint64_t id;    ///< to give back with what came of it; each try has its own
        const body* message; ///< until this try is given back
        std::uint64_t order;
    };
    /// The message that was added first of those that may leave now; it counts as under way until
    /// one of the five below.
    std::optional<departure> next(time_point now);
    /// An answer, late ones too: they are heard, and never send a message again. An id that is not
    /// known, or no longer, does nothing.
    void answered(std::uint64_t id, const pdu& answer, time_point now);
    void timed_out(std::uint64_t id, time_point now);
    void link_lost(std::uint64_t id, time_point now);
    /// It could not be handed over (window full, no link): it is the next again, and not a try.
    void not_sent(std::uint64_t id);
    /// It can never be handed over (request_error::invalid_pdu, not_allowed): given up.
    void not_sendable(std::uint64_t id, command_status why);

    /// Ended messages since the last call.
    std::vector<sent_message> take_ended();
    /// When next() may have something that it has not now; `now` if it has, time_point::max() if
    /// never by itself: nothing waits, or not_sent() was the last word, and whoever said so knows
    /// when there is room.
    time_point wake(time_point now) const;
    std::size_t queued() const noexcept; ///< and not under way
    std::size_t under_way() const noexcept;
    /// Messages a second now; infinity when nothing limits.
    double rate() const noexcept;

private:
    struct impl;
    std::unique_ptr<impl> impl_;
};

} // namespace smpp
