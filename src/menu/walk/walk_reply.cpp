// What the customer typed.
#include "menu/expression/day.hpp"
#include "menu/expression/luhn.hpp"
#include "menu/text/offered.hpp"
#include "menu/walk/answer.hpp"
#include "menu/walk/walk.hpp"

#include <charconv>

namespace yeelen::menu {

namespace json = boost::json;

walk::view walk::wrong(text_id notice) {
    if (++at_.tries >= here()->tries) {
        return finish(ending::tries);
    }
    at_.notice = notice;
    return show();
}

std::optional<walk::view> walk::turn_page(std::string_view typed) {
    const bool next = typed == menu_.keys.next;
    if (!next && typed != menu_.keys.previous) {
        return std::nullopt;
    }
    if (next ? at_.page + 1u >= pages() : at_.page == 0) {
        return std::nullopt;
    }
    at_.page = static_cast<std::uint16_t>(next ? at_.page + 1 : at_.page - 1);
    at_.tries = 0;
    at_.notice = no_text;
    return show();
}

walk::view walk::choose(const choose_screen& c, std::string_view typed) {
    const auto s = scope();
    const offers offered{c, menu_.keys, s};
    const auto* taken = offered.at(typed);
    if (!taken) {
        return wrong(id_of(builtin::notice_choice));
    }
    if (taken->fixed) {
        assign(taken->fixed->set);
        return forward(taken->fixed->to);
    }
    if (!c.listed->save.empty()) {
        json::value chosen = *taken->entry; // it may be a part of what is replaced
        values()[c.listed->save] = std::move(chosen);
    }
    return forward(c.listed->to);
}

/// What a date may be just now.
date_limits walk::limits(const ask_screen& a) const {
    if (a.type != answer_type::date) {
        return {};
    }
    const auto s = scope();
    const auto limit = [&](const std::optional<expression>& bound) {
        const auto value = bound ? bound->evaluate(s) : json::value{};
        return value.is_string() ? read_day(value.get_string()) : std::nullopt;
    };
    return {.today = s.today(), .from = limit(a.from), .until = limit(a.until)};
}

walk::view walk::answer(const ask_screen& a, json::value value) {
    if (a.secret()) {
        secrets_[a.save] = std::move(value);
    } else {
        values()[a.save] = std::move(value);
    }
    return forward(a.to);
}

walk::view walk::ask(const ask_screen& a, std::string_view typed) {
    const auto doubted = std::move(at_.doubted);
    at_.doubted.clear();
    if (!doubted.empty() && typed == "1") {
        return answer(a, json::string(doubted));
    }
    auto value = read_answer(a, typed, limits(a));
    if (!value) {
        switch (value.error()) {
        case answer_fault::empty: return wrong(id_of(builtin::notice_empty));
        case answer_fault::too_long: return wrong(id_of(builtin::notice_long));
        case answer_fault::not_expected: return wrong(a.expected);
        }
    }
    const auto* text = value->if_string();
    // The same number typed again is as good as saying that it is right.
    if (a.luhn && text && std::string_view{*text} != doubted && !luhn(*text)) {
        at_.doubted = std::string_view{*text};
        at_.notice = a.doubt;
        return show();
    }
    return answer(a, std::move(*value));
}

walk::view walk::pick(const list_screen& l, std::string_view typed) {
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), number);
    const bool whole = error == std::errc{} && end == typed.data() + typed.size();
    const auto s = scope();
    const entries all{l.of, s};
    if (l.save.empty() && l.to != no_screen && all.size() > 0 && typed == "1") {
        return forward(l.to);
    }
    if (l.save.empty() || !whole || number == 0 || number > all.size()) {
        return wrong(id_of(builtin::notice_choice));
    }
    json::value chosen = all[number - 1];
    values()[l.save] = std::move(chosen);
    return forward(l.to);
}

walk::view walk::read(const show_screen& s, std::string_view typed) {
    if (typed == "1" && s.to != no_screen) {
        return forward(s.to);
    }
    return wrong(id_of(builtin::notice_choice));
}

walk::view walk::confirm(const confirm_screen& c, std::string_view typed) {
    if (typed == "2") {
        return forward(c.no);
    }
    // Consent counts only once the whole text was there to read.
    if (typed == "1" && at_.page + 1u >= pages()) {
        return forward(c.yes);
    }
    return wrong(id_of(builtin::notice_choice));
}

/// `here` waits for a key.
walk::view walk::press(std::string_view typed) {
    const auto& node = *here();
    typed = trim(typed);
    if (at_.at != menu_.flows.front().start) {
        if (typed == menu_.keys.back) {
            return back();
        }
        if (typed == menu_.keys.home) {
            return go(menu_.flows.front().start);
        }
    }
    if (const auto* a = std::get_if<ask_screen>(&node.body)) {
        return ask(*a, typed);
    }
    if (auto turned = turn_page(typed)) {
        return std::move(*turned);
    }
    if (typed.empty()) {
        return wrong(id_of(builtin::notice_empty));
    }
    if (typed.size() > max_answer) {
        return wrong(id_of(builtin::notice_long));
    }
    if (const auto* c = std::get_if<choose_screen>(&node.body)) {
        return choose(*c, typed);
    }
    if (const auto* l = std::get_if<list_screen>(&node.body)) {
        return pick(*l, typed);
    }
    if (const auto* s = std::get_if<show_screen>(&node.body)) {
        return read(*s, typed);
    }
    return confirm(std::get<confirm_screen>(node.body), typed);
}

turn walk::reply(std::string_view typed) {
    if (at_.ended != ending::none || !sound() || !here()->interactive()) {
        return again();
    }
    return done(press(typed));
}

} // namespace yeelen::menu
