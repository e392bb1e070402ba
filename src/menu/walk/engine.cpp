#include "menu/engine.hpp"

#include "menu/text/layout.hpp"
#include "menu/walk/walk.hpp"

namespace yeelen::menu {

turn engine::begin(state& at, const environment& env) const {
    at = state{};
    return walk{menu_->data(), *settings_, at, env}.begin();
}

turn engine::reply(state& at, const environment& env, std::string_view text) const {
    return walk{menu_->data(), *settings_, at, env}.reply(text);
}

turn engine::answered(state& at, const environment& env, const core::call_outcome& outcome) const {
    return walk{menu_->data(), *settings_, at, env}.answered(outcome);
}

turn engine::again(state& at, const environment& env) const {
    return walk{menu_->data(), *settings_, at, env}.again();
}

std::vector<effect> engine::answered_late(const state& at, const environment& env,
                                          const core::call_outcome& outcome) const {
    state copy = at;
    return walk{menu_->data(), *settings_, copy, env}.late(outcome);
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
