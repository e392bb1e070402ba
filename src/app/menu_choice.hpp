#pragma once
// Which menu an author works on, and what it may call.
#include "core/fault.hpp"
#include "menu/definition.hpp"
#include <expected>
#include <memory>
#include <string>
#include <vector>

namespace yeelen::app {

struct menu_choice {
    std::string folder;                ///< menus/electricity
    std::string config;                ///< gateway.yaml, for its backends; empty: see below
    std::vector<std::string> backends; ///< files; not empty: these, whatever `config` says
};

struct chosen_menu {
    std::shared_ptr<const menu::definition> menu;
    menu::operations operations;
};

/// Without `config` and `backends` the gateway.yaml two folders above is taken, where there is one
/// (config/gateway.yaml beside menus/); else the menu has no operations.
std::expected<chosen_menu, core::faults> load_chosen(const menu_choice& choice);

} // namespace yeelen::app
