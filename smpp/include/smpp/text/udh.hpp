#pragma once
// User data headers (TS 23.040 9.2.3.24): in front of the text where esm_class has UDHI (0x40).
// Pure; an error is a value.
#include "smpp/text/national.hpp"
#include <cstddef>
#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace smpp {

/// Information element identifiers that this library reads; others are kept as they are.
namespace iei {
inline constexpr std::uint8_t concatenation_8bit = 0x00;
inline constexpr std::uint8_t ports_8bit = 0x04;
inline constexpr std::uint8_t ports_16bit = 0x05;
inline constexpr std::uint8_t concatenation_16bit = 0x08;
inline constexpr std::uint8_t single_shift = 0x24;
inline constexpr std::uint8_t locking_shift = 0x25;
} // namespace iei

struct udh_element {
    std::uint8_t id = 0;
    std::string data; ///< up to 255 octets
    friend bool operator==(const udh_element&, const udh_element&) = default;
};
/// In the order that they stand in. At most 127 fit.
using user_data_header = std::vector<udh_element>;

enum class udh_error : std::uint8_t {
    truncated,       ///< no octets, or the length of the header reaches past them
    element_overrun, ///< an element reaches past the header, or one octet is left over
};

/// Octets of the header, the one of its length among them: what stands before the text. Nothing
/// where they are not all there.
std::optional<std::size_t> udh_octets(std::string_view user_data) noexcept;

/// The elements of the header that `user_data` begins with. With element_overrun the header is to
/// be ignored as a whole (TS 23.040 9.2.3.24), and the text begins behind udh_octets() all the
/// same.
std::expected<user_data_header, udh_error> parse_udh(std::string_view user_data);
/// With its length in front; empty for no elements. Nothing if it would take over 140 octets.
std::optional<std::string> build_udh(const user_data_header& header);

/// One of several messages that make a text.
struct concatenation {
    std::uint16_t reference = 0;
    std::uint8_t total = 1;
    std::uint8_t number = 1; ///< 1 to total
    bool wide = false;       ///< a 16-bit reference (08 04); not the same message as an 8-bit one
    friend bool operator==(const concatenation&, const concatenation&) = default;
};
/// TS 23.040 9.2.3.24.4: application ports.
struct ports {
    std::uint16_t destination = 0;
    std::uint16_t source = 0;
    bool wide = true; ///< 05 04; else 04 02, and both are under 256
    friend bool operator==(const ports&, const ports&) = default;
};

// Of an element that is there more than once the last counts, and so for two forms of one thing
// (TS 23.040 9.2.3.24). An element of a wrong length or with impossible numbers (0 of a total, 4 of
// 3) is as if it were not there.
std::optional<concatenation> concatenation_of(const user_data_header& header) noexcept;
std::optional<ports> ports_of(const user_data_header& header) noexcept;
/// Reserved languages count as none.
shift_tables tables_of(const user_data_header& header) noexcept;

/// `reference` of the 8-bit form is its low octet.
udh_element element_of(const concatenation& c);
udh_element element_of(const ports& p);
/// None, one or two: 25 01 and 24 01.
void append_elements(user_data_header& header, const shift_tables& tables);

} // namespace smpp
