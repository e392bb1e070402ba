#include "menu/proof/checker.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace yeelen::menu {

namespace {

struct graph {
    std::vector<std::vector<const edge*>> out; ///< by screen

    graph(const menu_data& menu, const menu_source& source)
        : out(menu.screens.size()) {
        for (const auto& e : source.edges) {
            if (e.from < out.size() && e.to < out.size()) {
                out[e.from].push_back(&e);
            }
        }
    }
};

void check_reached(const menu_data& menu, const menu_source& source, const graph& g,
                   core::faults& faults) {
    std::vector<bool> reached(menu.screens.size());
    std::vector<screen_id> open{menu.start};
    reached[menu.start] = true;
    while (!open.empty()) {
        const auto here = open.back();
        open.pop_back();
        for (const auto* e : g.out[here]) {
            if (!reached[e->to]) {
                reached[e->to] = true;
                open.push_back(e->to);
            }
        }
    }
    for (screen_id i = 0; i < reached.size(); ++i) {
        const auto& s = menu.screens[i];
        // Made screens belong to the place that wrote them, which is reported if need be.
        if (!reached[i] && s.name.find(':') == std::string::npos) {
            faults.push_back({source.file, s.place.line, s.place.column,
                              fmt::format("nothing leads to screen '{}'", s.name)});
        }
    }
}

/// Depth-first over the edges that need no key press; iterative, for a menu of any size.
void check_loops(const menu_data& menu, const menu_source& source, const graph& g,
                 core::faults& faults) {
    enum class colour : std::uint8_t { fresh, open, done };
    std::vector<colour> state(menu.screens.size(), colour::fresh);
    struct frame {
        screen_id screen;
        std::size_t next;
    };
    for (screen_id root = 0; root < menu.screens.size(); ++root) {
        if (state[root] != colour::fresh) {
            continue;
        }
        std::vector<frame> way{{root, 0}};
        state[root] = colour::open;
        while (!way.empty()) {
            auto& top = way.back();
            const auto& edges = g.out[top.screen];
            if (top.next == edges.size()) {
                state[top.screen] = colour::done;
                way.pop_back();
                continue;
            }
            const auto* e = edges[top.next++];
            if (e->pressed || state[e->to] == colour::done) {
                continue;
            }
            if (state[e->to] == colour::fresh) {
                state[e->to] = colour::open;
                way.push_back({e->to, 0});
                continue;
            }
            std::string names;
            const auto first = std::find_if(way.begin(), way.end(),
                                            [&](const auto& f) { return f.screen == e->to; });
            for (auto it = first; it != way.end(); ++it) {
                names += menu.screens[it->screen].name + " -> ";
            }
            faults.push_back(
                {source.file, e->place.line, e->place.column,
                 fmt::format("these screens follow one another for ever, without a key press: {}{}",
                             names, menu.screens[e->to].name)});
        }
    }
}

} // namespace

void check_graph(const menu_data& menu, const menu_source& source, core::faults& faults) {
    if (menu.screens.empty()) {
        return;
    }
    const graph g{menu, source};
    check_reached(menu, source, g, faults);
    check_loops(menu, source, g, faults);
}

} // namespace yeelen::menu
