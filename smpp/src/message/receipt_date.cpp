#include "receipt_date.hpp"
#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>

namespace smpp {
namespace {

namespace chrono = std::chrono;

constexpr std::size_t most_digits = 14;

struct digits {
    std::array<char, most_digits> value{};
    std::size_t size = 0;
    std::size_t before_separator = 0; ///< 0 when there is none

    unsigned number(std::size_t at, std::size_t count) const noexcept {
        unsigned result = 0;
        for (std::size_t i = at; i < at + count; ++i)
            result = result * 10 + static_cast<unsigned>(value[i] - '0');
        return result;
    }
};

std::optional<digits> digits_of(std::string_view text) noexcept {
    digits result;
    for (const char c : text) {
        if (c >= '0' && c <= '9') {
            if (result.size == most_digits)
                return std::nullopt;
            result.value[result.size++] = c;
        } else if (std::string_view{"-/.: T"}.find(c) == std::string_view::npos) {
            return std::nullopt;
        } else if (result.before_separator == 0) {
            result.before_separator = result.size;
        }
    }
    return result;
}

std::optional<receipt_date> date_of(const digits& d, std::size_t year_digits) noexcept {
    const std::size_t rest = d.size - year_digits;
    if (rest != 8 && rest != 10)
        return std::nullopt;
    unsigned year = d.number(0, year_digits);
    if (year_digits == 2)
        year += year < 70 ? 2000 : 1900;
    const std::size_t at = year_digits;
    const chrono::year_month_day date{chrono::year{static_cast<int>(year)},
                                      chrono::month{d.number(at, 2)},
                                      chrono::day{d.number(at + 2, 2)}};
    const unsigned hour = d.number(at + 4, 2);
    const unsigned minute = d.number(at + 6, 2);
    const unsigned second = rest == 10 ? d.number(at + 8, 2) : 0;
    if (!date.ok() || hour > 23 || minute > 59 || second > 59)
        return std::nullopt;
    return chrono::local_days{date} + chrono::hours{hour} + chrono::minutes{minute} +
           chrono::seconds{second};
}

/// Without what ISO 8601 has behind the seconds: a fraction, and the zone, which is the SMSC's own.
std::string_view without_zone(std::string_view text) noexcept {
    const auto time = text.find_first_of("T ");
    if (time == std::string_view::npos)
        return text;
    auto end = text.find_first_of("Z+-", time);
    const auto fraction = text.find('.', time);
    const auto first_colon = text.find(':', time);
    const bool has_seconds =
        first_colon != std::string_view::npos && text.find(':', first_colon + 1) < fraction;
    if (has_seconds)
        end = std::min(end, fraction);
    return text.substr(0, end);
}

void put_two(std::string& out, unsigned value) {
    out.push_back(static_cast<char>('0' + value / 10));
    out.push_back(static_cast<char>('0' + value % 10));
}

} // namespace

std::optional<receipt_date> read_receipt_date(std::string_view text) noexcept {
    const auto d = digits_of(without_zone(text));
    if (!d || d->size < 10)
        return std::nullopt;
    if (d->size == most_digits || d->before_separator == 4 || d->before_separator == 8)
        return date_of(*d, 4);
    if (const auto date = date_of(*d, 2))
        return date;
    return date_of(*d, 4);
}

std::string write_receipt_date(std::optional<receipt_date> date) {
    constexpr receipt_date begin = chrono::local_days{chrono::year{1970} / 1 / 1};
    constexpr receipt_date end = chrono::local_days{chrono::year{2070} / 1 / 1};
    if (!date || *date < begin || *date >= end)
        return "0000000000";
    const auto day = chrono::floor<chrono::days>(*date);
    const chrono::year_month_day ymd{day};
    const chrono::hh_mm_ss clock{*date - day};
    std::string out;
    put_two(out, static_cast<unsigned>(int{ymd.year()} % 100));
    put_two(out, unsigned{ymd.month()});
    put_two(out, unsigned{ymd.day()});
    put_two(out, static_cast<unsigned>(clock.hours().count()));
    put_two(out, static_cast<unsigned>(clock.minutes().count()));
    return out;
}

} // namespace smpp
