// What comes of steps: commits, backend answers, time.
#include "ussd/sessions.hpp"

#include "ussd/session_entry.hpp"

namespace yeelen::ussd {

void sessions::committed(step& done, bool ok, core::instant now, steps& out) {
    if (!done.holds) {
        return;
    }
    --busy_;
    if (ok && done.call) {
        ++busy_;
    }
    const auto found = by_subscriber_.find(done.of);
    if (found == by_subscriber_.end()) {
        return;
    }
    entry& e = *found->second;
    e.committing = false;
    const auto held = std::move(e.held);
    if (!ok) {
        ++counters_.rolled_back;
        if (done.before) {
            roll_back(e, std::move(*done.before), now, out);
        } else {
            forget(e);
        }
    }
    if (held) {
        for (auto& in : *held) {
            if (ok) {
                take(std::move(in), now, out);
            } else {
                // Typed after what was undone: the network brings both again, in their order.
                out.push_back({.of = in.from, .acknowledge = {in.token}, .try_later = true});
            }
        }
    }
}

void sessions::roll_back(entry& e, session_record before, core::instant now, steps& out) {
    const bool answer_lost = before.phase == phase::calling && e.missed == idempotency_key(before);
    e.missed.clear();
    // The store may have kept a step whose commit it called failed: a call's number is never given
    // to another call.
    if (before.phase != phase::calling && before.id == e.record.id) {
        before.calls = std::max(before.calls, e.record.calls);
    }
    e.record = std::move(before);
    e.serves = service_of(e.record);
    e.profile.reset();
    touch(e, now);
    if (answer_lost) {
        close_unstored(e, now, out);
    }
}

/// The backend's answer could not be kept, and nothing will bring it again: the customer is told,
/// not left waiting. The row goes when the session is forgotten.
void sessions::close_unstored(entry& e, core::instant now, steps& out) {
    ++counters_.ended;
    step s{.of = e.key};
    s.screen = screen_of(e, closing_text(e, menu::closing::fault, now.utc), true);
    e.record.state = ended_state(e.record, menu::ending::fault);
    e.record.phase = phase::ended;
    touch(e, now);
    out.push_back(std::move(s));
}

bool sessions::answered(const outgoing_call& call, const core::call_outcome& outcome,
                        core::instant now, steps& out) {
    --busy_;
    const auto found = by_subscriber_.find(call.from);
    if (found == by_subscriber_.end()) {
        return false;
    }
    entry& e = *found->second;
    if (e.committing) {
        // The customer hung up or dialled anew. Should that not be stored, this answer is gone all
        // the same.
        e.missed = call.request.idempotency_key;
        return false;
    }
    if (e.record.id != call.session || e.record.phase != phase::calling ||
        idempotency_key(e.record) != call.request.idempotency_key) {
        return false;
    }
    step s{.of = call.from, .before = kept(e.record)};
    e.missed = call.request.idempotency_key;
    const menu::engine* engine = engine_of(e);
    auto at = menu::decode_state(e.record.state);
    if (!engine || !at) {
        close(e, menu::closing::fault, std::move(s), now, out);
        return false;
    }
    ++counters_.steps;
    if (call.once && (outcome || !core::uncertain(outcome.error()))) {
        s.settles = call.request.idempotency_key;
    }
    menu::turn turn = engine->answered(*at, environment_of(e, now.utc), outcome);
    go_on(e, *at, std::move(turn), std::move(s), now, out);
    return true;
}

void sessions::tick(core::instant now, steps& out) {
    std::size_t places = limits_.a_tick;
    while (places > 0 && !live_.empty() && now.steady - live_.front()->touched > limits_.idle) {
        entry& e = *live_.front();
        if (e.committing ||
            (e.record.phase == phase::calling && now.steady - e.begun <= limits_.whole)) {
            // Its commit or its backend answer comes; the deadline there is shorter than this one.
            touch(e, now);
            continue;
        }
        close(e, menu::closing::timeout, step{.of = e.key, .before = kept(e.record)}, now, out);
        --places;
    }
    step s;
    while (s.drop.size() < limits_.a_tick && !ended_.empty() && !ended_.front()->committing &&
           now.steady - ended_.front()->touched > limits_.ended) {
        s.drop.push_back(ended_.front()->record.id);
        forget(*ended_.front());
    }
    if (!s.drop.empty()) {
        out.push_back(std::move(s));
    }
}

} // namespace yeelen::ussd
