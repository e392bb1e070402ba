#include "menu/proof/sure_values.hpp"

#include <algorithm>

namespace yeelen::menu {

namespace {

template<class... F>
struct each_kind : F... {
    using F::operator()...;
};

} // namespace

sure_values::sure_values(const menu_data& menu)
    : menu_(menu)
    , flows_(menu.flows.size())
    , before_(menu.screens.size())
    , met_(menu.screens.size(), false) {
    name_all();
    std::vector<screen_id> open;
    const auto begin = [&](screen_id at, const set& with) {
        if (at < menu_.screens.size() && enter(at, with)) {
            open.push_back(at);
        }
    };
    for (flow_id f = 0; f < menu.flows.size(); ++f) {
        set taken(flows_[f].number.size(), false);
        for (const auto& [name, type] : menu.flows[f].takes) {
            if (!type.optional) {
                gain(f, taken, name);
            }
        }
        begin(menu.flows[f].start, taken);
    }
    for (const auto& a : menu.aliases) {
        set dialled(flows_[whole_menu].number.size(), false);
        for (const auto& part : a.parts) {
            gain(whole_menu, dialled, part.name);
        }
        begin(a.to, dialled);
    }
    while (!open.empty()) {
        const auto at = open.back();
        open.pop_back();
        leave(at, open);
    }
}

void sure_values::give_name(flow_id flow, const std::string& name, bool is_secret) {
    if (name.empty() || flow >= flows_.size()) {
        return;
    }
    auto& names = flows_[flow];
    const auto [found, added] = names.number.emplace(name, names.number.size());
    if (added) {
        names.secrets.push_back(false);
    }
    if (is_secret) {
        names.secrets[found->second] = true;
    }
}

void sure_values::name_all() {
    for (flow_id f = 0; f < menu_.flows.size(); ++f) {
        for (const auto& [name, type] : menu_.flows[f].takes) {
            give_name(f, name);
        }
    }
    for (const auto& a : menu_.aliases) {
        for (const auto& part : a.parts) {
            give_name(whole_menu, part.name);
        }
    }
    for (const auto& node : menu_.screens) {
        const auto f = node.flow;
        const auto set_here = [&](const std::vector<assignment>& all) {
            for (const auto& a : all) {
                give_name(f, a.name);
            }
        };
        std::visit(each_kind{
                       [&](const choose_screen& c) {
                           for (const auto& o : c.options) {
                               set_here(o.set);
                           }
                           if (c.listed) {
                               give_name(f, c.listed->save);
                           }
                       },
                       [&](const ask_screen& a) { give_name(f, a.save, a.secret()); },
                       [&](const list_screen& l) { give_name(f, l.save); },
                       [&](const call_screen& c) { give_name(f, c.request.save); },
                       [&](const pay_screen& p) { give_name(f, p.request.save); },
                       [&](const set_screen& s) { set_here(s.set); },
                       [&](const use_screen& u) { give_name(f, u.save); },
                       [](const auto&) {},
                   },
                   node.body);
    }
}

bool sure_values::enter(screen_id at, const set& with) {
    if (!met_[at]) {
        met_[at] = true;
        before_[at] = with;
        return true;
    }
    bool changed = false;
    for (std::size_t i = 0; i < with.size(); ++i) {
        if (before_[at][i] && !with[i]) {
            before_[at][i] = false;
            changed = true;
        }
    }
    return changed;
}

void sure_values::gain(flow_id flow, set& s, const std::string& name) const {
    if (const auto found = flows_[flow].number.find(name); found != flows_[flow].number.end()) {
        s[found->second] = true;
    }
}
void sure_values::gain(flow_id flow, set& s, const std::vector<std::string>& names) const {
    for (const auto& name : names) {
        gain(flow, s, name);
    }
}

/// One after another: a value set from one that may be missing may be missing too.
void sure_values::gain_set(flow_id flow, set& s, const std::vector<assignment>& all) const {
    for (const auto& a : all) {
        const auto& numbers = flows_[flow].number;
        const auto wanted = a.value.from ? names_wanted(*a.value.from) : std::vector<std::string>{};
        const bool there = std::all_of(wanted.begin(), wanted.end(), [&](const auto& name) {
            const auto found = numbers.find(name);
            return found != numbers.end() && s[found->second];
        });
        if (const auto own = numbers.find(a.name); own != numbers.end()) {
            s[own->second] = there;
        }
    }
}

sure_values::set sure_values::without_secrets(flow_id flow, set s) const {
    for (std::size_t i = 0; i < s.size(); ++i) {
        s[i] = s[i] && !flows_[flow].secrets[i];
    }
    return s;
}

void sure_values::leave(screen_id at, std::vector<screen_id>& open) {
    const auto& node = menu_.screens[at];
    const auto f = node.flow;
    auto before = before_[at];
    if (node.first) { // its flow waits for keys
        before = without_secrets(f, std::move(before));
    }
    const auto pressed = without_secrets(f, before);
    const auto go = [&](screen_id to, const set& with) {
        if (to < menu_.screens.size() && menu_.screens[to].flow == f && enter(to, with)) {
            open.push_back(to);
        }
    };
    const auto with = [&](set s, const std::string& name) {
        gain(f, s, name);
        return s;
    };
    const auto after = [&](set s, const expression& condition, bool holds) {
        gain(f, s, names_if(condition, holds));
        return s;
    };
    std::visit(each_kind{
                   [&](const choose_screen& c) {
                       for (const auto& o : c.options) {
                           auto s = o.when ? after(pressed, *o.when, true) : pressed;
                           gain_set(f, s, o.set);
                           go(o.to, s);
                       }
                       if (c.listed) {
                           go(c.listed->to, with(pressed, c.listed->save));
                       }
                   },
                   [&](const ask_screen& a) { go(a.to, with(pressed, a.save)); },
                   [&](const list_screen& l) { go(l.to, with(pressed, l.save)); },
                   [&](const show_screen& s) { go(s.to, pressed); },
                   [&](const confirm_screen& c) {
                       go(c.yes, pressed);
                       go(c.no, pressed);
                   },
                   [&](const call_screen& c) {
                       go(c.ok, with(pressed, c.request.save));
                       for (const auto to : c.failed) {
                           go(to, pressed);
                       }
                   },
                   [&](const branch_screen& b) {
                       auto rest = before;
                       for (const auto& one : b.cases) {
                           go(one.to, after(rest, one.when, true));
                           rest = after(std::move(rest), one.when, false);
                       }
                       go(b.otherwise, rest);
                   },
                   [&](const set_screen& s) {
                       auto now = before;
                       gain_set(f, now, s.set);
                       go(s.to, now);
                   },
                   [&](const lock_screen& l) {
                       go(l.to, before);
                       go(l.locked, before);
                   },
                   [&](const sms_screen& s) { go(s.to, before); },
                   [&](const language_screen& l) { go(l.to, before); },
                   [&](const use_screen& u) {
                       const auto& gives = menu_.flows[u.flow].gives;
                       go(u.to, gives && !gives->optional ? with(pressed, u.save) : pressed);
                   },
                   [](const auto&) {},
               },
               node.body);
}

bool sure_values::sure(screen_id at, std::string_view name) const {
    if (at >= before_.size() || !met_[at]) {
        return true; // nothing leads there: that is told elsewhere
    }
    const auto& numbers = flows_[menu_.screens[at].flow].number;
    const auto found = numbers.find(name);
    return found == numbers.end() || before_[at][found->second];
}

bool sure_values::secret(flow_id flow, std::string_view name) const {
    if (flow >= flows_.size()) {
        return false;
    }
    const auto found = flows_[flow].number.find(name);
    return found != flows_[flow].number.end() && flows_[flow].secrets[found->second];
}

} // namespace yeelen::menu
