#pragma once
// The size of texts that still have firm spaces in them.
#include <cstddef>
#include <string_view>

namespace yeelen::menu {

/// Septets; a character that GSM-7 lacks counts two. Or UTF-16 units.
std::size_t measured(std::string_view text, bool gsm7) noexcept;
/// Firm spaces do not matter.
bool all_gsm7(std::string_view text) noexcept;
/// Octets of the longest prefix of whole characters that takes at most `room`.
std::size_t prefix_within(std::string_view text, std::size_t room, bool gsm7) noexcept;

} // namespace yeelen::menu
