// Screens that need nobody: they do something and lead on.
#include "menu/expression/day.hpp"
#include "menu/text/render.hpp"
#include "menu/walk/walk.hpp"

#include <algorithm>

namespace yeelen::menu {

namespace json = boost::json;

json::value walk::value_of(const operand& o) const {
    return o.from ? o.from->evaluate(scope()) : o.literal;
}

void walk::assign(const std::vector<assignment>& all) {
    for (const auto& a : all) {
        auto value = value_of(a.value);
        if (value.is_null()) {
            values().erase(a.name);
        } else {
            values()[a.name] = std::move(value);
        }
    }
}

void walk::change(const set_screen& s) {
    assign(s.set);
    for (const auto& a : s.remembered) {
        const auto declared = menu_.profile.find(a.name);
        auto value = value_of(a.value);
        auto held = declared == menu_.profile.end() ? std::optional{std::move(value)}
                                                    : bounded(value, declared->second);
        if (held) {
            effects_.emplace_back(remember{a.name, std::move(*held)});
        }
    }
    for (const auto& name : s.forgotten) {
        effects_.emplace_back(remember{name, nullptr});
    }
    for (const auto& name : s.unlocked) {
        effects_.emplace_back(remember{lock_name(name), nullptr});
    }
    if (!s.forgotten.empty()) {
        way_home(); // screens behind may speak of it
    }
}

/// {"n": wrong tries, "until": locked until}: of one that is over, counting begins anew.
screen_id walk::lock(const lock_screen& l) {
    const auto name = lock_name(l.name);
    std::int64_t tries = 0;
    const auto now = scope();
    const auto* kept = now.profile(name);
    if (const auto* record = kept ? kept->if_object() : nullptr) {
        const auto* n = record->if_contains("n");
        const auto* until = record->if_contains("until");
        const auto end =
            until && until->is_string() ? read_time(until->get_string()) : std::nullopt;
        if (end && *end > env_.now) {
            return l.locked;
        }
        tries = n && n->is_int64() && !end ? std::clamp<std::int64_t>(n->get_int64(), 0, 255) : 0;
    }
    json::object record{{"n", ++tries}};
    const bool last = tries >= l.after;
    if (last) {
        record["until"] = time_text(env_.now + l.time);
    }
    effects_.emplace_back(remember{name, std::move(record)});
    return last ? l.locked : l.to;
}

/// Nothing of a screen that waits, calls or ends.
std::optional<walk::hop> walk::pass(screen_id id, const screen_node& node) {
    if (node.interactive()) {
        return std::nullopt;
    }
    if (const auto* b = std::get_if<branch_screen>(&node.body)) {
        const auto s = scope();
        const auto found = std::find_if(b->cases.begin(), b->cases.end(),
                                        [&](const auto& one) { return one.when.holds(s); });
        return hop{found == b->cases.end() ? b->otherwise : found->to};
    }
    if (const auto* s = std::get_if<set_screen>(&node.body)) {
        change(*s);
        return hop{s->to};
    }
    if (const auto* l = std::get_if<lock_screen>(&node.body)) {
        return hop{lock(*l)};
    }
    if (const auto* m = std::get_if<sms_screen>(&node.body)) {
        effects_.emplace_back(send_sms{plain(render(locale(), m->text, scope()))});
        return hop{m->to};
    }
    if (const auto* l = std::get_if<language_screen>(&node.body)) {
        at_.language = l->language;
        effects_.emplace_back(remember{"language", json::string(l->language)});
        return hop{l->to};
    }
    if (const auto* u = std::get_if<use_screen>(&node.body)) {
        return hop{enter(id, u->flow, u->with, false)};
    }
    if (const auto* r = std::get_if<return_screen>(&node.body)) {
        return leave(*r);
    }
    return std::nullopt;
}

} // namespace yeelen::menu
