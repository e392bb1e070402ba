#include "menu/text/formats.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <fmt/format.h>
#include <smpp/text.hpp>

namespace yeelen::menu {

namespace {

/// A decimal number as its digits: no floating point on the way of money.
struct decimal {
    bool negative = false;
    std::string whole;
    std::string fraction;
};

bool digits(std::string_view text) noexcept {
    return !text.empty() &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::optional<decimal> read_decimal(std::string_view text) {
    decimal d;
    if (text.starts_with('-')) {
        d.negative = true;
        text.remove_prefix(1);
    }
    const auto dot = text.find('.');
    d.whole = text.substr(0, dot);
    if (dot != std::string_view::npos) {
        d.fraction = text.substr(dot + 1);
        if (!digits(d.fraction)) {
            return std::nullopt;
        }
    }
    if (!digits(d.whole) || d.whole.size() > 18) {
        return std::nullopt;
    }
    return d;
}

std::optional<decimal> read_decimal(const boost::json::value& v) {
    if (const auto* i = v.if_int64()) {
        return read_decimal(fmt::format("{}", *i));
    }
    if (const auto* s = v.if_string()) {
        return read_decimal(std::string_view{*s});
    }
    if (const auto* d = v.if_double()) {
        return read_decimal(fmt::format("{:.3f}", *d));
    }
    return std::nullopt;
}

/// Rounds half away from zero to `places`.
void round_to(decimal& d, std::size_t places) {
    const bool up = d.fraction.size() > places && d.fraction[places] >= '5';
    d.fraction.resize(places, '0');
    if (!up) {
        return;
    }
    for (std::string* part : {&d.fraction, &d.whole}) {
        for (auto it = part->rbegin(); it != part->rend(); ++it) {
            if (*it != '9') {
                ++*it;
                return;
            }
            *it = '0';
        }
    }
    d.whole.insert(0, 1, '1');
}

std::string grouped(const decimal& d) {
    std::string_view whole = d.whole;
    while (whole.size() > 1 && whole.front() == '0') {
        whole.remove_prefix(1);
    }
    std::string out;
    const bool zero = whole == "0" && d.fraction.find_first_not_of('0') == std::string::npos;
    if (d.negative && !zero) {
        out += '-';
    }
    for (std::size_t i = 0; i < whole.size(); ++i) {
        if (i != 0 && (whole.size() - i) % 3 == 0) {
            out += firm_space;
        }
        out += whole[i];
    }
    if (!d.fraction.empty()) {
        out += '.';
        out += d.fraction;
    }
    return out;
}

std::optional<int> field(std::string_view text, std::size_t at, std::size_t size) {
    int value = 0;
    if (text.size() < at + size || !digits(text.substr(at, size))) {
        return std::nullopt;
    }
    std::from_chars(text.data() + at, text.data() + at + size, value);
    return value;
}

} // namespace

std::optional<std::string> format_money(const boost::json::value& amount,
                                        std::string_view currency) {
    auto d = read_decimal(amount);
    if (!d) {
        return std::nullopt;
    }
    const bool cfa = currency == "XOF" || currency == "XAF";
    round_to(*d, cfa ? 0 : 2);
    std::string out = grouped(*d);
    if (!currency.empty()) {
        out += firm_space;
        out += cfa ? "FCFA" : currency;
    }
    return out;
}

std::optional<std::string> format_number(const boost::json::value& number) {
    auto d = read_decimal(number);
    if (!d) {
        return std::nullopt;
    }
    if (d->fraction.size() > 3) {
        round_to(*d, 3);
    }
    while (!d->fraction.empty() && d->fraction.back() == '0') {
        d->fraction.pop_back();
    }
    return grouped(*d);
}

std::optional<std::string> format_date(std::string_view iso, bool brief) {
    const auto year = field(iso, 0, 4);
    const auto month = field(iso, 5, 2);
    const auto day = field(iso, 8, 2);
    if (!year || !month || !day || iso[4] != '-' || iso[7] != '-' ||
        !std::chrono::year_month_day{std::chrono::year{*year},
                                     std::chrono::month{static_cast<unsigned>(*month)},
                                     std::chrono::day{static_cast<unsigned>(*day)}}
             .ok()) {
        return std::nullopt;
    }
    return brief ? fmt::format("{:02}/{:02}", *day, *month)
                 : fmt::format("{:02}/{:02}/{:04}", *day, *month, *year);
}

std::optional<std::string> format_month(std::string_view iso,
                                        const std::array<std::string, 12>& names) {
    const auto year = field(iso, 0, 4);
    const auto month = field(iso, 5, 2);
    if (!year || !month || iso[4] != '-' || *month < 1 || *month > 12) {
        return std::nullopt;
    }
    return fmt::format("{}{}{}", names[static_cast<std::size_t>(*month - 1)], firm_space, *year);
}

plural_category plural_of(std::string_view language, std::int64_t n) noexcept {
    // No plural forms: Bambara, Yoruba, Igbo, Wolof, Sango (CLDR 44).
    for (const std::string_view none : {"bm", "yo", "ig", "wo", "sg"}) {
        if (language == none) {
            return plural_category::other;
        }
    }
    // 0 and 1 are singular: French, Fulah, Lingala, Portuguese, Akan.
    for (const std::string_view zero_one : {"fr", "ff", "ln", "pt", "ak"}) {
        if (language == zero_one) {
            return n == 0 || n == 1 ? plural_category::one : plural_category::other;
        }
    }
    return n == 1 ? plural_category::one : plural_category::other;
}

std::string clean(std::string_view value, bool gsm7) {
    std::string spaced{value};
    std::replace_if(
        spaced.begin(), spaced.end(),
        [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == '\x7F'; }, ' ');
    return gsm7 ? smpp::from_gsm7(smpp::to_gsm7(smpp::transliterate_to_gsm7(spaced)))
                : smpp::from_ucs2(smpp::to_ucs2(spaced));
}

} // namespace yeelen::menu
