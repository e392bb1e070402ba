// The table of the language as JSON Schemas: menus/menu.schema.json, menus/locale.schema.json.
#include "document/value_type_reader.hpp"
#include "menu/load/language.hpp"
#include "menu/load/schema_writer.hpp"
#include "menu/model/builtin_texts.hpp"

#include <fmt/format.h>

namespace yeelen::menu {

namespace json = boost::json;

std::string json_schema() {
    schema_definitions all;
    for (const auto* part : language::parts()) {
        all.add(part->name, schema_of(*part));
    }
    // Short forms: a screen's name, a type's name.
    auto place = all.at("place");
    all.add("place", schema_of_any({schema_of_pattern("^[A-Za-z_][A-Za-z0-9_]*$"), place}));
    const auto* type = document::value_type_shape().find("type");
    for (const std::string_view name : {"value type", "config value"}) {
        auto whole = all.at(name);
        all.add(name, schema_of_any({schema_of(*type), whole}));
    }
    json::array kinds;
    for (const auto& kind : language::kinds()) {
        const auto name = fmt::format("screen {}", kind.shape.name);
        auto made = schema_of(kind.shape);
        if (!kind.also.empty()) {
            json::array makers{json::object{{"required", json::array{kind.shape.name}}}};
            for (const auto& also : document::words_of(kind.also)) {
                makers.push_back(json::object{{"required", json::array{also}}});
            }
            made["anyOf"] = std::move(makers);
        }
        all.add(name, std::move(made));
        kinds.push_back(schema_reference(name));
    }
    all.add("screen", {{"anyOf", std::move(kinds)}});
    return std::move(all).text(
        fmt::format("A menu of Yeelen, language version {}", language_version),
        schema_of(language::head()));
}

std::string locale_schema() {
    schema_definitions all;
    auto text = schema_of_any({schema_of_word(), schema_reference("texts")});
    json::object texts{{"type", "object"}};
    texts["description"] = "Texts by their keys; `home.title` is `title` under `home`.";
    auto& known = texts["properties"].emplace_object();
    for (std::size_t i = 0; i < builtin_keys.size(); ++i) {
        const auto key = builtin_keys[i];
        const auto& help = language::builtin_helps()[i];
        const auto dot = key.find('.');
        auto& group = known[key.substr(0, dot)];
        if (!group.is_object()) {
            group = json::object{
                {"type", "object"}, {"properties", json::object{}}, {"additionalProperties", text}};
        }
        auto made = schema_of_word();
        made["description"] = fmt::format("{} Example: {}", help.about, help.example);
        group.get_object()["properties"].get_object()[key.substr(dot + 1)] = std::move(made);
    }
    texts["additionalProperties"] = text;
    all.add("locale texts", std::move(texts));
    all.add("texts", schema_of_map(std::move(text)));
    return std::move(all).text("The texts of a Yeelen menu in one language",
                               schema_of(language::locale()));
}

} // namespace yeelen::menu
