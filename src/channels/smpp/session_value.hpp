#pragma once
// The session TLV's value as a number and back.
#include "channels/smpp/dialect.hpp"
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace yeelen::channels {

/// A longer value of the session TLV is none: it would be stored with each session.
inline constexpr std::size_t most_session_value = 64;

/// Big-endian; `octets` is up to four long.
inline std::uint32_t number_of(std::string_view octets) {
    std::uint32_t value = 0;
    for (const char c : octets) {
        value = (value << 8) | static_cast<unsigned char>(c);
    }
    return value;
}

inline std::string octets_of(std::uint32_t value, std::size_t width) {
    std::string octets(width, '\0');
    for (std::size_t i = width; i-- > 0; value >>= 8) {
        octets[i] = static_cast<char>(value & 0xFF);
    }
    return octets;
}

/// A running number from the masked bits, shifted down.
inline std::uint32_t sequence_of(const session_tlv& t, std::uint32_t value) {
    return t.sequence_mask == 0 ? 0
                                : (value & t.sequence_mask) >> std::countr_zero(t.sequence_mask);
}

/// The value with its running number moved on; 0 is passed over: it means "no number".
inline std::uint32_t next_in_sequence(const session_tlv& t, std::uint32_t value) {
    if (t.sequence_mask == 0) {
        return value;
    }
    const int shift = std::countr_zero(t.sequence_mask);
    const std::uint32_t most = t.sequence_mask >> shift;
    const std::uint32_t next = sequence_of(t, value) % most + 1;
    return (value & ~t.sequence_mask) | (next << shift);
}

/// What an answer needs of the message that it answers, kept with the session as opaque octets
/// (input::echo).
struct echo {
    std::string session; ///< the value of the session TLV, as it came
    smpp::address ours, theirs;
};
std::string pack(const dialect& d, const echo& e);
echo unpack(const dialect& d, std::string_view octets);

} // namespace yeelen::channels
