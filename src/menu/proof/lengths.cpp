#include "menu/proof/lengths.hpp"

#include "menu/text/bounds.hpp"
#include "menu/text/compose.hpp"
#include <algorithm>
#include <smpp/text.hpp>

namespace yeelen::menu {

namespace {

class measurer {
public:
    measurer(const value_types& types, const locale& in)
        : types_(types)
        , in_(in)
        , limit_(in.gsm7 ? smpp::ussd_gsm7_limit : smpp::ussd_ucs2_limit) {}

    std::optional<screen_length> of(screen_id id) {
        screen_ = id;
        flow_ = types_.menu().screens[id].flow;
        body_ = 0;
        lines_.clear();
        const bool shows = std::visit([this](const auto& body) { return read(body); },
                                      types_.menu().screens[id].body);
        if (!shows) {
            return std::nullopt;
        }
        screen_length all{.screen = id, .longest = body_, .limit = limit_, .pages = 1};
        for (const auto line : lines_) {
            all.longest += line + 1;
        }
        all.paged = paged_;
        if (all.paged) {
            all.pages = pages(all.longest);
        }
        return all;
    }

private:
    std::size_t text(text_id id) const {
        return id == no_text ? 0 : longest(in_, in_.text(id), place_types{types_, flow_, screen_});
    }
    std::size_t entry(text_id id, const expression& of) const {
        place_types scope{types_, flow_, screen_};
        scope.set_item(types_.entry_of(of, flow_));
        return longest(in_, in_.text(id), scope);
    }
    std::size_t entries(const expression& of) const {
        std::vector<text_error> ignored;
        const auto list = of.type(place_types{types_, flow_, screen_}, ignored);
        return static_cast<std::size_t>(list.kind == core::value_kind::list
                                            ? std::max<std::int64_t>(list.most, 0)
                                            : core::default_most_entries);
    }
    void line(std::size_t key, std::size_t words) { lines_.push_back(key + 1 + words); }
    bool shown(std::size_t body, bool paged) {
        body_ = body;
        paged_ = paged;
        return true;
    }

    bool read(const choose_screen& c) {
        for (const auto& o : c.options) {
            line(o.key.size(), text(o.text));
        }
        if (c.listed) {
            const auto words = entry(c.listed->text, c.listed->of);
            for (std::size_t i = entries(c.listed->of); i > 0; --i) {
                line(i > 9 ? 2 : 1, words);
            }
        }
        return shown(text(c.text), true);
    }
    bool read(const ask_screen& a) {
        // The worst moment is after a wrong answer: what was wrong stands above the question.
        const auto said = std::max({text(a.expected), text(id_of(builtin::notice_empty)),
                                    text(id_of(builtin::notice_long))});
        return shown(std::max(text(a.text) + 1 + said, text(a.doubt)), false);
    }
    bool read(const list_screen& l) {
        const auto words = entry(l.item, l.of);
        for (std::size_t i = entries(l.of); i > 0; --i) {
            lines_.push_back(l.save.empty() ? words : words + (i > 9 ? 3 : 2));
        }
        if (l.save.empty() && l.to != no_screen) {
            line(1, text(id_of(builtin::key_continue)));
        }
        return shown(std::max(text(l.text), text(l.empty)), true);
    }
    bool read(const show_screen& s) {
        if (s.to != no_screen) {
            line(1, text(id_of(builtin::key_continue)));
        }
        return shown(text(s.text), true);
    }
    bool read(const confirm_screen& c) {
        line(1, text(c.yes_text));
        line(1, text(c.denied_text));
        return shown(text(c.text), true);
    }
    bool read(const pay_screen& p) { return shown(text(p.text), false); }
    bool read(const end_screen& e) { return shown(text(e.text), false); }
    template<class Silent>
    bool read(const Silent&) {
        return false;
    }

    std::size_t pages(std::size_t longest) const {
        if (longest <= limit_) {
            return 1;
        }
        const auto room = room_of_page(types_.menu(), in_);
        return (longest + room - 1) / room;
    }

    const value_types& types_;
    const locale& in_;
    std::size_t limit_;
    screen_id screen_ = no_screen;
    flow_id flow_ = whole_menu;
    std::size_t body_ = 0;
    std::vector<std::size_t> lines_;
    bool paged_ = false;
};

} // namespace

std::size_t keys_length(const menu_data& menu, const locale& in) {
    const auto w = words_of(menu, in, depth::back_home);
    return size_in(in, w.back) + size_in(in, w.home) + size_in(in, w.next) +
           size_in(in, w.previous) + 3;
}

std::size_t room_of_page(const menu_data& menu, const locale& in) {
    const std::size_t limit = in.gsm7 ? smpp::ussd_gsm7_limit : smpp::ussd_ucs2_limit;
    return limit - std::min(limit / 2, std::max(keys_length(menu, in), in.longest_notice) + 1);
}

std::vector<screen_length> lengths_of(const value_types& types, const locale& in) {
    std::vector<screen_length> all;
    measurer m{types, in};
    for (screen_id id = 0; id < types.menu().screens.size(); ++id) {
        if (const auto length = m.of(id)) {
            all.push_back(*length);
        }
    }
    return all;
}

void bound_texts(menu_data& menu, const value_types& types) {
    for (auto& in : menu.locales) {
        for (const auto& use : types.source().texts) {
            place_types scope{types, use.flow, use.screen};
            if (use.of) {
                scope.set_item(types.entry_of(*use.of, use.flow));
            }
            bound(in.texts[use.id], scope);
        }
    }
}

} // namespace yeelen::menu
