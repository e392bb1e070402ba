#pragma once
// A loaded menu as the engine walks it: screens by index, texts parsed and transliterated.
// Immutable.
#include "core/call_outcome.hpp"
#include "menu/builtin_texts.hpp"
#include "menu/expression.hpp"
#include "menu/field_needs.hpp"
#include "menu/text_template.hpp"
#include <array>
#include <optional>
#include <string>
#include <unordered_map>
#include <variant>
#include <vector>

namespace yeelen::menu {

/// Where something stands in menu.yaml or a locale; from 1.
struct place {
    std::size_t line = 0;
    std::size_t column = 0;
};

using screen_id = std::uint32_t;
inline constexpr screen_id no_screen = UINT32_MAX;
/// Where the sub-flow was called from.
inline constexpr screen_id return_screen = UINT32_MAX - 1;

/// A value as an author writes it: the text itself, or `=path`.
struct operand {
    boost::json::value literal;
    std::optional<path> from;
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
    screen_id then = no_screen; ///< where `return` leads afterwards
    std::optional<expression> when;
    std::vector<assignment> set;
    menu::place place;
};
struct choose_screen {
    text_id text = no_text;
    std::vector<option> options;
};

enum class answer_type : std::uint8_t { text, digits, amount, phone, date };
struct ask_screen {
    text_id text = no_text;
    answer_type type = answer_type::text;
    std::int64_t least = 0; ///< length of text and digits, value of an amount
    std::int64_t most = 0;
    text_id expected = no_text; ///< said after a wrong answer
    std::string save;
    screen_id to = no_screen;
};
struct list_screen {
    text_id text = no_text;
    path of;
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
struct call_screen {
    std::string operation;
    std::vector<assignment> arguments;
    std::string save; ///< may be empty
    screen_id ok = no_screen;
    std::array<screen_id, 6> failed{no_screen, no_screen, no_screen,
                                    no_screen, no_screen, no_screen};
    text_id late_sms = no_text;
    text_id late_refused = no_text;
    std::size_t most = 24; ///< entries kept of each list of the answer
    bool once = false;
    field_needs needs; ///< what of the answer the menu uses: the rest is not kept
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
    screen_id to = no_screen;
};
struct sms_screen {
    text_id text = no_text;
    screen_id to = no_screen;
};
struct language_screen {
    std::string language;
    screen_id to = no_screen;
};
struct end_screen {
    text_id text = no_text;
};

/// `first:` of a screen: what must hold before it is entered, and where to go when it does not.
struct guard {
    expression unless;
    screen_id go = no_screen;
};

using screen_body =
    std::variant<choose_screen, ask_screen, list_screen, show_screen, confirm_screen, call_screen,
                 branch_screen, set_screen, sms_screen, language_screen, end_screen>;

struct screen_node {
    std::string name;
    menu::place place;
    std::optional<guard> first;
    std::uint8_t tries = 3;
    screen_body body;

    /// Waits for a key press.
    bool interactive() const noexcept { return body.index() <= 4; }
};

/// How much way back there is: decides the keys' line.
enum class depth : std::uint8_t { none, back, back_home };
inline constexpr std::size_t depths = 3;

struct locale {
    std::string language;
    bool gsm7 = true;
    std::array<std::string, 12> months;
    std::vector<text_template> texts; ///< by text_id
    std::size_t longest_notice = 0;   ///< septets or units, of the built-in ones
    /// Pages of the screens without values and conditions, by screen and depth; empty for others.
    std::vector<std::array<std::vector<std::string>, depths>> ready;

    const text_template& text(text_id id) const { return texts[id]; }
    std::string_view word(builtin b) const { return texts[static_cast<text_id>(b)].literal(); }
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
    screen_id start = 0;
    std::vector<screen_node> screens;
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
