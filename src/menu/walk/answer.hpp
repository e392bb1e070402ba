#pragma once
// What a customer typed: any octets at all.
#include "menu/expression/luhn.hpp"
#include "menu/model/model.hpp"
#include <boost/json.hpp>
#include <chrono>
#include <expected>
#include <optional>
#include <string_view>

namespace yeelen::menu {

/// Longest answer that is looked at, in octets: more than a phone can send.
inline constexpr std::size_t max_answer = 400;

/// Without spaces, line ends and no-break spaces around it.
std::string_view trim(std::string_view text) noexcept;

/// For dates only.
struct date_limits {
    /// For a day and month without a year: the nearest such day within the limits is meant. Without
    /// it a year must be typed.
    std::optional<std::chrono::sys_days> today;
    std::optional<std::chrono::sys_days> from, until; ///< both included
};

enum class answer_fault : std::uint8_t { empty, too_long, not_expected };
/// The typed value, trimmed by the caller: text and patterns as typed; digits, meter and pin
/// without separators; an amount as an integer or a decimal text, no finer than its decimals; a
/// phone number in international digits; a date as "2026-07-06". The check digit (luhn()) is not
/// looked at: a wrong one is only doubted.
std::expected<boost::json::value, answer_fault>
read_answer(const ask_screen& ask, std::string_view typed, const date_limits& limits = {});

} // namespace yeelen::menu
