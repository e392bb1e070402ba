#pragma once
// Dates as the utility writes them: "2026-11-20", months "2026-11".
#include <charconv>
#include <chrono>
#include <cstdint>
#include <fmt/format.h>
#include <optional>
#include <string>
#include <string_view>

namespace yeelen::sim {

using date = std::chrono::sys_days;

inline std::string date_text(date d) {
    const std::chrono::year_month_day ymd{d};
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(ymd.year()),
                       static_cast<unsigned>(ymd.month()), static_cast<unsigned>(ymd.day()));
}

/// "2026-11-20"; nothing where it is no such date.
inline std::optional<date> read_date(std::string_view text) {
    int y = 0;
    unsigned m = 0;
    unsigned d = 0;
    const auto number = [&](std::size_t from, std::size_t count, auto& n) {
        const auto* end = text.data() + from + count;
        return std::from_chars(text.data() + from, end, n).ptr == end;
    };
    if (text.size() != 10 || text[4] != '-' || text[7] != '-' || !number(0, 4, y) ||
        !number(5, 2, m) || !number(8, 2, d)) {
        return std::nullopt;
    }
    const std::chrono::year_month_day ymd{std::chrono::year{y}, std::chrono::month{m},
                                          std::chrono::day{d}};
    return ymd.ok() ? std::optional<date>{ymd} : std::nullopt;
}
inline std::int64_t milliseconds_of(date day) {
    return std::chrono::duration_cast<std::chrono::milliseconds>(day.time_since_epoch()).count();
}

/// Of a text that date_text() wrote: that day's beginning, UTC, milliseconds since 1970.
inline std::int64_t milliseconds_of(const std::string& text) {
    const auto number = [&](std::size_t from, std::size_t count) {
        return std::stoi(text.substr(from, count));
    };
    const date day{std::chrono::year{number(0, 4)} / number(5, 2) / number(8, 2)};
    return std::chrono::duration_cast<std::chrono::milliseconds>(day.time_since_epoch()).count();
}
inline date day_of(std::int64_t ms) {
    return std::chrono::floor<std::chrono::days>(
        std::chrono::sys_time<std::chrono::milliseconds>{std::chrono::milliseconds{ms}});
}

inline std::string month_text(std::chrono::year_month m) {
    return fmt::format("{:04}-{:02}", static_cast<int>(m.year()), static_cast<unsigned>(m.month()));
}

inline std::chrono::year_month month_of(date d) {
    const std::chrono::year_month_day ymd{d};
    return ymd.year() / ymd.month();
}

/// The same day `n` months on, or the month's last.
inline date months_after(date d, int n) {
    const std::chrono::year_month_day ymd{d};
    const auto moved = ymd + std::chrono::months{n};
    return moved.ok() ? date{moved} : date{moved.year() / moved.month() / std::chrono::last};
}

} // namespace yeelen::sim
