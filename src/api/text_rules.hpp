#pragma once
// What a text, a sender and an idempotency key may be. Pure.
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace yeelen::api {

inline constexpr std::size_t max_characters = 1'530; ///< of a text: ten parts of 153
inline constexpr std::size_t max_key_length = 128;   ///< of an idempotency key

/// What is wrong with the text, for its author; nothing if it is UTF-8 of 1 to max_characters
/// characters without control characters other than line feed, carriage return and tab.
std::optional<std::string> fault_in_text(std::string_view text);
/// A sender is 3 to 15 digits, or a name of 1 to 11 printable ASCII characters with a letter (3GPP
/// TS 23.040 9.1.2.5).
bool is_sender(std::string_view sender) noexcept;
/// 1 to max_key_length printable ASCII characters.
bool is_idempotency_key(std::string_view key) noexcept;

/// Of a request, to tell a repeated one from another with the same idempotency key. Stored: it must
/// stay the same from one release to the next (FNV-1a, each field ended by a byte that UTF-8 never
/// has).
std::uint64_t fingerprint(std::string_view to, std::string_view text,
                          std::string_view sender) noexcept;

} // namespace yeelen::api
