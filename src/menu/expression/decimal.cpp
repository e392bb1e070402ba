#include "menu/expression/decimal.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <fmt/format.h>

namespace yeelen::menu {

namespace {

/// Between two of int64: a product, or one scaled by up to 10^12, always fits.
__extension__ typedef __int128 wide;

constexpr std::int64_t largest = INT64_MAX;

constexpr wide power(int of_ten) noexcept {
    wide p = 1;
    for (; of_ten > 0; --of_ten) {
        p *= 10;
    }
    return p;
}

constexpr wide rounded(wide dividend, wide divisor) noexcept {
    const wide quotient = dividend / divisor;
    const wide rest = dividend % divisor;
    const wide twice = (rest < 0 ? -rest : rest) * 2;
    if (twice < (divisor < 0 ? -divisor : divisor)) {
        return quotient;
    }
    return (dividend < 0) == (divisor < 0) ? quotient + 1 : quotient - 1;
}

constexpr bool digit(char c) noexcept {
    return c >= '0' && c <= '9';
}

} // namespace

struct decimal_maker {
    static std::optional<decimal> make(wide digits, int places) noexcept {
        if (places > decimal::max_places) {
            digits = rounded(digits, power(places - decimal::max_places));
            places = decimal::max_places;
        }
        while (places > 0 && digits % 10 == 0) {
            digits /= 10;
            --places;
        }
        if (digits > largest || digits < -largest) {
            return std::nullopt;
        }
        decimal d;
        d.digits_ = static_cast<std::int64_t>(digits);
        d.places_ = static_cast<std::uint8_t>(places);
        return d;
    }
};

std::optional<decimal> decimal::of(std::int64_t whole) noexcept {
    return decimal_maker::make(whole, 0);
}

std::optional<decimal> decimal::parse(std::string_view text) noexcept {
    const bool minus = text.starts_with('-');
    if (minus) {
        text.remove_prefix(1);
    }
    const auto point = std::min(text.find('.'), text.size());
    if (point == 0 || point + 1 == text.size()) {
        return std::nullopt;
    }
    wide digits = 0;
    int places = 0;
    bool up = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (i == point) {
            continue;
        }
        if (!digit(text[i])) {
            return std::nullopt;
        }
        if (i > point) {
            // The first digit past the last place that is kept decides the rounding.
            if (++places > max_places) {
                up = up || (places == max_places + 1 && text[i] >= '5');
                continue;
            }
        }
        digits = digits * 10 + (text[i] - '0');
        if (digits > wide{largest} * power(max_places)) {
            return std::nullopt;
        }
    }
    digits += up ? 1 : 0;
    return decimal_maker::make(minus ? -digits : digits, std::min<int>(places, max_places));
}

std::optional<decimal> decimal::of(const boost::json::value& v) noexcept {
    if (const auto* i = v.if_int64()) {
        return of(*i);
    }
    if (const auto* u = v.if_uint64()) {
        return decimal_maker::make(static_cast<wide>(*u), 0);
    }
    if (const auto* s = v.if_string()) {
        return parse(*s);
    }
    if (const auto* d = v.if_double()) {
        if (!std::isfinite(*d) || std::abs(*d) > 1e19) {
            return std::nullopt;
        }
        // The smallest double has 1074 places when written out; its shortest form 325 or fewer.
        std::array<char, 400> out;
        const auto [end, error] =
            std::to_chars(out.data(), out.data() + out.size(), *d, std::chars_format::fixed);
        return error == std::errc{} ? parse({out.data(), end}) : std::nullopt;
    }
    return std::nullopt;
}

std::optional<std::int64_t> decimal::whole() const noexcept {
    return places_ == 0 ? std::optional{digits_} : std::nullopt;
}

std::string decimal::text() const {
    if (places_ == 0) {
        return fmt::format("{}", digits_);
    }
    const auto unit = static_cast<std::int64_t>(power(places_));
    const auto size = std::abs(digits_);
    return fmt::format("{}{}.{:0{}}", digits_ < 0 ? "-" : "", size / unit, size % unit,
                       static_cast<int>(places_));
}

boost::json::value decimal::to_json() const {
    if (places_ == 0) {
        return digits_;
    }
    return boost::json::string(text());
}

decimal decimal::operator-() const noexcept {
    decimal d = *this;
    d.digits_ = -d.digits_;
    return d;
}

std::optional<decimal> add(decimal a, decimal b) noexcept {
    const int places = std::max(a.places_, b.places_);
    return decimal_maker::make(
        a.digits_ * power(places - a.places_) + b.digits_ * power(places - b.places_), places);
}

std::optional<decimal> multiply(decimal a, decimal b) noexcept {
    return decimal_maker::make(wide{a.digits_} * b.digits_, a.places_ + b.places_);
}

std::optional<decimal> divide(decimal a, decimal b) noexcept {
    if (b.digits_ == 0) {
        return std::nullopt;
    }
    return decimal_maker::make(
        rounded(a.digits_ * power(b.places_ + decimal::max_places), b.digits_ * power(a.places_)),
        decimal::max_places);
}

std::strong_ordering operator<=>(decimal a, decimal b) noexcept {
    const wide left = a.digits_ * power(b.places_);
    const wide right = b.digits_ * power(a.places_);
    return left < right   ? std::strong_ordering::less
           : left > right ? std::strong_ordering::greater
                          : std::strong_ordering::equal;
}

} // namespace yeelen::menu
