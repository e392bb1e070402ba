#include "menu/walk/walk.hpp"

#include <algorithm>

namespace yeelen::menu {

const screen_node* walk::here() const {
    return at_.at < menu_.screens.size() ? &menu_.screens[at_.at] : nullptr;
}

/// Whether all its numbers mean something in this menu: it may come from another, or be corrupt.
bool walk::sound() const {
    const auto screen = [&](screen_id id) { return id < menu_.screens.size(); };
    if (!screen(at_.at) || at_.frames.empty() || at_.frames.size() > max_frames ||
        at_.history.size() > max_history ||
        !std::all_of(at_.history.begin(), at_.history.end(),
                     [&](const left_screen& left) { return screen(left.screen); }) ||
        (at_.notice != no_text && at_.notice >= locale().texts.size())) {
        return false;
    }
    std::size_t way = 0;
    for (std::size_t i = 0; i < at_.frames.size(); ++i) {
        const auto& f = at_.frames[i];
        if (f.way < way || f.way > at_.history.size() || (i > 0 && !screen(f.caller))) {
            return false;
        }
        way = f.way;
    }
    return at_.frames.front().way == 0;
}

void walk::start_anew() {
    at_.history.clear();
    at_.frames.resize(1);
    at_.frames.front().values.clear();
    secrets_.clear();
}

/// What is done is not gone back into.
void walk::way_home() {
    at_.history.clear();
    for (auto& f : at_.frames) {
        f.way = 0;
    }
}

void walk::arrive(screen_id to) {
    if (menu_.screens[to].interactive()) {
        // Coming again to a screen on the way back goes back to it: the way never winds.
        const auto own = at_.history.begin() + at_.frames.back().way;
        at_.history.erase(std::find_if(own, at_.history.end(),
                                       [&](const left_screen& left) { return left.screen == to; }),
                          at_.history.end());
    }
    at_.at = to;
    at_.page = returns_to_.screen == to ? returns_to_.page : std::uint16_t{0};
    at_.tries = 0;
    at_.notice = no_text;
    at_.doubted.clear();
}

/// Into a flow: its first screen.
screen_id walk::enter(screen_id caller, flow_id flow, const std::vector<assignment>& with,
                      bool first) {
    if (at_.frames.size() >= max_frames || flow >= menu_.flows.size()) {
        return no_screen;
    }
    const auto& called = menu_.flows[flow];
    frame inner{.caller = caller,
                .way = static_cast<std::uint8_t>(at_.history.size()),
                .first = first,
                .values = {}};
    for (const auto& a : with) {
        const auto declared = called.takes.find(a.name);
        auto value = value_of(a.value);
        auto held = declared == called.takes.end() ? std::optional{std::move(value)}
                                                   : bounded(value, declared->second);
        if (held && !held->is_null()) {
            inner.values.emplace(a.name, std::move(*held));
        }
    }
    secrets_.clear();
    at_.frames.push_back(std::move(inner));
    return called.start;
}

/// Out of the innermost flow, to where it was entered.
walk::hop walk::leave(const return_screen& r) {
    if (at_.frames.size() < 2) {
        return {};
    }
    auto given = r.value ? value_of(*r.value) : boost::json::value{};
    const frame inner = std::move(at_.frames.back());
    at_.frames.pop_back();
    secrets_.clear();
    at_.history.resize(std::min<std::size_t>(inner.way, at_.history.size()));
    if (inner.caller >= menu_.screens.size()) {
        return {};
    }
    if (inner.first) {
        return {inner.caller, true};
    }
    const auto* use = std::get_if<use_screen>(&menu_.screens[inner.caller].body);
    if (!use) {
        return {};
    }
    if (!use->save.empty()) {
        const auto* gives =
            use->flow < menu_.flows.size() ? &menu_.flows[use->flow].gives : nullptr;
        auto held = gives && *gives ? bounded(given, **gives) : std::optional{std::move(given)};
        if (held && !held->is_null()) {
            values()[use->save] = std::move(*held);
        } else {
            values().erase(use->save);
        }
    }
    return {use->to};
}

/// Goes on at that screen until one shows, calls or ends.
walk::view walk::go(hop to) {
    for (int i = 0; i < step_budget; ++i) {
        if (to.to >= menu_.screens.size()) {
            return finish(ending::fault);
        }
        const auto& node = menu_.screens[to.to];
        if (to.to == menu_.flows.front().start) {
            start_anew();
        }
        if (node.first && !to.seen_to && !node.first->unless.holds(scope())) {
            to = {enter(to.to, node.first->flow, node.first->with, true)};
            continue;
        }
        if (env_.visited) {
            env_.visited->push_back(to.to);
        }
        if (const auto next = pass(to.to, node)) {
            to = *next;
            continue;
        }
        arrive(to.to);
        if (const auto* p = std::get_if<pay_screen>(&node.body)) {
            effects_.emplace_back(begin_payment{request_of(p->request)});
            way_home();
        }
        return show();
    }
    return finish(ending::fault);
}

walk::view walk::forward(screen_id to) {
    at_.history.push_back({at_.at, at_.page});
    if (at_.history.size() > max_history) {
        at_.history.erase(at_.history.begin());
        for (auto& f : at_.frames) {
            f.way = static_cast<std::uint8_t>(f.way > 0 ? f.way - 1 : 0);
        }
    }
    return go(to);
}

/// The way back out of a flow's first screen leaves the flow.
walk::view walk::back() {
    while (true) {
        if (at_.history.size() > at_.frames.back().way) {
            returns_to_ = at_.history.back();
            at_.history.pop_back();
            return go(returns_to_.screen);
        }
        if (at_.frames.size() == 1) {
            return go(menu_.flows.front().start);
        }
        at_.frames.pop_back();
        secrets_.clear();
    }
}

} // namespace yeelen::menu
