#include "menu/text/compose.hpp"

#include "menu/text/formats.hpp"
#include "menu/text/measure.hpp"
#include "menu/text/offered.hpp"
#include "menu/text/render.hpp"
#include <algorithm>
#include <fmt/format.h>
#include <smpp/text.hpp>

namespace yeelen::menu {

namespace {

std::string labelled(std::string_view key, std::string_view word) {
    std::string out;
    out.reserve(key.size() + word.size() + 1);
    return out.append(key).append(1, ' ').append(word);
}

/// What each kind of screen that waits for a key has to say.
class content_maker {
public:
    content_maker(const menu_data& menu, const locale& in, scope& s)
        : menu_(menu)
        , in_(in)
        , scope_(s) {}

    content operator()(const choose_screen& c) {
        auto result = begin(c.text);
        const offers offered{c, menu_.keys, scope_};
        for (const auto& o : offered.all()) {
            scope_.set_item(o.entry, o.number);
            result.items.push_back(
                labelled(o.key, write(o.fixed ? o.fixed->text : c.listed->text)));
        }
        scope_.set_item(nullptr, 0);
        return result;
    }
    content operator()(const ask_screen& a) {
        scope_.set_bounds(a.least, a.most);
        return begin(a.text);
    }
    content operator()(const list_screen& l) {
        const entries list{l.of, scope_};
        if (list.size() == 0) {
            return begin(l.empty);
        }
        auto result = begin(l.text);
        result.whole = result.whole || in_.text(l.item).has_token();
        for (std::size_t i = 0; i < list.size(); ++i) {
            scope_.set_item(&list[i], i + 1);
            auto line = write(l.item);
            result.items.push_back(l.save.empty() ? std::move(line)
                                                  : labelled(fmt::format("{}", i + 1), line));
        }
        scope_.set_item(nullptr, 0);
        if (l.save.empty() && l.to != no_screen) {
            result.items.push_back(labelled("1", in_.word(builtin::key_continue)));
        }
        return result;
    }
    content operator()(const show_screen& s) {
        auto result = begin(s.text);
        if (s.to != no_screen) {
            result.items.push_back(labelled("1", in_.word(builtin::key_continue)));
        }
        return result;
    }
    content operator()(const confirm_screen& c) {
        auto result = begin(c.text);
        result.items = {labelled("1", write(c.yes_text)), labelled("2", write(c.denied_text))};
        return result;
    }
    content operator()(const auto&) { return {}; }

private:
    std::string write(text_id id) const { return render(in_, id, scope_); }
    content begin(text_id id) const {
        return {.body = write(id), .items = {}, .whole = in_.text(id).has_token()};
    }

    const menu_data& menu_;
    const locale& in_;
    scope& scope_;
};

std::string lines(std::initializer_list<std::string_view> parts) {
    std::string out;
    for (const auto part : parts) {
        if (!part.empty()) {
            out += out.empty() ? "" : "\n";
            out += part;
        }
    }
    return out;
}

bool fits(std::string_view text) {
    const bool gsm7 = all_gsm7(text);
    return measured(text, gsm7) <= (gsm7 ? smpp::ussd_gsm7_limit : smpp::ussd_ucs2_limit);
}

/// A question is one page: what is said, the question, the keys; home gives way first, then back,
/// then what is said, and to a doubt the question.
std::string compose_ask(const content& c, const key_words& keys, const remark& said) {
    const auto both = keys.home.empty() ? keys.back : keys.back + " " + keys.home;
    const std::initializer_list<std::string_view> footers{both, keys.back, ""};
    for (const auto footer : footers) {
        if (auto text = lines({said.text, c.body, footer}); fits(text)) {
            return plain(std::move(text));
        }
    }
    const std::string_view kept = said.doubt ? said.text : c.body;
    for (const auto footer : footers) {
        if (auto text = lines({kept, footer}); fits(text)) {
            return plain(std::move(text));
        }
    }
    return fit_one(std::string{kept});
}

/// Whether a screen is the same for everybody.
class sameness {
public:
    explicit sameness(const locale& in)
        : in_(in) {}

    bool operator()(const choose_screen& c) const {
        return !c.listed && fixed(c.text) &&
               std::all_of(c.options.begin(), c.options.end(),
                           [&](const option& o) { return !o.when && fixed(o.text); });
    }
    bool operator()(const ask_screen& a) const { return fixed(a.text); }
    bool operator()(const show_screen& s) const { return fixed(s.text); }
    bool operator()(const confirm_screen& c) const {
        return fixed(c.text) && fixed(c.yes_text) && fixed(c.denied_text);
    }
    bool operator()(const auto&) const { return false; }

private:
    bool fixed(text_id id) const { return in_.text(id).fixed(); }
    const locale& in_;
};

} // namespace

content content_of(const menu_data& menu, const locale& in, const screen_node& node, scope& s) {
    return std::visit(content_maker{menu, in, s}, node.body);
}

key_words words_of(const menu_data& menu, const locale& in, depth d) {
    const auto& keys = menu.keys;
    return {.back = d == depth::none ? "" : labelled(keys.back, in.word(builtin::key_back)),
            .home = d == depth::back_home ? labelled(keys.home, in.word(builtin::key_home)) : "",
            .next = labelled(keys.next, in.word(builtin::key_next)),
            .previous = labelled(keys.previous, in.word(builtin::key_previous))};
}

composed compose(const menu_data& menu, const locale& in, const screen_node& node, scope& s,
                 depth d, std::size_t page, const remark& said) {
    const auto c = content_of(menu, in, node, s);
    const auto keys = words_of(menu, in, d);
    if (std::holds_alternative<ask_screen>(node.body)) {
        return {.text = compose_ask(c, keys, said)};
    }
    const layout laid{c, keys, said.text, in.longest_notice};
    const auto shown = std::min(page, laid.pages() - 1);
    return {.text = laid.screen(shown), .page = shown, .pages = laid.pages()};
}

void prepare(menu_data& menu) {
    const state nowhere;
    const boost::json::object profile;
    const environment env{.msisdn = {}, .dialled = {}, .profile = profile, .now = {}};
    const settings defaults;
    for (auto& in : menu.locales) {
        in.ready.assign(menu.screens.size(), {});
        for (std::size_t i = 0; i < menu.screens.size(); ++i) {
            const auto& node = menu.screens[i];
            if (!node.interactive() || !std::visit(sameness{in}, node.body)) {
                continue;
            }
            for (std::size_t d = 0; d < depths; ++d) {
                scope s{nowhere, env, defaults, menu};
                auto first = compose(menu, in, node, s, static_cast<depth>(d), 0);
                in.ready[i][d].push_back(std::move(first.text));
                for (std::size_t p = 1; p < first.pages; ++p) {
                    in.ready[i][d].push_back(
                        compose(menu, in, node, s, static_cast<depth>(d), p).text);
                }
            }
        }
    }
}

} // namespace yeelen::menu
