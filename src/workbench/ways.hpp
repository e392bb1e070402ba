#pragma once
// The ways out of a screen, as an author would name them: by their key, or by what happened.
#include "menu/model/model.hpp"
#include <string>
#include <vector>

namespace yeelen::workbench {

struct way {
    menu::screen_id to = menu::no_screen;
    std::string label; ///< "1", "ok", "timeout", a condition, "else"; empty where there is one way
    bool pressed = false; ///< by a key
    bool failure = false; ///< of a backend
    bool refusal = false; ///< a failure that says no: not_found, rejected, and no other
    bool enters = false;  ///< into a flow, to come back later
};

/// In the order of the menu. `home`, `back`, and the way out of a flow are not among them: they are
/// everywhere.
std::vector<way> ways_from(const menu::menu_data& menu, menu::screen_id screen);

} // namespace yeelen::workbench
