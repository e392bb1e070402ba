#include "menu/proof/checker.hpp"

#include "menu/text/compose.hpp"
#include <algorithm>
#include <fmt/format.h>
#include <smpp/text.hpp>

namespace yeelen::menu {

namespace {

class fit_checker {
public:
    fit_checker(const menu_data& menu, const locale& in, const locale_source& source,
                core::faults& faults)
        : menu_(menu)
        , in_(in)
        , source_(source)
        , faults_(faults)
        , limit_(in.gsm7 ? smpp::ussd_gsm7_limit : smpp::ussd_ucs2_limit) {}

    std::size_t size(std::string_view text) const {
        return in_.gsm7 ? smpp::gsm7_length(text).value_or(smpp::utf16_length(text))
                        : smpp::utf16_length(text);
    }

    /// What the text takes at least: its literals, and the shortest branch of each choice.
    std::size_t least(const text_template& t) const {
        std::size_t total = 0;
        for (const auto& part : t.parts) {
            if (part.what == text_part::kind::literal) {
                total += size(part.literal);
            } else if (!part.cases.empty()) {
                std::size_t shortest = SIZE_MAX;
                for (const auto& branch : part.cases) {
                    shortest = std::min(shortest, least(branch.text));
                }
                total += shortest;
            } else {
                ++total;
            }
        }
        return total;
    }
    std::size_t least(text_id id) const { return least(in_.texts[id]); }

    void fault(text_id id, std::string message) {
        const auto& where = source_.places[id].place;
        faults_.push_back({source_.file, where.line, where.column, std::move(message)});
    }

    void one_screen(text_id id, std::size_t beside, std::string_view what) {
        const auto used = least(id) + beside;
        if (used > limit_) {
            fault(
                id,
                fmt::format(
                    "the text '{}' takes at least {} of the {} characters of one screen{}, and {} "
                    "cannot be paged",
                    menu_.text_keys[id], used, limit_,
                    beside == 0 ? "" : " together with what is said after a wrong answer", what));
        }
    }

    /// One line: an option, an entry of a list.
    void line(text_id id, std::size_t room) {
        const auto used = least(id) + 3;
        if (used > room) {
            fault(id, fmt::format("the text '{}' takes at least {} characters, but one line on a "
                                  "page has room for {}",
                                  menu_.text_keys[id], used, room));
        }
    }

    void fixed_texts() {
        for (const auto b :
             {builtin::closing_timeout, builtin::closing_overload, builtin::closing_fault,
              builtin::closing_draining, builtin::closing_tries}) {
            one_screen(id_of(b), 0, "the last screen");
        }
        for (const auto b : {builtin::notice_choice, builtin::notice_empty, builtin::notice_long}) {
            if (least(id_of(b)) > limit_ / 2) {
                fault(
                    id_of(b),
                    fmt::format("the text '{}' must leave room for the screen below it: at most {} "
                                "characters",
                                menu_.text_keys[id_of(b)], limit_ / 2));
            }
        }
        const auto footer = keys_line();
        if (footer > limit_ / 2) {
            fault(id_of(builtin::key_back),
                  fmt::format("the line of keys takes {} characters: at most {}, half a "
                              "screen",
                              footer, limit_ / 2));
        }
    }

    std::size_t keys_line() const {
        const auto w = words_of(menu_, in_, depth::back_home);
        return size(w.back) + size(w.home) + size(w.next) + size(w.previous) + 3;
    }

    void screens() {
        const auto room =
            limit_ - std::min(limit_ / 2, std::max(keys_line(), in_.longest_notice) + 1);
        for (const auto& node : menu_.screens) {
            if (const auto* c = std::get_if<choose_screen>(&node.body)) {
                for (const auto& o : c->options) {
                    line(o.text, room);
                }
            } else if (const auto* l = std::get_if<list_screen>(&node.body)) {
                line(l->item, room);
            } else if (const auto* a = std::get_if<ask_screen>(&node.body)) {
                one_screen(a->text, least(a->expected) + 1, "a question");
            } else if (const auto* e = std::get_if<end_screen>(&node.body)) {
                one_screen(e->text, 0, "the last screen");
            }
        }
    }

private:
    const menu_data& menu_;
    const locale& in_;
    const locale_source& source_;
    core::faults& faults_;
    std::size_t limit_;
};

} // namespace

void check_fit(const menu_data& menu, const menu_source&, const std::vector<locale_source>& locales,
               core::faults& faults) {
    for (std::size_t l = 0; l < locales.size(); ++l) {
        fit_checker checker{menu, menu.locales[l], locales[l], faults};
        checker.fixed_texts();
        checker.screens();
    }
}

} // namespace yeelen::menu
