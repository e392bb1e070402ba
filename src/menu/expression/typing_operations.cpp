// What operators may be given, and what type that has.
#include "menu/expression/day.hpp"
#include "menu/expression/function_bodies.hpp"
#include "menu/expression/typing.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace yeelen::menu {

using core::phrase_of;
using core::value_kind;
using core::value_type;

namespace {

value_type some_number() {
    auto made = core::plain(value_kind::number);
    made.least = -made.most;
    made.optional = true;
    return made;
}

} // namespace

void typing::condition(std::uint16_t index, const value_type& t) {
    if (t.kind != value_kind::flag && t.kind != value_kind::any) {
        fault(index, fmt::format("{} neither holds nor not: compare it, or write 'exists'",
                                 phrase_of(t.kind)));
    }
}

bool typing::number(std::uint16_t index, const value_type& t, std::string_view sign) {
    const bool fine = core::is_number(t.kind);
    if (!fine && t.kind != value_kind::any) {
        fault(index,
              fmt::format("'{}' takes numbers, and this is {}{}", sign, phrase_of(t.kind),
                          sign == "+" && t.kind == value_kind::text ? " (texts are joined by '&')"
                                                                    : ""));
    }
    return fine;
}

/// A text that stands in the expression itself is a date or a month where the other side is one.
value_type typing::read_as(std::uint16_t index, value_type t, value_kind other) {
    const auto* text = std::get_if<std::string>(&parts_[index].leaf);
    if (parts_[index].kind != part_kind::text || !text) {
        return t;
    }
    if (other == value_kind::date) {
        if (read_day(*text)) {
            t.kind = value_kind::date;
        } else {
            fault(index, fmt::format("'{}' is no date: dates are written '2026-07-06'", *text));
            t = {};
        }
    } else if (other == value_kind::month) {
        if (read_month(*text)) {
            t.kind = value_kind::month;
        } else {
            fault(index, fmt::format("'{}' is no month: months are written '2026-07'", *text));
            t = {};
        }
    }
    return t;
}

void typing::comparison(const part& p, value_type a, value_type b) {
    const auto left = a.kind;
    a = read_as(p.inputs[0], std::move(a), b.kind);
    b = read_as(p.inputs[1], std::move(b), left);
    const auto index = static_cast<std::uint16_t>(&p - parts_.data());
    for (const auto& side : {a, b}) {
        if (side.kind == value_kind::record || side.kind == value_kind::list) {
            fault(index, fmt::format("{} cannot be compared", phrase_of(side.kind)));
            return;
        }
    }
    if (a.kind == value_kind::any || b.kind == value_kind::any) {
        return;
    }
    if (a.kind != b.kind && !(core::is_number(a.kind) && core::is_number(b.kind))) {
        fault(index,
              fmt::format("{} cannot be compared with {}", phrase_of(a.kind), phrase_of(b.kind)));
    } else if (a.kind == value_kind::flag && p.sign != operator_kind::equal &&
               p.sign != operator_kind::differ) {
        fault(index, "true and false are only equal or not: neither is the greater");
    }
}

/// A text that stands in the expression itself and reads as a day.
value_type typing::day_if_written(std::uint16_t index, value_type t) const {
    const auto* text = std::get_if<std::string>(&parts_[index].leaf);
    if (text && parts_[index].kind == part_kind::text && read_day(*text)) {
        t.kind = value_kind::date;
    }
    return t;
}

value_type typing::sum(const part& p, const value_type& left, const value_type& right) {
    const bool minus = p.sign == operator_kind::subtract;
    const auto sign = minus ? "-" : "+";
    const bool optional = left.optional || right.optional;
    const auto a = day_if_written(p.inputs[0], left);
    const auto b = minus ? day_if_written(p.inputs[1], right) : right;
    if (a.kind == value_kind::date) {
        return sum_of_date(p, b, optional);
    }
    if (!minus && b.kind == value_kind::date && core::is_number(a.kind)) {
        fault(p.inputs[0], "a date and its days are written the other way round: date + days");
        return {.kind = value_kind::date};
    }
    const bool fine = number(p.inputs[0], a, sign);
    if (a.kind == value_kind::any &&
        (b.kind == value_kind::any || b.kind == value_kind::date || core::is_number(b.kind))) {
        return {.optional = true}; // it may be a date
    }
    if (!number(p.inputs[1], b, sign) || !fine) {
        return some_number();
    }
    const bool money = a.kind == value_kind::amount || b.kind == value_kind::amount;
    return {.kind = money ? value_kind::amount : value_kind::number,
            .optional = optional,
            .least = bounded_sum(a.least, minus ? bounded_product(b.most, -1) : b.least),
            .most = bounded_sum(a.most, minus ? bounded_product(b.least, -1) : b.most),
            .decimals = std::max(a.decimals, b.decimals)};
}

