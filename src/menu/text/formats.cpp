#include "menu/text/formats.hpp"

#include "menu/text/locale_data.hpp"
#include "menu/text/measure.hpp"
#include <algorithm>
#include <chrono>
#include <climits>
#include <map>
#include <smpp/text.hpp>
#include <stdexcept>
#include <tuple>

namespace yeelen::menu {

namespace {

constexpr std::size_t most_kept = 64;
constexpr std::size_t most_code = 4; ///< septets

template<typename T>
const T* by_code(const std::vector<std::pair<std::string, T>>& sorted, std::string_view code) {
    const auto found =
        std::lower_bound(sorted.begin(), sorted.end(), code,
                         [](const auto& one, std::string_view c) { return one.first < c; });
    return found != sorted.end() && found->first == code ? &found->second : nullptr;
}

void two_digits(std::string& out, unsigned n) {
    out += static_cast<char>('0' + n / 10);
    out += static_cast<char>('0' + n % 10);
}

struct calendar_day {
    unsigned year = 0, month = 0, day = 0;
};

/// A number of `size` digits at `at`; UINT_MAX if they are none.
unsigned field(std::string_view text, std::size_t at, std::size_t size) {
    unsigned value = 0;
    for (std::size_t i = at; i < at + size; ++i) {
        if (text[i] < '0' || text[i] > '9') {
            return UINT_MAX;
        }
        value = value * 10 + static_cast<unsigned>(text[i] - '0');
    }
    return value;
}

std::optional<calendar_day> read_date(std::string_view iso, bool month_only) {
    calendar_day d{.day = 1};
    if (iso.size() < (month_only ? 7u : 10u) || iso[4] != '-') {
        return std::nullopt;
    }
    d.year = field(iso, 0, 4);
    d.month = field(iso, 5, 2);
    if (!month_only) {
        d.day = iso[7] == '-' ? field(iso, 8, 2) : 0;
    }
    const std::chrono::year_month_day day{std::chrono::year{static_cast<int>(d.year)},
                                          std::chrono::month{d.month}, std::chrono::day{d.day}};
    return d.year > 9999 || d.month > 12 || d.day > 31 || !day.ok() ? std::nullopt
                                                                    : std::optional{d};
}

} // namespace

std::shared_ptr<const formatters> formatters::of(std::string_view language, std::string_view region,
                                                 bool gsm7) {
    // The same input gives the same data for ever, and ICU takes some milliseconds for it: a menu
    // that is loaded again by the same thread finds it made. Bounded; used only at load.
    thread_local std::map<std::tuple<std::string, std::string, bool>,
                          std::shared_ptr<const formatters>>
        made;
    const std::tuple key{std::string{language}, std::string{region}, gsm7};
    if (const auto found = made.find(key); found != made.end()) {
        return found->second;
    }
    auto data = read_locale_data(std::get<0>(key), std::get<1>(key), gsm7);
    auto result = data ? std::make_shared<const formatters>(std::move(data)) : nullptr;
    if (made.size() < most_kept) {
        made.emplace(key, result);
    }
    return result;
}

std::shared_ptr<const formatters> formatters::standard() {
    auto english = of("en", "", true);
    if (!english) {
        throw std::runtime_error("ICU's data are missing: there is not even English");
    }
    return english;
}

std::shared_ptr<const formatters> formatters::with_months(std::array<std::string, 12> names) const {
    for (auto& name : names) {
        std::replace(name.begin(), name.end(), ' ', firm_space);
    }
    auto changed = std::make_shared<data>(*data_);
    changed->months.fill(names);
    return std::make_shared<const formatters>(std::move(changed));
}

/// Never rounded: an amount that is finer than its currency is paid as it is, so it is shown so.
void formatters::money(std::string& out, number_digits amount, std::string_view currency) const {
    const auto write = [&](const number_pattern& pattern, std::string_view code = {}) {
        if (amount.fraction <= pattern.most_fraction) {
            pattern.write(out, amount, code);
            return;
        }
        auto finer = pattern;
        finer.most_fraction = amount.fraction;
        finer.point = finer.point.empty() ? data_->number.point : finer.point;
        finer.write(out, amount, code);
    };
    if (const auto* own = by_code(data_->currencies, currency)) {
        write(*own);
        return;
    }
    if (currency.empty()) {
        write(data_->bare);
        return;
    }
    const auto* places = by_code(data_->decimals, currency);
    std::string code = clean(currency, true);
    code.resize(prefix_within(code, most_code, true));
    std::replace(code.begin(), code.end(), ' ', firm_space);
    write(data_->others[places ? *places : 2], code);
}

bool formatters::money(std::string& out, const boost::json::value& amount,
                       std::string_view currency) const {
    const auto n = number_digits::of(amount);
    if (n) {
        money(out, *n, currency);
    }
    return n.has_value();
}

void formatters::number(std::string& out, number_digits n) const {
    data_->number.write(out, n);
}

bool formatters::number(std::string& out, const boost::json::value& v) const {
    const auto n = number_digits::of(v);
    if (n) {
        number(out, *n);
    }
    return n.has_value();
}

bool formatters::date(std::string& out, std::string_view iso, date_style style) const {
    using kind = date_piece::kind;
    const auto d = read_date(iso, style == date_style::month);
    if (!d) {
        return false;
    }
    for (const auto& piece : data_->dates[static_cast<std::size_t>(style)]) {
        switch (piece.what) {
        case kind::literal: out += piece.literal; break;
        case kind::day:
            if (d->day == 1 && style == date_style::full && !data_->first_day.empty()) {
                out += data_->first_day;
                break;
            }
            if (d->day < 10) {
                out += static_cast<char>('0' + d->day);
                break;
            }
            [[fallthrough]];
        case kind::day2: two_digits(out, d->day); break;
        case kind::month:
            if (d->month < 10) {
                out += static_cast<char>('0' + d->month);
                break;
            }
            [[fallthrough]];
        case kind::month2: two_digits(out, d->month); break;
        case kind::name: out += data_->months[piece.names][d->month - 1]; break;
        case kind::year: two_digits(out, d->year / 100); [[fallthrough]];
        case kind::year2: two_digits(out, d->year % 100); break;
        }
    }
    return true;
}

const std::vector<std::string>& formatters::widest() const {
    return data_->widest;
}

bool formatters::months_in_gsm7() const {
    return std::all_of(data_->months.begin(), data_->months.end(), [](const auto& names) {
        return std::all_of(names.begin(), names.end(), [](const std::string& name) {
            return smpp::gsm7_length(clean(name, true)) &&
                   clean(name, true).find('?') == std::string::npos;
        });
    });
}

std::string clean(std::string_view value, bool gsm7) {
    // '`' alone of the printable ASCII is not in GSM-7.
    if (std::all_of(value.begin(), value.end(),
                    [](char c) { return c >= 0x20 && c < 0x7F && c != '`'; })) {
        return std::string{value};
    }
    std::string spaced{value};
    std::replace_if(
        spaced.begin(), spaced.end(),
        [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == '\x7F'; }, ' ');
    return gsm7 ? smpp::from_gsm7(smpp::to_gsm7(smpp::transliterate_to_gsm7(spaced)))
                : smpp::from_ucs2(smpp::to_ucs2(spaced));
}

} // namespace yeelen::menu
