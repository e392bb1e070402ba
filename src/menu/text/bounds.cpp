#include "menu/text/bounds.hpp"

#include "menu/text/measure.hpp"
#include <algorithm>
#include <fmt/format.h>

namespace yeelen::menu {

namespace {

using core::value_kind;
using core::value_type;
using kind = text_part::kind;

constexpr std::size_t decimals = 1 + number_digits::most_fraction; ///< with the point
constexpr std::size_t shown_decimals = 1 + 3;                      ///< of a formatted number

value_type type_of(const path& p, const value_lookup& types) {
    auto found = types.type_of(p);
    return found ? std::move(*found) : value_type{};
}

std::size_t characters(std::int64_t n) {
    return fmt::formatted_size("{}", n);
}

/// Characters of a value that is written as it is; of numbers never less than they can take, for
/// they must not be cut.
std::size_t as_it_is(const value_type& t) {
    switch (t.kind) {
    case value_kind::any: return core::default_text_length;
    case value_kind::text: return static_cast<std::size_t>(std::max<std::int64_t>(t.most, 1));
    case value_kind::number:
    case value_kind::amount: return std::max(characters(t.least), characters(t.most)) + decimals;
    case value_kind::date: return 10;
    case value_kind::month: return 7;
    case value_kind::flag: return 5;
    case value_kind::record:
    case value_kind::list: break;
    }
    return 1; // "-"
}

/// What render() may write of it as it is.
std::size_t as_it_is(const text_part& part, const value_type& t) {
    const auto n = as_it_is(t);
    return part.what == kind::token ? n + (n - 1) / 4 : n;
}

bool is_text(const value_type& t) {
    return t.kind == value_kind::any || t.kind == value_kind::text;
}

/// The lowest and the highest number that it can be; of what may be no number at all, any number.
std::pair<std::int64_t, std::int64_t> extremes(const value_type& t) {
    if (is_text(t)) {
        return {INT64_MIN, INT64_MAX};
    }
    const bool number = t.kind == value_kind::number || t.kind == value_kind::amount;
    return number ? std::pair{t.least, t.most} : std::pair{std::int64_t{0}, std::int64_t{0}};
}

class longest_finder {
public:
    longest_finder(const locale& in, const value_lookup& types)
        : in_(in)
        , types_(types) {}

    /// `counted` is the type of what a # stands for.
    std::size_t of(const text_template& text, const value_type& counted) const {
        std::size_t total = 0;
        for (const auto& part : text.parts) {
            total += of(part, counted);
        }
        return total;
    }

private:
    std::size_t of(const text_part& part, const value_type& counted) const {
        if (part.what == kind::literal) {
            return size(part.literal);
        }
        if (part.what == kind::count_sign) {
            return count(counted);
        }
        const auto type = type_of(part.value, types_);
        const std::size_t raw = std::max<std::size_t>(part.most, as_it_is(part, type));
        // A value of a declared kind is always of that kind: what is of another is kept out.
        const std::size_t otherwise = is_text(type) ? raw : 1;
        switch (part.what) {
        case kind::money: return std::max(money(part, type), otherwise);
        case kind::number: return std::max(number(type) + shown_decimals, otherwise);
        case kind::date: return std::max(date(date_style::numeric), otherwise);
        case kind::short_date: return std::max(date(date_style::brief), otherwise);
        case kind::long_date: return std::max(date(date_style::full), otherwise);
        case kind::month: return std::max(date(date_style::month), otherwise);
        case kind::plain:
        case kind::token: return raw;
        case kind::cut: return std::max<std::size_t>(part.most, is_text(type) ? 1 : as_it_is(type));
        case kind::plural:
        case kind::ordinal:
        case kind::select: {
            std::size_t most = 0;
            for (const auto& branch : part.cases) {
                most = std::max(most, of(branch.text, type));
            }
            return most;
        }
        case kind::literal:
        case kind::count_sign: break;
        }
        return 0;
    }

    std::size_t size(std::string_view text) const { return measured(text, in_.gsm7); }

    std::size_t number(const value_type& t) const {
        const auto [least, most] = extremes(t);
        std::size_t all = 1;
        for (const auto n : {least, most}) {
            std::string out;
            in_.formats->number(out, number_digits::of(n));
            all = std::max(all, size(out));
        }
        return all;
    }

    std::size_t count(const value_type& t) const {
        if (t.kind != value_kind::list) {
            return number(t) + shown_decimals;
        }
        std::string out;
        in_.formats->number(out, number_digits::of(std::max<std::int64_t>(t.most, 0)));
        return size(out);
    }

    std::size_t money(const text_part& part, const value_type& t) const {
        std::vector<std::string> fixed;
        if (part.currency.empty()) {
            fixed.push_back(part.literal);
        }
        const auto [least, most] = extremes(t);
        const auto places = core::is_number(t.kind) ? t.decimals : 0;
        std::size_t all = 1;
        for (const auto& code : part.currency.empty() ? fixed : in_.formats->widest()) {
            for (const auto n : {least, most}) {
                std::string out;
                in_.formats->money(out, number_digits::finest(n, places), code);
                all = std::max(all, size(out));
            }
        }
        return all;
    }

    std::size_t date(date_style style) const {
        std::size_t all = 1;
        for (int month = 1; month <= 12; ++month) {
            for (const int day : {1, 28}) { // "1er"
                std::string out;
                in_.formats->date(out, fmt::format("2028-{:02}-{:02}", month, day), style);
                all = std::max(all, size(out));
            }
        }
        return all;
    }

    const locale& in_;
    const value_lookup& types_;
};

} // namespace

void bound(text_template& text, const value_lookup& types) {
    for (auto& part : text.parts) {
        if (!part.value.empty() && part.what != kind::cut) {
            const auto most = as_it_is(part, type_of(part.value, types));
            part.most = static_cast<std::uint32_t>(
                std::max<std::size_t>(part.most, std::min<std::size_t>(most, UINT32_MAX)));
        }
        for (auto& branch : part.cases) {
            bound(branch.text, types);
        }
    }
}

std::size_t longest(const locale& in, const text_template& text, const value_lookup& types) {
    return longest_finder{in, types}.of(text, {});
}

std::size_t shortest(const locale& in, const text_template& text) {
    std::size_t total = 0;
    for (const auto& part : text.parts) {
        if (part.what == kind::literal) {
            total += measured(part.literal, in.gsm7);
        } else if (part.cases.empty()) {
            ++total;
        } else {
            std::size_t least = SIZE_MAX;
            for (const auto& branch : part.cases) {
                least = std::min(least, shortest(in, branch.text));
            }
            total += least;
        }
    }
    return total;
}

std::size_t size_in(const locale& in, std::string_view text) {
    return measured(text, in.gsm7);
}

} // namespace yeelen::menu
