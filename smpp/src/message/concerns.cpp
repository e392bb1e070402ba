#include "smpp/concerns.hpp"

namespace smpp {

bool concerns(const query_sm& q, const submit_sm& submitted, std::string_view message_id) noexcept {
    return !q.message_id.empty() && q.message_id == message_id && q.source == submitted.source;
}

bool concerns(const replace_sm& r, const submit_sm& submitted,
              std::string_view message_id) noexcept {
    return !r.message_id.empty() && r.message_id == message_id && r.source == submitted.source;
}

bool concerns(const cancel_sm& c, const submit_sm& submitted,
              std::string_view message_id) noexcept {
    if (c.source != submitted.source) {
        return false;
    }
    if (!c.message_id.empty()) {
        return c.message_id == message_id &&
               (c.destination.value.empty() || c.destination == submitted.destination);
    }
    return c.destination == submitted.destination &&
           (c.service_type.empty() || c.service_type == submitted.service_type);
}

} // namespace smpp
