#pragma once
// One step of a session through its menu: the engine's working memory. Lives for one call of the
// engine.
#include "menu/engine.hpp"
#include "menu/expression/scope.hpp"
#include "menu/model/model.hpp"
#include "menu/text/compose.hpp"
#include "menu/walk/answer.hpp"
#include <optional>

namespace yeelen::menu {

/// Screens that may follow one another without a key press.
inline constexpr int step_budget = 64;
inline constexpr std::size_t max_history = 16;
/// The menu itself and the flows entered from it.
inline constexpr std::size_t max_frames = max_flow_depth + 1;

class walk {
public:
    walk(const menu_data& menu, const settings& configured, state& at, const environment& env)
        : menu_(menu)
        , settings_(configured)
        , at_(at)
        , env_(env) {}

    turn begin();
    turn reply(std::string_view typed);
    turn answered(const core::call_outcome& outcome);
    /// What the last turn was.
    turn again();
    /// What is said by SMS of an outcome that nobody waits for any more.
    std::vector<effect> late(const core::call_outcome& outcome);

private:
    using view = decltype(turn::next);
    /// Where a screen that needs nobody leads.
    struct hop {
        screen_id to = no_screen;
        bool seen_to = false; ///< its `first` has been
    };

    // walk.cpp: from screen to screen.
    view go(hop to);
    view go(screen_id to) { return go(hop{to}); }
    view forward(screen_id to);
    view back();
    void arrive(screen_id to);
    void start_anew();
    void way_home();
    screen_id enter(screen_id caller, flow_id flow, const std::vector<assignment>& with,
                    bool first);
    hop leave(const return_screen& r);
    const screen_node* here() const;
    bool sound() const;
    boost::json::object& values() { return at_.frames.back().values; }
    menu::scope scope() const { return {at_, env_, settings_, menu_, effects_}; }

    // walk_pass.cpp: the screens that need nobody.
    std::optional<hop> pass(screen_id id, const screen_node& node);
    void assign(const std::vector<assignment>& all);
    void change(const set_screen& s);
    screen_id lock(const lock_screen& l);
    boost::json::value value_of(const operand& o) const;

    // walk_call.cpp: backends.
    view call(const screen_node& node, const call_screen& c);
    core::call_request request_of(const backend_request& r) const;
    std::optional<screen_id> secret_missing(const screen_node& node, const call_screen& c) const;

    // walk_show.cpp: what the customer sees.
    view show();
    std::size_t pages() const;
    menu::depth depth() const;
    bool shut_in() const;
    remark said() const;
    const std::vector<std::string>* ready() const;
    const menu::locale& locale() const { return menu_.locale_of(at_.language); }
    view finish(ending why);
    turn done(view v);

    // walk_reply.cpp: what the customer typed.
    view press(std::string_view typed);
    view choose(const choose_screen& c, std::string_view typed);
    view ask(const ask_screen& a, std::string_view typed);
    view answer(const ask_screen& a, boost::json::value value);
    view pick(const list_screen& l, std::string_view typed);
    view read(const show_screen& s, std::string_view typed);
    view confirm(const confirm_screen& c, std::string_view typed);
    std::optional<view> turn_page(std::string_view typed);
    date_limits limits(const ask_screen& a) const;
    view wrong(text_id notice);

    // walk_begin.cpp: what was dialled.
    view press_all(const std::vector<std::string_view>& keys);
    bool starts_with_key(std::string_view part);

    const menu_data& menu_;
    const settings& settings_;
    state& at_;
    const environment& env_;
    std::vector<effect> effects_;
    /// Typed in this step and kept nowhere else, of the innermost flow.
    boost::json::object secrets_;
    left_screen returns_to_; ///< by the key "back", in this step
};

} // namespace yeelen::menu
