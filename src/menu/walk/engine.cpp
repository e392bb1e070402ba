#include "menu/engine.hpp"

#include "menu/text/compose.hpp"
#include "menu/text/render.hpp"
#include "menu/walk/walk.hpp"

namespace yeelen::menu {

namespace {

const call_screen* calling(const menu_data& menu, const state& at) {
    const auto found = menu.screen_ids.find(std::string_view{at.at});
    return found == menu.screen_ids.end()
               ? nullptr
               : std::get_if<call_screen>(&menu.screens[found->second].body);
}

} // namespace

turn engine::begin(state& at, const environment& env) const {
    const auto& menu = menu_->data();
    at = state{};
    const auto* chosen = env.profile.if_contains("language");
    const bool text = chosen && chosen->is_string();
    at.language =
        menu.locale_of(text ? std::string_view{chosen->get_string()} : std::string_view{}).language;
    return walk{menu, at, env}.go(menu.start);
}

turn engine::reply(state& at, const environment& env, std::string_view text) const {
    return walk{menu_->data(), at, env}.reply(text);
}

turn engine::answered(state& at, const environment& env, const core::call_outcome& outcome) const {
    return walk{menu_->data(), at, env}.answered(outcome);
}

turn engine::again(const state& at, const environment& env) const {
    const auto& menu = menu_->data();
    state copy = at;
    walk w{menu, copy, env};
    auto shown = w.here() || at.at.starts_with('$') ? w.show() : w.go(menu.start);
    shown.effects.clear();
    return shown;
}

std::vector<effect> engine::answered_late(const state& at, const environment& env,
                                          const core::call_outcome& outcome) const {
    const auto& menu = menu_->data();
    const auto* c = calling(menu, at);
    if (!c || (!outcome && core::uncertain(outcome.error()))) {
        return {};
    }
    const auto text = outcome ? c->late_sms : c->late_refused;
    if (text == no_text) {
        return {};
    }
    state with = at;
    if (outcome && !c->save.empty()) {
        with.values[c->save] = keep(*outcome, c->needs, c->most);
    }
    const scope s{with, env};
    return {send_sms{plain(render(menu.locale_of(at.language), text, s))}};
}

std::string engine::closing_text(const state& at, const environment& env, closing why) const {
    builtin word = builtin::closing_fault;
    switch (why) {
    case closing::timeout: word = builtin::closing_timeout; break;
    case closing::overload: word = builtin::closing_overload; break;
    case closing::draining: word = builtin::closing_draining; break;
    case closing::fault: break;
    }
    const auto& menu = menu_->data();
    // Before the first screen there is no state yet: the profile knows the language.
    const auto* chosen = at.language.empty() ? env.profile.if_contains("language") : nullptr;
    const bool text = chosen && chosen->is_string();
    return fit_one(std::string{menu.locale_of(text ? std::string_view{chosen->get_string()}
                                                   : std::string_view{at.language})
                                   .word(word)});
}

} // namespace yeelen::menu
