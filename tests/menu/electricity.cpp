#include "menu/electricity.hpp"

#include "document/node.hpp"
#include <doctest/doctest.h>

namespace menu_test {

using yeelen::document::node;

std::string source_path(const std::string& below_root) {
    return std::string{YEELEN_SOURCE_DIR} + "/" + below_root;
}

std::string all_texts(const yeelen::core::faults& faults) {
    std::string all;
    for (const auto& f : faults) {
        all += f.text() + "\n";
    }
    return all;
}

namespace {

void braces_into(std::set<std::string>& names, const std::string& path) {
    for (std::size_t at = 0; (at = path.find('{', at)) != std::string::npos; ++at) {
        names.insert(path.substr(at + 1, path.find('}', at) - at - 1));
    }
}

yeelen::menu::operations read_operations() {
    const auto root = yeelen::document::read_yaml_file(source_path("config/backends/utility.yaml"));
    REQUIRE_MESSAGE(root.has_value(), all_texts(root.error()));
    yeelen::menu::operations all;
    const auto* operations = root->find("operations");
    REQUIRE(operations != nullptr);
    for (const auto& [name, body] : operations->entries) {
        auto& shape = all[name.text];
        braces_into(shape.arguments, body.find("path")->text);
        for (const char* part : {"query", "body"}) {
            if (const auto* map = body.find(part)) {
                for (const auto& [key, argument] : map->entries) {
                    shape.arguments.insert(argument.text);
                }
            }
        }
        if (const auto* map = body.find("answer")) {
            for (const auto& [key, from] : map->entries) {
                auto field = key.text;
                if (field.ends_with('?')) {
                    field.pop_back();
                }
                shape.answer.insert(field);
            }
        }
        const auto* once = body.find("once");
        shape.once = once && once->text == "true";
    }
    return all;
}

} // namespace

const yeelen::menu::operations& utility_operations() {
    static const auto all = read_operations();
    return all;
}

std::shared_ptr<const yeelen::menu::definition> electricity() {
    static const auto loaded =
        yeelen::menu::load(source_path("menus/electricity"), utility_operations());
    if (!loaded) {
        FAIL(all_texts(loaded.error()));
    }
    return *loaded;
}

} // namespace menu_test
