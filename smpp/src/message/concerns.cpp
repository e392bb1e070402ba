#include "smpp/concerns.hpp"

namespace smpp {
namespace {

/// query_sm and replace_sm.
template<class Asked, class Message>
bool names(const Asked& a, const Message& submitted, std::string_view message_id) noexcept {
    return !a.message_id.empty() && a.message_id == message_id && a.source == submitted.source;
}

template<class Message>
bool cancels(const cancel_sm& c, const Message& submitted, std::string_view message_id) noexcept {
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

} // namespace

bool concerns(const query_sm& q, const submit_sm& submitted, std::string_view message_id) noexcept {
    return names(q, submitted, message_id);
}
bool concerns(const query_sm& q, const data_sm& submitted, std::string_view message_id) noexcept {
    return names(q, submitted, message_id);
}
bool concerns(const replace_sm& r, const submit_sm& submitted,
              std::string_view message_id) noexcept {
    return names(r, submitted, message_id);
}
bool concerns(const cancel_sm& c, const submit_sm& submitted,
              std::string_view message_id) noexcept {
    return cancels(c, submitted, message_id);
}
bool concerns(const cancel_sm& c, const data_sm& submitted, std::string_view message_id) noexcept {
    return cancels(c, submitted, message_id);
}

} // namespace smpp
