#pragma once
// A loaded menu as the engine walks it: screens by index, texts parsed and transliterated.
// Immutable.
#include "core/call_outcome.hpp"
#include "core/value_type.hpp"
#include "menu/expression/expression.hpp"
#include "menu/model/builtin_texts.hpp"
#include "menu/model/field_needs.hpp"
#include "menu/state.hpp"
#include "menu/text/locale.hpp"
#include <array>
#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <variant>
#include <vector>

namespace yeelen::menu {

class answer_pattern; ///< of `type: pattern`: menu/walk/answer_pattern.hpp

/// Where something stands in menu.yaml or a locale; from 1.
struct place {
    std::size_t line = 0;
    std::size_t column = 0;
};

/// The menu itself is flow 0.
using flow_id = std::uint16_t;
inline constexpr flow_id whole_menu = 0;
/// Flows within flows, the menu itself not counted: a state has at most one frame more.
inline constexpr std::size_t max_flow_depth = 4;

/// A value as an author writes it: the text, number, true or false itself, or `=expression`.
struct operand {
    boost::json::value literal;
    std::optional<expression> from;
    menu::place place;
};
struct assignment {
    std::string name;
    operand value;
    menu::place place;
};

struct option {
    std::string key;
    text_id text = no_text;
    screen_id to = no_screen;
    std::optional<expression> when;
    std::vector<assignment> set;
    menu::place place;
};
/// Options made from the entries of a list: they take the keys from 1 on that no fixed option has.
struct listed_options {
    expression of;
    text_id text = no_text; ///< of one entry: `item`
    std::string save;       ///< the chosen entry
    screen_id to = no_screen;
    std::size_t before = 0; ///< how many of the fixed options stand before them
    menu::place place;
};
struct choose_screen {
    text_id text = no_text;
    std::vector<option> options;
    std::optional<listed_options> listed;
};

enum class answer_type : std::uint8_t { text, digits, amount, phone, date, meter, pin, pattern };
struct ask_screen {
    text_id text = no_text;
    answer_type type = answer_type::text;
    std::int64_t least = 0; ///< length of text, digits, meter, pin; value of an amount
    std::int64_t most = 0;
    std::int64_t decimals = 0;             ///< of an amount: the most that may be typed
    std::optional<expression> from, until; ///< of a date
    std::shared_ptr<const answer_pattern> pattern;
    bool luhn = false;          ///< a wrong check digit is doubted: asked once more, never refused
    text_id doubt = no_text;    ///< said then
    text_id expected = no_text; ///< said after a wrong answer
    std::string save;
    screen_id to = no_screen;
    /// A PIN is in no state, log or store: it lives until the end of the step that it was typed in.
    bool secret() const noexcept { return type == answer_type::pin; }
};
struct list_screen {
    text_id text = no_text;
    expression of;
    text_id item = no_text;
    text_id empty = no_text;
    std::string save;         ///< empty: the list is only read
    screen_id to = no_screen; ///< with the chosen entry; of a list only read: 1 goes on
    menu::place place;
};
struct show_screen {
    text_id text = no_text;
    screen_id to = no_screen; ///< none: only back and home
};
struct confirm_screen {
    text_id text = no_text;
    text_id yes_text = no_text;
    text_id denied_text = no_text;
    screen_id yes = no_screen;
    screen_id no = no_screen;
};
/// What call and pay have in common.
struct backend_request {
    std::string operation;
    std::vector<assignment> arguments;
    std::string save; ///< may be empty
    text_id late_sms = no_text;
    text_id late_refused = no_text;
    std::size_t most = 0; ///< entries kept of each list of the answer; 0: as declared
    bool once = false;
    field_needs needs;       ///< what of the answer the menu uses: the rest is not kept
    core::value_type answer; ///< declared: a record; what is longer is cut
};
struct call_screen {
    backend_request request;
    screen_id ok = no_screen;
    std::array<screen_id, 6> failed{no_screen, no_screen, no_screen,
                                    no_screen, no_screen, no_screen};
};
/// Ends the session with its text; the operation, which is marked once, is called afterwards.
struct pay_screen {
    text_id text = no_text;
    backend_request request;
};
struct branch_case {
    expression when;
    screen_id to = no_screen;
};
struct branch_screen {
    std::vector<branch_case> cases;
    screen_id otherwise = no_screen;
};
struct set_screen {
    std::vector<assignment> set;
    std::vector<assignment> remembered;
    std::vector<std::string> forgotten;
    std::vector<std::string> unlocked;
    screen_id to = no_screen;
};
/// Counts a wrong try for this phone number, across sessions; after `after` of them it is locked
/// for a time (`locked name` in conditions).
struct lock_screen {
    std::string name;
    std::uint8_t after = 3;
    std::chrono::minutes time{30};
    screen_id to = no_screen;     ///< may try again
    screen_id locked = no_screen; ///< that was the last try
};
struct sms_screen {
    text_id text = no_text;
    screen_id to = no_screen;
};
struct language_screen {
    std::string language;
    screen_id to = no_screen;
};
/// Enters a flow; what it returns is saved here.
struct use_screen {
    flow_id flow = whole_menu;
    std::vector<assignment> with;
    std::string save; ///< may be empty
    screen_id to = no_screen;
};
struct return_screen {
    std::optional<operand> value;
};
struct end_screen {
    text_id text = no_text;
};

/// `first:` of a screen: what must hold before it is entered, else the flow that sees to it; after
/// that the screen is entered all the same.
struct guard {
    expression unless;
    flow_id flow = whole_menu;
    std::vector<assignment> with;
};

/// Those that wait for a key press come first.
using screen_body =
    std::variant<choose_screen, ask_screen, list_screen, show_screen, confirm_screen, call_screen,
                 pay_screen, branch_screen, set_screen, lock_screen, sms_screen, language_screen,
                 use_screen, return_screen, end_screen>;

struct screen_node {
    std::string name; ///< within a flow: "identify_customer.ask"
    flow_id flow = whole_menu;
    menu::place place;
    std::optional<guard> first;
    std::uint8_t tries = 3;
    screen_body body;

