#pragma once
// encode() without the need of a whole pdu; for the session, which has the parts.
#include "smpp/codec.hpp"
#include <cstdint>

namespace smpp {

/// Peers of version 3.3 do not know optional parameters (SMPP 3.4 3.4).
enum class tlv_policy : std::uint8_t { keep, leave_out };

std::expected<void, decode_error> encode(command_status status, std::uint32_t sequence,
                                         const body& b, tlv_policy tlvs, std::string& out);

} // namespace smpp
