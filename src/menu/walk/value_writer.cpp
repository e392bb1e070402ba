#include "menu/walk/expected_cell.hpp"
#include "menu/walk/value_octets.hpp"

#include <algorithm>
#include <bit>
#include <utility>

namespace yeelen::menu {

namespace json = boost::json;

namespace {

bool all_digits(std::string_view s) noexcept {
    return std::all_of(s.begin(), s.end(), [](char c) { return c >= '0' && c <= '9'; });
}

struct shared_ends {
    std::size_t front = 0;
    std::size_t back = 0;
};

shared_ends shared_with(std::string_view before, std::string_view s) noexcept {
    const auto most = std::min(before.size(), s.size());
    shared_ends ends;
    while (ends.front < std::min(most, octet_limit::shared) &&
           before[ends.front] == s[ends.front]) {
        ++ends.front;
    }
    const auto rest = std::min(most - ends.front, octet_limit::shared);
    while (ends.back < rest &&
           before[before.size() - 1 - ends.back] == s[s.size() - 1 - ends.back]) {
        ++ends.back;
    }
    return ends;
}

std::string_view text_in(const json::value* v) noexcept {
    const auto* s = v ? v->if_string() : nullptr;
    return s ? std::string_view{*s} : std::string_view{};
}

} // namespace

void value_writer::number(std::uint64_t n) {
    while (n >= 0x80) {
        octet(static_cast<std::uint8_t>(0x80 | (n & 0x7F)));
        n >>= 7;
    }
    octet(static_cast<std::uint8_t>(n));
}

void value_writer::signed_number(std::int64_t n) {
    number((static_cast<std::uint64_t>(n) << 1) ^ static_cast<std::uint64_t>(n >> 63));
}

void value_writer::integer(std::int64_t n) {
    const auto low = [&](std::int64_t rest, int octets) {
        for (int i = 0; i < octets; ++i) {
            octet(static_cast<std::uint8_t>(rest >> (8 * i)));
        }
    };
    if (n < 0 || n >= octet::least_of_many) {
        octet(octet::integer);
        signed_number(n);
    } else if (n >= octet::least_of_three) {
        const auto rest = n - octet::least_of_three;
        octet(static_cast<std::uint8_t>(octet::number_of_three + (rest >> 16)));
        low(rest, 2);
    } else if (n >= octet::least_of_two) {
        const auto rest = n - octet::least_of_two;
        octet(static_cast<std::uint8_t>(octet::number_of_two + (rest >> 8)));
        low(rest, 1);
    } else {
        octet(static_cast<std::uint8_t>(octet::small_number + n));
    }
}

void value_writer::real(double d) {
    octet(octet::real);
    const auto bits = std::bit_cast<std::uint64_t>(d);
    for (int i = 0; i < 8; ++i) {
        octet(static_cast<std::uint8_t>(bits >> (8 * i)));
    }
}

/// By a reference; else it can be referred to from now on.
bool value_writer::text_met(std::string_view s) {
    if (s.size() < octet_limit::met_size) {
        return false;
    }
    const auto at = std::find(met_.begin(), met_.end(), s);
    if (at == met_.end()) {
        if (met_.size() < octet_limit::met) {
            met_.push_back(s);
        }
        return false;
    }
    const auto index = static_cast<std::size_t>(at - met_.begin());
    if (index < 0x20) {
        octet(static_cast<std::uint8_t>(octet::text_met + index));
    } else {
        octet(octet::text_met_later);
        number(index);
    }
    return true;
}

bool value_writer::day_or_month(std::string_view s, std::string_view before) {
    if (const auto day = exact_day(s)) {
        const auto last = exact_day(before);
        const auto since = last ? (*day - *last).count() : INT64_MAX;
        const bool near = since >= -0x40 && since < 0x40;
        octet(near ? octet::near_date : octet::date);
        signed_number(near ? since : (*day - octet::first_day).count());
        return true;
    }
    if (const auto month = exact_month(s)) {
        octet(octet::month);
        signed_number(*month - octet::first_month);
        return true;
    }
    return false;
}

bool value_writer::decimal_text(std::string_view s) {
    const bool negative = s.starts_with('-');
    const auto bare = s.substr(negative ? 1 : 0);
    const auto whole = bare.substr(0, bare.find('.'));
    const auto places = bare.substr(std::min(whole.size() + 1, bare.size()));
    if (whole.empty() || (whole.size() > 1 && whole.front() == '0') || places.empty() ||
        places.size() > octet_limit::places ||
        whole.size() + places.size() > octet_limit::decimal_digits || !all_digits(whole) ||
        !all_digits(places)) {
        return false;
    }
    std::uint64_t n = 0;
    for (const auto part : {whole, places}) {
        for (const char c : part) {
            n = n * 10 + static_cast<std::uint64_t>(c - '0');
        }
    }
    if (negative && n == 0) {
        return false; // "-0.0" would come back without its sign
    }
    octet(octet::decimal);
    const auto signed_one = n * 2 - (negative ? 1 : 0); // zigzag
    number(signed_one << octet::place_bits | places.size());
    return true;
}

/// Where that takes fewer octets than `plain`.
bool value_writer::near_text(std::string_view s, std::string_view before, std::size_t plain) {
    const auto ends = shared_with(before, s);
    const auto middle = s.substr(ends.front, s.size() - ends.front - ends.back);
    const bool short_one = middle.size() == 1 || middle.size() == 2;
    if (2 + (short_one ? 0 : 1) + middle.size() >= plain) {
        return false;
    }
    octet(!short_one           ? octet::near_text
          : middle.size() == 1 ? octet::near_by_one
                               : octet::near_by_two);
    octet(static_cast<std::uint8_t>(ends.front << 4 | ends.back));
    if (!short_one) {
        number(middle.size());
    }
    out.append(middle);
    return true;
}

void value_writer::text(std::string_view s, std::string_view before) {
    if (text_met(s) || day_or_month(s, before) || decimal_text(s)) {
        return;
    }
    const bool digits = s.size() >= 4 && s.size() <= 0xFF && all_digits(s);
    const auto plain = digits ? 2 + (s.size() + 1) / 2 : 1 + s.size();
    if (s.size() <= octet_limit::text && near_text(s, before, plain)) {
        return;
    }
    if (digits) {
        octet(octet::digits);
        number(s.size());
        for (std::size_t i = 0; i < s.size(); i += 2) {
            const int low = i + 1 < s.size() ? s[i + 1] - '0' : 0;
            octet(static_cast<std::uint8_t>((s[i] - '0') << 4 | low));
        }
        return;
    }
    if (s.size() < 0x40) {
        octet(static_cast<std::uint8_t>(octet::short_text + s.size()));
    } else {
        octet(octet::long_text);
        number(s.size());
    }
    out.append(s);
}

void value_writer::fields(const json::object& o) {
    number(o.size());
    for (const auto& [key, v] : o) {
        text(key);
        value(v);
    }
}

/// False where the entries are no objects of much the same fields.
bool value_writer::table(const json::array& rows) {
    std::vector<std::string_view> columns;
    std::size_t filled = 0;
    for (const auto& row : rows) {
        const auto* o = row.if_object();
        if (!o || o->size() > octet_limit::columns) {
            return false;
        }
        filled += o->size();
        std::size_t at = 0; // where it stands in rows that are like the ones before
        for (const auto& [key, v] : *o) {
            const std::string_view name{key};
            if (at < columns.size() && columns[at++] == name) {
                continue;
            }
            if (std::find(columns.begin(), columns.end(), name) == columns.end()) {
                columns.push_back(name);
            }
        }
        if (columns.size() > octet_limit::columns) {
            return false;
        }
    }
    if (columns.empty() || filled * 2 < columns.size() * rows.size()) {
        return false;
    }
    octet(octet::table);
    number(rows.size());
    number(columns.size());
    for (const auto name : columns) {
        text(name);
    }
    const json::object* before = nullptr;
    const json::object* earlier = nullptr;
    for (const auto& one : rows) {
        row(one.get_object(), before, earlier, columns);
        earlier = std::exchange(before, &one.get_object());
    }
    return true;
}

/// Which fields are as the rows before say, one bit each; then the others.
void value_writer::row(const json::object& one, const json::object* before,
                       const json::object* earlier, const std::vector<std::string_view>& columns) {
    std::uint64_t as_expected = 0;
    for (std::size_t i = 0; before && i < columns.size(); ++i) {
        const auto* v = cell_of(&one, columns[i], i);
        const auto guess = expect(cell_of(before, columns[i], i), cell_of(earlier, columns[i], i));
        const bool same = v ? guess.cell && *guess.cell == *v : !guess.cell;
        as_expected |= static_cast<std::uint64_t>(guess.known && same) << i;
    }
    if (before) {
        number(as_expected);
    }
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if ((as_expected >> i & 1) != 0) {
            continue;
        }
        if (const auto* v = cell_of(&one, columns[i], i)) {
            value(*v, cell_of(before, columns[i], i));
        } else {
            octet(octet::absent);
        }
    }
}

void value_writer::list(const json::array& all) {
    if (all.size() > 1 && table(all)) {
        return;
    }
    octet(octet::list);
    number(all.size());
    for (const auto& entry : all) {
        value(entry);
    }
}

void value_writer::value(const json::value& v, const json::value* before) {
    switch (v.kind()) {
    case json::kind::null: octet(octet::none); break;
    case json::kind::bool_: octet(v.get_bool() ? octet::yes : octet::no); break;
    case json::kind::int64: integer(v.get_int64()); break;
    case json::kind::uint64: // past int64: no exact whole number for us
        if (v.get_uint64() <= INT64_MAX) {
            value(static_cast<std::int64_t>(v.get_uint64()));
        } else {
            real(static_cast<double>(v.get_uint64()));
        }
        break;
    case json::kind::double_: real(v.get_double()); break;
    case json::kind::string: text(v.get_string(), text_in(before)); break;
    case json::kind::array: list(v.get_array()); break;
    case json::kind::object:
        octet(octet::object);
        fields(v.get_object());
        break;
    }
}

} // namespace yeelen::menu
