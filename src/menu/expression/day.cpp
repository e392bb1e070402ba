#include "menu/expression/day.hpp"

#include <fmt/format.h>

namespace yeelen::menu {

namespace chrono = std::chrono;

namespace {

/// The number in exactly those digits; -1 if something else stands there.
int digits(std::string_view text, std::size_t at, std::size_t size) noexcept {
    int n = 0;
    for (std::size_t i = at; i < at + size; ++i) {
        if (i >= text.size() || text[i] < '0' || text[i] > '9') {
            return -1;
        }
        n = n * 10 + (text[i] - '0');
    }
    return n;
}

constexpr chrono::sys_days first_day{chrono::year{1} / 1 / 1};
constexpr chrono::sys_days last_day{chrono::year{9999} / 12 / 31};

} // namespace

std::optional<chrono::sys_days> read_day(std::string_view text) noexcept {
    if (text.size() < 10 || text[4] != '-' || text[7] != '-' ||
        (text.size() > 10 && text[10] != 'T' && text[10] != ' ')) {
        return std::nullopt;
    }
    const int year = digits(text, 0, 4);
    const int month = digits(text, 5, 2);
    const int day = digits(text, 8, 2);
    if (year < 1 || month < 1 || day < 1) {
        return std::nullopt;
    }
    const chrono::year_month_day read{chrono::year{year},
                                      chrono::month{static_cast<unsigned>(month)},
                                      chrono::day{static_cast<unsigned>(day)}};
    return read.ok() ? std::optional{chrono::sys_days{read}} : std::nullopt;
}

std::optional<chrono::sys_days> later(chrono::sys_days day, std::int64_t days) noexcept {
    if (days > (last_day - day).count() || days < (first_day - day).count()) {
        return std::nullopt;
    }
    return day + chrono::days{days};
}

std::optional<std::string_view> read_month(std::string_view text) noexcept {
    const int month = digits(text, 5, 2);
    const bool alone =
        text.size() == 7 && digits(text, 0, 4) > 0 && text[4] == '-' && month >= 1 && month <= 12;
    return alone || read_day(text) ? std::optional{text.substr(0, 7)} : std::nullopt;
}

void write_digits(std::string& text, std::size_t at, std::size_t size, unsigned n) noexcept {
    for (std::size_t i = at + size; i > at; n /= 10) {
        text[--i] = static_cast<char>('0' + n % 10);
    }
}

std::string day_text(chrono::sys_days day) {
    const chrono::year_month_day d{day};
    std::string text = "0000-00-00";
    write_digits(text, 0, 4, static_cast<unsigned>(static_cast<int>(d.year())));
    write_digits(text, 5, 2, static_cast<unsigned>(d.month()));
    write_digits(text, 8, 2, static_cast<unsigned>(d.day()));
    return text;
}

std::optional<core::utc_time> read_time(std::string_view text) noexcept {
    const auto day = read_day(text);
    if (!day || text.size() != 20 || text[10] != 'T' || text[13] != ':' || text[16] != ':' ||
        text[19] != 'Z') {
        return std::nullopt;
    }
    const int hours = digits(text, 11, 2);
    const int minutes = digits(text, 14, 2);
    const int seconds = digits(text, 17, 2);
    if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59 || seconds < 0 || seconds > 60) {
        return std::nullopt;
    }
    return *day + chrono::hours{hours} + chrono::minutes{minutes} + chrono::seconds{seconds};
}

std::string time_text(core::utc_time time) {
    const auto day = chrono::floor<chrono::days>(time);
    const chrono::hh_mm_ss clock{chrono::floor<chrono::seconds>(time - day)};
    return fmt::format("{}T{:02}:{:02}:{:02}Z", day_text(day), clock.hours().count(),
                       clock.minutes().count(), clock.seconds().count());
}

} // namespace yeelen::menu
