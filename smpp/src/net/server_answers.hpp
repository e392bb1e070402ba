#pragma once
#include "smpp/pdu.hpp"
#include <optional>

namespace smpp::net {

/// The body of a refusal of that request; nothing for those that have no response.
std::optional<body> refusal_of(command_id request);

} // namespace smpp::net
