#pragma once
// Septets packed into octets, eight in seven, the first in the low bits (TS 23.038 6.1.2): of short
// messages behind a header, and of USSD and cell broadcast. One octet a septet on the other side;
// of such an octet the top bit is ignored. Pure.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace smpp {

/// What fills the seven bits that are left over behind 8n-1 septets. Zeros would be read as '@'.
enum class spare_bits : std::uint8_t {
    carriage_return, ///< TS 23.038 6.1.2.3.1: a CR; and one more where a text ends with a CR at the
                     ///< end of an octet, since the reader takes that one away
    zero,            ///< as some peers do: an '@' at the end of an octet is taken away
};

/// Bits between a header and the septets behind it, 0 to 6 (TS 23.040 9.2.3.24). `header` counts
/// its octets, the one of its length among them; 0 for no header.
constexpr std::size_t fill_bits(std::size_t header) noexcept {
    return (7 - header * 8 % 7) % 7;
}
/// Octets that `septets` take behind `fill` bits.
constexpr std::size_t packed_octets(std::size_t septets, std::size_t fill = 0) noexcept {
    return (fill + 7 * septets + 7) / 8;
}
/// Whole septets in `octets` behind `fill` bits.
constexpr std::size_t whole_septets(std::size_t octets, std::size_t fill = 0) noexcept {
    return octets * 8 < fill ? 0 : (octets * 8 - fill) / 7;
}

/// `fill` zero bits (0 to 6), the septets, zeros to the end of the octet.
std::string pack_septets(std::string_view septets, std::size_t fill = 0);
/// The first `count` septets behind `fill` bits, or as many as there are.
std::string unpack_septets(std::string_view octets, std::size_t count, std::size_t fill = 0);

/// Where nothing but the number of octets tells how many septets there are: USSD strings, and
/// SMPP with packed septets, of which sm_length counts octets.
std::string pack_text(std::string_view septets, std::size_t fill = 0,
                      spare_bits spare = spare_bits::carriage_return);
/// The inverse: unpack_text(pack_text(x)) is x, but for a CR more behind an x that ends with one at
/// the end of an octet (shown as one: TS 23.038 6.1.1), and with spare_bits::zero for an '@' there
/// that is taken for the padding.
std::string unpack_text(std::string_view octets, std::size_t fill = 0,
                        spare_bits spare = spare_bits::carriage_return);

} // namespace smpp
