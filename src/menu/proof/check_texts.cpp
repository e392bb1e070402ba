// The values that texts name, and how they are to be written.
#include "menu/proof/checker.hpp"
#include "menu/proof/format_fit.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <set>

namespace yeelen::menu {

namespace {

bool expects(text_id id) {
    return id >= id_of(builtin::expect_text) && id <= id_of(builtin::expect_pattern);
}

/// Texts that stand beside a key.
std::set<text_id> beside_keys(const menu_data& menu) {
    std::set<text_id> all;
    for (const auto& node : menu.screens) {
        if (const auto* c = std::get_if<choose_screen>(&node.body)) {
            for (const auto& o : c->options) {
                all.insert(o.text);
            }
            if (c->listed) {
                all.insert(c->listed->text);
            }
        } else if (const auto* l = std::get_if<list_screen>(&node.body)) {
            all.insert(l->item);
        } else if (const auto* q = std::get_if<confirm_screen>(&node.body)) {
            all.insert({q->yes_text, q->denied_text});
        }
    }
    return all;
}

class text_checker {
public:
    text_checker(const value_types& types, const locale& in, const locale_source& file,
                 core::faults& faults)
        : types_(types)
        , in_(in)
        , file_(file)
        , faults_(faults) {}

    void used(const text_use& use) {
        const auto& at = file_.places[use.id];
        if (at.inherited || at.place.line == 0) {
            return; // told of in the fallback, or as missing
        }
        place_types here{types_, use.flow, use.screen};
        if (use.item) {
            here.set_item(use.of ? types_.entry_of(*use.of, use.flow) : core::value_type{});
        }
        values(in_.texts[use.id], here, at);
    }

    /// An expect.* that no ask uses can still be told its values: it may be used tomorrow.
    void unused(text_id id) {
        const auto& at = file_.places[id];
        const place_types here{types_, whole_menu, no_screen};
        for (const auto* p : in_.texts[id].paths()) {
            const bool bound = p->root == path_root::least || p->root == path_root::most;
            const auto type = bound ? core::value_type{} : here.type_of(*p);
            if (!type && at.place.line != 0 && !at.inherited) {
                fault(within(at.place, at.one_line, p->offset), type.error());
            }
        }
    }

    /// A key with nothing beside it is no choice.
    void chosen(text_id id) {
        const auto& at = file_.places[id];
        const auto blank = [](char c) { return c == ' ' || c == '\n' || c == '\t'; };
        const auto& text = in_.texts[id];
        const bool unread = std::any_of(faults_.begin(), faults_.end(), [&](const auto& f) {
            return f.file == file_.file && f.line == at.place.line;
        });
        if (!at.inherited && at.place.line != 0 && !unread && text.fixed() &&
            std::all_of(text.literal().begin(), text.literal().end(), blank)) {
            fault(at.place, fmt::format("the text '{}' is empty, but stands beside a key: say what "
                                        "the key does",
                                        types_.menu().text_keys[id]));
        }
    }

    void builtins() {
        for (text_id id = 0; id < builtin_keys.size(); ++id) {
            if (!expects(id) && !in_.texts[id].fixed()) {
                fault(file_.places[id].place, fmt::format("the text '{}' cannot have values in it",
                                                          types_.menu().text_keys[id]));
            }
        }
    }

private:
    void values(const text_template& text, const place_types& here,
                const locale_source::text_place& at) {
        for (const auto& part : text.parts) {
            value(part.value, here, at,
                  [&](const core::value_type& type) { return format_misfit(part, type); });
            value(part.currency, here, at, [&](const core::value_type& type) {
                return currency_misfit(part.currency, type);
            });
            for (const auto& branch : part.cases) {
                values(branch.text, here, at);
            }
        }
    }

    /// `misfit` says what is wrong with a value of that type.
    template<typename Misfit>
    void value(const path& p, const place_types& here, const locale_source::text_place& at,
               Misfit misfit) {
        if (p.empty()) {
            return;
        }
        const auto type = here.type_of(p);
        const auto wrong = type ? misfit(*type) : std::optional{type.error()};
        // One word for each place, though many screens show it.
        if (wrong && told_.emplace(&at, p.offset).second) {
            fault(within(at.place, at.one_line, p.offset), *wrong);
        }
    }

    void fault(place where, std::string message) {
        faults_.push_back({file_.file, where.line, where.column, std::move(message)});
    }

    const value_types& types_;
    const locale& in_;
    const locale_source& file_;
    core::faults& faults_;
    std::set<std::pair<const locale_source::text_place*, std::size_t>> told_;
};

} // namespace

void use_expected(const menu_data& menu, menu_source& source) {
    for (screen_id id = 0; id < menu.screens.size(); ++id) {
        const auto& node = menu.screens[id];
        const auto* ask = std::get_if<ask_screen>(&node.body);
        if (ask && expects(ask->expected)) {
            source.texts.push_back({ask->expected, node.place, id, node.flow, false, {}});
        }
    }
}

void check_texts(const menu_source& source, const value_types& types,
                 const std::vector<locale_source>& locales, core::faults& faults) {
    for (std::size_t l = 0; l < locales.size(); ++l) {
        text_checker checker{types, types.menu().locales[l], locales[l], faults};
        for (const auto& use : source.texts) {
            checker.used(use);
        }
        checker.builtins();
        for (auto id = id_of(builtin::expect_text); id <= id_of(builtin::expect_pattern); ++id) {
            if (std::none_of(source.texts.begin(), source.texts.end(),
                             [&](const text_use& use) { return use.id == id; })) {
                checker.unused(id);
            }
        }
        for (const auto id : beside_keys(types.menu())) {
            checker.chosen(id);
        }
    }
}

} // namespace yeelen::menu
