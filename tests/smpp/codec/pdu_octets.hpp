#pragma once
// Octets of PDUs that are made, cut and lengthened by tests.
#include <cstdint>
#include <string>

namespace codec_test {

inline std::string u32(std::uint32_t v) {
    return {static_cast<char>(v >> 24), static_cast<char>(v >> 16), static_cast<char>(v >> 8),
            static_cast<char>(v)};
}

/// A whole PDU with sequence 7 around `body`.
inline std::string framed(std::uint32_t id, const std::string& body, std::uint32_t status = 0) {
    return u32(static_cast<std::uint32_t>(16 + body.size())) + u32(id) + u32(status) + u32(7) +
           body;
}

/// With the command_length that its size has.
inline std::string with_length(std::string pdu) {
    pdu.replace(0, 4, u32(static_cast<std::uint32_t>(pdu.size())));
    return pdu;
}

} // namespace codec_test
