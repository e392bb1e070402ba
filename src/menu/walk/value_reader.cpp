#include "menu/expression/day.hpp"
#include "menu/walk/expected_cell.hpp"
#include "menu/walk/value_octets.hpp"

#include <bit>
#include <fmt/format.h>

namespace yeelen::menu {

namespace json = boost::json;

std::string_view value_reader::bad() {
    good = false;
    return ""; // never a null pointer: Boost.JSON copies keys from it
}

std::uint8_t value_reader::octet() {
    if (left_.empty()) {
        good = false;
        return 0;
    }
    const auto o = static_cast<std::uint8_t>(left_.front());
    left_.remove_prefix(1);
    return o;
}

std::uint64_t value_reader::number() {
    std::uint64_t n = 0;
    for (int shift = 0; shift < 64; shift += 7) {
        const auto o = octet();
        if (shift == 63 && o > 1) {
            break; // past 64 bits
        }
        n |= static_cast<std::uint64_t>(o & 0x7F) << shift;
        if ((o & 0x80) == 0) {
            return n;
        }
    }
    good = false;
    return 0;
}

std::int64_t value_reader::signed_number() {
    const auto n = number();
    return static_cast<std::int64_t>((n >> 1) ^ (~(n & 1) + 1));
}

std::size_t value_reader::count() {
    const auto n = number();
    good = good && n <= octet_limit::entries && n <= left_.size();
    return good ? static_cast<std::size_t>(n) : 0;
}

std::string_view value_reader::taken(std::uint64_t size) {
    if (!good || size > octet_limit::text || size > left_.size()) {
        return bad();
    }
    const auto s = left_.substr(0, static_cast<std::size_t>(size));
    left_.remove_prefix(s.size());
    return s;
}

std::string_view value_reader::met(std::string_view s) {
    if (good && s.size() >= octet_limit::met_size && met_.size() < octet_limit::met) {
        met_.push_back(s);
    }
    return s;
}

std::string_view value_reader::made(std::string s) {
    if (!good) {
        return bad();
    }
    made_.push_back(std::move(s));
    return met(made_.back());
}

/// Nothing where the octet says that no text follows.
std::optional<std::string_view> value_reader::text_of(std::uint8_t what, std::string_view before) {
    if (what >= octet::short_text && what < octet::small_number) {
        return met(taken(what - octet::short_text));
    }
    if ((what >= octet::text_met && what < octet::short_text) || what == octet::text_met_later) {
        const auto index = what == octet::text_met_later ? number() : what - octet::text_met;
        return good && index < met_.size() ? met_[static_cast<std::size_t>(index)] : bad();
    }
    switch (what) {
    case octet::long_text: return met(taken(number()));
    case octet::date: return day(octet::first_day);
    case octet::near_date: return day(exact_day(before));
    case octet::month: return month();
    case octet::digits: return digits();
    case octet::decimal: return decimal_text();
    case octet::near_text:
    case octet::near_by_one:
    case octet::near_by_two: return near_text(what, before);
    default: return std::nullopt;
    }
}

std::string_view value_reader::day(std::optional<std::chrono::sys_days> from) {
    const auto days = signed_number();
    const auto found = from ? later(*from, days) : std::nullopt;
    return found ? made(day_text(*found)) : bad();
}

std::string_view value_reader::month() {
    std::int64_t months = 0;
    const bool within = !__builtin_add_overflow(signed_number(), octet::first_month, &months);
    auto text = within ? month_text(months) : std::nullopt;
    return text ? made(std::move(*text)) : bad();
}

std::string_view value_reader::digits() {
    const auto size = number();
    if (size > 0xFF) {
        return bad();
    }
    std::string s;
    for (const char c : taken((size + 1) / 2)) {
        const auto pair = static_cast<unsigned char>(c);
        good = good && pair >> 4 < 10 && (pair & 0xF) < 10;
        s += static_cast<char>('0' + (pair >> 4));
        s += static_cast<char>('0' + (pair & 0xF));
    }
    s.resize(good ? static_cast<std::size_t>(size) : 0);
    return made(std::move(s));
}

std::string_view value_reader::decimal_text() {
    const auto n = number();
    const auto places = static_cast<std::size_t>(n & ((1U << octet::place_bits) - 1));
    const auto zigzag = n >> octet::place_bits;
    const bool negative = (zigzag & 1) != 0;
    auto s = fmt::format("{:0{}}", (zigzag >> 1) + (negative ? 1 : 0), places + 1);
    if (places == 0 || places > octet_limit::places || s.size() > octet_limit::decimal_digits) {
        return bad();
    }
    s.insert(s.size() - places, 1, '.');
    return made(negative ? '-' + s : std::move(s));
}

std::string_view value_reader::near_text(std::uint8_t what, std::string_view before) {
    const auto ends = octet();
    const std::size_t front = ends >> 4;
    const std::size_t back = ends & 0xF;
    const auto middle = taken(what == octet::near_text     ? number()
                              : what == octet::near_by_one ? 1
                                                           : 2);
    if (!good || front + back > before.size() || front + middle.size() + back > octet_limit::text) {
        return bad();
    }
    std::string s{before.substr(0, front)};
    s += middle;
    s += before.substr(before.size() - back);
    return made(std::move(s));
}

std::string_view value_reader::text() {
    const auto s = text_of(octet(), {});
    texts_ += s ? s->size() : 0;
    return s && good && texts_ <= octet_limit::texts ? *s : bad();
}

json::value value_reader::value(int depth) {
    return value_of(octet(), depth);
}

/// Of a number that begins in the octet before it.
std::int64_t value_reader::integer(std::uint8_t what) {
    if (what >= octet::small_number) {
        return what - octet::small_number;
    }
    const std::int64_t lowest = octet();
    if (what < octet::number_of_three) {
        return octet::least_of_two + (what - octet::number_of_two) * 0x100 + lowest;
    }
    const std::int64_t middle = octet();
    return octet::least_of_three + (what - octet::number_of_three) * 0x10000 + middle * 0x100 +
           lowest;
}

json::value value_reader::value_of(std::uint8_t what, int depth) {
    if (!good || depth >= octet_limit::depth) {
        good = false;
        return {};
    }
    if (what >= octet::small_number || (what >= octet::number_of_two && what < octet::number_end)) {
        return integer(what);
    }
    switch (what) {
    case octet::none: return nullptr;
    case octet::no: return false;
    case octet::yes: return true;
    case octet::integer: return signed_number();
    case octet::real: {
        std::uint64_t bits = 0;
        for (int i = 0; i < 8; ++i) {
            bits |= static_cast<std::uint64_t>(octet()) << (8 * i);
        }
        return std::bit_cast<double>(bits);
    }
    case octet::list: return list(depth);
    case octet::table: return table(depth);
    case octet::object: return fields(depth + 1);
    default: break;
    }
    const auto s = text_of(what, {});
    texts_ += s ? s->size() : 0;
    good = good && s && texts_ <= octet_limit::texts;
    return good ? json::value(json::string(*s)) : json::value{};
}

json::value value_reader::list(int depth) {
    json::array all;
    for (std::size_t n = count(); n > 0 && good; --n) {
        all.push_back(value(depth + 1));
    }
    return all;
}

json::value value_reader::table(int depth) {
    const auto rows = count();
    const auto width = count();
    good = good && width > 0 && width <= octet_limit::columns;
    std::vector<std::string_view> columns;
    for (std::size_t i = 0; i < width && good; ++i) {
        columns.push_back(text());
    }
    json::array all;
    all.reserve(rows); // each takes an octet at least
    for (std::size_t n = 0; n < rows && good; ++n) {
        const auto* before = n > 0 ? &all[n - 1].get_object() : nullptr;
        const auto* earlier = n > 1 ? &all[n - 2].get_object() : nullptr;
        all.emplace_back(row(before, earlier, columns, depth));
    }
    return all;
}

json::object value_reader::row(const json::object* before, const json::object* earlier,
                               const std::vector<std::string_view>& columns, int depth) {
    const auto as_expected = before ? number() : 0;
    good = good && as_expected >> columns.size() == 0;
    json::object read;
    read.reserve(columns.size());
    for (std::size_t i = 0; i < columns.size() && good; ++i) {
        const auto* last = cell_of(before, columns[i], i);
        std::optional<json::value> found;
        if ((as_expected >> i & 1) != 0) {
            auto guess = expect(last, cell_of(earlier, columns[i], i));
            good = guess.known;
            found = std::move(guess.cell);
            const auto* s = found ? found->if_string() : nullptr;
            texts_ += s ? s->size() : 0;
        } else if (const auto what = octet(); what != octet::absent) {
            found = cell(what, last, depth + 2);
        }
        if (found) {
            texts_ += columns[i].size();
            good = good && texts_ <= octet_limit::texts &&
                   read.emplace(columns[i], std::move(*found)).second;
        }
    }
    return read;
}

json::value value_reader::cell(std::uint8_t what, const json::value* before, int depth) {
    const auto* last = before ? before->if_string() : nullptr;
    if (const auto s = text_of(what, last ? std::string_view{*last} : std::string_view{})) {
        texts_ += s->size();
        return json::string(*s);
    }
    return value_of(what, depth);
}

json::object value_reader::fields(int depth) {
    json::object o;
    for (std::size_t n = count(); n > 0 && good; --n) {
        const auto key = text();
        good = o.emplace(key, value(depth)).second && good;
    }
    return o;
}

} // namespace yeelen::menu
