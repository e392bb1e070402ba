#pragma once
// Everything that a configuration names, loaded and checked together.
#include "backends/declaration.hpp"
#include "channels/smpp/dialect.hpp"
#include "config/settings.hpp"
#include "core/fault.hpp"
#include "ussd/services.hpp"
#include <expected>
#include <map>
#include <memory>
#include <string>

namespace yeelen::app {

/// Immutable once loaded.
struct catalogue {
    config::settings settings;
    std::shared_ptr<const backends::catalogue> backends;
    ussd::services services;
    std::map<std::string, std::shared_ptr<const channels::dialect>> dialects; ///< by name
};

/// Reads gateway.yaml and all that it names. All faults of all files together.
std::expected<catalogue, core::faults> load_catalogue(const std::string& file);

} // namespace yeelen::app
