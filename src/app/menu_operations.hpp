#pragma once
#include "backends/declaration.hpp"
#include "menu/definition.hpp"

namespace yeelen::app {

/// The declared operations as a menu is checked against them.
menu::operations menu_operations(const backends::catalogue& all);

} // namespace yeelen::app
