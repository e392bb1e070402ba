#include "app/menu_choice.hpp"

#include "app/environment.hpp"
#include "app/menu_operations.hpp"
#include "backends/declaration.hpp"
#include "config/settings.hpp"
#include <filesystem>

namespace yeelen::app {

namespace {

namespace fs = std::filesystem;

std::expected<std::vector<std::string>, core::faults> backend_files(const menu_choice& choice) {
    if (!choice.backends.empty()) {
        return choice.backends;
    }
    std::string config = choice.config;
    if (config.empty()) {
        const auto beside =
            fs::absolute(choice.folder).lexically_normal().parent_path().parent_path() / "config" /
            "gateway.yaml";
        if (!fs::exists(beside)) {
            return std::vector<std::string>{};
        }
        config = fs::proximate(beside).string();
    }
    auto settings = config::load(config, from_environment);
    if (!settings) {
        return std::unexpected(std::move(settings.error()));
    }
    return std::move(settings->backend_files);
}

} // namespace

std::expected<chosen_menu, core::faults> load_chosen(const menu_choice& choice) {
    const auto files = backend_files(choice);
    if (!files) {
        return std::unexpected(files.error());
    }
    chosen_menu all;
    if (!files->empty()) {
        const auto declared = backends::load(*files, from_environment);
        if (!declared) {
            return std::unexpected(declared.error());
        }
        all.operations = menu_operations(**declared);
    }
    std::string folder = choice.folder;
    while (folder.size() > 1 && folder.ends_with('/')) {
        folder.pop_back();
    }
    auto menu = menu::load(folder, all.operations);
    if (!menu) {
        return std::unexpected(std::move(menu.error()));
    }
    all.menu = std::move(*menu);
    return all;
}

} // namespace yeelen::app
