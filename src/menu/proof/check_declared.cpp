// What the head declares and nothing uses.
#include "menu/proof/checker.hpp"

#include <fmt/format.h>
#include <set>

namespace yeelen::menu {

namespace {

class uses {
public:
    uses(const menu_data& menu, const menu_source& source) {
        for (const auto& use : source.values) {
            add(use.path);
        }
        for (const auto& in : menu.locales) {
            for (const auto& text : in.texts) {
                for (const auto* p : text.paths()) {
                    add(*p);
                }
            }
        }
        for (const auto& r : source.remembered) {
            names_.insert({path_root::profile, r.name});
        }
    }
    bool has(path_root root, const std::string& name) const {
        return names_.contains({root, name});
    }

private:
    void add(const path& p) {
        if (!p.steps.empty()) {
            names_.insert({p.root, p.steps.front()});
        }
    }
    std::set<std::pair<path_root, std::string>> names_;
};

} // namespace

void check_declared(const menu_data& menu, const menu_source& source, core::faults& faults) {
    if (source.incomplete) {
        return; // what could not be read may be what uses it
    }
    const uses all{menu, source};
    const auto check = [&](const std::vector<named_place>& declared, path_root root,
                           std::string_view where) {
        for (const auto& d : declared) {
            if (!all.has(root, d.name)) {
                faults.push_back({source.file, d.place.line, d.place.column,
                                  fmt::format("nothing uses '{}' of '{}'", d.name, where)});
            }
        }
    };
    check(source.profile, path_root::profile, "profile");
    check(source.config, path_root::config, "config");
    check(source.flags, path_root::flag, "flags");
}

} // namespace yeelen::menu
