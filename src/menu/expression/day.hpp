#pragma once
// Dates and times as values write them.
#include "core/time.hpp"
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace yeelen::menu {

/// "2026-07-06", or a time that begins so: "2026-07-06T10:20:30Z". Years 0001 to 9999. Nothing if
/// there is no such day.
std::optional<std::chrono::sys_days> read_day(std::string_view text) noexcept;
/// `days` later. Nothing past the year 9999, or before 0001.
std::optional<std::chrono::sys_days> later(std::chrono::sys_days day, std::int64_t days) noexcept;
/// "2026-07" of a month, a day or a time.
std::optional<std::string_view> read_month(std::string_view text) noexcept;
/// `size` digits of `n` at `at` of a text that is long enough.
void write_digits(std::string& text, std::size_t at, std::size_t size, unsigned n) noexcept;
std::string day_text(std::chrono::sys_days day);
/// "2026-07-06T10:20:30Z" exactly.
std::optional<core::utc_time> read_time(std::string_view text) noexcept;
std::string time_text(core::utc_time time);

} // namespace yeelen::menu
