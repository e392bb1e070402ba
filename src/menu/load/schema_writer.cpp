#include "menu/load/schema_writer.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace yeelen::menu {

namespace json = boost::json;
using document::field;
using document::form;
using document::shape;

json::object schema_reference(std::string_view name) {
    std::string path{"#/definitions/"};
    for (const char c : name) {
        path += c == ' ' ? '_' : c;
    }
    return {{"$ref", path}};
}
json::object schema_of_word() {
    return {{"type", json::array{"string", "number", "boolean"}}};
}
json::object schema_of_pattern(std::string_view pattern) {
    return {{"type", "string"}, {"pattern", pattern}};
}
json::object schema_of_map(json::object what) {
    return {{"type", "object"}, {"additionalProperties", std::move(what)}};
}
json::object schema_of_any(std::initializer_list<json::object> all) {
    json::array list;
    for (const auto& one : all) {
        list.push_back(one);
    }
    return {{"anyOf", std::move(list)}};
}

namespace {

/// What stands in a field, by its `holds`; an empty object where its form says it all.
json::object held(std::string_view what) {
    if (what == "text" || what == "item text") {
        return schema_of_pattern("^[^\\s]+$");
    }
    if (what == "name") {
        return schema_of_pattern("^[A-Za-z_][A-Za-z0-9_]*$");
    }
    if (what == "value types") {
        return schema_of_map(schema_reference("value type"));
    }
    if (what == "value type or fields") {
        return schema_of_any(
            {schema_reference("value type"), schema_of_map(schema_reference("value type"))});
    }
    if (what == "config values" || what == "alias values" || what == "screens" || what == "flows") {
        return schema_of_map(schema_reference(what.substr(0, what.size() - 1)));
    }
    if (what == "values") {
        return schema_of_map(schema_of_word());
    }
    if (what == "value") {
        return {{"type", json::array{"string", "number", "boolean", "null"}}};
    }
    if (what == "options") {
        return schema_of_any(
            {schema_reference("option"), schema_reference("option for each entry")});
    }
    if (what == "cases") {
        return schema_of_any({schema_reference("case"), schema_reference("else")});
    }
    static constexpr std::array shapes{"place", "value type",   "keys", "failures", "late", "first",
                                       "alias", "locale texts", "step", "answers",  "calls"};
    if (std::find(shapes.begin(), shapes.end(), what) != shapes.end()) {
        return schema_reference(what);
    }
    return {};
}

json::object formed(const field& f) {
    auto inner = held(f.holds);
    switch (f.form) {
    case form::word: return inner.empty() ? schema_of_word() : inner;
    case form::integer: return {{"type", "integer"}, {"minimum", f.least}, {"maximum", f.most}};
    case form::duration: return schema_of_pattern("^[0-9]+(ms|s|m|h)$");
    case form::flag: return {{"type", "boolean"}};
    case form::choice: {
        json::array words;
        for (const auto& word : document::words_of(f.words)) {
            words.emplace_back(word);
        }
        return {{"enum", std::move(words)}};
    }
    case form::words:
        return schema_of_any({schema_of_word(), {{"type", "array"}, {"items", schema_of_word()}}});
    case form::list: {
        json::object list{{"type", "array"}, {"items", std::move(inner)}};
        if (f.least > 0) {
            list["minItems"] = f.least;
        }
        if (f.most > 0) {
            list["maxItems"] = f.most;
        }
        return list;
    }
    case form::map: return inner.empty() ? json::object{{"type", "object"}} : inner;
    case form::tree: return inner;
    }
    return {};
}

/// Two spaces a level; short things on one line.
void write(std::string& out, const json::value& v, std::size_t level) {
    const auto flat = json::serialize(v);
    constexpr std::size_t line = 100;
    if (v.is_primitive() || flat.size() + 2 * level <= line) {
        out += flat;
        return;
    }
    const std::string indent(2 * level + 2, ' ');
    const char* before = "";
    if (const auto* list = v.if_array()) {
        out += "[";
        for (const auto& item : *list) {
            out += before + ("\n" + indent);
            write(out, item, level + 1);
            before = ",";
        }
        out += "\n" + std::string(2 * level, ' ') + "]";
        return;
    }
    out += "{";
    for (const auto& [key, value] : v.get_object()) {
        out += before + ("\n" + indent) + json::serialize(key) + ": ";
        write(out, value, level + 1);
        before = ",";
    }
    out += "\n" + std::string(2 * level, ' ') + "}";
}

} // namespace

json::object schema_of(const field& f) {
    auto made = formed(f);
    std::string about{f.about};
    if (!f.only.empty()) {
        about += fmt::format(" With `type` {} only.", fmt::join(document::words_of(f.only), ", "));
    }
    if (!f.otherwise.empty()) {
        about += fmt::format(" Default: {}.", f.otherwise);
    }
    about += fmt::format(" Example: {}", f.example);
    // Draft 07 reads nothing beside a $ref.
    if (made.contains("$ref")) {
        return {{"description", about}, {"allOf", json::array{std::move(made)}}};
    }
    made["description"] = about;
    return made;
}

json::object schema_of(const shape& s) {
    json::object properties;
    json::array required;
    for (const auto* part = &s; part; part = part->also) {
        for (const auto& f : part->fields) {
            properties[f.name] = schema_of(f);
            if (f.required && f.only.empty()) {
                required.emplace_back(f.name);
            }
        }
    }
    json::object made{{"type", "object"},
                      {"description", s.about},
                      {"properties", std::move(properties)},
                      {"additionalProperties", false}};
    if (!required.empty()) {
        made["required"] = std::move(required);
    }
    return made;
}

void schema_definitions::add(std::string_view name, json::object what) {
    at(name) = std::move(what);
}

json::object& schema_definitions::at(std::string_view name) {
    auto& made = all_[schema_reference(name)["$ref"].get_string().subview(14)];
    return made.is_object() ? made.get_object() : made.emplace_object();
}

std::string schema_definitions::text(std::string_view title, const json::object& root) && {
    json::object whole{{"$schema", "http://json-schema.org/draft-07/schema#"}, {"title", title}};
    for (const auto& [key, value] : root) {
        whole[key] = value;
    }
    whole["definitions"] = std::move(all_);
    std::string out;
    write(out, whole, 0);
    return out + "\n";
}

} // namespace yeelen::menu
