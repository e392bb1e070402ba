#include "menu/walk/walk.hpp"

#include "menu/text/compose.hpp"
#include "menu/text/render.hpp"
#include <algorithm>

namespace yeelen::menu {

namespace json = boost::json;

const screen_node* walk::here() const {
    const auto found = menu_.screen_ids.find(std::string_view{at_.at});
    return found == menu_.screen_ids.end() ? nullptr : &menu_.screens[found->second];
}

screen_id walk::id_of(const screen_node& node) const {
    return static_cast<screen_id>(&node - menu_.screens.data());
}

json::value walk::value_of(const operand& o) const {
    if (!o.from) {
        return o.literal;
    }
    const auto s = scope();
    const auto* found = s.find(*o.from);
    return found ? *found : json::value{};
}

void walk::assign(const std::vector<assignment>& all) {
    for (const auto& a : all) {
        at_.values[a.name] = value_of(a.value);
    }
}

void walk::call_flow(screen_id then, std::size_t depth_then) {
    at_.values[return_value] =
        json::array{json::string(menu_.screens[then].name), static_cast<std::int64_t>(depth_then)};
}

screen_id walk::take_return() {
    const auto* kept = at_.values.if_contains(return_value);
    const auto* pair = kept ? kept->if_array() : nullptr;
    screen_id to = menu_.start;
    if (pair && pair->size() == 2 && (*pair)[0].is_string() && (*pair)[1].is_int64()) {
        const auto found = menu_.screen_ids.find(std::string_view{(*pair)[0].get_string()});
        const auto size = static_cast<std::size_t>((*pair)[1].get_int64());
        if (found != menu_.screen_ids.end()) {
            to = found->second;
        }
        at_.history.resize(std::min(size, at_.history.size()));
    }
    at_.values.erase(return_value);
    return to;
}

void walk::arrive(screen_id to) {
    const auto& node = menu_.screens[to];
    if (to == menu_.start) {
        at_.history.clear();
        at_.values.clear();
    } else if (node.interactive()) {
        // Coming again to a screen on the way back goes back to it: the way never winds.
        const auto met = std::find(at_.history.begin(), at_.history.end(), node.name);
        at_.history.erase(met, at_.history.end());
    }
    at_.at = node.name;
    at_.page = 0;
    at_.tries = 0;
    at_.notice.clear();
}

turn walk::go(screen_id to) {
    for (int i = 0; i < step_budget; ++i) {
        if (to == return_screen) {
            to = take_return();
        }
        const auto& node = menu_.screens[to];
        if (node.first && !node.first->unless.holds(scope())) {
            call_flow(to, at_.history.size());
            to = node.first->go;
            continue;
        }
        if (const auto* c = std::get_if<branch_screen>(&node.body)) {
            const auto s = scope();
            const auto found = std::find_if(c->cases.begin(), c->cases.end(),
                                            [&](const auto& one) { return one.when.holds(s); });
            to = found == c->cases.end() ? c->otherwise : found->to;
        } else if (const auto* v = std::get_if<set_screen>(&node.body)) {
            assign(v->set);
            for (const auto& a : v->remembered) {
                effects_.emplace_back(remember{a.name, value_of(a.value)});
            }
            for (const auto& name : v->forgotten) {
                effects_.emplace_back(remember{name, nullptr});
                at_.history.clear(); // screens behind may speak of it
            }
            to = v->to;
        } else if (const auto* m = std::get_if<sms_screen>(&node.body)) {
            effects_.emplace_back(send_sms{plain(render(locale(), m->text, scope()))});
            to = m->to;
        } else if (const auto* l = std::get_if<language_screen>(&node.body)) {
            at_.language = l->language;
            effects_.emplace_back(remember{"language", json::string(l->language)});
            to = l->to;
        } else {
            arrive(to);
            return show();
        }
    }
    return fault();
}

depth walk::depth() const {
    const auto& start = menu_.screens[menu_.start].name;
    if (at_.at == start) {
        return depth::none;
    }
    const bool only_start =
        at_.history.empty() || (at_.history.size() == 1 && at_.history[0] == start);
    return only_start ? depth::back : depth::back_home;
}

std::string walk::notice() const {
    if (at_.notice.empty()) {
        return {};
    }
    const auto found = menu_.text_ids.find(std::string_view{at_.notice});
    if (found == menu_.text_ids.end()) {
        return {};
    }
    auto s = scope();
    if (const auto* node = here()) {
        if (const auto* a = std::get_if<ask_screen>(&node->body)) {
            s.set_bounds(a->least, a->most);
        }
    }
    return render(locale(), found->second, s);
}

call walk::call_of(const call_screen& c) const {
    menu::call made{.request = {.operation = c.operation, .arguments = {}, .idempotency_key = {}},
                    .once = c.once};
    for (const auto& a : c.arguments) {
        made.request.arguments[a.name] = value_of(a.value);
    }
    return made;
}

turn walk::show() {
    const auto* node = here();
    if (!node) {
        return at_.at == at_tries
                   ? turn{farewell{std::string{locale().word(builtin::closing_tries)}}, {}}
                   : fault();
    }
    const auto& in = locale();
    if (const auto* c = std::get_if<call_screen>(&node->body)) {
        return {call_of(*c), std::move(effects_)};
    }
    if (const auto* e = std::get_if<end_screen>(&node->body)) {
        return {farewell{fit_one(render(in, e->text, scope()))}, std::move(effects_)};
    }
    if (!node->interactive()) {
        return fault();
    }
    const auto d = depth();
    const auto& ready = in.ready[id_of(*node)][static_cast<std::size_t>(d)];
    if (!ready.empty() && at_.notice.empty()) {
        at_.page = static_cast<std::uint16_t>(std::min<std::size_t>(at_.page, ready.size() - 1));
        return {screen{ready[at_.page]}, std::move(effects_)};
    }
    auto s = scope();
    auto shown = compose(menu_, in, *node, s, d, at_.page, notice());
    at_.page = static_cast<std::uint16_t>(shown.page);
    return {screen{std::move(shown.text)}, std::move(effects_)};
}

std::size_t walk::pages() const {
    const auto* node = here();
    const auto d = depth();
    const auto& ready = locale().ready[id_of(*node)][static_cast<std::size_t>(d)];
    if (!ready.empty() && at_.notice.empty()) {
        return ready.size();
    }
    auto s = scope();
    return compose(menu_, locale(), *node, s, d, at_.page, notice()).pages;
}

turn walk::finish(std::string text) {
    at_.history.clear();
    at_.values.clear();
    at_.notice.clear();
    at_.page = 0;
    return {farewell{fit_one(std::move(text))}, std::move(effects_)};
}

turn walk::fault() {
    at_.at = at_fault;
    return finish(std::string{locale().word(builtin::closing_fault)});
}

} // namespace yeelen::menu
