#pragma once
// Big-endian numbers in octets (SMPP 3.4 3.1).
#include <cstdint>

namespace smpp::octets {

inline std::uint8_t load_u8(const char* at) noexcept {
    return static_cast<std::uint8_t>(*at);
}

inline std::uint16_t load_u16(const char* at) noexcept {
    return static_cast<std::uint16_t>((load_u8(at) << 8) | load_u8(at + 1));
}

inline std::uint32_t load_u32(const char* at) noexcept {
    return (std::uint32_t{load_u16(at)} << 16) | load_u16(at + 2);
}

inline void store_u8(char* at, std::uint8_t v) noexcept {
    *at = static_cast<char>(v);
}

inline void store_u16(char* at, std::uint16_t v) noexcept {
    store_u8(at, static_cast<std::uint8_t>(v >> 8));
    store_u8(at + 1, static_cast<std::uint8_t>(v));
}

inline void store_u32(char* at, std::uint32_t v) noexcept {
    store_u16(at, static_cast<std::uint16_t>(v >> 16));
    store_u16(at + 2, static_cast<std::uint16_t>(v));
}

} // namespace smpp::octets
