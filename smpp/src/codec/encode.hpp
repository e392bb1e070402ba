#pragma once
// encode() without the need of a whole pdu; for the session, which has the parts.
#include "smpp/codec.hpp"
#include <cstdint>

namespace smpp {

/// As encode() of codec.hpp: `version` is what the peer reads.
std::expected<void, decode_error> encode(command_status status, std::uint32_t sequence,
                                         const body& b, std::uint8_t version, std::string& out);

} // namespace smpp