value_type typing::sum_of_date(const part& p, const value_type& b, bool optional) {
    const bool minus = p.sign == operator_kind::subtract;
    if (b.kind == value_kind::date && minus) {
        constexpr std::int64_t most_days = 3'652'058; // from the year 1 to 9999
        auto days = number_between(value_kind::number, -most_days, most_days);
        days.optional = optional;
        return days;
    }
    if (b.kind == value_kind::any && minus) {
        return {.optional = true};
    }
    if (b.kind != value_kind::any && !core::is_number(b.kind)) {
        fault(p.inputs[1],
              minus ? fmt::format("days or a date can be taken from a date, and this is {}",
                                  phrase_of(b.kind))
                    : fmt::format("only days can be added to a date, and this is {}",
                                  phrase_of(b.kind)));
    }
    return {.kind = value_kind::date, .optional = optional};
}

value_type typing::product(const part& p, const value_type& a, const value_type& b) {
    const bool divides = p.sign == operator_kind::divide;
    const auto sign = divides ? "/" : "*";
    const bool fine = number(p.inputs[0], a, sign);
    if (!number(p.inputs[1], b, sign) || !fine) {
        return some_number();
    }
    // An amount times a number is an amount; an amount by an amount, how often it goes in.
    const bool money = divides ? a.kind == value_kind::amount && b.kind == value_kind::number
                               : a.kind == value_kind::amount || b.kind == value_kind::amount;
    value_type made{.kind = money ? value_kind::amount : value_kind::number,
                    .optional = a.optional || b.optional,
                    .decimals = divides ? core::most_decimals
                                        : std::min(core::most_decimals, a.decimals + b.decimals)};
    if (!divides) {
        const auto all = {bounded_product(a.least, b.least), bounded_product(a.least, b.most),
                          bounded_product(a.most, b.least), bounded_product(a.most, b.most)};
        made.least = std::min(all);
        made.most = std::max(all);
        return made;
    }
    const bool by_whole = b.least >= 1 || b.most <= -1;
    if (b.least <= 0 && b.most >= 0) {
        made.optional = true;
        if (b.least == 0 && b.most == 0 && parts_[p.inputs[1]].kind == part_kind::number) {
            fault(p.inputs[1], "nothing can be divided by zero");
        }
    }
    // The smallest divisor there is makes a million times more of it.
    const auto size = bounded_product(std::max(bounded_product(a.least, a.least < 0 ? -1 : 1),
                                               bounded_product(a.most, a.most < 0 ? -1 : 1)),
                                      by_whole ? 1 : 1'000'000);
    const bool positive = a.least >= 0 && b.least >= 0;
    made.least = positive ? 0 : bounded_product(size, -1);
    made.most = size;
    if (by_whole && positive) {
        made.most = bounded_sum(a.most / b.least, 1);
    }
    return made;
}

value_type typing::joined(const part& p, const value_type& a, const value_type& b) {
    const auto check = [&](std::uint16_t index, const value_type& t) {
        if (t.kind != value_kind::any && !is_written(t.kind)) {
            fault(index, fmt::format("'&' joins texts, and this is {}", phrase_of(t.kind)));
        }
    };
    check(p.inputs[0], a);
    check(p.inputs[1], b);
    return {.kind = value_kind::text,
            .optional = a.optional || b.optional,
            .most = bounded_sum(written_length(a), written_length(b))};
}

value_type typing::operation_of(const part& p) {
    const auto a = type(p.inputs[0]);
    const auto b = type(p.inputs[1]);
    switch (p.sign) {
    case operator_kind::either:
    case operator_kind::both:
        condition(p.inputs[0], a);
        condition(p.inputs[1], b);
        break;
    case operator_kind::equal:
    case operator_kind::differ:
    case operator_kind::less:
    case operator_kind::at_most:
    case operator_kind::greater:
    case operator_kind::at_least: comparison(p, a, b); break;
    case operator_kind::join: return joined(p, a, b);
    case operator_kind::add:
    case operator_kind::subtract: return sum(p, a, b);
    case operator_kind::multiply:
    case operator_kind::divide: return product(p, a, b);
    }
    return {.kind = value_kind::flag};
}

} // namespace yeelen::menu
