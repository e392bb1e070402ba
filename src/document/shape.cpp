#include "document/shape.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <stdexcept>

namespace yeelen::document {

namespace {

bool names_word(std::string_view joined, std::string_view word) {
    const auto all = words_of(joined);
    return std::find(all.begin(), all.end(), word) != all.end();
}

std::string time_text(std::int64_t milliseconds) {
    for (const auto& [unit, name] :
         {std::pair{3'600'000, "h"}, std::pair{60'000, "m"}, std::pair{1000, "s"}}) {
        if (milliseconds % unit == 0) {
            return fmt::format("{}{}", milliseconds / unit, name);
        }
    }
    return fmt::format("{}ms", milliseconds);
}

} // namespace

std::vector<std::string> words_of(std::string_view joined) {
    std::vector<std::string> all;
    for (std::size_t at = 0; at < joined.size();) {
        const auto end = std::min(joined.find(' ', at), joined.size());
        if (end > at) {
            all.emplace_back(joined.substr(at, end - at));
        }
        at = end + 1;
    }
    return all;
}

const field* shape::find(std::string_view wanted) const noexcept {
    for (const auto& f : fields) {
        if (f.name == wanted) {
            return &f;
        }
    }
    return also ? also->find(wanted) : nullptr;
}

std::vector<std::string> shape::names() const {
    auto all = also ? also->names() : std::vector<std::string>{};
    for (const auto& f : fields) {
        all.emplace_back(f.name);
    }
    return all;
}

shape_reader::shape_reader(const node& map, const shape& declared, std::string what,
                           const std::string& file, core::faults& faults)
    : map_(map)
    , shape_(declared)
    , what_(std::move(what))
    , file_(file)
    , faults_(faults) {
    if (!map.is_map()) {
        add(map, fmt::format("{} must be a map of 'name: value' lines", what_));
        return;
    }
    for (const auto& [key, value] : map.entries) {
        if (!shape_.find(key.text)) {
            unknown(key);
        }
    }
    const auto* kind = shape_.find("type");
    const auto* written = map.find("type");
    const auto type = written ? written->text : std::string{kind ? kind->otherwise : ""};
    for (const auto* s = &shape_; s; s = s->also) {
        for (const auto& f : s->fields) {
            check(f, type);
        }
    }
}

void shape_reader::unknown(const node& key) {
    // { key:1 } holds the key "key:1", and nothing behind it.
    const auto colon = key.text.find(':');
    const auto* meant = key.quoted ? nullptr : shape_.find(key.text.substr(0, colon));
    if (meant) {
        add(node{.line = key.line, .column = key.column + colon + 1},
            fmt::format("a blank is missing behind '{}:'", meant->name));
        meant_.emplace_back(meant->name);
        return;
    }
    const auto names = shape_.names();
    const auto nearest = core::suggestion(key.text, names);
    add(key, fmt::format("{} has no '{}'{}", what_, key.text, nearest));
    for (const auto& name : names) {
        if (nearest.find(fmt::format("'{}'", name)) != std::string::npos) {
            meant_.push_back(name);
        }
    }
}

void shape_reader::check(const field& f, const std::string& type) {
    const auto* value = map_.find(f.name);
    const auto* kind = f.only.empty() ? nullptr : shape_.find("type");
    // A type that does not exist is told by itself.
    const bool known = kind && names_word(kind->words, type);
    const bool goes = f.only.empty() || names_word(f.only, type);
    if (!value) {
        const bool told = std::find(meant_.begin(), meant_.end(), f.name) != meant_.end();
        if (f.required && goes && !told) {
            add(map_, fmt::format("{} lacks '{}'", what_, f.name));
        }
        return;
    }
    if (known && !goes) {
        add(*value, fmt::format("{} cannot have '{}': it goes with 'type' {} only", what_, f.name,
                                fmt::join(words_of(f.only), ", ")));
        wrong_.push_back(value);
    } else if (!well_formed(f, *value)) {
        wrong_.push_back(value);
    }
}

bool shape_reader::entries(const field& f, const node& value, std::size_t count) {
    const auto least = static_cast<std::size_t>(f.least);
    const auto most = static_cast<std::size_t>(f.most);
    if (count < least || (most != 0 && count > most)) {
        add(value,
            most == 0
                ? fmt::format("'{}' of {} must have at least {} in it", f.name, what_, least)
                : fmt::format("'{}' of {} must have {} to {} in it", f.name, what_, least, most));
        return false;
    }
    return true;
}

bool shape_reader::well_formed(const field& f, const node& value) {
    const auto must = [&](std::string_view be) {
        add(value, fmt::format("'{}' of {} must be {}", f.name, what_, be));
        return false;
    };
    switch (f.form) {
    case form::word: return value.is_scalar() || must("a plain word or text");
    case form::integer: {
        const auto n = value.is_scalar() ? parse_integer(value.text) : std::nullopt;
        return (n && *n >= f.least && *n <= f.most) ||
               must(fmt::format("a whole number from {} to {}", f.least, f.most));
    }
    case form::duration: {
        const auto t = value.is_scalar() ? parse_duration(value.text) : std::nullopt;
        return (t && t->count() >= f.least && t->count() <= f.most) ||
               must(fmt::format("a time such as 30s, 30m or 2h, from {} to {}", time_text(f.least),
                                time_text(f.most)));
    }
    case form::flag: return names_word("true false", value.text) || must("true or false");
    case form::choice:
        return (value.is_scalar() && names_word(f.words, value.text)) ||
               must(fmt::format("one of: {}{}", fmt::join(words_of(f.words), ", "),
                                core::suggestion(value.text, words_of(f.words))));
    case form::words:
        if (value.is_list()) {
            for (const auto& item : value.items) {
                if (!item.is_scalar()) {
                    add(item, fmt::format("'{}' of {} must hold plain words", f.name, what_));
                    return false;
                }
            }
            return entries(f, value, value.items.size());
        }
        return value.is_scalar() || must("a list of plain words");
    case form::list:
        return value.is_list() ? entries(f, value, value.items.size())
                               : must("a list: lines that begin with -");
    case form::map:
        return value.is_map() ? entries(f, value, value.entries.size())
                              : must("a map of 'name: value' lines");
    case form::tree: return true;
    }
    return false;
}

const field& shape_reader::declared(std::string_view name) const {
    const auto* f = shape_.find(name);
    if (!f) {
        throw std::logic_error{fmt::format("{} declares no '{}'", shape_.name, name)};
    }
    return *f;
}

const node* shape_reader::find(std::string_view name) const {
    declared(name);
    const auto* value = map_.find(name);
    return std::find(wrong_.begin(), wrong_.end(), value) == wrong_.end() ? value : nullptr;
}

std::string shape_reader::text(std::string_view name) const {
    const auto* value = find(name);
    return value ? value->text : std::string{declared(name).otherwise};
}

std::int64_t shape_reader::integer(std::string_view name) const {
    return integer(name, parse_integer(declared(name).otherwise).value_or(0));
}

std::int64_t shape_reader::integer(std::string_view name, std::int64_t otherwise) const {
    const auto* value = find(name);
    return value ? parse_integer(value->text).value_or(otherwise) : otherwise;
}

bool shape_reader::flag(std::string_view name) const {
    return text(name) == "true";
}

std::chrono::milliseconds shape_reader::duration(std::string_view name) const {
    return parse_duration(text(name)).value_or(std::chrono::milliseconds{0});
}

std::vector<const node*> shape_reader::words(std::string_view name) const {
    std::vector<const node*> all;
    const auto* value = find(name);
    if (value && value->is_scalar()) {
        all.push_back(value);
    } else if (value) {
        for (const auto& item : value->items) {
            all.push_back(&item);
        }
    }
    return all;
}

void shape_reader::add(const node& where, std::string message) {
    faults_.push_back({file_, where.line, where.column, std::move(message)});
}

} // namespace yeelen::document
