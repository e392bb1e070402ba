#pragma once
// What the checkers must know of a menu's files beyond what the engine walks: where everything
// stands, and what was declared of it.
#include "menu/definition.hpp"
#include "menu/model/model.hpp"
#include <optional>
#include <string>
#include <vector>

namespace yeelen::menu {

/// A text key written in menu.yaml.
struct text_use {
    text_id id = no_text;
    menu::place place;
    screen_id screen = no_screen; ///< whose text it is: of {say: x} the screen made for it
    flow_id flow = whole_menu;    ///< whose values it sees
    bool item = false;            ///< written once for each entry of a list
    std::optional<expression> of; ///< that list
};
/// An expression, or a value's name, written in menu.yaml.
struct value_use {
    menu::path path;
    menu::place place;
    screen_id screen = no_screen; ///< no_screen: of the menu as a whole
    flow_id flow = whole_menu;
    bool content = true;          ///< not only its being there or its number
    std::optional<menu::path> of; ///< of an `item`: the list that it is an entry of
};
/// An expression as it was written, for its type.
struct expression_use {
    menu::expression expression;
    menu::place place;
    bool one_line = true; ///< offsets can be added to the column
    screen_id screen = no_screen;
    flow_id flow = whole_menu;
    enum class wanted : std::uint8_t { condition, list, date, any } as = wanted::any;
};
/// A place that gives a value its name.
struct value_save {
    std::string name;
    menu::place place;
    screen_id screen = no_screen; ///< no_screen: what a flow takes, or an alias
    flow_id flow = whole_menu;
    std::optional<core::value_type> type; ///< where it is declared: of asks, answers, flows
    bool secret = false;                  ///< a PIN
    std::string operation;                ///< of a call's answer; empty otherwise
    std::optional<expression> entry_of;   ///< of an entry chosen from a list: the list
    std::optional<operand> value;         ///< of a `set`: what it is set to
};
/// How one screen follows another.
enum class way : std::uint8_t {
    go,    ///< within a flow
    enter, ///< from a `use` or a guarded screen to the flow's start; never a key press
    leave, ///< from a `return` to where the flow was used: the next screen, or the guarded one
    over,  ///< from a `use` to its `to`, by way of the whole flow
};
struct edge {
    screen_id from = no_screen; ///< no_screen: an alias
    screen_id to = no_screen;
    menu::place place;
    bool pressed = false; ///< needs a key press
    menu::way how = way::go;
    flow_id by = whole_menu; ///< of enter, leave and over: the flow used
};
/// A name and where it stands.
struct named_place {
    std::string name;
    menu::place place;
    screen_id screen = no_screen;
};
/// A value remembered in the profile: its type must be the declared one.
struct remembered_value {
    std::string name;
    menu::place place;
    screen_id screen = no_screen;
    std::optional<operand> value; ///< none: forgotten
};
/// A value given to a flow or to an operation, or returned by a flow.
struct given_value {
    operand value;
    core::value_type declared;
    std::string what; ///< "the argument 'contract'"
    screen_id screen = no_screen;
};

/// Sections of the head that are not there, or not in their form.
struct absent_sections {
    bool screens = false;
    bool flows = false;
    bool failures = false;
    bool profile = false;
    bool config = false;
    bool flags = false;
    bool told = false; ///< something is wrong with the head, so that they may stand there misnamed
};

struct menu_source {
    std::string file;
    absent_sections absent;
    menu::place start;
    std::vector<text_use> texts;
    std::vector<value_use> values;
    std::vector<expression_use> expressions;
    std::vector<value_save> saves;
    std::vector<edge> edges;
    std::vector<remembered_value> remembered;
    std::vector<given_value> given;
    std::vector<named_place> locks;   ///< declared by a `lock`
    std::vector<named_place> profile; ///< as declared
    std::vector<named_place> config;
    std::vector<named_place> flags;
    /// A part of the menu could not be read as it is written: what it would have used, set or led
    /// to is not known.
    bool incomplete = false;
    bool astray = false; ///< a place leads nowhere: what is reached from there is not known
};

/// One locale's file: where each of its texts stands.
struct locale_source {
    std::string file;
    menu::place texts;
    struct text_place {
        menu::place place;
        bool one_line = false; ///< offsets can be added to the column
        /// The text is the fallback's, where its own faults are found; the place is that of the
        /// word `fallback`.
        bool inherited = false;
    };
    std::vector<text_place> places; ///< by text_id; line 0: the text is missing
};

/// The place of `offset` within a scalar that stands at `p`.
inline place within(place p, bool one_line, std::size_t offset) {
    return one_line ? place{p.line, p.column + offset} : p;
}

} // namespace yeelen::menu
