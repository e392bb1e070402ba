// Screens, lines and messages with the longest values that are declared.
#include "menu/proof/checker.hpp"
#include "menu/proof/lengths.hpp"
#include "menu/proof/unresolved.hpp"

#include "menu/text/bounds.hpp"
#include <algorithm>
#include <fmt/format.h>
#include <smpp/text.hpp>

namespace yeelen::menu {

namespace {

/// Customers do not read more, and pay for none of them.
constexpr std::size_t most_sms_parts = 4;
constexpr std::size_t gsm7_part =
    153; ///< septets beside a header of 6 octets: TS 23.040 9.2.3.24.1
constexpr std::size_t ucs2_part = 67;
constexpr std::size_t most_pages = 9; ///< nobody turns more of them

text_id main_text(const screen_node& node) {
    const auto* e = std::get_if<end_screen>(&node.body);
    const auto* p = std::get_if<pay_screen>(&node.body);
    const auto* c = std::get_if<choose_screen>(&node.body);
    const auto* a = std::get_if<ask_screen>(&node.body);
    const auto* l = std::get_if<list_screen>(&node.body);
    const auto* s = std::get_if<show_screen>(&node.body);
    const auto* q = std::get_if<confirm_screen>(&node.body);
    return e   ? e->text
           : p ? p->text
           : c ? c->text
           : a ? a->text
           : l ? l->text
           : s ? s->text
           : q ? q->text
               : no_text;
}

class fit_checker {
public:
    /// `number` is that of the locale among all.
    fit_checker(const value_types& types, std::size_t number, const locale_source& file,
                const unresolved& unsure, core::faults& faults)
        : types_(types)
        , menu_(types.menu())
        , number_(number)
        , in_(menu_.locales[number])
        , file_(file)
        , unsure_(unsure)
        , faults_(faults)
        , limit_(in_.gsm7 ? smpp::ussd_gsm7_limit : smpp::ussd_ucs2_limit) {}

    void screens() {
        for (const auto& s : in_.lengths) {
            if (unsure_.screen(number_, s.screen)) {
                continue;
            }
            const auto& node = menu_.screens[s.screen];
            const auto text = main_text(node);
            if (!s.paged && s.longest > s.limit) {
                fault(text, fmt::format("screen '{}' can take {} of the {} characters of one "
                                        "screen{}, and {} has no second page: make the text "
                                        "shorter, or the bounds of its values closer",
                                        node.name, s.longest, s.limit, beside(node), kind(node)));
            } else if (s.pages > most_pages) {
                fault(text, fmt::format("screen '{}' can take {} pages: at most {}. Show fewer "
                                        "entries ('where', 'most'), or shorter ones",
                                        node.name, s.pages, most_pages));
            }
        }
    }

    /// One option, or one line of a list, is never torn apart.
    void lines() {
        const auto room = room_of_page(menu_, in_);
        for (screen_id id = 0; id < menu_.screens.size(); ++id) {
            const auto& node = menu_.screens[id];
            if (const auto* c = std::get_if<choose_screen>(&node.body)) {
                for (const auto& o : c->options) {
                    line(o.text, o.key.size() + 1, id, nullptr, room);
                }
                if (c->listed) {
                    line(c->listed->text, 3, id, &c->listed->of, room);
                }
            } else if (const auto* l = std::get_if<list_screen>(&node.body)) {
                line(l->item, l->save.empty() ? 0 : 3, id, &l->of, room);
            }
        }
    }

    void messages() {
        for (screen_id id = 0; id < menu_.screens.size(); ++id) {
            const auto& node = menu_.screens[id];
            const auto* call = std::get_if<call_screen>(&node.body);
            const auto* pay = std::get_if<pay_screen>(&node.body);
            if (const auto* s = std::get_if<sms_screen>(&node.body)) {
                message(s->text, id);
            } else if (call || pay) {
                const auto& r = call ? call->request : pay->request;
                message(r.late_sms, id);
                message(r.late_refused, id);
            }
        }
    }

    void fixed_texts() {
        for (const auto b :
             {builtin::closing_timeout, builtin::closing_overload, builtin::closing_fault,
              builtin::closing_draining, builtin::closing_tries}) {
            const auto used = size_in(in_, in_.word(b));
            if (used > limit_) {
                fault(id_of(b), fmt::format("the text '{}' takes {} of the {} characters of one "
                                            "screen, and the last screen has no second page",
                                            key_of(b), used, limit_));
            }
        }
        for (const auto b : {builtin::notice_choice, builtin::notice_empty, builtin::notice_long,
                             builtin::notice_place}) {
            if (size_in(in_, in_.word(b)) > limit_ / 2) {
                fault(id_of(b), fmt::format("the text '{}' must leave room for the screen below "
                                            "it: at most {} characters",
                                            key_of(b), limit_ / 2));
            }
        }
        const auto footer = keys_length(menu_, in_);
        if (footer > limit_ / 2) {
            fault(id_of(builtin::key_back),
                  fmt::format("the line of keys takes {} characters: at most {}, half a screen",
                              footer, limit_ / 2));
        }
    }

private:
    static std::string_view beside(const screen_node& node) {
        return std::holds_alternative<ask_screen>(node.body)
                   ? " together with what is said after a wrong answer"
                   : "";
    }
    static std::string_view kind(const screen_node& node) {
        return std::holds_alternative<ask_screen>(node.body) ? "a question" : "the last screen";
    }

    void line(text_id text, std::size_t key, screen_id id, const expression* of, std::size_t room) {
        const auto flow = menu_.screens[id].flow;
        place_types scope{types_, flow, id};
        if (of) {
            scope.set_item(types_.entry_of(*of, flow));
        }
        const auto used = key + longest(in_, in_.text(text), scope);
        if (used > room && !unsure_.screen(number_, id)) {
            fault(text, fmt::format("the text '{}' can take {} characters, but one line on a page "
                                    "of screen '{}' has room for {}",
                                    menu_.text_keys[text], used, menu_.screens[id].name, room));
        }
    }

    void message(text_id text, screen_id id) {
        if (text == no_text) {
            return;
        }
        const auto most = most_sms_parts * (in_.gsm7 ? gsm7_part : ucs2_part);
        const auto used =
            longest(in_, in_.text(text), place_types{types_, menu_.screens[id].flow, id});
        if (used > most && !unsure_.screen(number_, id)) {
            fault(text, fmt::format("the SMS '{}' can take {} characters: at most {}, {} messages",
                                    menu_.text_keys[text], used, most, most_sms_parts));
        }
    }

    /// In the file that the text comes from; of one that is the fallback's, at the word `fallback`.
    void fault(text_id text, std::string message) {
        const auto where = text < file_.places.size() ? file_.places[text].place : file_.texts;
        faults_.push_back({file_.file, where.line, where.column, std::move(message)});
    }

    const value_types& types_;
    const menu_data& menu_;
    std::size_t number_;
    const locale& in_;
    const locale_source& file_;
    const unresolved& unsure_;
    core::faults& faults_;
    std::size_t limit_;
};

} // namespace

void check_fit(const value_types& types, const std::vector<locale_source>& locales,
               core::faults& faults) {
    const unresolved unsure{types, locales, faults};
    for (std::size_t l = 0; l < locales.size(); ++l) {
        fit_checker checker{types, l, locales[l], unsure, faults};
        checker.fixed_texts();
        checker.screens();
        checker.lines();
        checker.messages();
    }
}

} // namespace yeelen::menu
