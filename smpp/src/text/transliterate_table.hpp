#pragma once
// What stands for a character that GSM-7 lacks. Inside the text library only.
#include <optional>
#include <string_view>

namespace smpp {

/// UTF-8, all of it in GSM-7; empty where the character shows nothing.
std::optional<std::string_view> gsm7_stand_in(char32_t character) noexcept;

/// The GSM-7 character that a letter and a combining mark make together, such as e and U+0301; 0
/// for none.
char32_t gsm7_composed(char32_t letter, char32_t mark) noexcept;

} // namespace smpp
