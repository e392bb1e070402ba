// Concatenated short messages (TS 23.040 9.2.3.24.1).
#include "gsm7_table.hpp"
#include "smpp/text.hpp"
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace smpp {

namespace {

/// Octets of short_message, in which a septet takes one and a UTF-16 unit two.
struct limits {
    std::size_t alone;
    std::size_t part; ///< beside the header
};
constexpr limits gsm7_limits{160, 153};
constexpr limits ucs2_limits{2 * 70, 2 * 67};

/// Whether `octets`, cut after its first `size`, would part an escape or a surrogate pair.
bool parts_a_pair(alphabet a, std::string_view octets, std::size_t size) noexcept {
    if (a == alphabet::gsm7)
        return static_cast<unsigned char>(octets[size - 1]) == gsm7::escape;
    const auto last_unit_high = static_cast<unsigned char>(octets[size - 2]);
    return last_unit_high >= 0xD8 && last_unit_high < 0xDC;
}

std::vector<std::string_view> cut(alphabet a, std::string_view octets, std::size_t limit) {
    std::vector<std::string_view> pieces;
    while (octets.size() > limit) {
        std::size_t size = limit;
        if (parts_a_pair(a, octets, size))
            size -= a == alphabet::gsm7 ? 1 : 2;
        pieces.push_back(octets.substr(0, size));
        octets.remove_prefix(size);
    }
    pieces.push_back(octets);
    return pieces;
}

std::string header(std::uint8_t reference, std::size_t total, std::size_t number) {
    return {0x05,
            0x00,
            0x03,
            static_cast<char>(reference),
            static_cast<char>(total),
            static_cast<char>(number)};
}

} // namespace

std::optional<segmented_text> segment_text(std::string_view utf8, std::uint8_t reference) {
    // A septet stands for at most two octets of UTF-8, a unit for three: a text far too long is not
    // even encoded.
    if (utf8.size() > 2 * max_segments * gsm7_limits.part)
        return std::nullopt;
    encoded_text encoded = encode_text(utf8);
    const limits& limit = encoded.alphabet == alphabet::gsm7 ? gsm7_limits : ucs2_limits;
    segmented_text result{encoded.alphabet, {}};
    if (encoded.octets.size() <= limit.alone) {
        result.parts.push_back(std::move(encoded.octets));
        return result;
    }
    const auto pieces = cut(encoded.alphabet, encoded.octets, limit.part);
    if (pieces.size() > max_segments)
        return std::nullopt;
    result.parts.reserve(pieces.size());
    for (const std::string_view piece : pieces)
        result.parts.push_back(
            header(reference, pieces.size(), result.parts.size() + 1).append(piece));
    return result;
}

} // namespace smpp