    /// Waits for a key press.
    bool interactive() const noexcept { return body.index() <= 4; }
};

struct flow_data {
    std::string name; ///< empty for the menu itself
    menu::place place;
    std::map<std::string, core::value_type, std::less<>> takes;
    std::optional<core::value_type> gives;
    screen_id start = no_screen;
};

/// `*123*deferral#`, `*123*pay*{meter}#`: one element for each part between the stars.
struct alias_part {
    std::string word; ///< empty: a parameter
    std::string name; ///< of the parameter
    ask_screen as;    ///< its type and bounds
};
struct alias {
    std::vector<alias_part> parts;
    screen_id to = no_screen;
    menu::place place;
};

struct key_names {
    std::string back = "0";
    std::string home = "00";
    std::string next = "98";
    std::string previous = "97";
};

struct string_hash : std::hash<std::string_view> {
    using is_transparent = void;
};
template<typename T>
using by_name = std::unordered_map<std::string, T, string_hash, std::equal_to<>>;

struct menu_data {
    std::string name;
    std::string version;
    key_names keys;
    std::vector<flow_data> flows; ///< [0] is the menu itself: its start is the first screen
    std::vector<screen_node> screens;
    std::vector<alias> aliases;
    bool dialled_keys = false; ///< *123*1*2# presses the keys 1 and 2
    std::map<std::string, core::value_type, std::less<>> profile; ///< kept per MSISDN
    std::map<std::string, core::value_type, std::less<>> config;
    boost::json::object config_defaults;
    std::set<std::string, std::less<>> flags;
    by_name<screen_id> screen_ids;
    std::vector<std::string> text_keys; ///< by text_id
    by_name<text_id> text_ids;
    std::vector<locale> locales; ///< the first is the default

    const locale& locale_of(std::string_view language) const noexcept {
        for (const auto& l : locales) {
            if (l.language == language) {
                return l;
            }
        }
        return locales.front();
    }
};

} // namespace yeelen::menu
