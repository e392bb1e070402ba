#include "menu/walk/typed_date.hpp"

#include <algorithm>
#include <array>

namespace yeelen::menu {

namespace chrono = std::chrono;

namespace {

/// The numbers that stand between separators; all digits alone are cut into day, month and year.
struct typed_parts {
    std::array<std::string_view, 3> parts;
    std::size_t count = 0;
};

bool digit(char c) noexcept {
    return c >= '0' && c <= '9';
}

std::optional<typed_parts> parts_of(std::string_view typed) {
    constexpr std::string_view separators = "/-.* ";
    typed_parts found;
    for (std::size_t at = 0; at < typed.size();) {
        auto end = at;
        while (end < typed.size() && digit(typed[end])) {
            ++end;
        }
        if (end == at || found.count == found.parts.size()) {
            return std::nullopt;
        }
        found.parts[found.count++] = typed.substr(at, end - at);
        if (end == typed.size()) {
            return found;
        }
        at = typed.find_first_not_of(separators, end);
        // One separator, with spaces around it or not: "6 / 7", but not "6//7".
        const auto gap = typed.substr(end, std::min(at, typed.size()) - end);
        const auto spaces = static_cast<std::size_t>(std::count(gap.begin(), gap.end(), ' '));
        if (at >= typed.size() || gap.empty() || gap.size() - spaces > 1) {
            return std::nullopt;
        }
    }
    return std::nullopt;
}

int number(std::string_view digits) noexcept {
    int n = 0;
    for (const char c : digits) {
        n = n * 10 + (c - '0');
    }
    return n;
}

std::optional<chrono::sys_days> day_of(int year, std::string_view month, std::string_view day) {
    const chrono::year_month_day d{chrono::year{year},
                                   chrono::month{static_cast<unsigned>(number(month))},
                                   chrono::day{static_cast<unsigned>(number(day))}};
    return d.ok() && year >= 1900 ? std::optional{chrono::sys_days{d}} : std::nullopt;
}

bool within(const date_limits& limits, chrono::sys_days day) noexcept {
    return (!limits.from || day >= *limits.from) && (!limits.until || day <= *limits.until);
}

std::optional<chrono::sys_days> nearest(std::string_view month, std::string_view day,
                                        const date_limits& limits) {
    if (!limits.today) {
        return std::nullopt;
    }
    const auto this_year = static_cast<int>(chrono::year_month_day{*limits.today}.year());
    std::optional<chrono::sys_days> best;
    constexpr int years = 8; // the 29th of February can be that far
    for (int year = this_year - years; year <= this_year + years; ++year) {
        const auto found = day_of(year, month, day);
        if (found && within(limits, *found) &&
            (!best || chrono::abs(*found - *limits.today) < chrono::abs(*best - *limits.today))) {
            best = found;
        }
    }
    return best;
}

} // namespace

std::optional<chrono::sys_days> read_typed_date(std::string_view typed, const date_limits& limits) {
    auto found = parts_of(typed);
    if (!found) {
        return std::nullopt;
    }
    auto& [parts, count] = *found;
    if (count == 1) {
        const auto all = parts[0];
        if (all.size() != 4 && all.size() != 6 && all.size() != 8) {
            return std::nullopt;
        }
        parts = {all.substr(0, 2), all.substr(2, 2), all.substr(4)};
        count = all.size() == 4 ? 2 : 3;
    }
    const auto short_part = [](std::string_view part) { return part.size() <= 2; };
    if (count == 2) {
        return short_part(parts[0]) && short_part(parts[1]) ? nearest(parts[1], parts[0], limits)
                                                            : std::nullopt;
    }
    if (parts[0].size() == 4) { // ISO 8601
        std::swap(parts[0], parts[2]);
    }
    const bool sizes = short_part(parts[0]) && short_part(parts[1]) &&
                       (parts[2].size() == 4 || parts[2].size() == 2);
    if (count != 3 || !sizes) {
        return std::nullopt;
    }
    const auto year = number(parts[2]) + (parts[2].size() == 2 ? 2000 : 0);
    const auto day = day_of(year, parts[1], parts[0]);
    return day && within(limits, *day) ? day : std::nullopt;
}

} // namespace yeelen::menu
