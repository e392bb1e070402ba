#include "workbench/sketch.hpp"

#include "menu/model/made_in_place.hpp"
#include "menu/model/model.hpp"
#include "workbench/ways.hpp"
#include <algorithm>
#include <deque>
#include <fmt/format.h>
#include <set>

namespace yeelen::workbench {

namespace {

template<class... Fs>
struct overloaded : Fs... {
    using Fs::operator()...;
};
template<class... Fs>
overloaded(Fs...) -> overloaded<Fs...>;

/// The text as its author wrote it, values as {name}; enough of it to know the screen by.
std::string first_words(const menu::locale& in, menu::text_id id) {
    constexpr std::size_t enough = 60;
    std::string text;
    for (const auto& part : in.text(id).parts) {
        if (part.what == menu::text_part::kind::literal) {
            text += part.literal;
        } else if (!part.value.empty()) {
            text += fmt::format("{{{}}}", part.value.text());
        }
    }
    if (text.size() > enough) {
        auto end = text.rfind(' ', enough);
        end = end == std::string::npos ? enough : end;
        while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) {
            --end;
        }
        text = text.substr(0, end) + " ...";
    }
    return text;
}

std::string in_short(std::string_view condition) {
    constexpr std::size_t enough = 48;
    return condition.size() <= enough ? std::string{condition}
                                      : fmt::format("{} ...", condition.substr(0, enough));
}

struct look {
    std::string text;
    figure what = figure::screen;
};

look look_of(const menu::menu_data& menu, const menu::locale& in, const menu::screen_node& node) {
    const auto screen = [&](menu::text_id id) { return look{first_words(in, id), figure::screen}; };
    return std::visit(
        overloaded{
            [&](const menu::choose_screen& c) {
                auto l = screen(c.text);
                for (const auto& o : c.options) {
                    l.text += fmt::format(
                        "\n{} {}{}", o.key, first_words(in, o.text),
                        o.when ? fmt::format("  [{}]", in_short(o.when->written())) : "");
                }
                if (c.listed) {
                    l.text += fmt::format("\n.. {}", first_words(in, c.listed->text));
                }
                return l;
            },
            [&](const menu::ask_screen& a) {
                auto l = screen(a.text);
                l.text += fmt::format("\n[{}]", a.save);
                return l;
            },
            [&](const menu::list_screen& l) {
                auto shown = screen(l.text);
                shown.text += fmt::format("\n.. {}", first_words(in, l.item));
                return shown;
            },
            [&](const menu::show_screen& s) { return screen(s.text); },
            [&](const menu::confirm_screen& c) { return screen(c.text); },
            [](const menu::call_screen& c) { return look{c.request.operation, figure::backend}; },
            [&](const menu::pay_screen& p) {
                return look{
                    fmt::format("pay: {}\n{}", p.request.operation, first_words(in, p.text)),
                    figure::last};
            },
            [&](const menu::branch_screen&) { return look{node.name, figure::decision}; },
            [&](const menu::set_screen&) { return look{node.name, figure::action}; },
            [](const menu::lock_screen& l) {
                return look{fmt::format("lock {} after {}", l.name, l.after), figure::decision};
            },
            [&](const menu::sms_screen& s) {
                return look{fmt::format("SMS: {}", first_words(in, s.text)), figure::action};
            },
            [](const menu::language_screen& l) {
                return look{fmt::format("language: {}", l.language), figure::action};
            },
            [&](const menu::use_screen& u) {
                return look{fmt::format("{} ...", menu.flows[u.flow].name), figure::action};
            },
            [](const menu::return_screen&) { return look{"return", figure::last}; },
            [&](const menu::end_screen& e) { return look{first_words(in, e.text), figure::last}; }},
        node.body);
}

} // namespace

sketch sketch_of(const menu::definition& definition, std::string_view language, bool failures) {
    const auto& menu = definition.data();
    const auto& in = menu.locale_of(language);
    sketch s;
    for (const auto& flow : menu.flows) {
        s.flows.push_back(flow.name);
    }
    std::set<menu::screen_id> met;
    std::deque<menu::screen_id> next;
    const auto come = [&](menu::screen_id id) {
        if (met.insert(id).second) {
            next.push_back(id);
        }
    };
    const auto enter = [&](const std::string& dialled, menu::screen_id to) {
        const auto id = static_cast<menu::screen_id>(menu.screens.size() + s.boxes.size());
        s.boxes.push_back({id, dialled, dialled, figure::entry, 0});
        s.arrows.push_back({.from = id, .to = to, .label = {}});
        come(to);
    };
    enter("dial", menu.flows.front().start);
    for (const auto& alias : menu.aliases) {
        std::string dialled = "dial ";
        for (const auto& part : alias.parts) {
            dialled += part.word.empty() ? fmt::format("*{{{}}}", part.name) : '*' + part.word;
        }
        enter(dialled + '#', alias.to);
    }
    while (!next.empty()) {
        const auto id = next.front();
        next.pop_front();
        for (auto& w : ways_from(menu, id)) {
            const bool goes_on =
                w.refusal && !std::holds_alternative<menu::end_screen>(menu.screens[w.to].body) &&
                !menu::made_in_place(menu.screens[w.to]);
            if (!w.failure || goes_on || failures) {
                const auto same =
                    std::find_if(s.arrows.begin(), s.arrows.end(), [&](const arrow& a) {
                        return a.pressed && w.pressed && a.from == id && a.to == w.to;
                    });
                if (same != s.arrows.end()) {
                    same->label += ", " + w.label; // several keys, one arrow
                } else {
                    s.arrows.push_back(
                        {id, w.to, in_short(w.label), w.pressed, w.failure, w.enters});
                }
                come(w.to);
            }
        }
    }
    for (const auto id : met) {
        const auto& node = menu.screens[id];
        auto l = look_of(menu, in, node);
        s.boxes.push_back({id, node.name, std::move(l.text), l.what, node.flow});
    }
    return s;
}

} // namespace yeelen::workbench
