#include "menu/expression/decimal.hpp"
#include "menu/expression/function_bodies.hpp"

#include <algorithm>

namespace yeelen::menu {

using core::value_kind;
using core::value_type;

std::int64_t bounded_product(std::int64_t a, std::int64_t b) noexcept {
    std::int64_t c = 0;
    if (__builtin_mul_overflow(a, b, &c)) {
        return (a < 0) == (b < 0) ? INT64_MAX : INT64_MIN;
    }
    return c;
}

std::int64_t bounded_sum(std::int64_t a, std::int64_t b) noexcept {
    std::int64_t c = 0;
    if (__builtin_add_overflow(a, b, &c)) {
        return a < 0 ? INT64_MIN : INT64_MAX;
    }
    return c;
}

value_type number_between(value_kind kind, std::int64_t least, std::int64_t most) {
    return {.kind = kind, .least = least, .most = most};
}

value_type entry_of(const value_type& list) {
    return list.entry.empty() ? value_type{} : list.entry.front();
}

std::int64_t written_length(const value_type& type) noexcept {
    const auto digits = [](std::int64_t n) {
        std::int64_t size = n < 0 ? 2 : 1;
        while (n /= 10) {
            ++size;
        }
        return size;
    };
    switch (type.kind) {
    case value_kind::text: return type.most;
    case value_kind::number:
    case value_kind::amount: // and a point with its places
        return std::max(digits(type.least), digits(type.most)) + 1 + decimal::max_places;
    case value_kind::date: return 10;
    case value_kind::month: return 7;
    case value_kind::flag:
    case value_kind::record:
    case value_kind::list: return 0; // not written
    case value_kind::any: break;
    }
    return core::default_text_length;
}

namespace function_type {

namespace {

value_type text_up_to(std::int64_t most, bool optional) {
    return {.kind = value_kind::text, .optional = optional, .most = most};
}

/// Of a number beside an amount: an amount.
value_kind common(value_kind a, value_kind b) noexcept {
    if (a == b) {
        return a;
    }
    return core::is_number(a) && core::is_number(b) ? value_kind::amount : value_kind::any;
}

value_type chosen(value_types given, std::int64_t least, std::int64_t most) {
    value_type made{.kind = common(given[0].kind, given[1].kind),
                    .optional = given[0].optional || given[1].optional};
    if (core::is_number(made.kind)) {
        made.least = least;
        made.most = most;
        made.decimals = std::max(given[0].decimals, given[1].decimals);
    }
    return made;
}

} // namespace

value_type flag(value_types) {
    return {.kind = value_kind::flag};
}

value_type count(value_types given) {
    const bool list = given[0].kind == value_kind::list;
    return number_between(value_kind::number, 0, list ? given[0].most : core::default_most_number);
}

value_type sum(value_types given) {
    const auto one = entry_of(given[0]);
    if (!core::is_number(one.kind)) {
        auto made = core::plain(value_kind::number);
        made.least = -made.most;
        made.optional = true;
        return made;
    }
    const auto entries = given[0].most;
    return {.kind = one.kind,
            .optional = given[0].optional || one.optional,
            .least = std::min<std::int64_t>(0, bounded_product(one.least, entries)),
            .most = std::max<std::int64_t>(0, bounded_product(one.most, entries)),
            .decimals = one.decimals};
}

value_type first(value_types given) {
    auto made = entry_of(given[0]);
    made.optional = true; // the list may be empty
    return made;
}

value_type with(value_types given) {
    auto made = given[0];
    if (made.kind != value_kind::list) {
        made = {.kind = value_kind::list, .most = 0};
    }
    if (made.entry.empty()) {
        made.entry.push_back(given[1]);
    }
    made.most = bounded_sum(made.most, 1);
    made.optional = false;
    return made;
}

value_type lesser(value_types given) {
    return chosen(given, std::min(given[0].least, given[1].least),
                  std::min(given[0].most, given[1].most));
}

value_type greater(value_types given) {
    return chosen(given, std::max(given[0].least, given[1].least),
                  std::max(given[0].most, given[1].most));
}

value_type otherwise(value_types given) {
    auto made = given[0];
    made.optional = given[1].optional;
    if (given[0].kind == given[1].kind ||
        (core::is_number(made.kind) && core::is_number(given[1].kind))) {
        made.kind = common(given[0].kind, given[1].kind);
        made.least = std::min(given[0].least, given[1].least);
        made.most = std::max(given[0].most, given[1].most);
        made.decimals = std::max(given[0].decimals, given[1].decimals);
        return made;
    }
    if (is_written(given[0].kind) && is_written(given[1].kind)) { // whatever can be written is text
        return text_up_to(std::max(written_length(given[0]), written_length(given[1])),
                          made.optional);
    }
    return {.kind = value_kind::any, .optional = made.optional};
}

value_type as_number(value_types given) {
    constexpr std::int64_t most_digits = 12;
    std::int64_t most = 1;
    for (auto n = std::clamp<std::int64_t>(written_length(given[0]), 1, most_digits); n > 0; --n) {
        most *= 10;
    }
    return {.kind = value_kind::number,
            .optional = true,
            .least = 1 - most,
            .most = most - 1,
            .decimals = core::most_decimals};
}

value_type length(value_types given) {
    auto made = number_between(value_kind::number, 0, written_length(given[0]));
    made.optional = given[0].optional;
    return made;
}

value_type part(value_types given) {
    const auto size = written_length(given[0]);
    // A number that stands in the expression itself has itself as its bounds.
    const auto most =
        core::is_number(given[2].kind) ? std::clamp<std::int64_t>(given[2].most, 0, size) : size;
    return text_up_to(most, given[0].optional || given[1].optional || given[2].optional);
}

value_type same_text(value_types given) {
    return text_up_to(written_length(given[0]), given[0].optional);
}

value_type month(value_types given) {
    return {.kind = value_kind::month, .optional = given[0].optional};
}

} // namespace function_type

} // namespace yeelen::menu
