// Values that may be missing where they are needed, and secrets outside the one place for them.
#include "menu/proof/checker.hpp"
#include "menu/proof/sure_values.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <set>

namespace yeelen::menu {

namespace {

/// What is certain where a text of a screen is written, beyond what was when it was entered.
std::vector<std::string> known_at(const screen_node& node, text_id text) {
    if (const auto* c = std::get_if<choose_screen>(&node.body)) {
        for (const auto& o : c->options) {
            if (o.text == text && o.when) {
                return names_if(*o.when, true);
            }
        }
    }
    const auto* call = std::get_if<call_screen>(&node.body);
    const auto* pay = std::get_if<pay_screen>(&node.body);
    const auto* request = call ? &call->request : pay ? &pay->request : nullptr;
    if (request && request->late_sms == text) {
        return {request->save};
    }
    return {};
}

class sure_checker {
public:
    sure_checker(const menu_data& menu, const menu_source& source, core::faults& faults)
        : menu_(menu)
        , source_(source)
        , faults_(faults)
        , sure_(menu) {}

    void texts() {
        for (const auto& use : source_.texts) {
            if (use.screen >= menu_.screens.size()) {
                continue;
            }
            const auto& node = menu_.screens[use.screen];
            const auto known = known_at(node, use.id);
            for (const auto& name : names_in(use.id)) {
                if (sure_.secret(node.flow, name)) {
                    fault(use.place, fmt::format("the text '{}' would show '{}': what was typed as "
                                                 "a PIN is never shown",
                                                 menu_.text_keys[use.id], name));
                } else if (std::find(known.begin(), known.end(), name) == known.end() &&
                           !sure_.sure(use.screen, name)) {
                    fault(use.place,
                          fmt::format("the text '{}' uses '{}', but {}", menu_.text_keys[use.id],
                                      name, not_set(node, name)));
                }
            }
        }
    }

    void arguments() {
        for (screen_id id = 0; id < menu_.screens.size(); ++id) {
            const auto& node = menu_.screens[id];
            if (const auto* c = std::get_if<call_screen>(&node.body)) {
                wanted(id, c->request.arguments, c->request.operation);
            } else if (const auto* p = std::get_if<pay_screen>(&node.body)) {
                wanted(id, p->request.arguments, p->request.operation);
            } else if (const auto* u = std::get_if<use_screen>(&node.body)) {
                wanted(id, u->with, menu_.flows[u->flow].name);
            }
        }
    }

    /// A PIN goes from its ask to a call, and nowhere else.
    void secrets() {
        for (const auto& use : source_.values) {
            if (use.path.root != path_root::value || use.path.steps.empty() ||
                !sure_.secret(use.flow, use.path.steps.front())) {
                continue;
            }
            const auto& name = use.path.steps.front();
            const auto* call = use.screen < menu_.screens.size()
                                   ? std::get_if<call_screen>(&menu_.screens[use.screen].body)
                                   : nullptr;
            if (!call || !is_argument(*call, use)) {
                fault(use.place, fmt::format("'{}' was typed as a PIN: it can only be given to a "
                                             "call as one of its arguments",
                                             name));
            } else if (call->request.once) {
                fault(use.place,
                      fmt::format("'{}' was typed as a PIN: '{}' is carried out once, so its "
                                  "arguments are stored, and a PIN never is",
                                  name, call->request.operation));
            }
        }
    }

private:
    static bool is_argument(const call_screen& call, const value_use& use) {
        const auto& all = call.request.arguments;
        return std::any_of(all.begin(), all.end(), [&](const assignment& a) {
            const auto* alone = a.value.from ? a.value.from->as_path() : nullptr;
            return alone && alone->steps == use.path.steps &&
                   a.value.place.line == use.place.line && a.value.place.column <= use.place.column;
        });
    }

    std::set<std::string> names_in(text_id id) const {
        std::set<std::string> names;
        for (const auto& in : menu_.locales) {
            for (const auto* p : in.texts[id].paths()) {
                if (p->root == path_root::value && !p->steps.empty()) {
                    names.insert(p->steps.front());
                }
            }
        }
        return names;
    }

    std::string not_set(const screen_node& node, std::string_view name) const {
        if (sure_.secret(node.flow, name)) {
            return fmt::format("what was typed as a PIN is forgotten at the next key press and "
                               "after a call: lead from its ask straight to '{}'",
                               node.name);
        }
        return fmt::format("there is a way to '{}' on which nothing sets it (test it before by "
                           "'exists {}')",
                           node.name, name);
    }

    void wanted(screen_id id, const std::vector<assignment>& all, std::string_view of) {
        for (const auto& a : all) {
            const auto given =
                std::find_if(source_.given.begin(), source_.given.end(), [&](const given_value& g) {
                    return g.screen == id && g.value.place.line == a.value.place.line &&
                           g.value.place.column == a.value.place.column;
                });
            if (!a.value.from || (given != source_.given.end() && given->declared.optional)) {
                continue;
            }
            for (const auto& name : names_wanted(*a.value.from)) {
                if (!sure_.sure(id, name)) {
                    fault(a.value.place, fmt::format("'{}' wants '{}', but {}", of, name,
                                                     not_set(menu_.screens[id], name)));
                }
            }
        }
    }

    void fault(place where, std::string message) {
        faults_.push_back({source_.file, where.line, where.column, std::move(message)});
    }

    const menu_data& menu_;
    const menu_source& source_;
    core::faults& faults_;
    sure_values sure_;
};

} // namespace

void check_sure(const menu_data& menu, const menu_source& source, core::faults& faults) {
    sure_checker checker{menu, source, faults};
    checker.texts();
    checker.arguments();
    checker.secrets();
}

} // namespace yeelen::menu
