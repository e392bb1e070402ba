#pragma once
// The value of its_session_info (TLV 0x1383) in the dialect "standard": which dialogue, which
// message of it.
#include "smpp/tlv.hpp"
#include <cstdint>
#include <optional>

namespace yeelen::sim {

/// Octet 0: session number, 0-255, a phone's own. Octet 1: running number (bits 7-1, 1 to 127) and
/// end bit (bit 0).
struct session_info {
    std::uint8_t number = 0;
    std::uint8_t sequence = 0;
    bool end = false;
    bool operator==(const session_info&) const = default;
};

constexpr std::uint16_t pack(session_info i) noexcept {
    return static_cast<std::uint16_t>((i.number << 8) | ((i.sequence & 0x7F) << 1) |
                                      (i.end ? 1 : 0));
}

constexpr session_info unpack_session_info(std::uint16_t value) noexcept {
    return {.number = static_cast<std::uint8_t>(value >> 8),
            .sequence = static_cast<std::uint8_t>((value >> 1) & 0x7F),
            .end = (value & 1) != 0};
}

/// Modulo 128, and never 0: 0 is "no number".
constexpr std::uint8_t next_sequence(std::uint8_t s) noexcept {
    return s >= 127 ? std::uint8_t{1} : static_cast<std::uint8_t>(s + 1);
}

/// Nothing when the TLV is missing or not two octets.
inline std::optional<session_info> read_session_info(const smpp::tlv_list& tlvs) noexcept {
    const auto v = tlvs.find(smpp::tag::its_session_info);
    if (!v || v->size() != 2) {
        return std::nullopt;
    }
    return unpack_session_info(static_cast<std::uint16_t>(
        (static_cast<unsigned char>((*v)[0]) << 8) | static_cast<unsigned char>((*v)[1])));
}

} // namespace yeelen::sim
