#pragma once
// What a customer typed: any octets at all.
#include "menu/model/model.hpp"
#include <boost/json.hpp>
#include <expected>
#include <string_view>

namespace yeelen::menu {

/// Longest answer that is looked at, in octets: more than a phone can send.
inline constexpr std::size_t max_answer = 400;

/// Without spaces, line ends and no-break spaces around it.
std::string_view trim(std::string_view text) noexcept;

enum class answer_fault : std::uint8_t { empty, too_long, not_expected };
/// The typed value: text as typed, digits without separators, an amount as an integer, a phone
/// number in international digits, a date as "2026-07-06".
std::expected<boost::json::value, answer_fault> read_answer(const ask_screen& ask,
                                                            std::string_view typed);

} // namespace yeelen::menu
