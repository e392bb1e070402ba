#include "workbench/ways.hpp"

#include <algorithm>

namespace yeelen::workbench {

namespace {

template<class... Fs>
struct overloaded : Fs... {
    using Fs::operator()...;
};
template<class... Fs>
overloaded(Fs...) -> overloaded<Fs...>;

class collector {
public:
    collector(const menu::menu_data& menu, std::vector<way>& out)
        : menu_(menu)
        , out_(out) {}

    void operator()(const menu::choose_screen& c) {
        for (const auto& o : c.options) {
            pressed(o.to, o.key);
        }
        if (c.listed) {
            pressed(c.listed->to, "a number");
        }
    }
    void operator()(const menu::ask_screen& a) { pressed(a.to, {}); }
    void operator()(const menu::list_screen& l) {
        pressed(l.to, l.save.empty() ? "1" : "a number");
    }
    void operator()(const menu::show_screen& s) { pressed(s.to, "1"); }
    void operator()(const menu::confirm_screen& c) {
        pressed(c.yes, "1");
        pressed(c.no, "2");
    }
    void operator()(const menu::call_screen& c) {
        add({.to = c.ok, .label = "ok"});
        // Failures that lead to one place are one way.
        for (std::size_t i = 0; i < c.failed.size(); ++i) {
            const auto failure = static_cast<core::call_failure>(i);
            const std::string name{core::name_of(failure)};
            const bool refusal =
                failure == core::call_failure::not_found || failure == core::call_failure::rejected;
            const auto same = std::find_if(out_.begin(), out_.end(), [&](const way& w) {
                return w.failure && w.to == c.failed[i];
            });
            if (same != out_.end()) {
                same->label += ", " + name;
                same->refusal = same->refusal && refusal;
            } else {
                add({.to = c.failed[i], .label = name, .failure = true, .refusal = refusal});
            }
        }
    }
    void operator()(const menu::branch_screen& b) {
        for (const auto& c : b.cases) {
            add({.to = c.to, .label = std::string{c.when.written()}});
        }
        add({.to = b.otherwise, .label = "else"});
    }
    void operator()(const menu::set_screen& s) { add({.to = s.to, .label = {}}); }
    void operator()(const menu::lock_screen& l) {
        add({.to = l.to, .label = "again"});
        add({.to = l.locked, .label = "locked"});
    }
    void operator()(const menu::sms_screen& s) { add({.to = s.to, .label = {}}); }
    void operator()(const menu::language_screen& l) { add({.to = l.to, .label = {}}); }
    void operator()(const menu::use_screen& u) {
        enters(u.flow);
        add({.to = u.to, .label = "then"});
    }
    void operator()(const menu::pay_screen&) {}
    void operator()(const menu::return_screen&) {}
    void operator()(const menu::end_screen&) {}

    void enters(menu::flow_id flow) {
        add({.to = menu_.flows[flow].start, .label = menu_.flows[flow].name, .enters = true});
    }

private:
    void pressed(menu::screen_id to, std::string label) {
        add({.to = to, .label = std::move(label), .pressed = true});
    }
    void add(way w) {
        if (w.to != menu::no_screen) {
            out_.push_back(std::move(w));
        }
    }

    const menu::menu_data& menu_;
    std::vector<way>& out_;
};

} // namespace

std::vector<way> ways_from(const menu::menu_data& menu, menu::screen_id screen) {
    std::vector<way> all;
    const auto& node = menu.screens[screen];
    collector c{menu, all};
    if (node.first) {
        c.enters(node.first->flow);
    }
    std::visit(c, node.body);
    return all;
}

} // namespace yeelen::workbench
