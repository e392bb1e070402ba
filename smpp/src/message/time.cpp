#include "smpp/time.hpp"
#include <algorithm>
#include <array>
#include <cstddef>

namespace smpp {
namespace {

namespace chrono = std::chrono;

constexpr unsigned first_of_1900s = 70;
constexpr int first_year = 1970;
constexpr int last_year = 2069;
constexpr unsigned most_quarters = 48;
constexpr std::size_t digits_before_sign = 15;
constexpr int days_a_year = 365;
constexpr int days_a_month = 30;
constexpr unsigned longest_month = 31;

constexpr bool is_digit(char c) noexcept {
    return c >= '0' && c <= '9';
}
unsigned two_digits(std::string_view text, std::size_t at) noexcept {
    return static_cast<unsigned>(text[at] - '0') * 10 + static_cast<unsigned>(text[at + 1] - '0');
}

/// The twelve digits that both forms begin with.
struct fields {
    unsigned year, month, day, hour, minute, second;
};
fields fields_of(std::string_view text) noexcept {
    return {two_digits(text, 0), two_digits(text, 2), two_digits(text, 4),
            two_digits(text, 6), two_digits(text, 8), two_digits(text, 10)};
}

std::expected<time_value, time_error> read_absolute(const fields& f, std::string_view text) {
    const int year = static_cast<int>(f.year + (f.year < first_of_1900s ? 2000 : 1900));
    const chrono::year_month_day date{chrono::year{year}, chrono::month{f.month},
                                      chrono::day{f.day}};
    if (!date.month().ok())
        return std::unexpected{time_error::month};
    if (!date.ok())
        return std::unexpected{time_error::day};
    if (f.hour > 23)
        return std::unexpected{time_error::hour};
    if (f.minute > 59)
        return std::unexpected{time_error::minute};
    if (f.second > 59)
        return std::unexpected{time_error::second};
    const unsigned tenths = static_cast<unsigned>(text[12] - '0');
    const unsigned quarters = two_digits(text, 13);
    if (quarters > most_quarters)
        return std::unexpected{time_error::quarter_hours};
    const chrono::minutes offset{static_cast<int>(quarters) * (text.back() == '-' ? -15 : 15)};
    const wall_time local = chrono::sys_days{date} + chrono::hours{f.hour} +
                            chrono::minutes{f.minute} + chrono::seconds{f.second} +
                            chrono::milliseconds{tenths * 100};
    return absolute_time{local - offset, offset};
}

void put_two(char* at, unsigned value) noexcept {
    at[0] = static_cast<char>('0' + value / 10);
    at[1] = static_cast<char>('0' + value % 10);
}

time_field field_of(const fields& f, unsigned tenths, unsigned quarters, char sign) {
    std::array<char, time_field::size_on_wire> text{};
    put_two(&text[0], f.year);
    put_two(&text[2], f.month);
    put_two(&text[4], f.day);
    put_two(&text[6], f.hour);
    put_two(&text[8], f.minute);
    put_two(&text[10], f.second);
    text[12] = static_cast<char>('0' + tenths);
    put_two(&text[13], quarters);
    text[15] = sign;
    return std::string_view{text.data(), text.size()};
}

} // namespace

std::chrono::seconds relative_time::span() const noexcept {
    const chrono::days whole{int{years} * days_a_year + int{months} * days_a_month + int{days}};
    return whole + chrono::hours{hours} + chrono::minutes{minutes} + chrono::seconds{seconds};
}

std::string_view name_of(time_error e) noexcept {
    switch (e) {
    case time_error::length: return "neither empty nor 16 octets";
    case time_error::sign: return "last octet is none of + - R";
    case time_error::digit: return "not a digit";
    case time_error::month: return "month not 01 to 12";
    case time_error::day: return "no such day in that month";
    case time_error::hour: return "hour over 23";
    case time_error::minute: return "minute over 59";
    case time_error::second: return "second over 59";
    case time_error::quarter_hours: return "quarter hours over 48, or not whole";
    case time_error::range: return "time cannot be written";
    }
    return {};
}

std::expected<time_value, time_error> read_time(const time_field& field) {
    const std::string_view text = field.text();
    if (text.empty())
        return time_value{};
    if (text.size() != time_field::size_on_wire)
        return std::unexpected{time_error::length};
    const char sign = text.back();
    if (sign != '+' && sign != '-' && sign != 'R')
        return std::unexpected{time_error::sign};
    if (!std::ranges::all_of(text.substr(0, digits_before_sign), is_digit))
        return std::unexpected{time_error::digit};
    const fields f = fields_of(text);
    if (sign != 'R')
        return read_absolute(f, text);
    const auto small = [](unsigned value) { return static_cast<std::uint8_t>(value); };
    return relative_time{small(f.year), small(f.month),  small(f.day),
                         small(f.hour), small(f.minute), small(f.second)};
}

std::expected<std::optional<wall_time>, time_error> read_moment(const time_field& field,
                                                                wall_time now) {
    const auto value = read_time(field);
    if (!value)
        return std::unexpected{value.error()};
    if (const auto* absolute = std::get_if<absolute_time>(&*value))
        return absolute->at;
    if (const auto* relative = std::get_if<relative_time>(&*value))
        return now + relative->span();
    return std::nullopt;
}

std::expected<time_field, time_error> write_absolute(wall_time at, std::chrono::minutes offset) {
    constexpr chrono::minutes quarter{15};
    constexpr chrono::minutes most{most_quarters * 15};
    if (offset % quarter != chrono::minutes{0} || offset > most || offset < -most)
        return std::unexpected{time_error::quarter_hours};
    // Checked before adding: far ends of the clock must not overflow.
    constexpr wall_time begin = chrono::sys_days{chrono::year{first_year} / 1 / 1};
    constexpr wall_time end = chrono::sys_days{chrono::year{last_year + 1} / 1 / 1};
    if (at < begin - most || at >= end + most || at + offset < begin || at + offset >= end)
        return std::unexpected{time_error::range};
    const wall_time local = at + offset;
    const auto day = chrono::floor<chrono::days>(local);
    const chrono::year_month_day date{day};
    const chrono::hh_mm_ss clock{local - day};
    const auto quarters = static_cast<unsigned>(chrono::abs(offset) / quarter);
    return field_of({static_cast<unsigned>(int{date.year()} % 100), unsigned{date.month()},
                     unsigned{date.day()}, static_cast<unsigned>(clock.hours().count()),
                     static_cast<unsigned>(clock.minutes().count()),
                     static_cast<unsigned>(clock.seconds().count())},
                    static_cast<unsigned>(clock.subseconds().count() / 100), quarters,
                    offset < chrono::minutes{0} ? '-' : '+');
}

std::expected<time_field, time_error> write_relative(std::chrono::milliseconds span) {
    constexpr chrono::days most{100 * days_a_year};
    if (span < chrono::milliseconds{0} || span > most)
        return std::unexpected{time_error::range};
    const auto whole = chrono::ceil<chrono::seconds>(span);
    if (whole >= most)
        return std::unexpected{time_error::range};
    const auto days = chrono::floor<chrono::days>(whole);
    const chrono::hh_mm_ss clock{whole - days};
    auto left = static_cast<unsigned>(days.count());
    fields f{0,
             0,
             0,
             static_cast<unsigned>(clock.hours().count()),
             static_cast<unsigned>(clock.minutes().count()),
             static_cast<unsigned>(clock.seconds().count())};
    if (left > longest_month) {
        f.year = left / days_a_year;
        left %= days_a_year;
        f.month = left / days_a_month;
        left %= days_a_month;
    }
    f.day = left;
    return field_of(f, 0, 0, 'R');
}

} // namespace smpp
