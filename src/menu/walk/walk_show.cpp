// What the customer sees.
#include "menu/text/compose.hpp"
#include "menu/text/render.hpp"
#include "menu/walk/walk.hpp"

#include <algorithm>

namespace yeelen::menu {

turn walk::done(view v) {
    return {std::move(v), std::move(effects_)};
}

turn walk::again() {
    auto shown = done(at_.ended == ending::none && !sound() ? finish(ending::fault) : show());
    shown.effects.clear();
    return shown;
}

/// Whether the way back is the start screen, whose `first` leads here again.
bool walk::shut_in() const {
    const auto start = menu_.flows.front().start;
    const auto& first = menu_.screens[start].first;
    if (!first || !at_.history.empty() || at_.frames.size() < 2 || !at_.frames[1].first ||
        at_.frames[1].caller != start) {
        return false;
    }
    const state outside{.language = at_.language, .frames = std::vector<frame>(1)};
    return !first->unless.holds({outside, env_, settings_, menu_, effects_});
}

depth walk::depth() const {
    const auto start = menu_.flows.front().start;
    if (at_.at == start || shut_in()) {
        return depth::none;
    }
    const bool only_start =
        at_.history.empty() || (at_.history.size() == 1 && at_.history.front().screen == start);
    return only_start ? depth::back : depth::back_home;
}

remark walk::said() const {
    if (at_.notice == no_text || at_.notice >= locale().texts.size()) {
        return {};
    }
    auto s = scope();
    if (const auto* node = here()) {
        if (const auto* a = std::get_if<ask_screen>(&node->body)) {
            s.set_bounds(a->least, a->most);
        }
    }
    return {.text = render(locale(), at_.notice, s), .doubt = !at_.doubted.empty()};
}

/// The pages of a screen that is the same for everybody; nullptr where something is to be said.
const std::vector<std::string>* walk::ready() const {
    const auto& all = locale().ready;
    if (at_.notice != no_text || at_.at >= all.size()) {
        return nullptr;
    }
    const auto& pages = all[at_.at][static_cast<std::size_t>(depth())];
    return pages.empty() ? nullptr : &pages;
}

walk::view walk::show() {
    const auto* node = at_.ended == ending::none ? here() : nullptr;
    if (!node) {
        return finish(at_.ended == ending::none ? ending::fault : at_.ended);
    }
    if (const auto* pages = ready()) {
        at_.page = static_cast<std::uint16_t>(std::min<std::size_t>(at_.page, pages->size() - 1));
        return screen{(*pages)[at_.page]};
    }
    if (node->interactive()) {
        auto s = scope();
        auto shown = compose(menu_, locale(), *node, s, depth(), at_.page, said());
        at_.page = static_cast<std::uint16_t>(shown.page);
        return screen{std::move(shown.text)};
    }
    if (const auto* c = std::get_if<call_screen>(&node->body)) {
        return call(*node, *c);
    }
    if (const auto* e = std::get_if<end_screen>(&node->body)) {
        return farewell{fit_one(render(locale(), e->text, scope()))};
    }
    if (const auto* p = std::get_if<pay_screen>(&node->body)) {
        return farewell{fit_one(render(locale(), p->text, scope()))};
    }
    return finish(ending::fault);
}

std::size_t walk::pages() const {
    if (const auto* all = ready()) {
        return all->size();
    }
    auto s = scope();
    return compose(menu_, locale(), *here(), s, depth(), at_.page, said()).pages;
}

/// The end of a session that has no screen of its own for it.
walk::view walk::finish(ending why) {
    at_ = state{.language = std::move(at_.language), .ended = why};
    builtin word = builtin::closing_fault;
    switch (why) {
    case ending::tries: word = builtin::closing_tries; break;
    case ending::timeout: word = builtin::closing_timeout; break;
    case ending::none:
    case ending::abort:
    case ending::fault: break;
    }
    return farewell{fit_one(std::string{locale().word(word)})};
}

} // namespace yeelen::menu
