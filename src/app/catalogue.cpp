#include "app/catalogue.hpp"

#include "menu/definition.hpp"
#include "smpp/address.hpp"
#include "ussd/service_code.hpp"
#include <cstdlib>
#include <filesystem>
#include <fmt/format.h>

namespace yeelen::app {

namespace {

std::optional<std::string> from_environment(const std::string& name) {
    const char* value =
        std::getenv(name.c_str()); // NOLINT(concurrency-mt-unsafe): read at start, nothing writes
    return value ? std::optional<std::string>{value} : std::nullopt;
}

void append(core::faults& to, core::faults&& more) {
    to.insert(to.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

menu::operations shapes_of(const backends::catalogue& all) {
    menu::operations shapes;
    for (const auto& backend : all.backends) {
        for (const auto& [name, operation] : backend.operations) {
            menu::operation_shape& shape = shapes[name];
            shape.once = operation.once;
            for (const auto& [field, argument] : operation.query) {
                shape.arguments.insert(argument);
            }
            for (const auto& [field, argument] : operation.body) {
                shape.arguments.insert(argument);
            }
            for (std::size_t at = operation.path.find('{'); at != std::string::npos;
                 at = operation.path.find('{', at + 1)) {
                shape.arguments.insert(
                    operation.path.substr(at + 1, operation.path.find('}', at) - at - 1));
            }
            for (const auto& field : operation.answer) {
                shape.answer.insert(field.name);
            }
        }
    }
    return shapes;
}

} // namespace

std::expected<catalogue, core::faults> load_catalogue(const std::string& file) {
    core::faults faults;
    catalogue all;
    auto settings = config::load(file, from_environment);
    if (!settings) {
        return std::unexpected(std::move(settings.error()));
    }
    all.settings = std::move(*settings);
    auto declared = backends::load(all.settings.backend_files, from_environment);
    if (declared) {
        all.backends = std::move(*declared);
    } else {
        append(faults, std::move(declared.error()));
        all.backends = std::make_shared<backends::catalogue>();
    }
    for (const auto& o : all.settings.operators) {
        if (!smpp::make_address(o.sender, {})) {
            faults.push_back(
                {file, 0, 0,
                 fmt::format("operator {}: sender '{}' is neither a number of up to {} "
                             "digits nor a name of up to {} characters",
                             o.id, o.sender, smpp::longest_number, smpp::longest_name)});
        }
        if (all.dialects.contains(o.dialect)) {
            continue;
        }
        auto dialect = channels::load_dialect(
            (std::filesystem::path{all.settings.dialect_folder} / (o.dialect + ".yaml")).string());
        if (dialect) {
            all.dialects.emplace(o.dialect, std::move(*dialect));
        } else {
            append(faults, std::move(dialect.error()));
        }
    }
    // With faulty backends every call would seem unknown: menus are then checked when those are
    // mended.
    if (faults.empty()) {
        const auto shapes = shapes_of(*all.backends);
        for (const auto& service : all.settings.services) {
            auto menu = menu::load(service.menu, shapes);
            const std::string code = ussd::service_code(service.code);
            if (!menu) {
                append(faults, std::move(menu.error()));
            } else if (code.empty()) {
                faults.push_back(
                    {file, 0, 0,
                     fmt::format("'{}' is no service code such as *123#", service.code)});
            } else if (!all.services.by_code.emplace(code, menu::engine{std::move(*menu)}).second) {
                faults.push_back({file, 0, 0, fmt::format("the code {} is given twice", code)});
            }
        }
    }
    if (!faults.empty()) {
        return std::unexpected(std::move(faults));
    }
    return all;
}

} // namespace yeelen::app
