#pragma once
#include <boost/json.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace yeelen::menu {

/// Where one session is in its menu. All of it is stored; the next step needs nothing else.
/// Screens are named, not numbered, so that a state outlives an edit of the menu's order.
struct state {
    std::string language;
    std::string at;                   ///< the screen being shown, asked or called
    std::vector<std::string> history; ///< screens that 'back' returns to; bounded by the engine
    boost::json::object values;       ///< what was chosen, typed and answered
    std::uint16_t page = 0;           ///< of a paged screen
    std::uint8_t tries = 0;           ///< wrong answers in a row on this screen
    std::string
        notice; ///< text key of what to say above the screen ("choice not known"); may be empty
    bool operator==(const state&) const = default;
};

/// Compact octets for the store (a few hundred at most for ordinary menus).
std::string encode(const state& s);
/// Nothing when the octets are not a state (a corrupt row).
std::optional<state> decode_state(std::string_view octets);

} // namespace yeelen::menu
