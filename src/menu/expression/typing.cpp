#include "menu/expression/typing.hpp"

#include "core/fault.hpp"
#include "menu/expression/day.hpp"
#include "menu/expression/function_bodies.hpp"
#include <algorithm>
#include <charconv>
#include <fmt/format.h>
#include <utility>

namespace yeelen::menu {

using core::phrase_of;
using core::value_kind;
using core::value_type;

namespace {

std::string no_field(const path& p, std::size_t step, const value_type& in) {
    path before = p;
    before.steps.resize(step);
    if (in.kind != value_kind::record && in.kind != value_kind::list) {
        return fmt::format("'{}' is {}: it has no '{}'", before.text(), phrase_of(in.kind),
                           p.steps[step]);
    }
    if (in.kind == value_kind::list) {
        return fmt::format("'{}' is a list: '{}' is in each of its entries", before.text(),
                           p.steps[step]);
    }
    std::vector<std::string> names;
    for (const auto& [name, field] : in.fields) {
        names.push_back(name);
    }
    return fmt::format("'{}' has no '{}'{}", before.text(), p.steps[step],
                       core::suggestion(p.steps[step], names));
}

value_type any_type() {
    return value_type{};
}

} // namespace

std::expected<value_type, std::string> type_inside(const value_type& from, const path& p,
                                                   std::size_t first, bool through_lists) {
    const value_type* here = &from;
    const value_type* through = nullptr;
    bool optional = from.optional;
    std::int64_t entries = 1;
    for (auto i = first; i < p.steps.size(); ++i) {
        const bool indexed = index_of(p.steps[i]).has_value();
        if (here->kind == value_kind::list && (indexed || through_lists)) {
            if (here->entry.empty()) {
                return any_type();
            }
            if (!indexed) {
                through = here;
                entries = bounded_product(entries, here->most);
                --i; // of each entry
            }
            here = &here->entry.front();
            optional = optional || indexed || here->optional;
            continue;
        }
        if (here->kind == value_kind::any) {
            return any_type();
        }
        const auto field = here->fields.find(p.steps[i]);
        if (here->kind != value_kind::record || field == here->fields.end()) {
            return std::unexpected(no_field(p, i, *here));
        }
        here = &field->second;
        optional = optional || here->optional;
    }
    value_type found = *here;
    found.optional = optional;
    if (!through) {
        return found;
    }
    return value_type{
        .kind = value_kind::list, .optional = optional, .most = entries, .entry = {found}};
}

void typing::fault(std::uint16_t index, std::string message) {
    faults_.push_back({parts_[index].offset, std::move(message)});
}

value_type typing::known(std::expected<value_type, std::string> found, std::size_t offset) {
    if (found) {
        return std::move(*found);
    }
    faults_.push_back({offset, std::move(found.error())});
    return any_type();
}

value_type typing::type_of(const path& p) {
    if (entry_ && p.root == path_root::item) {
        return known(type_inside(*entry_, p, 0), p.offset);
    }
    if (entry_ && p.root == path_root::number) {
        return core::plain(value_kind::number);
    }
    return known(types_.type_of(p), p.offset);
}

value_type typing::gathered(const path& p) {
    if (entry_ && p.root == path_root::item) {
        return known(type_inside(*entry_, p, 0, true), p.offset);
    }
    // The shortest beginning that is known by itself, and then along its type.
    path begin = p;
    const std::size_t first = p.root == path_root::item ? 0 : 1;
    begin.steps.resize(std::min(first, p.steps.size()));
    const auto from = known(types_.type_of(begin), p.offset);
    return known(type_inside(from, p, begin.steps.size(), true), p.offset);
}

value_type typing::where(const part& p) {
    auto list = type(p.inputs[0]);
    if (list.kind != value_kind::list && list.kind != value_kind::any) {
        fault(p.inputs[0],
              fmt::format("'where' takes entries of a list, and this is {}", phrase_of(list.kind)));
        list = any_type();
    }
    const auto entry = list.kind == value_kind::list ? entry_of(list) : any_type();
    const auto* outer = std::exchange(entry_, &entry);
    condition(p.inputs[1], type(p.inputs[1]));
    entry_ = outer;
    if (list.kind == value_kind::any) {
        list = core::plain(value_kind::list);
        list.optional = true;
    }
    list.least = 0;
    return list;
}

value_type typing::type(std::uint16_t index) {
    const auto& p = parts_[index];
    switch (p.kind) {
    case part_kind::text: {
        const auto& text = std::get<std::string>(p.leaf);
        const auto size = std::count_if(text.begin(), text.end(), [](char c) {
            return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
        });
        return {.kind = value_kind::text, .least = size, .most = size};
    }
    case part_kind::number: {
        const auto n = std::get<decimal>(p.leaf);
        const auto text = n.text();
        std::int64_t whole = 0;
        std::from_chars(text.data(), text.data() + text.size(), whole);
        auto t = number_between(value_kind::number, whole, whole + (n.whole() ? 0 : 1));
        t.decimals = n.places();
        return t;
    }
    case part_kind::boolean:
    case part_kind::locked: return {.kind = value_kind::flag};
    case part_kind::path: return type_of(p.path());
    case part_kind::gathered: return gathered(p.path());
    case part_kind::field:
        return known(type_inside(type(p.inputs[0]), p.path(), p.first_own_step(), true), p.offset);
    case part_kind::where: return where(p);
    case part_kind::call: return call(p);
    case part_kind::negate: condition(p.inputs[0], type(p.inputs[0])); break;
    case part_kind::minus: {
        auto t = type(p.inputs[0]);
        if (!number(p.inputs[0], t, "-")) {
            return core::plain(value_kind::number);
        }
        const auto least = t.least;
        t.least = bounded_product(t.most, -1);
        t.most = bounded_product(least, -1);
        return t;
    }
    case part_kind::operation: return operation_of(p);
    }
    return {.kind = value_kind::flag};
}

value_type expression::type(const type_scope& types, std::vector<text_error>& faults) const {
    return parts_ ? typing{*parts_, types, faults}.type(root_) : any_type();
}

} // namespace yeelen::menu
