#include "backends/operation_reader.hpp"

#include "backends/path_template.hpp"
#include "document/reader.hpp"
#include "document/value_type_reader.hpp"
#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <optional>

namespace yeelen::backends {

namespace {

using document::map_reader;
using document::node;
using pairs = std::vector<std::pair<std::string, std::string>>;

/// Steps of "a.b.0.c"; none for ".". Nothing when a step is empty.
std::optional<std::vector<std::string>> steps_of(std::string_view path) {
    std::vector<std::string> steps;
    if (path == ".") {
        return steps;
    }
    for (;;) {
        const auto dot = path.find('.');
        const auto step = path.substr(0, dot);
        if (step.empty()) {
            return std::nullopt;
        }
        steps.emplace_back(step);
        if (dot == std::string_view::npos) {
            return steps;
        }
        path.remove_prefix(dot + 1);
    }
}

/// A map whose values are plain texts; other values are faults.
std::vector<const document::entry*> text_entries(map_reader& reader, std::string_view key,
                                                 const std::string& what) {
    std::vector<const document::entry*> entries;
    const node* map = reader.optional(key);
    if (!map) {
        return entries;
    }
    if (!map->is_map()) {
        reader.fault_at(*map, fmt::format("'{}' of {} must be a map of 'name: value'", key, what));
        return entries;
    }
    for (const auto& entry : map->entries) {
        if (entry.value.is_scalar() && !entry.value.text.empty()) {
            entries.push_back(&entry);
        } else {
            reader.fault_at(entry.value, fmt::format("'{}' in '{}' of {} must be a plain text",
                                                     entry.key.text, key, what));
        }
    }
    return entries;
}

pairs read_arguments(map_reader& reader, std::string_view key, const std::string& what) {
    pairs read;
    for (const auto* entry : text_entries(reader, key, what)) {
        if (is_name(entry->value.text)) {
            read.emplace_back(entry->key.text, entry->value.text);
        } else {
            reader.fault_at(entry->value,
                            fmt::format("'{}' does not name an argument", entry->value.text));
        }
    }
    return read;
}

/// `{ at: path, type: ... }`: where the value stands, and what it is.
const document::shape& answer_shape() {
    static constexpr std::array fields{document::field{
        .name = "at",
        .about = "Where the value stands in the reply: a.b.0.c; \".\" is the whole.",
        .example = "balance.amount",
        .required = true}};
    static const document::shape all{.name = "answer field",
                                     .about = "A value of the reply, and what it is.",
                                     .fields = fields,
                                     .also = &document::value_type_shape()};
    return all;
}

/// The path as written; nothing when there is none, which is told.
const node* read_typed_field(const node& value, const std::string& what, const std::string& file,
                             core::faults& faults, core::value_type& type) {
    if (value.is_scalar() && !value.text.empty()) {
        return &value;
    }
    if (!value.is_map()) {
        faults.push_back({file, value.line, value.column,
                          fmt::format("{} must be a path such as a.b.0.c, or {{ at: path, type: "
                                      "... }}",
                                      what)});
        return nullptr;
    }
    type = document::read_value_type(value, what, file, faults, answer_shape());
    const node* at = value.find("at");
    return at && at->is_scalar() ? at : nullptr;
}

std::vector<answer_field> read_answer(map_reader& reader, const std::string& what,
                                      const std::string& file, core::faults& faults) {
    std::vector<answer_field> fields;
    const node* map = reader.optional("answer");
    if (map && !map->is_map()) {
        reader.fault_at(*map, fmt::format("'answer' of {} must be a map of 'name: path'", what));
    }
    for (std::size_t i = 0; map && i < map->entries.size(); ++i) {
        const auto& entry = map->entries[i];
        answer_field field;
        field.name = entry.key.text;
        field.optional = field.name.ends_with('?');
        if (field.optional) {
            field.name.pop_back();
        }
        const node* path =
            read_typed_field(entry.value, fmt::format("'{}' in 'answer' of {}", field.name, what),
                             file, faults, field.type);
        field.optional = field.type.optional = field.optional || field.type.optional;
        const auto same = [&](const answer_field& other) { return other.name == field.name; };
        if (!is_name(field.name)) {
            reader.fault_at(entry.key,
                            fmt::format("'{}' is not a name: letters, digits and '_'", field.name));
        } else if (std::any_of(fields.begin(), fields.end(), same)) {
            reader.fault_at(entry.key, fmt::format("the answer has '{}' twice", field.name));
        } else if (!path) {
            continue;
        } else if (auto steps = steps_of(path->text)) {
            field.path = std::move(*steps);
            fields.push_back(std::move(field));
        } else {
            reader.fault_at(*path, fmt::format("'{}' is not a path such as a.b.0.c", path->text));
        }
    }
    return fields;
}

/// Types for arguments that the path, the query or the body takes.
void read_argument_types(map_reader& reader, operation& read, const std::string& what,
                         const std::string& file, core::faults& faults) {
    const node* written = reader.optional("arguments");
    if (!written) {
        return;
    }
    read.arguments =
        document::read_value_types(*written, fmt::format("'arguments' of {}", what), file, faults);
    const auto taken = argument_names(read);
    for (const auto& [key, type] : written->entries) {
        if (read.arguments.contains(key.text) && !taken.contains(key.text)) {
            reader.fault_at(
                key, fmt::format("neither path, query nor body of {} takes '{}'{}", what, key.text,
                                 core::suggestion(key.text, {taken.begin(), taken.end()})));
        }
    }
}

} // namespace

std::set<std::string, std::less<>> argument_names(const operation& o) {
    std::set<std::string, std::less<>> names;
    if (const auto parsed = parse_path(o.path)) {
        for (const auto& piece : parsed->pieces) {
            if (piece.argument) {
                names.insert(piece.text);
            }
        }
    }
    for (const auto* pairs : {&o.query, &o.body}) {
        for (const auto& [name, argument] : *pairs) {
            names.insert(argument);
        }
    }
    return names;
}

operation read_operation(const document::entry& written, std::chrono::milliseconds deadline,
                         const std::string& file, core::faults& faults) {
    const std::string what = fmt::format("operation '{}'", written.key.text);
    map_reader reader{written.value, what, file, faults};
    operation read;
    read.name = written.key.text;
    if (!is_name(read.name)) {
        reader.fault_at(written.key,
                        fmt::format("'{}' is not a name: letters, digits and '_'", read.name));
    }
    if (!written.value.is_map()) {
        return read;
    }
    if (reader.required("method")) {
        read.method = reader.choice("method", {"GET", "POST", "PUT", "PATCH", "DELETE"});
    }
    if (const node* path = reader.required("path")) {
        read.path = reader.required_text("path");
        if (const auto parsed = parse_path(read.path); path->is_scalar() && !parsed) {
            reader.fault_at(*path, fmt::format("'path' of {}: {}", what, parsed.error()));
        }
    }
    read.query = read_arguments(reader, "query", what);
    read.body = read_arguments(reader, "body", what);
    read_argument_types(reader, read, what, file, faults);
    read.answer = read_answer(reader, what, file, faults);
    read.once = reader.flag("once", false);
    read.deadline = reader.duration("deadline", deadline, least_deadline, most_deadline);
    const bool carries = read.method == "POST" || read.method == "PUT" || read.method == "PATCH";
    if (!read.method.empty() && !read.body.empty() && !carries) {
        reader.fault_at(*reader.map().find("body"),
                        fmt::format("{}: {} has no body", what, read.method));
    }
    if (read.method == "GET" && read.once) {
        reader.fault_at(*reader.map().find("once"),
                        fmt::format("{}: a GET changes nothing, so it needs no 'once'", what));
    }
    reader.finish();
    return read;
}

} // namespace yeelen::backends
