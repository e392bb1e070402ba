#pragma once
// What a picture of a menu shows, before it is drawn in one language or another.
#include "menu/definition.hpp"
#include "menu/state.hpp"
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace yeelen::workbench {

enum class figure : std::uint8_t { entry, screen, backend, decision, action, last };

struct box {
    menu::screen_id id = menu::no_screen;
    std::string name;
    std::string text; ///< the first words that the customer reads, or what it does
    figure what = figure::screen;
    std::size_t flow = 0;
};
struct arrow {
    menu::screen_id from = menu::no_screen, to = menu::no_screen;
    std::string label;
    bool pressed = false;
    bool failure = false;
    bool enters = false;
};
struct sketch {
    std::vector<std::string> flows; ///< names; the first is the menu itself
    std::vector<box> boxes;
    std::vector<arrow> arrows;
};

/// Where the customer comes in is a box behind the last screen's number. Without `failures`, what
/// only failures lead to is left out, but for a backend's plain no (not found, rejected) that the
/// menu goes on from.
sketch sketch_of(const menu::definition& menu, std::string_view language, bool failures);

} // namespace yeelen::workbench
