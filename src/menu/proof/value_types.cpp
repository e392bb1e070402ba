#include "menu/proof/value_types.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace yeelen::menu {

namespace {

using core::value_kind;
using core::value_type;

/// A value set from itself (`n: =n + 1`) grows with each round: after these it may be anything.
constexpr int rounds = 6;
constexpr std::int64_t without_bound = 999'999'999'999;

/// Characters that a value takes when nothing better is known than that it is written.
std::int64_t characters(const value_type& t) {
    switch (t.kind) {
    case value_kind::number:
    case value_kind::amount: {
        const auto digits = [](std::int64_t n) {
            return static_cast<std::int64_t>(fmt::formatted_size("{}", n));
        };
        constexpr std::int64_t fraction = 7; // a point and six places
        return std::max(digits(t.least), digits(t.most)) + fraction;
    }
    case value_kind::date: return 10;
    case value_kind::month: return 7;
    case value_kind::flag: return 5;
    case value_kind::any:
    case value_kind::text: return t.most;
    case value_kind::list:
    case value_kind::record: break;
    }
    return core::default_text_length;
}

value_type literal_type(const boost::json::value& v) {
    if (const auto* s = v.if_string()) {
        const auto size = static_cast<std::int64_t>(std::count_if(s->begin(), s->end(), [](char c) {
            return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
        }));
        return {.kind = value_kind::text, .least = size, .most = size};
    }
    if (const auto* i = v.if_int64()) {
        return {.kind = value_kind::number, .least = *i, .most = *i};
    }
    if (v.is_bool()) {
        return core::plain(value_kind::flag);
    }
    return {};
}

} // namespace

value_type joined(const value_type& a, const value_type& b) {
    value_type both = a;
    both.optional = a.optional || b.optional;
    if (core::is_number(a.kind) && core::is_number(b.kind)) {
        both.kind = a.kind == b.kind ? a.kind : value_kind::amount; // a number beside money
    } else if (a.kind != b.kind) {
        both = {.kind = value_kind::any, .optional = both.optional};
        both.most = std::max(characters(a), characters(b));
        return both;
    }
    both.least = std::min(a.least, b.least);
    both.most = std::max(a.most, b.most);
    both.decimals = std::max(a.decimals, b.decimals);
    for (auto& [name, field] : both.fields) {
        const auto other = b.fields.find(name);
        if (other == b.fields.end()) {
            field.optional = true;
        } else {
            field = joined(field, other->second);
        }
    }
    for (const auto& [name, field] : b.fields) {
        if (!a.fields.contains(name)) {
            both.fields.emplace(name, field).first->second.optional = true;
        }
    }
    if (!a.entry.empty() && !b.entry.empty()) {
        both.entry.front() = joined(a.entry.front(), b.entry.front());
    } else if (a.entry.empty()) {
        both.entry = b.entry;
    }
    return both;
}

value_types::value_types(const menu_data& menu, const menu_source& source)
    : menu_(menu)
    , source_(source) {
    for (const auto& save : source.saves) {
        if (save.type) {
            take(save.flow, save.name, *save.type);
        }
    }
    bool grew = true;
    for (int round = 0; grew && round < rounds; ++round) {
        grew = derive();
    }
    if (grew) {
        for (const auto& save : source_.saves) {
            if (save.value && save.value->from) {
                auto& type = values_[save.flow][save.name];
                type.least = core::is_number(type.kind) ? -without_bound : type.least;
                type.most = without_bound;
            }
        }
    }
    // A name that is only set from names nobody knows: those are told of, not this one.
    for (const auto& save : source.saves) {
        values_[save.flow].try_emplace(save.name);
    }
}

void value_types::take(flow_id flow, const std::string& name, const value_type& type) {
    auto& names = values_[flow];
    const auto found = names.find(name);
    if (found == names.end()) {
        names.emplace(name, type);
    } else {
        found->second = joined(found->second, type);
    }
}

/// One round over what is set from other values. False when nothing changed.
bool value_types::derive() {
    const auto before = values_;
    for (const auto& save : source_.saves) {
        if (save.type) {
            continue;
        }
        if (save.entry_of) {
            std::vector<text_error> ignored;
            const auto list =
                save.entry_of->type(place_types{*this, save.flow, save.screen}, ignored);
            if (ignored.empty() && list.kind == value_kind::list && !list.entry.empty()) {
                take(save.flow, save.name, list.entry.front());
            }
        } else if (save.value && !save.value->from) {
            take(save.flow, save.name, literal_type(save.value->literal));
        } else if (save.value) {
            std::vector<text_error> ignored;
            const auto type =
                save.value->from->type(place_types{*this, save.flow, save.screen}, ignored);
            const auto* alone = save.value->from->as_path();
            const bool known =
                !alone || place_types{*this, save.flow, save.screen}.type_of(*alone).has_value();
            if (known) {
                take(save.flow, save.name, type);
            }
        }
    }
    return before != values_;
}

const value_type* value_types::named(flow_id flow, std::string_view name) const {
    const auto in = values_.find(flow);
    if (in == values_.end()) {
        return nullptr;
    }
    const auto found = in->second.find(name);
    return found == in->second.end() ? nullptr : &found->second;
}

std::vector<std::string> value_types::names_of(flow_id flow) const {
    std::vector<std::string> all;
    if (const auto in = values_.find(flow); in != values_.end()) {
        for (const auto& [name, type] : in->second) {
            all.push_back(name);
        }
    }
    return all;
}

value_type value_types::of(const operand& o, flow_id flow) const {
    if (!o.from) {
        return literal_type(o.literal);
    }
    std::vector<text_error> ignored;
    return o.from->type(place_types{*this, flow, no_screen}, ignored);
}

value_type value_types::entry_of(const expression& list, flow_id flow) const {
    std::vector<text_error> ignored;
    const auto type = list.type(place_types{*this, flow, no_screen}, ignored);
    return type.kind == value_kind::list && !type.entry.empty() ? type.entry.front() : value_type{};
}

} // namespace yeelen::menu
