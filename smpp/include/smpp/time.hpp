#pragma once
// What a time_field says (SMPP 3.4 7.1.1): nothing, a moment, or a span from now. Pure: "now" is
// passed in.
#include "smpp/time_field.hpp"
#include <chrono>
#include <cstdint>
#include <expected>
#include <optional>
#include <string_view>
#include <variant>

namespace smpp {

/// UTC. SMPP counts in tenths of a second.
using wall_time = std::chrono::sys_time<std::chrono::milliseconds>;

/// YYMMDDhhmmsstnn+ or -. Years 70 to 99 are 1970 to 1999, 00 to 69 are 2000 to 2069.
struct absolute_time {
    wall_time at;
    /// The writer's local time minus UTC: whole quarter hours, from -12 h to 12 h.
    std::chrono::minutes offset{0};
    bool operator==(const absolute_time&) const = default;
};

/// YYMMDDhhmmss000R. Each field is 0 to 99 when read: "48 hours" is met beside "2 days".
struct relative_time {
    std::uint8_t years = 0;
    std::uint8_t months = 0;
    std::uint8_t days = 0;
    std::uint8_t hours = 0;
    std::uint8_t minutes = 0;
    std::uint8_t seconds = 0;
    /// The specification does not say how long a month is. This is the span with years of 365 days
    /// and months of 30 days; what write_relative() wrote comes back as it was.
    std::chrono::seconds span() const noexcept;
    bool operator==(const relative_time&) const = default;
};

using time_value = std::variant<std::monostate, absolute_time, relative_time>;

/// What is wrong with a time; the first wrong thing from the left, but the length and the last
/// octet come before the others.
enum class time_error : std::uint8_t {
    length,        ///< neither empty nor 16 octets
    sign,          ///< the last octet is none of + - R
    digit,         ///< one of the first 15 octets is no digit
    month,         ///< not 01 to 12
    day,           ///< not a day of that month
    hour,          ///< over 23
    minute,        ///< over 59
    second,        ///< over 59
    quarter_hours, ///< nn over 48; when writing: not whole quarter hours, or over 12 h
    range,         ///< when writing: before 1970, after 2069, negative, or 100 years and longer
};
/// Such as "quarter hours over 48"; for logs.
std::string_view name_of(time_error e) noexcept;

/// Tenths are kept; the tenths and quarter hours of a relative time must be digits and are not
/// looked at (SMPP 3.4 7.1.1.2 wants them 0).
std::expected<time_value, time_error> read_time(const time_field& field);

/// The moment a field means, counted from `now` if it is relative (span()); nothing for an empty
/// one, which means "at once" or "the SMSC's default" (SMPP 3.4 5.2.15, 5.2.16).
std::expected<std::optional<wall_time>, time_error> read_moment(const time_field& field,
                                                                wall_time now);

/// Milliseconds below a tenth are cut. Zones of more than 12 hours (UTC+13) have no form in SMPP:
/// write those as UTC.
std::expected<time_field, time_error>
write_absolute(wall_time at, std::chrono::minutes offset = std::chrono::minutes{0});
/// Up to 31 days in days, hours, minutes, seconds, which every SMSC counts alike; a longer one in
/// years of 365 days and months of 30, which an SMSC may count by its calendar. Parts of a second
/// are rounded up: a short span does not become "at once".
std::expected<time_field, time_error> write_relative(std::chrono::milliseconds span);

} // namespace smpp
