// A menu of an older version of the language, written anew.
#include "menu/load/language.hpp"
#include "menu/load/migrate.hpp"
#include "menu/load/yaml_text.hpp"

namespace yeelen::menu {

std::expected<sources, core::faults> migrated(sources files, const std::string& folder) {
    const auto before = folder.empty() ? "" : folder + "/";
    core::faults faults;
    const auto read = [&](const std::string& name, const std::string& text) {
        auto root = document::read_yaml(text, before + name);
        if (!root) {
            faults.insert(faults.end(), root.error().begin(), root.error().end());
        }
        return root;
    };
    const auto found = files.find("menu.yaml");
    if (found == files.end()) {
        return std::unexpected(core::faults{{before + "menu.yaml", 0, 0, "cannot be read"}});
    }
    auto menu = read("menu.yaml", found->second);
    if (menu && version_of(*menu) == language_version) {
        return files;
    }
    if (menu && version_of(*menu) != 1) {
        faults.push_back({before + "menu.yaml", menu->line, menu->column,
                          "'menu_language' does not say a version that is known"});
    } else if (menu) {
        migrate_menu(*menu, before + "menu.yaml", faults);
        found->second = yaml_text(*menu);
    }
    for (auto& [name, text] : files) {
        if (name == "menu.yaml") {
            continue;
        }
        if (auto locale = read(name, text)) {
            migrate_locale(*locale);
            text = yaml_text(*locale);
        }
    }
    if (!faults.empty()) {
        return std::unexpected(std::move(faults));
    }
    return files;
}

} // namespace yeelen::menu
