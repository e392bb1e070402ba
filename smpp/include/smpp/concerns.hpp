#pragma once
// Which message a query_sm, cancel_sm or replace_sm means (SMPP 3.4 4.8.1, 4.9.1, 4.10.1). For
// SMSCs; pure.
#include "smpp/pdu.hpp"
#include <string_view>

namespace smpp {

/// Id and source must both be those of the submit: an ESME that guesses ids learns nothing of
/// others' messages. A source that was left out at the submit (the SMSC put its default) is left
/// out here too.
bool concerns(const query_sm& q, const submit_sm& submitted, std::string_view message_id) noexcept;
bool concerns(const query_sm& q, const data_sm& submitted, std::string_view message_id) noexcept;
/// A replace_sm has a new short_message, which a data_sm never had (SMPP 3.4 4.10): submit_sm
/// alone.
bool concerns(const replace_sm& r, const submit_sm& submitted,
              std::string_view message_id) noexcept;

/// With an id: id and source, and the destination unless it is left out. Without one: every message
/// of that source and destination, and of that service_type if one is named.
bool concerns(const cancel_sm& c, const submit_sm& submitted, std::string_view message_id) noexcept;
bool concerns(const cancel_sm& c, const data_sm& submitted, std::string_view message_id) noexcept;

} // namespace smpp
