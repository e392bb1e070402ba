#include "menu/text/number_digits.hpp"

#include "menu/expression/decimal.hpp"
#include <algorithm>
#include <charconv>

namespace yeelen::menu {

number_digits number_digits::of(std::int64_t n) noexcept {
    number_digits d;
    d.negative = n < 0;
    const auto size = n < 0 ? 0 - static_cast<std::uint64_t>(n) : static_cast<std::uint64_t>(n);
    const auto end = std::to_chars(d.digits.data(), d.digits.data() + d.digits.size(), size).ptr;
    d.whole = static_cast<std::uint8_t>(end - d.digits.data());
    return d;
}

number_digits number_digits::finest(std::int64_t n, std::int64_t places) noexcept {
    auto d = of(n);
    d.fraction = static_cast<std::uint8_t>(std::clamp<std::int64_t>(places, 0, most_fraction));
    std::fill_n(d.digits.begin() + d.whole, d.fraction, '9');
    return d;
}

std::optional<number_digits> number_digits::of(const boost::json::value& v) {
    if (const auto* n = v.if_int64()) {
        return of(*n);
    }
    const auto number = decimal::of(v);
    if (!number) {
        return std::nullopt;
    }
    const auto written = number->text();
    number_digits d;
    std::string_view text{written};
    if (text.starts_with('-')) {
        d.negative = true;
        text.remove_prefix(1);
    }
    const auto whole = text.substr(0, text.find('.'));
    const auto fraction = text.substr(std::min(whole.size() + 1, text.size()));
    if (whole.size() > most_whole || fraction.size() > most_fraction) {
        return std::nullopt; // cannot be: the decimal is bounded so
    }
    std::copy(fraction.begin(), fraction.end(),
              std::copy(whole.begin(), whole.end(), d.digits.begin()));
    d.whole = static_cast<std::uint8_t>(whole.size());
    d.fraction = static_cast<std::uint8_t>(fraction.size());
    return d;
}

void number_digits::round(std::size_t least, std::size_t most) noexcept {
    if (fraction > most) {
        const bool up = digits[whole + most] >= '5';
        fraction = static_cast<std::uint8_t>(most);
        std::size_t i = static_cast<std::size_t>(whole) + fraction;
        bool carry = up;
        while (carry && i > 0) {
            --i;
            carry = digits[i] == '9';
            digits[i] = carry ? '0' : static_cast<char>(digits[i] + 1);
        }
        if (carry) {
            std::copy_backward(digits.begin(), digits.begin() + whole + fraction,
                               digits.begin() + whole + fraction + 1);
            digits[0] = '1';
            ++whole;
        }
    }
    while (fraction > least && digits[static_cast<std::size_t>(whole) + fraction - 1] == '0') {
        --fraction;
    }
    while (fraction < least && fraction < most_fraction) {
        digits[static_cast<std::size_t>(whole) + fraction] = '0';
        ++fraction;
    }
    if (negative && std::all_of(digits.begin(), digits.begin() + whole + fraction,
                                [](char c) { return c == '0'; })) {
        negative = false;
    }
}

} // namespace yeelen::menu
