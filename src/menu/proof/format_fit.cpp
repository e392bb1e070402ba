#include "menu/proof/format_fit.hpp"

#include <fmt/format.h>

namespace yeelen::menu {

namespace {

using core::value_kind;
using core::value_type;
using kind = text_part::kind;

std::string_view name_of(kind format) {
    switch (format) {
    case kind::money: return "money";
    case kind::number: return "number";
    case kind::date:
    case kind::short_date:
    case kind::long_date: return "date";
    case kind::month: return "month";
    case kind::token: return "token";
    case kind::cut: return "cut";
    case kind::plural: return "plural";
    case kind::ordinal: return "selectordinal";
    case kind::select: return "select";
    case kind::literal:
    case kind::plain:
    case kind::count_sign: break;
    }
    return {};
}

bool compound(value_kind k) {
    return k == value_kind::record || k == value_kind::list;
}

/// '2026-07-06', '2026-07': texts of that length may be days and months.
bool may_be_day(const value_type& t) {
    return t.kind == value_kind::date ||
           (t.kind == value_kind::text && t.least <= 10 && t.most == 10);
}
bool may_be_month(const value_type& t) {
    return t.kind == value_kind::month || may_be_day(t) ||
           (t.kind == value_kind::text && t.least <= 7 && t.most == 7);
}

bool fits(kind format, const value_type& t) {
    switch (format) {
    case kind::money:
    case kind::number: return core::is_number(t.kind);
    case kind::plural:
    case kind::ordinal: return core::is_number(t.kind) || t.kind == value_kind::list;
    case kind::date:
    case kind::short_date:
    case kind::long_date: return may_be_day(t);
    case kind::month: return may_be_month(t);
    case kind::token: return t.kind == value_kind::text;
    case kind::plain:
    case kind::cut:
    case kind::select: return !compound(t.kind);
    case kind::literal:
    case kind::count_sign: break;
    }
    return true;
}

std::string_view wanted(kind format) {
    switch (format) {
    case kind::money:
    case kind::number: return "a number or an amount";
    case kind::plural:
    case kind::ordinal: return "a number, an amount or a list";
    case kind::date:
    case kind::short_date:
    case kind::long_date: return "a date";
    case kind::month: return "a month or a date";
    case kind::token: return "a text of digits";
    case kind::plain:
    case kind::cut:
    case kind::select:
    case kind::literal:
    case kind::count_sign: break;
    }
    return "one value";
}

/// How such a value can be written.
std::string advice(const std::string& name, kind format, const value_type& t) {
    switch (t.kind) {
    case value_kind::date: return fmt::format("write {{{}, date}}", name);
    case value_kind::month: return fmt::format("write {{{}, month}}", name);
    case value_kind::number: return fmt::format("write {{{}, number}}", name);
    case value_kind::amount: return fmt::format("write {{{}, money, XOF}}", name);
    case value_kind::flag:
        return fmt::format("write {{{}, select, true {{...}} other {{...}}}}", name);
    case value_kind::list:
        return fmt::format("write {{{}, plural, other {{#}}}} for how many it has, or show its "
                           "entries by a 'list' screen",
                           name);
    case value_kind::record:
        return t.fields.empty() ? "name a value in it"
                                : fmt::format("name a value in it, such as {{{}.{}}}", name,
                                              t.fields.begin()->first);
    case value_kind::text: {
        const bool of_number = format == kind::money || format == kind::number ||
                               format == kind::plural || format == kind::ordinal;
        return of_number
                   ? fmt::format("write {{{0}}}, or set a number before: =as_number({0})", name)
                   : fmt::format("write {{{}}}", name);
    }
    case value_kind::any: break;
    }
    return {};
}

} // namespace

std::optional<std::string> format_misfit(const text_part& part, const value_type& type) {
    if (type.kind == value_kind::any || fits(part.what, type)) {
        return std::nullopt;
    }
    const auto name = part.value.text();
    const auto format = name_of(part.what);
    return fmt::format("'{}' is {}, and {} wants {}: {}", name, core::phrase_of(type.kind),
                       format.empty() ? "a text" : fmt::format("'{}'", format), wanted(part.what),
                       advice(name, part.what, type));
}

std::optional<std::string> currency_misfit(const path& currency, const value_type& type) {
    if (type.kind == value_kind::any || type.kind == value_kind::text) {
        return std::nullopt;
    }
    return fmt::format("'{}' is {}, and the currency of 'money' is a text: a code such as XOF, or "
                       "a value that holds one",
                       currency.text(), core::phrase_of(type.kind));
}

} // namespace yeelen::menu
