#include "menu/load/assumed.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <set>

namespace yeelen::menu {

namespace {

/// A name where it is used.
struct named_use {
    path_root root = path_root::value;
    flow_id flow = whole_menu;
    std::string name;
    const std::string* file = nullptr;
    menu::place place;
};

std::vector<named_use> uses_of(const menu_data& menu, const menu_source& source,
                               const std::vector<locale_source>& locales) {
    std::vector<named_use> all;
    const auto add = [&](const path& p, flow_id flow, const std::string& file, place where) {
        if (!p.steps.empty()) {
            all.push_back({p.root, flow, p.steps.front(), &file, where});
        }
    };
    for (const auto& use : source.values) {
        add(use.path, use.flow, source.file, use.place);
    }
    for (const auto& r : source.remembered) {
        all.push_back({path_root::profile, whole_menu, r.name, &source.file, r.place});
    }
    std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) {
        return std::pair{a.place.line, a.place.column} < std::pair{b.place.line, b.place.column};
    });
    for (std::size_t l = 0; l < locales.size(); ++l) {
        const auto& texts = menu.locales[l].texts;
        for (const auto& use : source.texts) {
            if (use.id >= texts.size() || use.id >= locales[l].places.size()) {
                continue;
            }
            const auto& at = locales[l].places[use.id];
            for (const auto* p : texts[use.id].paths()) {
                add(*p, use.flow, locales[l].file, within(at.place, at.one_line, p->offset));
            }
        }
    }
    return all;
}

class assumption {
public:
    assumption(menu_data& menu, menu_source& source, core::faults& faults)
        : menu_(menu)
        , source_(source)
        , faults_(faults) {}

    void section(std::string_view section, path_root root, const std::vector<named_use>& uses) {
        std::set<std::string> names;
        const named_use* first = nullptr;
        for (const auto& use : uses) {
            // The language is kept for each phone number anyway.
            if (use.root == root && (root != path_root::profile || use.name != "language")) {
                names.insert(use.name);
                first = first ? first : &use;
            }
        }
        if (!source_.absent.told) {
            if (names.size() < 2) {
                return; // told as any other name that is not declared
            }
            faults_.push_back({*first->file, first->place.line, first->place.column,
                               fmt::format("the menu has no '{}', where '{}' and {} more would be "
                                           "declared",
                                           section, first->name, names.size() - 1)});
        }
        source_.incomplete = source_.incomplete || !names.empty();
        for (const auto& name : names) {
            declare(root, name);
        }
    }

    void values(const std::vector<named_use>& uses) {
        std::set<std::pair<flow_id, std::string>> saved;
        for (const auto& s : source_.saves) {
            saved.insert({s.flow, s.name});
        }
        for (const auto& use : uses) {
            if (use.root == path_root::value && saved.insert({use.flow, use.name}).second) {
                source_.saves.push_back({.name = use.name,
                                         .place = use.place,
                                         .flow = use.flow,
                                         .type = core::value_type{}});
            }
        }
    }

private:
    void declare(path_root root, const std::string& name) {
        if (root == path_root::profile) {
            menu_.profile.emplace(name, core::value_type{});
        } else if (root == path_root::config) {
            menu_.config.emplace(name, core::value_type{});
        } else {
            menu_.flags.insert(name);
        }
    }

    menu_data& menu_;
    menu_source& source_;
    core::faults& faults_;
};

} // namespace

void assume_undeclared(menu_data& menu, menu_source& source,
                       const std::vector<locale_source>& locales, core::faults& faults) {
    const auto uses = uses_of(menu, source, locales);
    assumption assume{menu, source, faults};
    if (source.absent.profile) {
        assume.section("profile", path_root::profile, uses);
    }
    if (source.absent.config) {
        assume.section("config", path_root::config, uses);
    }
    if (source.absent.flags) {
        assume.section("flags", path_root::flag, uses);
    }
    if (source.incomplete) {
        assume.values(uses);
    }
}

} // namespace yeelen::menu
