// Septets and octets (TS 23.038 6.1.2).
#include "smpp/text/packing.hpp"
#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

namespace smpp {

namespace {

constexpr char carriage_return = '\r';
constexpr char at_sign = '\0';

unsigned octet_at(std::string_view octets, std::size_t i) noexcept {
    return i < octets.size() ? static_cast<unsigned char>(octets[i]) : 0;
}

bool ends_octet(std::size_t septets, std::size_t fill) noexcept {
    return septets > 0 && (fill + 7 * septets) % 8 == 0;
}
/// Whether one septet more would fit into the same octets.
bool has_spare_septet(std::size_t septets, std::size_t fill) noexcept {
    return (fill + 7 * septets) % 8 == 1;
}

} // namespace

std::string pack_septets(std::string_view septets, std::size_t fill) {
    std::string octets(packed_octets(septets.size(), fill), '\0');
    std::size_t bit = fill;
    for (const char septet : septets) {
        const unsigned shifted = (static_cast<unsigned char>(septet) & 0x7Fu) << bit % 8;
        const std::size_t at = bit / 8;
        octets[at] = static_cast<char>(static_cast<unsigned char>(octets[at]) | shifted);
        if (shifted > 0xFF)
            octets[at + 1] = static_cast<char>(shifted >> 8);
        bit += 7;
    }
    return octets;
}

std::string unpack_septets(std::string_view octets, std::size_t count, std::size_t fill) {
    std::string septets(std::min(count, whole_septets(octets.size(), fill)), '\0');
    std::size_t bit = fill;
    for (char& septet : septets) {
        const std::size_t at = bit / 8;
        const unsigned both = octet_at(octets, at) | octet_at(octets, at + 1) << 8;
        septet = static_cast<char>(both >> bit % 8 & 0x7F);
        bit += 7;
    }
    return septets;
}

std::string pack_text(std::string_view septets, std::size_t fill, spare_bits spare) {
    const bool hidden_return =
        ends_octet(septets.size(), fill) && (septets.back() & 0x7F) == carriage_return;
    if (spare == spare_bits::zero || !(has_spare_septet(septets.size(), fill) || hidden_return))
        return pack_septets(septets, fill);
    return pack_septets(std::string{septets} + carriage_return, fill);
}

std::string unpack_text(std::string_view octets, std::size_t fill, spare_bits spare) {
    std::string septets = unpack_septets(octets, whole_septets(octets.size(), fill), fill);
    const char padding = spare == spare_bits::zero ? at_sign : carriage_return;
    if (ends_octet(septets.size(), fill) && septets.back() == padding)
        septets.pop_back();
    return septets;
}

} // namespace smpp
