#include "document/value_type_reader.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace yeelen::document {

namespace {

using core::value_kind;

constexpr std::string_view kind_words = "any text number amount date month flag record list";
constexpr std::int64_t longest_text = 1000;
constexpr std::int64_t largest_number = 1'000'000'000'000;

constexpr std::array type_fields{
    field{.name = "type",
          .form = form::choice,
          .about = "What the value is; an `amount` is a number of money in the currency's main "
                   "unit, `any` is a text of which nothing more is known.",
          .example = "text",
          .otherwise = "any",
          .words = kind_words},
    field{.name = "min",
          .form = form::integer,
          .about = "The least: characters of a text, the value of a number or amount.",
          .example = "1",
          .least = -largest_number,
          .most = largest_number,
          .otherwise = "0",
          .only = "text number amount"},
    field{.name = "max",
          .form = form::integer,
          .about = "The most: characters of a text (40 unless told), the value of a number or "
                   "amount (999999999). What is longer is cut, what is larger is refused.",
          .example = "13",
          .least = -largest_number,
          .most = largest_number,
          .only = "any text number amount"},
    field{.name = "decimals",
          .form = form::integer,
          .about =
              "How many digits an amount has behind the point: none in francs, 2 in cedis. One "
              "that is finer is refused.",
          .example = "2",
          .least = 0,
          .most = core::most_amount_decimals,
          .otherwise = "0",
          .only = "amount"},
    field{.name = "most",
          .form = form::integer,
          .about = "How many entries a list has at most.",
          .example = "5",
          .least = 1,
          .most = 90,
          .otherwise = "12",
          .only = "list"},
    field{.name = "of",
          .form = form::tree,
          .about = "What each entry of a list is: one type, or the map of its fields.",
          .example = "{ number: text, name: text }",
          .only = "list",
          .holds = "value type or fields"},
    field{.name = "fields",
          .form = form::map,
          .about = "The fields of a record, each with its type.",
          .example = "{ street: text, town: text }",
          .least = 1,
          .most = 64,
          .only = "record",
          .holds = "value types"},
    field{.name = "optional",
          .form = form::flag,
          .about = "It may be missing.",
          .example = "true",
          .otherwise = "false"},
};

constexpr shape type_shape{
    .name = "value type",
    .about = "What a value is and how large it gets. The type's name alone is the short form.",
    .fields = type_fields};

value_kind kind_of(const std::string& word) {
    return core::kind_named(word).value_or(value_kind::any);
}

bool name(std::string_view text) {
    const auto letter = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    };
    return !text.empty() && letter(text.front()) &&
           std::all_of(text.begin(), text.end(),
                       [&](char c) { return letter(c) || (c >= '0' && c <= '9'); });
}

/// One type, or the fields of each entry: a map with a plain `type` is one type.
core::value_type read_entry(const node& n, const std::string& what, const std::string& file,
                            core::faults& faults) {
    const auto* type = n.find("type");
    if (!n.is_map() || (type && type->is_scalar())) {
        return read_value_type(n, what, file, faults);
    }
    auto t = core::plain(value_kind::record);
    t.fields = read_value_types(n, what, file, faults);
    return t;
}

void read_size(core::value_type& t, const shape_reader& f, const std::string& file,
               core::faults& faults) {
    const bool text = t.kind == value_kind::text || t.kind == value_kind::any;
    t.least = f.integer("min", t.least);
    t.most = f.integer("max", t.most);
    t.decimals = t.kind == value_kind::amount ? f.integer("decimals") : t.decimals;
    const auto fault = [&](std::string_view field, std::string message) {
        const auto* where = f.find(field);
        const auto& at = where ? *where : f.map();
        faults.push_back({file, at.line, at.column, std::move(message)});
    };
    if (text && (t.most < 1 || t.most > longest_text || t.least < 0)) {
        fault(t.least < 0 ? "min" : "max",
              fmt::format("{} is a text: it has from 0 to {} characters", f.what(), longest_text));
        t = core::plain(t.kind);
    } else if (t.most < t.least) {
        fault("max", fmt::format("'max' of {} is less than its 'min'", f.what()));
        t = core::plain(t.kind);
    }
}

} // namespace

const shape& value_type_shape() {
    return type_shape;
}

core::value_type read_value_type(const node& n, const std::string& what, const std::string& file,
                                 core::faults& faults, const shape& declared) {
    const auto all = words_of(kind_words);
    if (n.is_scalar()) {
        if (std::find(all.begin(), all.end(), n.text) == all.end()) {
            faults.push_back({file, n.line, n.column,
                              fmt::format("{} must be of one of these types: {}{}", what,
                                          fmt::join(all, ", "), core::suggestion(n.text, all))});
        }
        return core::plain(kind_of(n.text));
    }
    const shape_reader f{n, declared, what, file, faults};
    if (!n.is_map()) {
        return {};
    }
    auto t = core::plain(kind_of(f.text("type")));
    t.optional = f.flag("optional");
    switch (t.kind) {
    case value_kind::any:
    case value_kind::text:
    case value_kind::number:
    case value_kind::amount: {
        const auto optional = t.optional;
        read_size(t, f, file, faults);
        t.optional = optional;
        break;
    }
    case value_kind::list:
        t.most = f.integer("most");
        if (const auto* of = f.find("of")) {
            t.entry = {read_entry(*of, fmt::format("'of' of {}", what), file, faults)};
        }
        break;
    case value_kind::record:
        if (const auto* fields = f.find("fields")) {
            t.fields = read_value_types(*fields, fmt::format("'fields' of {}", what), file, faults);
        }
        break;
    case value_kind::date:
    case value_kind::month:
    case value_kind::flag: break;
    }
    return t;
}

std::map<std::string, core::value_type, std::less<>> read_value_types(const node& map,
                                                                      const std::string& what,
                                                                      const std::string& file,
                                                                      core::faults& faults) {
    std::map<std::string, core::value_type, std::less<>> all;
    if (!map.is_map()) {
        faults.push_back({file, map.line, map.column,
                          fmt::format("{} must be a map: each value's name with its type", what)});
        return all;
    }
    for (const auto& [key, value] : map.entries) {
        if (!name(key.text)) {
            faults.push_back(
                {file, key.line, key.column,
                 fmt::format("'{}' in {} is not a name (letters, digits and _)", key.text, what)});
            continue;
        }
        all.emplace(key.text, read_value_type(value, fmt::format("'{}' of {}", key.text, what),
                                              file, faults));
    }
    return all;
}

} // namespace yeelen::document
