// What backends are asked, and what becomes of their answers.
#include "menu/text/render.hpp"
#include "menu/walk/walk.hpp"

namespace yeelen::menu {

namespace json = boost::json;

namespace {

const backend_request* request_in(const screen_node& node) {
    if (const auto* c = std::get_if<call_screen>(&node.body)) {
        return &c->request;
    }
    const auto* p = std::get_if<pay_screen>(&node.body);
    return p ? &p->request : nullptr;
}

std::optional<json::object> kept_of(const backend_request& r, const core::call_outcome& outcome) {
    return outcome ? keep(*outcome, r.needs, r.answer, r.most) : std::nullopt;
}

core::call_failure failure_of(const core::call_outcome& outcome) {
    return outcome ? core::call_failure::garbage : outcome.error();
}

} // namespace

core::call_request walk::request_of(const backend_request& r) const {
    core::call_request made{.operation = r.operation, .arguments = {}, .idempotency_key = {}};
    // What is done once is stored before it is called: no secret may be in it.
    const menu::scope seen{at_, env_, settings_, menu_, effects_, r.once ? nullptr : &secrets_};
    for (const auto& a : r.arguments) {
        made.arguments[a.name] = a.value.from ? a.value.from->evaluate(seen) : a.value.literal;
    }
    return made;
}

/// The screen that asks for a secret which this call needs, where no step has it any more.
std::optional<screen_id> walk::secret_missing(const screen_node& node, const call_screen& c) const {
    const auto& known = at_.frames.back().values;
    for (const auto& a : c.request.arguments) {
        if (!a.value.from) {
            continue;
        }
        for (const auto& use : a.value.from->uses()) {
            if (use.path->root != path_root::value || use.path->steps.empty() ||
                known.contains(use.path->steps.front()) ||
                secrets_.contains(use.path->steps.front())) {
                continue;
            }
            for (std::size_t i = 0; i < menu_.screens.size(); ++i) {
                const auto* asks = std::get_if<ask_screen>(&menu_.screens[i].body);
                if (asks && asks->secret() && menu_.screens[i].flow == node.flow &&
                    asks->save == use.path->steps.front()) {
                    return static_cast<screen_id>(i);
                }
            }
        }
    }
    return std::nullopt;
}

walk::view walk::call(const screen_node& node, const call_screen& c) {
    if (const auto asks = secret_missing(node, c)) {
        arrive(*asks);
        return show();
    }
    return menu::call{request_of(c.request), c.request.once};
}

turn walk::answered(const core::call_outcome& outcome) {
    const auto* node = at_.ended == ending::none && sound() ? here() : nullptr;
    const auto* c = node ? std::get_if<call_screen>(&node->body) : nullptr;
    if (!c) {
        return again();
    }
    auto kept = kept_of(c->request, outcome);
    const auto failure = failure_of(outcome);
    // What was (or may have been) done once is not gone back into: the way back is home.
    if (c->request.once && (outcome || core::uncertain(failure))) {
        way_home();
    }
    if (!kept) {
        return done(go(c->failed[static_cast<std::size_t>(failure)]));
    }
    if (!c->request.save.empty()) {
        values()[c->request.save] = std::move(*kept);
    }
    return done(go(c->ok));
}

std::vector<effect> walk::late(const core::call_outcome& outcome) {
    const auto* node = at_.ended == ending::none && sound() ? here() : nullptr;
    const auto* r = node ? request_in(*node) : nullptr;
    if (!r) {
        return {};
    }
    auto kept = kept_of(*r, outcome);
    if (!kept && core::uncertain(failure_of(outcome))) {
        return {};
    }
    const auto text = kept ? r->late_sms : r->late_refused;
    if (text == no_text) {
        return {};
    }
    if (kept && !r->save.empty()) {
        values()[r->save] = std::move(*kept);
    }
    return {send_sms{plain(render(locale(), text, scope()))}};
}

} // namespace yeelen::menu
