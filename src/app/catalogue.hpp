#pragma once
// Everything that a configuration names, loaded and checked together.
#include "backends/declaration.hpp"
#include "channels/smpp/dialect.hpp"
#include "config/settings.hpp"
#include "core/fault.hpp"
#include "menu/engine.hpp"
#include <expected>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace yeelen::app {

/// What answers one service code.
struct menu_offer {
    std::shared_ptr<const menu::definition> menu;
    std::shared_ptr<const menu::settings> settings;
};

/// Immutable once loaded.
struct catalogue {
    std::string file; ///< gateway.yaml
    config::settings settings;
    std::shared_ptr<const backends::catalogue> backends;
    menu::operations operations;                                              ///< of `backends`
    std::map<std::string, menu_offer> services;                               ///< by code: "*123#"
    std::map<std::string, std::shared_ptr<const channels::dialect>> dialects; ///< by name
    std::map<std::string, std::string> dialect_texts; ///< their files: to see whether they change

    std::map<std::string, menu::engine> engines() const;
};

/// Reads gateway.yaml and all that it names. All faults of all files together. Needs no thread of
/// its own, and may run on any.
std::expected<catalogue, core::faults> load_catalogue(const std::string& file);

} // namespace yeelen::app
