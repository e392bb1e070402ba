#pragma once
// What a short message holds beside its header (TS 23.040 9.2.3.24). Inside the text library only.
#include <cstddef>

namespace smpp {

/// Septets beside `header` octets, the one of its length among them. They begin at a septet's
/// bound, which is why the fill bits are lost with the header.
constexpr std::size_t septet_limit(std::size_t header, std::size_t octets = 140) noexcept {
    return header >= octets ? 0 : (octets - header) * 8 / 7;
}
constexpr std::size_t unit_limit(std::size_t header, std::size_t octets = 140) noexcept {
    return header >= octets ? 0 : (octets - header) / 2;
}
static_assert(septet_limit(0) == 160 && septet_limit(6) == 153 && septet_limit(7) == 152);
static_assert(unit_limit(0) == 70 && unit_limit(6) == 67 && unit_limit(7) == 66);

} // namespace smpp
