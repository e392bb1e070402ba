#include "menu/text/compose.hpp"

#include "menu/text/formats.hpp"
#include "menu/text/render.hpp"
#include <algorithm>
#include <fmt/format.h>
#include <smpp/text.hpp>

namespace yeelen::menu {

namespace {

template<class... Fs>
struct overloaded : Fs... {
    using Fs::operator()...;
};
template<class... Fs>
overloaded(Fs...) -> overloaded<Fs...>;

std::string labelled(std::string_view key, std::string_view word) {
    return fmt::format("{} {}", key, word);
}

content list_content(const locale& in, const list_screen& l, scope& s) {
    content c{.body = render(in, l.text, s), .items = {}};
    const auto* value = s.find(l.of);
    const auto* list = value ? value->if_array() : nullptr;
    if (!list || list->empty()) {
        c.body += c.body.empty() ? "" : "\n";
        c.body += render(in, l.empty, s);
        return c;
    }
    std::size_t number = 0;
    for (const auto& item : *list) {
        s.set_item(&item, ++number);
        auto line = render(in, l.item, s);
        c.items.push_back(l.save.empty() ? std::move(line)
                                         : labelled(fmt::format("{}", number), line));
    }
    s.set_item(nullptr, 0);
    if (l.save.empty() && l.to != no_screen) {
        c.items.push_back(labelled("1", in.word(builtin::key_continue)));
    }
    return c;
}

/// A question is one page: the notice, then the question, then the keys as far as they fit.
std::string compose_ask(const content& c, const key_words& keys, std::string_view notice) {
    for (const auto& footer :
         {fmt::format("{} {}", keys.back, keys.home), keys.back, std::string{}}) {
        auto text = std::string{notice};
        for (const std::string_view part : {std::string_view{c.body}, std::string_view{footer}}) {
            if (!part.empty() && part != " ") {
                text += text.empty() ? "" : "\n";
                text += part;
            }
        }
        while (text.ends_with(' ')) {
            text.pop_back();
        }
        text = plain(std::move(text));
        if (smpp::measure_screen(text).fits()) {
            return text;
        }
    }
    return fit_one(c.body);
}

bool same_for_all(const locale& in, const screen_node& node) {
    const auto fixed = [&](text_id id) { return id == no_text || in.text(id).fixed(); };
    return std::visit(
        overloaded{[&](const choose_screen& c) {
                       return fixed(c.text) &&
                              std::all_of(c.options.begin(), c.options.end(), [&](const option& o) {
                                  return !o.when && fixed(o.text);
                              });
                   },
                   [&](const ask_screen& a) { return fixed(a.text); },
                   [&](const show_screen& p) { return fixed(p.text); },
                   [&](const confirm_screen& c) {
                       return fixed(c.text) && fixed(c.yes_text) && fixed(c.denied_text);
                   },
                   [](const auto&) { return false; }},
        node.body);
}

} // namespace

content content_of(const locale& in, const screen_node& node, scope& s) {
    return std::visit(
        overloaded{[&](const choose_screen& c) {
                       content result{.body = render(in, c.text, s), .items = {}};
                       for (const auto& o : c.options) {
                           if (!o.when || o.when->holds(s)) {
                               result.items.push_back(labelled(o.key, render(in, o.text, s)));
                           }
                       }
                       return result;
                   },
                   [&](const ask_screen& a) {
                       s.set_bounds(a.least, a.most);
                       return content{.body = render(in, a.text, s), .items = {}};
                   },
                   [&](const list_screen& l) { return list_content(in, l, s); },
                   [&](const show_screen& p) {
                       content result{.body = render(in, p.text, s), .items = {}};
                       if (p.to != no_screen) {
                           result.items.push_back(labelled("1", in.word(builtin::key_continue)));
                       }
                       return result;
                   },
                   [&](const confirm_screen& c) {
                       return content{.body = render(in, c.text, s),
                                      .items = {labelled("1", render(in, c.yes_text, s)),
                                                labelled("2", render(in, c.denied_text, s))}};
                   },
                   [](const auto&) { return content{}; }},
        node.body);
}

key_words words_of(const menu_data& menu, const locale& in, depth d) {
    const auto& keys = menu.keys;
    return {.back = d == depth::none ? "" : labelled(keys.back, in.word(builtin::key_back)),
            .home = d == depth::back_home ? labelled(keys.home, in.word(builtin::key_home)) : "",
            .next = labelled(keys.next, in.word(builtin::key_next)),
            .previous = labelled(keys.previous, in.word(builtin::key_previous))};
}

composed compose(const menu_data& menu, const locale& in, const screen_node& node, scope& s,
                 depth d, std::size_t page, std::string_view notice) {
    const auto c = content_of(in, node, s);
    const auto keys = words_of(menu, in, d);
    if (std::holds_alternative<ask_screen>(node.body)) {
        return {.text = compose_ask(c, keys, notice)};
    }
    const layout laid{c, keys, notice, in.longest_notice};
    const auto shown = std::min(page, laid.pages() - 1);
    return {.text = laid.screen(shown), .page = shown, .pages = laid.pages()};
}

void prepare(menu_data& menu) {
    const state none;
    const boost::json::object profile;
    const environment env{.msisdn = {}, .dialled = {}, .profile = profile, .now = {}};
    for (auto& in : menu.locales) {
        in.ready.assign(menu.screens.size(), {});
        for (std::size_t i = 0; i < menu.screens.size(); ++i) {
            const auto& node = menu.screens[i];
            if (!node.interactive() || !same_for_all(in, node)) {
                continue;
            }
            for (std::size_t d = 0; d < depths; ++d) {
                scope s{none, env};
                auto first = compose(menu, in, node, s, static_cast<depth>(d), 0, {});
                in.ready[i][d].push_back(std::move(first.text));
                for (std::size_t p = 1; p < first.pages; ++p) {
                    in.ready[i][d].push_back(
                        compose(menu, in, node, s, static_cast<depth>(d), p, {}).text);
                }
            }
        }
    }
}

} // namespace yeelen::menu
