// The table of the language as a JSON Schema (draft 07), for editors.
#include "document/value_type_reader.hpp"
#include "menu/load/language.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

namespace yeelen::menu {

namespace {

namespace json = boost::json;
using document::field;
using document::form;
using document::shape;

json::object refer(std::string_view name) {
    std::string path{"#/definitions/"};
    for (const char c : name) {
        path += c == ' ' ? '_' : c;
    }
    return {{"$ref", path}};
}
json::object any_word() {
    return {{"type", json::array{"string", "number", "boolean"}}};
}
json::object matching(std::string_view pattern) {
    return {{"type", "string"}, {"pattern", pattern}};
}
json::object map_of(json::object what) {
    return {{"type", "object"}, {"additionalProperties", std::move(what)}};
}
json::object any_of(std::initializer_list<json::object> all) {
    json::array list;
    for (const auto& one : all) {
        list.push_back(one);
    }
    return {{"anyOf", std::move(list)}};
}

/// What stands in a field, by its `holds`; an empty object where its form says it all.
json::object held(std::string_view what) {
    if (what == "text" || what == "item text") {
        return matching("^[^\\s]+$");
    }
    if (what == "name") {
        return matching("^[A-Za-z_][A-Za-z0-9_]*$");
    }
    if (what == "value types") {
        return map_of(refer("value type"));
    }
    if (what == "value type or fields") {
        return any_of({refer("value type"), map_of(refer("value type"))});
    }
    if (what == "config values" || what == "alias values" || what == "screens" || what == "flows") {
        return map_of(refer(what.substr(0, what.size() - 1)));
    }
    if (what == "values") {
        return map_of(any_word());
    }
    if (what == "value") {
        return {{"type", json::array{"string", "number", "boolean", "null"}}};
    }
    if (what == "options") {
        return any_of({refer("option"), refer("option for each entry")});
    }
    if (what == "cases") {
        return any_of({refer("case"), refer("else")});
    }
    if (what == "place" || what == "value type" || what == "keys" || what == "failures" ||
        what == "late" || what == "first" || what == "alias") {
        return refer(what);
    }
    return {};
}

json::object formed(const field& f) {
    auto inner = held(f.holds);
    switch (f.form) {
    case form::word: return inner.empty() ? any_word() : inner;
    case form::integer: return {{"type", "integer"}, {"minimum", f.least}, {"maximum", f.most}};
    case form::duration: return matching("^[0-9]+(ms|s|m|h)$");
    case form::flag: return {{"type", "boolean"}};
    case form::choice: {
        json::array words;
        for (const auto& word : document::words_of(f.words)) {
            words.emplace_back(word);
        }
        return {{"enum", std::move(words)}};
    }
    case form::words: return any_of({any_word(), {{"type", "array"}, {"items", any_word()}}});
    case form::list: {
        json::object list{{"type", "array"}, {"items", std::move(inner)}};
        if (f.least > 0) {
            list["minItems"] = f.least;
        }
        return list;
    }
    case form::map: return inner.empty() ? json::object{{"type", "object"}} : inner;
    case form::tree: return inner;
    }
    return {};
}

json::object property(const field& f) {
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

json::object object_of(const shape& s) {
    json::object properties;
    json::array required;
    for (const auto* part = &s; part; part = part->also) {
        for (const auto& f : part->fields) {
            properties[f.name] = property(f);
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

std::string json_schema() {
    json::object definitions;
    const auto define = [&](std::string_view name, json::object what) {
        definitions[std::string{refer(name)["$ref"].get_string()}.substr(14)] = std::move(what);
    };
    for (const auto* part : language::parts()) {
        define(part->name, object_of(*part));
    }
    // Short forms: a screen's name, a type's name.
    auto place = definitions["place"].get_object();
    define("place", any_of({matching("^[A-Za-z_][A-Za-z0-9_]*$"), std::move(place)}));
    const auto* type = document::value_type_shape().find("type");
    for (const std::string_view name : {"value type", "config value"}) {
        const auto key = std::string{refer(name)["$ref"].get_string()}.substr(14);
        auto whole = definitions[key].get_object();
        define(name, any_of({formed(*type), std::move(whole)}));
    }
    json::array kinds;
    for (const auto& kind : language::kinds()) {
        define("screen " + std::string{kind.shape.name}, object_of(kind.shape));
        kinds.push_back(refer("screen " + std::string{kind.shape.name}));
    }
    define("screen", {{"anyOf", std::move(kinds)}});
    json::object root{{"$schema", "http://json-schema.org/draft-07/schema#"},
                      {"title", "A menu of Yeelen, language version 2"}};
    for (const auto& [key, value] : object_of(language::head())) {
        root[key] = value;
    }
    root["definitions"] = std::move(definitions);
    std::string out;
    write(out, root, 0);
    return out + "\n";
}

} // namespace yeelen::menu
