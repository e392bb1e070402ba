#include "menu/proof/checker.hpp"

#include <map>

namespace yeelen::menu {

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
                // A text writes what is no list and no record, and counts a list's entries.
                add(use.flow, *p, nullptr, false);
                for (const auto* of : lists) {
                    add(use.flow, *p, of, false);
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
