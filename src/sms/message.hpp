#pragma once
#include "core/ids.hpp"
#include "core/time.hpp"
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace yeelen::sms {

/// An accepted message: does not change. Its parts carry its life.
struct message {
    std::int64_t id = 0;           ///< increasing; the store's key
    core::correlation_id uid;      ///< what the API names it by, and its trace
    std::string operator_id;       ///< that sends it
    std::string sender;            ///< source address; empty: the operator's default
    std::string to;                ///< MSISDN digits
    std::string text;              ///< UTF-8
    std::string idempotency_key;   ///< empty where none was given
    std::uint64_t fingerprint = 0; ///< of the request: the same key with another request is refused
    core::utc_time created;
    core::utc_time expires; ///< not sent any more after this
};

enum class part_state : std::uint8_t {
    queued = 0,
    sending = 1,   ///< stored before submit_sm leaves; found at a restart it may have arrived:
                   ///< possibly doubled
    submitted = 2, ///< submit_sm_resp gave an id
    delivered = 3, ///< by receipt
    failed = 4,    ///< by a permanent status, a receipt, or too many tries
    expired = 5,   ///< not sent in time, or by receipt
};
std::string_view name_of(part_state s) noexcept;
constexpr bool is_final(part_state s) noexcept {
    return s == part_state::delivered || s == part_state::failed || s == part_state::expired;
}

/// One submit_sm of a message.
struct part {
    std::int64_t message = 0;
    std::uint8_t number = 1; ///< from 1
    std::uint8_t total = 1;
    part_state state = part_state::queued;
    std::uint16_t attempts = 0;
    std::uint8_t possibly_doubled =
        0;               ///< how often it was sent again though an answer may have been lost
    std::string smsc_id; ///< normalised
    std::string error;   ///< last status or receipt error, "RTHROTTLED"
    core::utc_time next_try;
    core::utc_time updated;
};

/// The message as a whole, as the API shows it: the worst of its parts decides.
enum class message_state : std::uint8_t { queued, submitted, delivered, failed };
message_state overall(const std::vector<part>& parts) noexcept;
std::string_view name_of(message_state s) noexcept;

} // namespace yeelen::sms
