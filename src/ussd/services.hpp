#pragma once
#include "menu/engine.hpp"
#include <map>
#include <string>

namespace yeelen::ussd {

/// Which menu serves which code. Immutable while sessions use it.
struct services {
    std::map<std::string, menu::engine> by_code; ///< "*123#"

    const menu::engine* by_dialled(std::string_view dialled) const;
    const menu::engine* by_menu(std::string_view name) const;
};

} // namespace yeelen::ussd
