#include "sms/message.hpp"

#include <algorithm>

namespace yeelen::sms {

std::string_view name_of(part_state s) noexcept {
    switch (s) {
    case part_state::queued: return "queued";
    case part_state::sending: return "sending";
    case part_state::submitted: return "submitted";
    case part_state::delivered: return "delivered";
    case part_state::failed: return "failed";
    case part_state::expired: return "expired";
    }
    return "failed";
}

message_state overall(const std::vector<part>& parts) noexcept {
    bool all_delivered = !parts.empty();
    bool all_submitted = !parts.empty();
    for (const auto& p : parts) {
        if (p.state == part_state::failed || p.state == part_state::expired) {
            return message_state::failed;
        }
        all_delivered = all_delivered && p.state == part_state::delivered;
        all_submitted =
            all_submitted && (p.state == part_state::delivered || p.state == part_state::submitted);
    }
    if (all_delivered) {
        return message_state::delivered;
    }
    return all_submitted ? message_state::submitted : message_state::queued;
}

std::string_view name_of(message_state s) noexcept {
    switch (s) {
    case message_state::queued: return "queued";
    case message_state::submitted: return "submitted";
    case message_state::delivered: return "delivered";
    case message_state::failed: return "failed";
    }
    return "failed";
}

} // namespace yeelen::sms
