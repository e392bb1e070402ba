#include "menu/proof/checker.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <set>

namespace yeelen::menu {

namespace {

/// What is known of a value by its name.
struct known_value {
    bool open = false;            ///< may have any field (an entry of a list)
    std::set<std::string> fields; ///< of answers
};

class value_checker {
public:
    value_checker(const menu_data& menu, const menu_source& source, const operations& known,
                  core::faults& faults)
        : menu_(menu)
        , source_(source)
        , faults_(faults) {
        for (const auto& save : source.saves) {
            auto& value = values_[save.name];
            const auto operation = known.find(save.operation);
            if (operation != known.end()) {
                value.fields.insert(operation->second.answer.begin(),
                                    operation->second.answer.end());
            }
            value.open = value.open || !save.list.empty() ||
                         (!save.operation.empty() && operation == known.end());
        }
        // A value set from another may be anything that the other is.
        for (const auto& screen : menu.screens) {
            if (const auto* s = std::get_if<set_screen>(&screen.body)) {
                open_copies(s->set);
            } else if (const auto* c = std::get_if<choose_screen>(&screen.body)) {
                for (const auto& o : c->options) {
                    open_copies(o.set);
                }
            }
        }
        for (const auto& [name, where] : source.profile) {
            profile_.push_back(name);
        }
        profile_.emplace_back("language");
    }

    void remembered() {
        for (const auto& [name, where] : source_.remembered) {
            if (std::find(profile_.begin(), profile_.end(), name) == profile_.end()) {
                faults_.push_back({source_.file, where.line, where.column,
                                   fmt::format("'{}' is not among the values under 'profile'{}",
                                               name, core::suggestion(name, profile_))});
            }
        }
    }

    void check(const path& p, const std::string& file, place where, screen_id screen, bool item) {
        const auto fault = [&](std::string message) {
            faults_.push_back({file, where.line, where.column, std::move(message)});
        };
        switch (p.root) {
        case path_root::value: {
            const auto found = values_.find(p.steps[0]);
            if (found == values_.end()) {
                std::vector<std::string> names = reserved_names();
                for (const auto& [name, value] : values_) {
                    names.push_back(name);
                }
                fault(fmt::format("no screen sets the value '{}'{}", p.steps[0],
                                  core::suggestion(p.steps[0], names)));
            } else if (p.steps.size() > 1 && !found->second.open &&
                       !found->second.fields.contains(p.steps[1])) {
                const auto& fields = found->second.fields;
                fault(fields.empty()
                          ? fmt::format("'{}' is a plain value: it has no '{}' in it", p.steps[0],
                                        p.steps[1])
                          : fmt::format(
                                "the answer saved as '{}' has no '{}'{}", p.steps[0], p.steps[1],
                                core::suggestion(p.steps[1], {fields.begin(), fields.end()})));
            }
            return;
        }
        case path_root::profile:
            if (std::find(profile_.begin(), profile_.end(), p.steps[0]) == profile_.end()) {
                fault(fmt::format("'{}' is not among the values under 'profile'{}", p.steps[0],
                                  core::suggestion(p.steps[0], profile_)));
            }
            return;
        case path_root::item:
        case path_root::number:
            if (!item) {
                fault(
                    fmt::format("'{}' has a meaning only in the 'item' text of a list", p.text()));
            }
            return;
        case path_root::least:
        case path_root::most:
            if (screen >= menu_.screens.size() ||
                !std::holds_alternative<ask_screen>(menu_.screens[screen].body)) {
                fault(fmt::format("'{}' has a meaning only in the texts of an ask", p.text()));
            }
            return;
        case path_root::msisdn:
        case path_root::dialled:
        case path_root::language:
        case path_root::today: return;
        }
    }

private:
    void open_copies(const std::vector<assignment>& all) {
        for (const auto& a : all) {
            values_[a.name].open = values_[a.name].open || a.value.from.has_value();
        }
    }

    const menu_data& menu_;
    const menu_source& source_;
    core::faults& faults_;
    std::map<std::string, known_value> values_;
    std::vector<std::string> profile_;
};

bool expects(text_id id) {
    return id >= id_of(builtin::expect_text) && id <= id_of(builtin::expect_date);
}

} // namespace

void check_values(const menu_data& menu, const menu_source& source,
                  const std::vector<locale_source>& locales, const operations& known,
                  core::faults& faults) {
    value_checker checker{menu, source, known, faults};
    checker.remembered();
    for (const auto& use : source.values) {
        checker.check(use.path, source.file, use.place, use.screen, false);
    }
    for (std::size_t l = 0; l < locales.size(); ++l) {
        const auto check_text = [&](text_id id, screen_id screen, bool item) {
            const auto& where = locales[l].places[id];
            for (const auto* p : menu.locales[l].texts[id].paths()) {
                checker.check(*p, locales[l].file, within(where.place, where.one_line, p->offset),
                              screen, item);
            }
        };
        for (const auto& use : source.texts) {
            check_text(use.id, use.screen, use.item);
        }
        for (text_id id = 0; id < builtin_keys.size(); ++id) {
            const auto& text = menu.locales[l].texts[id];
            if (!expects(id) && !text.fixed()) {
                const auto& where = locales[l].places[id].place;
                faults.push_back(
                    {locales[l].file, where.line, where.column,
                     fmt::format("the text '{}' cannot have values in it", menu.text_keys[id])});
            }
        }
    }
}

void find_needs(menu_data& menu, const menu_source& source) {
    field_needs all; // by the values' names
    const auto add = [&](const path& p, const std::string& list, bool content) {
        if (p.root == path_root::value) {
            all.add(p.steps, 0, content);
        } else if (p.root == path_root::item && !list.empty()) {
            if (auto of = parse_path(list); of && of->root == path_root::value) {
                all.at(of->steps, 0).add(p.steps, 0, content);
            }
        }
    };
    const auto list_of = [&](screen_id id) {
        const auto* l =
            id < menu.screens.size() ? std::get_if<list_screen>(&menu.screens[id].body) : nullptr;
        return l ? l->of.text() : std::string{};
    };
    for (const auto& use : source.values) {
        add(use.path, {}, use.content);
    }
    for (const auto& use : source.texts) {
        for (const auto& in : menu.locales) {
            for (const auto* p : in.texts[use.id].paths()) {
                add(*p, use.item ? list_of(use.screen) : std::string{}, true);
            }
        }
    }
    // What is used of a chosen entry is needed of every entry of its list.
    for (const auto& save : source.saves) {
        if (auto of = save.list.empty() ? std::unexpected(text_error{}) : parse_path(save.list);
            of && of->root == path_root::value) {
            const field_needs chosen = all.fields[save.name];
            all.at(of->steps, 0).merge(chosen);
        }
    }
    for (auto& screen : menu.screens) {
        if (auto* c = std::get_if<call_screen>(&screen.body); c && !c->save.empty()) {
            c->needs = all.fields[c->save];
        }
    }
}

} // namespace yeelen::menu
