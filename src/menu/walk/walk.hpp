#pragma once
// One step of a session through its menu: the engine's working memory. Lives for one call of the
// engine.
#include "menu/engine.hpp"
#include "menu/model/model.hpp"
#include "menu/expression/scope.hpp"

namespace yeelen::menu {

/// Screens that may follow one another without a key press in one step.
inline constexpr int step_budget = 64;
inline constexpr std::size_t max_history = 16;
/// `state::at` of a session that ended without a screen of its own.
inline constexpr std::string_view at_tries = "$tries";
inline constexpr std::string_view at_fault = "$fault";
/// The value that holds where `return` leads: [screen, size of the history then].
inline constexpr std::string_view return_value = "$return";

class walk {
public:
    walk(const menu_data& menu, state& at, const environment& env)
        : menu_(menu)
        , at_(at)
        , env_(env) {}

    /// Goes on at that screen until one shows, calls or ends.
    turn go(screen_id to);
    /// Shows where the session is, once more.
    turn show();
    turn reply(std::string_view typed);
    turn answered(const core::call_outcome& outcome);

    const screen_node* here() const;
    const menu::locale& locale() const { return menu_.locale_of(at_.language); }
    menu::scope scope() const { return {at_, env_, effects_}; }

private:
    turn choose(const choose_screen& c, std::string_view typed);
    turn ask(const ask_screen& a, std::string_view typed);
    turn pick(const list_screen& l, std::string_view typed);
    turn read(const show_screen& s, std::string_view typed);
    turn confirm(const confirm_screen& c, std::string_view typed);
    std::optional<turn> turn_page(std::string_view typed);
    turn back();

    turn forward(screen_id to);
    turn wrong(std::string_view notice);
    turn finish(std::string text);
    turn fault();
    void arrive(screen_id to);
    void call_flow(screen_id then, std::size_t depth_then);
    screen_id take_return();
    menu::call call_of(const call_screen& c) const;
    void assign(const std::vector<assignment>& all);
    boost::json::value value_of(const operand& o) const;
    std::size_t pages() const;
    menu::depth depth() const;
    std::string notice() const;
    screen_id id_of(const screen_node& node) const;

    const menu_data& menu_;
    state& at_;
    const environment& env_;
    std::vector<effect> effects_;
};

} // namespace yeelen::menu
