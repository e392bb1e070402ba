// What the customer typed, and what the backend answered.
#include "menu/walk/walk.hpp"

#include "menu/walk/answer.hpp"
#include "menu/text/compose.hpp"
#include "menu/text/render.hpp"
#include <algorithm>
#include <charconv>

namespace yeelen::menu {

namespace json = boost::json;

turn walk::forward(screen_id to) {
    if (to == no_screen) {
        return fault();
    }
    at_.history.push_back(at_.at);
    if (at_.history.size() > max_history) {
        at_.history.erase(at_.history.begin());
    }
    return go(to);
}

turn walk::wrong(std::string_view notice) {
    const auto* node = here();
    if (++at_.tries >= node->tries) {
        at_.at = at_tries;
        return finish(std::string{locale().word(builtin::closing_tries)});
    }
    at_.notice = notice;
    return show();
}

turn walk::back() {
    while (!at_.history.empty()) {
        const std::string name = std::move(at_.history.back());
        at_.history.pop_back();
        if (const auto* kept = at_.values.if_contains(return_value)) {
            const auto* pair = kept->if_array();
            if (pair && pair->size() == 2 && (*pair)[1].is_int64() &&
                static_cast<std::int64_t>(at_.history.size()) < (*pair)[1].get_int64()) {
                at_.values.erase(return_value);
            }
        }
        if (const auto found = menu_.screen_ids.find(name); found != menu_.screen_ids.end()) {
            return go(found->second);
        }
    }
    return go(menu_.start);
}

std::optional<turn> walk::turn_page(std::string_view typed) {
    const bool next = typed == menu_.keys.next;
    if (!next && typed != menu_.keys.previous) {
        return std::nullopt;
    }
    const auto count = pages();
    if (next ? at_.page + 1u >= count : at_.page == 0) {
        return std::nullopt;
    }
    at_.page = static_cast<std::uint16_t>(next ? at_.page + 1 : at_.page - 1);
    at_.tries = 0;
    at_.notice.clear();
    return show();
}

turn walk::choose(const choose_screen& c, std::string_view typed) {
    for (const auto& o : c.options) {
        if (o.key == typed && (!o.when || o.when->holds(scope()))) {
            assign(o.set);
            if (o.then == no_screen) {
                return forward(o.to);
            }
            call_flow(o.then, at_.history.size() + 1);
            return forward(o.to);
        }
    }
    return wrong(key_of(builtin::notice_choice));
}

turn walk::ask(const ask_screen& a, std::string_view typed) {
    auto value = read_answer(a, typed);
    if (value) {
        const auto to = a.to;
        at_.values[a.save] = std::move(*value);
        return forward(to);
    }
    switch (value.error()) {
    case answer_fault::empty: return wrong(key_of(builtin::notice_empty));
    case answer_fault::too_long: return wrong(key_of(builtin::notice_long));
    case answer_fault::not_expected: break;
    }
    return wrong(menu_.text_keys[a.expected]);
}

turn walk::pick(const list_screen& l, std::string_view typed) {
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), number);
    const auto s = scope();
    const auto* value = s.find(l.of);
    const auto* list = value ? value->if_array() : nullptr;
    const bool whole = error == std::errc{} && end == typed.data() + typed.size();
    const bool any = list && !list->empty();
    if (l.save.empty() && l.to != no_screen && any && typed == "1") {
        return forward(l.to);
    }
    if (l.save.empty() || !whole || !list || number == 0 || number > list->size()) {
        return wrong(key_of(builtin::notice_choice));
    }
    json::value chosen = (*list)[number - 1];
    at_.values[l.save] = std::move(chosen);
    return forward(l.to);
}

turn walk::read(const show_screen& s, std::string_view typed) {
    if (typed == "1" && s.to != no_screen) {
        return forward(s.to);
    }
    return wrong(key_of(builtin::notice_choice));
}

turn walk::confirm(const confirm_screen& c, std::string_view typed) {
    if (typed == "2") {
        return forward(c.no);
    }
    // Consent counts only once the whole text was there to read.
    if (typed == "1" && at_.page + 1u >= pages()) {
        return forward(c.yes);
    }
    return wrong(key_of(builtin::notice_choice));
}

turn walk::reply(std::string_view typed) {
    const auto* node = here();
    if (!node) {
        return at_.at.starts_with('$') ? show() : go(menu_.start);
    }
    if (!node->interactive()) {
        return show();
    }
    typed = trim(typed);
    const bool at_start = id_of(*node) == menu_.start;
    if (!at_start && typed == menu_.keys.back) {
        return back();
    }
    if (!at_start && typed == menu_.keys.home) {
        return go(menu_.start);
    }
    if (const auto* a = std::get_if<ask_screen>(&node->body)) {
        return ask(*a, typed);
    }
    if (auto turned = turn_page(typed)) {
        return std::move(*turned);
    }
    if (typed.empty()) {
        return wrong(key_of(builtin::notice_empty));
    }
    if (typed.size() > max_answer) {
        return wrong(key_of(builtin::notice_long));
    }
    if (const auto* c = std::get_if<choose_screen>(&node->body)) {
        return choose(*c, typed);
    }
    if (const auto* l = std::get_if<list_screen>(&node->body)) {
        return pick(*l, typed);
    }
    if (const auto* s = std::get_if<show_screen>(&node->body)) {
        return read(*s, typed);
    }
    return confirm(std::get<confirm_screen>(node->body), typed);
}

turn walk::answered(const core::call_outcome& outcome) {
    const auto* node = here();
    const auto* c = node ? std::get_if<call_screen>(&node->body) : nullptr;
    if (!c) {
        return show();
    }
    // What was (or may have been) done once is not gone back into: the way back is home.
    if (c->once && (outcome || core::uncertain(outcome.error()))) {
        at_.history.clear();
    }
    if (!outcome) {
        return go(c->failed[static_cast<std::size_t>(outcome.error())]);
    }
    if (!c->save.empty()) {
        at_.values[c->save] = keep(*outcome, c->needs, c->most);
    }
    return go(c->ok);
}

} // namespace yeelen::menu
