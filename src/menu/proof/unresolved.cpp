#include "menu/proof/unresolved.hpp"

#include "menu/model/made_in_place.hpp"
#include <algorithm>

namespace yeelen::menu {

namespace {

/// Lines of one file that have a fault.
std::set<std::size_t> lines_of(const core::faults& faults, const std::string& file) {
    std::set<std::size_t> lines;
    for (const auto& f : faults) {
        if (f.file == file) {
            lines.insert(f.line);
        }
    }
    return lines;
}

} // namespace

/// What a screen says stands from its name on, up to the next.
void unresolved::find_screens(const menu_data& menu, const std::set<std::size_t>& lines) {
    for (const auto line : lines) {
        std::size_t begin = 0;
        for (const auto& node : menu.screens) {
            if (!made_in_place(node) && node.place.line <= line) {
                begin = std::max(begin, node.place.line);
            }
        }
        for (screen_id id = 0; id < menu.screens.size(); ++id) {
            const auto& node = menu.screens[id];
            if (node.place.line == (made_in_place(node) ? line : begin) && begin != 0) {
                screens_.insert(id);
            }
        }
    }
}

/// A value that is set in such a screen and declared nowhere may be anything, wherever it is used.
void unresolved::find_users(const value_types& types) {
    const auto& source = types.source();
    for (std::size_t before = SIZE_MAX; before != screens_.size();) {
        before = screens_.size();
        std::set<std::pair<flow_id, std::string>> unknown;
        for (const auto& save : source.saves) {
            if (!save.type && screens_.contains(save.screen)) {
                unknown.emplace(save.flow, save.name);
            }
        }
        const auto used = [&](flow_id flow, screen_id screen, const path& p) {
            if (p.root == path_root::value && unknown.contains({flow, p.steps.front()})) {
                screens_.insert(screen);
            }
        };
        for (const auto& use : source.values) {
            used(use.flow, use.screen, use.path);
        }
        for (const auto& use : source.texts) {
            for (const auto& in : types.menu().locales) {
                for (const auto* p : in.texts[use.id].paths()) {
                    used(use.flow, use.screen, *p);
                }
            }
        }
    }
}

unresolved::unresolved(const value_types& types, const std::vector<locale_source>& locales,
                       const core::faults& faults) {
    if (faults.empty()) {
        return;
    }
    const auto& source = types.source();
    find_screens(types.menu(), lines_of(faults, source.file));
    find_users(types);
    std::vector<std::set<std::size_t>> lines;
    for (const auto& in : locales) {
        lines.push_back(lines_of(faults, in.file));
    }
    const auto wrong = [&](std::size_t l, text_id id) {
        return lines[l].contains(locales[l].places[id].place.line);
    };
    for (const auto& use : source.texts) {
        for (std::size_t l = 0; l < locales.size(); ++l) {
            bool hurt = wrong(l, use.id);
            for (std::size_t other = 0; other < locales.size(); ++other) {
                hurt = hurt || (locales[l].places[use.id].inherited && wrong(other, use.id));
            }
            if (hurt) {
                shown_.emplace(l, use.screen);
            }
        }
    }
}

} // namespace yeelen::menu
