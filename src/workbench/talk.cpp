#include "workbench/talk.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace yeelen::workbench {

talk::talk(menu::engine engine, std::string msisdn, boost::json::object profile, core::utc_time now)
    : engine_(std::move(engine))
    , msisdn_(std::move(msisdn))
    , profile_(std::move(profile))
    , now_(now) {}

menu::environment talk::environment() {
    return {msisdn_, dialled_, profile_, now_, &visited_};
}

heard talk::dial(std::string_view code, const backend& answers) {
    dialled_ = code;
    return carry_out(engine_.begin(at_, environment()), answers);
}

heard talk::type(std::string_view text, const backend& answers) {
    return carry_out(engine_.reply(at_, environment(), text), answers);
}

heard talk::close(menu::closing why) {
    open_ = false;
    return {.screen = engine_.closing_text(at_, environment(), why), .sms = {}, .calls = {}};
}

/// Goes on until something is shown. A menu that calls without end is stopped by its own budget of
/// screens; calls in a row are counted here.
heard talk::carry_out(menu::turn turn, const backend& answers) {
    constexpr int most_calls = 32;
    heard h;
    for (int calls = 0;; ++calls) {
        take_effects(std::move(turn.effects), h);
        const auto kept = menu::decode_state(menu::encode(at_));
        if (!kept) {
            throw std::logic_error{"a session cannot be read back from its octets"};
        }
        at_ = *kept;
        if (auto* shown = std::get_if<menu::screen>(&turn.next)) {
            h.screen = std::move(shown->text);
            open_ = h.open = true;
            return h;
        }
        if (auto* last = std::get_if<menu::farewell>(&turn.next)) {
            h.screen = std::move(last->text);
            open_ = false;
            return h;
        }
        auto& asked = std::get<menu::call>(turn.next);
        if (calls == most_calls) {
            throw std::logic_error{"the menu calls backends without end"};
        }
        h.calls.push_back(asked.request);
        const auto outcome = answers(asked.request);
        if (asked.once && !outcome && core::uncertain(outcome.error())) {
            unsettled_.push_back({std::move(asked.request), at_});
        }
        turn = engine_.answered(at_, environment(), outcome);
    }
}

void talk::take_effects(std::vector<menu::effect> effects, heard& into) {
    for (auto& e : effects) {
        if (auto* kept = std::get_if<menu::remember>(&e)) {
            if (kept->value.is_null()) {
                profile_.erase(kept->name);
            } else {
                profile_[kept->name] = std::move(kept->value);
            }
        } else if (auto* sms = std::get_if<menu::send_sms>(&e)) {
            into.sms.push_back(std::move(sms->text));
        } else if (auto* paid = std::get_if<menu::begin_payment>(&e)) {
            into.calls.push_back(paid->request);
            unsettled_.push_back({std::move(paid->request), at_});
        }
    }
}

bool talk::late(std::string_view operation, const core::call_outcome& outcome, heard& into) {
    const auto found = std::find_if(unsettled_.rbegin(), unsettled_.rend(), [&](const auto& one) {
        return one.request.operation == operation;
    });
    if (found == unsettled_.rend()) {
        return false;
    }
    take_effects(engine_.answered_late(found->at, environment(), outcome), into);
    if (outcome || !core::uncertain(outcome.error())) {
        unsettled_.erase(std::prev(found.base()));
    }
    return true;
}

} // namespace yeelen::workbench
