#include "app/catalogue.hpp"

#include "app/environment.hpp"
#include "app/menu_operations.hpp"
#include "app/menu_settings.hpp"
#include "menu/definition.hpp"
#include "smpp/address.hpp"
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <iterator>

namespace yeelen::app {

namespace {

void append(core::faults& to, core::faults&& more) {
    to.insert(to.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

std::string text_of(const std::filesystem::path& file) {
    std::ifstream in{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

/// Each service with its menu; one menu of several services is loaded once.
void load_services(catalogue& all, core::faults& faults) {
    std::map<std::string, std::shared_ptr<const menu::definition>> loaded; // by folder
    for (const auto& service : all.settings.services) {
        auto known = loaded.find(service.menu);
        if (known == loaded.end()) {
            auto menu = menu::load(service.menu, all.operations);
            if (!menu) {
                append(faults, std::move(menu.error()));
            }
            known = loaded.emplace(service.menu, menu ? std::move(*menu) : nullptr).first;
        }
        if (!known->second) {
            continue; // told once
        }
        menu_offer offer{known->second, menu_settings(service, *known->second, faults)};
        all.services.emplace(service.code, std::move(offer));
    }
}

void load_operators(catalogue& all, core::faults& faults) {
    for (const auto& o : all.settings.operators) {
        if (!smpp::make_address(o.sender, {})) {
            faults.push_back(
                {all.file, 0, 0,
                 fmt::format("operator {}: sender '{}' is neither a number of up to {} "
                             "digits nor a name of up to {} characters",
                             o.id, o.sender, smpp::longest_number, smpp::longest_name)});
        }
        if (all.dialects.contains(o.dialect)) {
            continue;
        }
        const auto path =
            std::filesystem::path{all.settings.dialect_folder} / (o.dialect + ".yaml");
        auto dialect = channels::load_dialect(path.string());
        if (dialect) {
            all.dialects.emplace(o.dialect, std::move(*dialect));
            all.dialect_texts.emplace(o.dialect, text_of(path));
        } else {
            append(faults, std::move(dialect.error()));
        }
    }
}

} // namespace

std::map<std::string, menu::engine> catalogue::engines() const {
    std::map<std::string, menu::engine> all;
    for (const auto& [code, offer] : services) {
        all.emplace(code, menu::engine{offer.menu, offer.settings});
    }
    return all;
}

std::expected<catalogue, core::faults> load_catalogue(const std::string& file) {
    core::faults faults;
    catalogue all;
    all.file = file;
    all.settings = config::read(file, from_environment, faults);
    if (faults.empty()) {
        load_operators(all, faults);
    }
    auto declared = backends::load(all.settings.backend_files, from_environment);
    if (!declared) {
        append(faults, std::move(declared.error()));
    } else if (faults.empty() || !all.settings.backend_files.empty()) {
        // With faulty backends, or none by mistake, every call of a menu would seem unknown: menus
        // are then checked when those are mended.
        all.backends = std::move(*declared);
        all.operations = menu_operations(*all.backends);
        load_services(all, faults);
    }
    if (!faults.empty()) {
        return std::unexpected(std::move(faults));
    }
    return all;
}

} // namespace yeelen::app
