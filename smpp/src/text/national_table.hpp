#pragma once
// Every table of GSM-7 by its language, both ways. Inside the text library only.
#include "gsm7_table.hpp"
#include "smpp/text/national.hpp"
#include <cstdint>

namespace smpp::gsm7 {

/// The language whose table of that kind it is; none for a language without one.
constexpr national_language locking_of(const shift_tables& t) noexcept {
    return has_locking_shift(t.locking) ? t.locking : national_language::none;
}
constexpr national_language single_of(const shift_tables& t) noexcept {
    return has_single_shift(t.single) ? t.single : national_language::none;
}

/// As find() of gsm7_table.hpp. A character in both tables takes one septet.
code find(char32_t character, const shift_tables& tables) noexcept;

/// 0 for a septet without a character, the escape among them. `septet` is under 0x80.
char16_t main_character(std::uint8_t septet, const shift_tables& tables) noexcept;
/// Of the septet behind an escape.
char16_t shifted_character(std::uint8_t septet, const shift_tables& tables) noexcept;

} // namespace smpp::gsm7
