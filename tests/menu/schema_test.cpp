// The schemas and the reference that are in the repository are those that the tables give.
// YEELEN_UPDATE_GOLDENS=1 writes them anew. tests/menu/schema/validate holds menus against them.
#include "menu/load/language.hpp"
#include "support/generated.hpp"
#include <boost/json.hpp>

using namespace yeelen;

TEST_CASE("menus/menu.schema.json is what the table of the language says") {
    support::check_generated("menus/menu.schema.json", menu::json_schema());
}

TEST_CASE("menus/locale.schema.json is what the table of the locales says") {
    support::check_generated("menus/locale.schema.json", menu::locale_schema());
}

TEST_CASE("every field in a schema has a sentence for the hover, every reference a definition") {
    namespace json = boost::json;
    for (const auto& text : {menu::json_schema(), menu::locale_schema()}) {
        const auto root = json::parse(text);
        const auto& definitions = root.at("definitions").as_object();
        std::size_t fields = 0;
        const auto walk = [&](const auto& self, const json::value& v) -> void {
            if (const auto* list = v.if_array()) {
                for (const auto& item : *list) {
                    self(self, item);
                }
                return;
            }
            const auto* map = v.if_object();
            if (!map) {
                return;
            }
            if (const auto* to = map->if_contains("$ref"); to && to->is_string()) {
                const std::string name{to->get_string()};
                INFO(name);
                REQUIRE(name.starts_with("#/definitions/"));
                CHECK(definitions.contains(name.substr(14)));
            }
            if (const auto* all = map->if_contains("properties"); all && all->is_object()) {
                for (const auto& [name, field] : all->get_object()) {
                    INFO(std::string{name});
                    // The groups of the built-in texts have their sentences inside.
                    const bool group = field.as_object().contains("properties");
                    CHECK((group || field.as_object().contains("description")));
                    ++fields;
                }
            }
            for (const auto& [name, value] : *map) {
                self(self, value);
            }
        };
        walk(walk, root);
        CHECK(fields > 20);
    }
}
