#pragma once
#include <boost/json.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace yeelen::menu {

using screen_id = std::uint32_t;
inline constexpr screen_id no_screen = UINT32_MAX;
using text_id = std::uint32_t;
inline constexpr text_id no_text = UINT32_MAX;

/// How a session ended that has no screen of its own to show any more.
enum class ending : std::uint8_t { none, tries, fault, abort, timeout };

/// A flow that was entered and not left. The first frame is the menu itself.
struct frame {
    screen_id caller = no_screen; ///< the screen that entered it and goes on afterwards
    std::uint8_t way = 0;         ///< size of the history then
    bool first = false;           ///< to see to that screen's `first`, not for the screen itself
    boost::json::object values;   ///< what was chosen, typed and answered in it
    bool operator==(const frame&) const = default;
};

/// A screen on the way back, and the page of it that was left.
struct left_screen {
    screen_id screen = no_screen;
    std::uint16_t page = 0;
    bool operator==(const left_screen&) const = default;
};

/// Where one session is in its menu. All of it is stored; the next step needs nothing else but the
/// very version of the menu that it began with: screens and texts are numbered by that.
struct state {
    std::string language;
    screen_id at = no_screen; ///< the screen being shown, asked or called
    ending ended = ending::none;
    std::vector<left_screen> history; ///< screens that 'back' returns to; bounded by the engine
    std::vector<frame> frames;        ///< never empty in a session; bounded by the engine
    std::uint16_t page = 0;           ///< of a paged screen
    std::uint8_t tries = 0;           ///< wrong answers in a row on this screen
    text_id notice = no_text;         ///< what to say above the screen ("choice not known")
    std::string doubted; ///< typed, and held back until the customer says again that it is right
    bool operator==(const state&) const = default;
};

/// Compact octets for the store: under 300 for ordinary menus at their deepest.
std::string encode(const state& s);
/// Nothing when the octets are not a state (a corrupt row).
std::optional<state> decode_state(std::string_view octets);

} // namespace yeelen::menu
