#include "workbench/coverage.hpp"

#include "menu/model/model.hpp"
#include "workbench/ways.hpp"
#include <fmt/format.h>

namespace yeelen::workbench {

void coverage::add(const std::vector<menu::screen_id>& visited) {
    for (std::size_t i = 0; i < visited.size(); ++i) {
        screens_.insert(visited[i]);
        if (i > 0) {
            ways_.insert({visited[i - 1], visited[i]});
        }
    }
}

coverage_report report(const menu::definition& menu, const coverage& seen) {
    coverage_report r;
    const auto& all = menu.data();
    for (menu::screen_id id = 0; id < all.screens.size(); ++id) {
        const auto& name = all.screens[id].name;
        ++r.screens;
        if (seen.met(id)) {
            ++r.screens_met;
        } else {
            r.not_met.push_back(name);
        }
        for (const auto& w : ways_from(all, id)) {
            if (w.label == "then") {
                continue; // the flow's own end is what leads there
            }
            if (w.enters && all.screens[id].first) {
                continue; // seen to before the screen itself is entered
            }
            ++r.ways;
            if (seen.went(id, w.to)) {
                ++r.ways_gone;
            } else if (seen.met(id)) {
                r.not_gone.push_back(
                    fmt::format("{} -> {}{}", name, all.screens[w.to].name,
                                w.label.empty() ? "" : fmt::format(" ({})", w.label)));
            }
        }
    }
    return r;
}

} // namespace yeelen::workbench
