#include "menu/proof/checker.hpp"
#include "menu/proof/value_types.hpp"

#include <fmt/format.h>
#include <map>

namespace yeelen::menu {

namespace {

bool expects(text_id id) {
    return id >= id_of(builtin::expect_text) && id <= id_of(builtin::expect_pattern);
}

void check_remembered(const menu_data& menu, const menu_source& source, core::faults& faults) {
    std::vector<std::string> names;
    for (const auto& [name, type] : menu.profile) {
        names.push_back(name);
    }
    for (const auto& r : source.remembered) {
        if (!menu.profile.contains(r.name) && r.name != "language") {
            faults.push_back({source.file, r.place.line, r.place.column,
                              fmt::format("'{}' is not among the values under 'profile'{}", r.name,
                                          core::suggestion(r.name, names))});
        }
    }
}

void check_texts(const menu_data& menu, const menu_source& source, const value_types& types,
                 const locale& in, const locale_source& file, core::faults& faults) {
    for (const auto& use : source.texts) {
        place_types here{types, use.flow, use.screen};
        if (use.item) {
            here.set_item(use.of ? types.entry_of(*use.of, use.flow) : core::value_type{});
        }
        const auto& where = file.places[use.id];
        for (const auto* p : in.texts[use.id].paths()) {
            if (const auto type = here.type_of(*p); !type) {
                const auto at = within(where.place, where.one_line, p->offset);
                faults.push_back({file.file, at.line, at.column, type.error()});
            }
        }
    }
    for (text_id id = 0; id < builtin_keys.size(); ++id) {
        if (!expects(id) && !in.texts[id].fixed()) {
            const auto& where = file.places[id].place;
            faults.push_back(
                {file.file, where.line, where.column,
                 fmt::format("the text '{}' cannot have values in it", menu.text_keys[id])});
        }
    }
}

} // namespace

void check_values(const menu_data& menu, const menu_source& source,
                  const std::vector<locale_source>& locales, const operations&,
                  core::faults& faults) {
    const value_types types{menu, source};
    check_remembered(menu, source, faults);
    for (const auto& use : source.values) {
        place_types here{types, use.flow, use.screen};
        if (use.path.root == path_root::item && use.of) {
            continue; // of a `where`: its expression is checked as a whole
        }
        if (const auto type = here.type_of(use.path); !type) {
            faults.push_back({source.file, use.place.line, use.place.column, type.error()});
        }
    }
    for (std::size_t l = 0; l < locales.size(); ++l) {
        check_texts(menu, source, types, menu.locales[l], locales[l], faults);
    }
}

void find_needs(menu_data& menu, const menu_source& source) {
    std::map<flow_id, field_needs> all; // by the values' names
    const auto add = [&](flow_id flow, const path& p, const path* of, bool content) {
        if (p.root == path_root::value) {
            all[flow].add(p.steps, 0, content);
        } else if (p.root == path_root::item && of && of->root == path_root::value) {
            all[flow].at(of->steps, 0).add(p.steps, 0, content);
        }
    };
    for (const auto& use : source.values) {
        add(use.flow, use.path, use.of ? &*use.of : nullptr, use.content);
    }
    for (const auto& use : source.texts) {
        // Of a list that is made by an expression, every path in it may be the list.
        std::vector<const path*> lists;
        if (use.of) {
            for (const auto& u : use.of->uses()) {
                lists.push_back(u.path);
            }
        }
        for (const auto& in : menu.locales) {
            for (const auto* p : in.texts[use.id].paths()) {
                add(use.flow, *p, nullptr, true);
                for (const auto* of : lists) {
                    add(use.flow, *p, of, true);
                }
            }
        }
    }
    // What is used of a chosen entry is needed of every entry of its list.
    for (const auto& save : source.saves) {
        if (save.entry_of) {
            const field_needs chosen = all[save.flow].fields[save.name];
            for (const auto& u : save.entry_of->uses()) {
                if (u.path->root == path_root::value) {
                    all[save.flow].at(u.path->steps, 0).merge(chosen);
                }
            }
        }
    }
    for (auto& screen : menu.screens) {
        auto* call = std::get_if<call_screen>(&screen.body);
        auto* pay = std::get_if<pay_screen>(&screen.body);
        auto* request = call ? &call->request : pay ? &pay->request : nullptr;
        if (request && !request->save.empty()) {
            request->needs = all[screen.flow].fields[request->save];
        }
    }
}

} // namespace yeelen::menu
