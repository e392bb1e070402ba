// What functions may be given, and what type that has.
#include "core/fault.hpp"
#include "menu/expression/function_bodies.hpp"
#include "menu/expression/typing.hpp"

#include <array>
#include <fmt/format.h>
#include <utility>

namespace yeelen::menu {

using core::phrase_of;
using core::value_kind;
using core::value_type;

namespace {

bool fits(function_input w, const value_type& t) noexcept {
    if (t.kind == value_kind::any) {
        return true;
    }
    switch (w) {
    case function_input::nothing:
    case function_input::anything: return true;
    case function_input::text: return is_written(t.kind);
    case function_input::number: return core::is_number(t.kind);
    case function_input::date: return t.kind == value_kind::date;
    case function_input::month: return t.kind == value_kind::date || t.kind == value_kind::month;
    case function_input::list: return t.kind == value_kind::list;
    case function_input::numbers: {
        const auto entry = t.kind == value_kind::list ? entry_of(t).kind : value_kind::text;
        return entry == value_kind::any || core::is_number(entry);
    }
    case function_input::ordered: return core::is_number(t.kind) || t.kind == value_kind::date;
    }
    return true;
}

std::string_view phrase_of(function_input w) noexcept {
    switch (w) {
    case function_input::nothing:
    case function_input::anything: return "anything";
    case function_input::text: return "a text";
    case function_input::number: return "a number";
    case function_input::date: return "a date";
    case function_input::month: return "a date or a month";
    case function_input::list: return "a list";
    case function_input::numbers: return "a list of numbers";
    case function_input::ordered: return "numbers or dates";
    }
    return {};
}

/// Whether a field of the one kind can stand where entries have one of the other.
bool alike(value_kind has, value_kind wanted) noexcept {
    const bool day = has == value_kind::date || has == value_kind::month;
    const bool text = has == value_kind::text;
    return has == wanted || has == value_kind::any || wanted == value_kind::any ||
           (core::is_number(has) && core::is_number(wanted)) ||
           (wanted == value_kind::text && day) || (wanted == value_kind::date && text) ||
           (wanted == value_kind::month && (day || text));
}

} // namespace

/// What `with` adds is a record as the list's others are. How long its texts are is held against
/// what the list is kept as.
void typing::added(const part& p, const value_type& list, const value_type& one) {
    const auto entry = list.kind == value_kind::list ? entry_of(list) : value_type{};
    if (one.kind != value_kind::record && one.kind != value_kind::any) {
        fault(p.inputs[1], fmt::format("{} takes a record, and this is {}", p.function->usage,
                                       phrase_of(one.kind)));
        return;
    }
    if (entry.kind != value_kind::record && entry.kind != value_kind::any) {
        fault(p.inputs[0], fmt::format("{} adds a record, and each entry of this list is {}",
                                       p.function->usage, phrase_of(entry.kind)));
        return;
    }
    if (one.fields.empty()) {
        return;
    }
    std::vector<std::string> names;
    for (const auto& [name, field] : one.fields) {
        names.push_back(name);
    }
    for (const auto& [name, field] : entry.fields) {
        const auto own = one.fields.find(name);
        if (own == one.fields.end() && !field.optional) {
            fault(p.inputs[1], fmt::format("each entry of the list has '{}', and this record has "
                                           "not{}",
                                           name, core::suggestion(name, names)));
        } else if (own != one.fields.end() && !alike(own->second.kind, field.kind)) {
            fault(p.inputs[1],
                  fmt::format("'{}' of each entry of the list is {}, and of this record {}", name,
                              phrase_of(field.kind), phrase_of(own->second.kind)));
        }
    }
}

value_type typing::call(const part& p) {
    std::array<value_type, most_inputs> given;
    const auto& f = *p.function;
    const auto arity = f.arity();
    for (std::size_t i = 0; i < arity; ++i) {
        given[i] = type(p.inputs[i]);
    }
    bool fine = true;
    for (std::size_t i = 0; i < arity; ++i) {
        const auto takes = f.takes[i];
        const bool days = takes == function_input::month || takes == function_input::date;
        const auto other = days                               ? value_kind::date
                           : takes == function_input::ordered ? given[1 - i].kind
                                                              : value_kind::any;
        given[i] = read_as(p.inputs[i], std::move(given[i]), other);
        if (!fits(takes, given[i])) {
            fine = false;
            fault(p.inputs[i], fmt::format("{} takes {}, and this is {}", f.usage, phrase_of(takes),
                                           phrase_of(given[i].kind)));
        }
    }
    if (fine && f.takes[0] == function_input::ordered) {
        const bool known = given[0].kind != value_kind::any && given[1].kind != value_kind::any;
        if (known && core::is_number(given[0].kind) != core::is_number(given[1].kind)) {
            fine = false;
            fault(p.inputs[1], fmt::format("{} takes two numbers or two dates", f.usage));
        }
    }
    if (fine && f.name == "with") {
        added(p, given[0], given[1]);
    }
    return fine ? f.type({given.data(), arity}) : core::plain(f.gives);
}

} // namespace yeelen::menu
