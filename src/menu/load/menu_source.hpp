#pragma once
// What the checker must know of a menu's files beyond what the engine walks: where everything
// stands.
#include "menu/definition.hpp"
#include "menu/model/model.hpp"
#include <string>
#include <vector>

namespace yeelen::menu {

/// A text key written in menu.yaml.
struct text_use {
    text_id id = no_text;
    menu::place place;
    screen_id screen = no_screen;
    bool item = false; ///< written once for each entry of a list
};
/// A path written in menu.yaml.
struct value_use {
    menu::path path;
    menu::place place;
    screen_id screen = no_screen;
    bool content = true; ///< not only its being there or its number
};
/// A place that gives a value its name.
struct value_save {
    std::string name;
    menu::place place;
    screen_id screen = no_screen;
    std::string operation; ///< of a call's answer; empty otherwise
    std::string list;      ///< of an entry chosen from a list: the list's path; empty otherwise
};
/// A way from one screen to another.
struct edge {
    screen_id from = no_screen; ///< no_screen: from the menu as a whole
    screen_id to = no_screen;
    menu::place place;
    bool pressed = false; ///< needs a key press
};

struct menu_source {
    std::string file;
    menu::place start;
    std::vector<std::pair<std::string, place>> profile;
    std::vector<text_use> texts;
    std::vector<value_use> values;
    std::vector<value_save> saves;
    std::vector<edge> edges;
    std::vector<std::pair<std::string, place>> remembered; ///< and forgotten
    bool incomplete = false; ///< a screen could not be read: what it would have used is not known
};

/// One locale's file: where each of its texts stands.
struct locale_source {
    std::string file;
    menu::place texts;
    struct text_place {
        menu::place place;
        bool one_line = false; ///< offsets can be added to the column
    };
    std::vector<text_place> places; ///< by text_id; line 0: the text is missing
};

/// The place of `offset` within a scalar that stands at `p`.
inline place within(place p, bool one_line, std::size_t offset) {
    return one_line ? place{p.line, p.column + offset} : p;
}

} // namespace yeelen::menu
