#include "menu/model/made_in_place.hpp"
#include "menu/proof/checker.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace yeelen::menu {

namespace {

using edges_out = std::vector<std::vector<const edge*>>; ///< by screen

/// The edges of which `wanted` is true.
template<typename Wanted>
edges_out out_of(const menu_data& menu, const menu_source& source, Wanted wanted) {
    edges_out out(menu.screens.size());
    for (const auto& e : source.edges) {
        if (e.from < out.size() && e.to < out.size() && wanted(e)) {
            out[e.from].push_back(&e);
        }
    }
    return out;
}

std::vector<bool> reached_from(std::vector<screen_id> open, const edges_out& out) {
    std::vector<bool> reached(out.size());
    for (const auto id : open) {
        reached[id] = true;
    }
    while (!open.empty()) {
        const auto here = open.back();
        open.pop_back();
        for (const auto* e : out[here]) {
            if (!reached[e->to]) {
                reached[e->to] = true;
                open.push_back(e->to);
            }
        }
    }
    return reached;
}

void check_reached(const menu_data& menu, const menu_source& source, core::faults& faults) {
    const auto out = out_of(menu, source, [](const edge& e) { return e.how != way::over; });
    std::vector<screen_id> begin{menu.flows[whole_menu].start};
    if (begin.front() == no_screen || source.incomplete || source.astray) {
        return; // told already; what lies behind would be told of too
    }
    for (const auto& e : source.edges) {
        if (e.from == no_screen && e.to < menu.screens.size()) { // an alias
            begin.push_back(e.to);
        }
    }
    auto reached = reached_from(std::move(begin), out);
    std::vector<bool> led_to(menu.screens.size()); // by another that is not reached either
    for (screen_id i = 0; i < out.size(); ++i) {
        for (const auto* e : out[i]) {
            led_to[e->to] = led_to[e->to] || (!reached[i] && e->to != i);
        }
    }
    // One word for a whole branch: for the screen that it begins with, or, of screens that only
    // lead to one another, for the first.
    for (const bool only_first : {true, false}) {
        for (screen_id i = 0; i < reached.size(); ++i) {
            const auto& s = menu.screens[i];
            // Made screens belong to the place that wrote them, which is reported if need be.
            if (reached[i] || (only_first && led_to[i]) || made_in_place(s)) {
                continue;
            }
            const auto behind = reached_from({i}, out);
            std::size_t more = 0;
            for (screen_id k = 0; k < reached.size(); ++k) {
                more +=
                    behind[k] && !reached[k] && k != i && !made_in_place(menu.screens[k]) ? 1 : 0;
                reached[k] = reached[k] || behind[k];
            }
            faults.push_back({source.file, s.place.line, s.place.column,
                              more == 0
                                  ? fmt::format("nothing leads to screen '{}'", s.name)
                                  : fmt::format("nothing leads to screen '{}', nor to {} behind it",
                                                s.name, more)});
        }
    }
}

/// Flows that may be passed from their start to a return without a key press.
std::vector<bool> passable(const menu_data& menu, const menu_source& source) {
    std::vector<bool> all(menu.flows.size());
    // A flow may be passed through flows in it: they nest at most so deep.
    for (std::size_t round = 0; round <= max_flow_depth; ++round) {
        const auto out = out_of(menu, source, [&](const edge& e) {
            return !e.pressed && (e.how == way::go || (e.how == way::over && all[e.by]));
        });
        const auto count = static_cast<flow_id>(menu.flows.size());
        for (flow_id f = 1; f < count; ++f) {
            if (menu.flows[f].start == no_screen) {
                continue;
            }
            const auto reached = reached_from({menu.flows[f].start}, out);
            for (screen_id i = 0; i < reached.size(); ++i) {
                all[f] = all[f] || (reached[i] &&
                                    std::holds_alternative<return_screen>(menu.screens[i].body));
            }
        }
    }
    return all;
}

/// Depth-first over the edges that need no key press; iterative, for a menu of any size. Flows do
/// not go round, so a loop stays in one flow.
void check_loops(const menu_data& menu, const menu_source& source, core::faults& faults) {
    const auto pass = passable(menu, source);
    const auto out = out_of(menu, source, [&](const edge& e) {
        return !e.pressed && (e.how == way::go || (e.how == way::over && pass[e.by]));
    });
    enum class colour : std::uint8_t { fresh, open, done };
    std::vector<colour> state(menu.screens.size(), colour::fresh);
    struct level {
        screen_id screen;
        std::size_t next;
    };
    for (screen_id root = 0; root < menu.screens.size(); ++root) {
        if (state[root] != colour::fresh) {
            continue;
        }
        std::vector<level> route{{root, 0}};
        state[root] = colour::open;
        while (!route.empty()) {
            auto& top = route.back();
            const auto& edges = out[top.screen];
            if (top.next == edges.size()) {
                state[top.screen] = colour::done;
                route.pop_back();
                continue;
            }
            const auto* e = edges[top.next++];
            if (state[e->to] == colour::done) {
                continue;
            }
            if (state[e->to] == colour::fresh) {
                state[e->to] = colour::open;
                route.push_back({e->to, 0});
                continue;
            }
            std::string names;
            const auto first = std::find_if(route.begin(), route.end(),
                                            [&](const auto& f) { return f.screen == e->to; });
            for (auto it = first; it != route.end(); ++it) {
                names += menu.screens[it->screen].name + " -> ";
            }
            faults.push_back(
                {source.file, e->place.line, e->place.column,
                 fmt::format("these screens follow one another for ever, without a key press: {}{}",
                             names, menu.screens[e->to].name)});
        }
    }
}

/// Why a first screen may offer no key, in the words of a menu's author.
std::optional<std::string> without_key(const screen_node& node) {
    if (const auto* c = std::get_if<choose_screen>(&node.body)) {
        if (c->options.empty() && c->listed) {
            return fmt::format("each option of the first screen '{}' is an entry of a list: where "
                               "that is empty a customer would have no key to press",
                               node.name);
        }
        const bool conditional =
            !c->options.empty() && std::all_of(c->options.begin(), c->options.end(),
                                               [](const option& o) { return o.when.has_value(); });
        return conditional
                   ? std::optional{fmt::format("each option of the first screen '{}' has a "
                                               "condition: a customer for whom none holds would "
                                               "have no key to press",
                                               node.name)}
                   : std::nullopt;
    }
    const auto* s = std::get_if<show_screen>(&node.body);
    if (s && s->to == no_screen) {
        return fmt::format("the first screen '{}' has no key to press: say by 'to' where it goes "
                           "on, or make it a 'choose'",
                           node.name);
    }
    const auto* l = std::get_if<list_screen>(&node.body);
    if (l && l->save.empty() && l->to == no_screen) {
        return fmt::format("the first screen '{}' has no key to press: save the entry that is "
                           "chosen, or begin with another screen",
                           node.name);
    }
    return l ? std::optional{fmt::format("the first screen '{}' has no key to press where its list "
                                         "is empty: begin with a 'choose'",
                                         node.name)}
             : std::nullopt;
}

/// Behind every other screen is a way back.
void check_start(const menu_data& menu, const menu_source& source, core::faults& faults) {
    const auto start = menu.flows[whole_menu].start;
    if (start >= menu.screens.size()) {
        return;
    }
    const auto& s = menu.screens[start];
    if (auto why = without_key(s)) {
        faults.push_back({source.file, s.place.line, s.place.column, std::move(*why)});
    }
}

} // namespace

void check_graph(const menu_data& menu, const menu_source& source, core::faults& faults) {
    if (!menu.screens.empty()) {
        check_reached(menu, source, faults);
        check_loops(menu, source, faults);
        if (!source.incomplete) {
            check_start(menu, source, faults);
        }
    }
}

} // namespace yeelen::menu
