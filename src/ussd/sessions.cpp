// What the network brings: dials, keys, hang-ups.
#include "ussd/sessions.hpp"

#include "ussd/session_entry.hpp"
#include <boost/json.hpp>
#include <fmt/format.h>

namespace yeelen::ussd {

namespace {

/// The network did not see our acknowledgement, or the answer: it gives the same message again. A
/// hang-up is never a repeat of a key that has its number; taking it twice changes nothing.
bool repeats(const session_record& r, const input& in) {
    return in.number != 0 && in.number == r.input &&
           (in.what == input::kind::reply ||
            (in.what == input::kind::begin && in.text == r.dialled));
}

/// A call that must happen once, of the session as it is stored with it.
intent intent_of(const session_record& r, const core::call_request& request, core::utc_time now,
                 std::chrono::milliseconds delay) {
    return {.key = idempotency_key(r),
            .session = r.id,
            .trace = r.trace,
            .operator_id = r.operator_id,
            .msisdn = r.msisdn,
            .dialled = r.dialled,
            .menu = r.menu,
            .menu_version = r.menu_version,
            .state = r.state,
            .operation = request.operation,
            .arguments = boost::json::serialize(request.arguments),
            .created = now,
            .next_try = now + delay};
}

} // namespace

sessions::sessions(std::string operator_id, session_limits limits, const services& menus,
                   core::id_source& ids, std::int64_t& next_session_id, read_profile profile)
    : operator_id_(std::move(operator_id))
    , limits_(std::move(limits))
    , menus_(menus)
    , ids_(ids)
    , next_id_(next_session_id)
    , read_profile_(std::move(profile)) {}

sessions::~sessions() = default;

bool sessions::take(input in, core::instant now, steps& out) {
    const auto found = by_subscriber_.find(in.from);
    if (found != by_subscriber_.end() && found->second->committing) {
        entry& e = *found->second;
        if (!e.held) {
            e.held = std::make_unique<std::vector<input>>();
        }
        if (e.held->size() >= limits_.held) {
            return false;
        }
        e.held->push_back(std::move(in));
        return true;
    }
    handle(std::move(in), now, out);
    return true;
}

void sessions::handle(input in, core::instant now, steps& out) {
    const auto found = by_subscriber_.find(in.from);
    entry* e = found == by_subscriber_.end() ? nullptr : found->second.get();
    const bool same_dialogue =
        e != nullptr && e->record.dialogue == in.dialogue && e->record.msisdn == in.msisdn;

    // Without running numbers: the same key again, though its answer may never have been seen.
    const bool typed_again = same_dialogue && in.number == 0 && in.what == input::kind::reply &&
                             e->unsure && in.text == e->typed;
    if (same_dialogue && (typed_again || repeats(e->record, in))) {
        e->unsure = false;
        ++counters_.repeated;
        step s{.of = in.from, .acknowledge = {in.token}};
        s.screen = render(*e, now.utc);
        out.push_back(std::move(s));
        return;
    }
    if (in.what == input::kind::begin) {
        begin(e, std::move(in), now, out);
        return;
    }
    if (!same_dialogue || e->record.phase == phase::ended) {
        if (in.what == input::kind::abort) {
            out.push_back({.of = in.from, .acknowledge = {in.token}});
        } else {
            refuse_unknown(e, in, now, out);
        }
        return;
    }
    if (in.what == input::kind::abort) {
        hang_up(*e, std::move(in), now, out);
        return;
    }
    if (e->record.phase == phase::calling) {
        // A key while the backend is being asked: nothing is shown to choose from yet. The screen
        // will follow.
        if (!in.echo.empty()) {
            e->record.echo = std::move(in.echo);
        }
        out.push_back({.of = in.from, .acknowledge = {in.token}});
        return;
    }
    step s{.of = in.from, .acknowledge = {in.token}, .before = kept(e->record)};
    e->record.input = in.number;
    e->unsure = false;
    if (in.number == 0) {
        e->typed = in.text;
    }
    if (!in.echo.empty()) {
        e->record.echo = std::move(in.echo);
    }
    const menu::engine* engine = engine_of(*e);
    auto at = menu::decode_state(e->record.state);
    if (!engine || !at) {
        close(*e, menu::closing::fault, std::move(s), now, out);
        return;
    }
    if (now.steady - e->begun > limits_.whole) {
        close(*e, menu::closing::timeout, std::move(s), now, out);
        return;
    }
    ++counters_.steps;
    menu::turn turn = engine->reply(*at, environment_of(*e, now.utc), in.text);
    go_on(*e, *at, std::move(turn), std::move(s), now, out);
}

void sessions::hang_up(entry& e, input in, core::instant now, steps& out) {
    ++counters_.aborted;
    step s{.of = in.from, .acknowledge = {in.token}, .before = kept(e.record)};
    e.record.input = in.number;
    e.record.state = ended_state(e.record, menu::ending::abort);
    e.record.phase = phase::ended;
    hold(e, std::move(s), now, out);
}

void sessions::begin(entry* old, input in, core::instant now, steps& out) {
    service_ptr service = menus_.by_dialled(in.text);
    if (!service) {
        ++counters_.unknown_code;
        refuse(in, in.text, limits_.unknown_code, out);
        return;
    }
    step s{.of = in.from, .acknowledge = {in.token}};
    if (draining_ || (!old && by_subscriber_.size() >= limits_.sessions && !make_room(s))) {
        ++counters_.overloaded;
        const auto profile = parse_profile(read_profile_(in.msisdn));
        refuse(in, in.text,
               service->engine.closing_text({},
                                            {.msisdn = in.msisdn,
                                             .dialled = in.text,
                                             .profile = profile,
                                             .now = now.utc,
                                             .service = service->code},
                                            draining_ ? menu::closing::draining
                                                      : menu::closing::overload),
               out);
        return;
    }
    if (old) {
        if (old->record.phase != phase::ended) {
            ++counters_.superseded;
        }
        s.before = std::make_unique<session_record>(std::move(old->record));
        s.drop.push_back(s.before->id);
    }
    ++counters_.begun;
    ++counters_.steps;
    entry& e = place_for(in.from);
    e.profile.reset();
    e.begun = now.steady;
    e.typed.clear();
    e.unsure = false;
    e.record = session_record{.id = ++next_id_,
                              .trace = ids_.next(),
                              .operator_id = operator_id_,
                              .msisdn = std::move(in.msisdn),
                              .dialogue = std::move(in.dialogue),
                              .dialled = std::move(in.text),
                              .menu = service->menu(),
                              .menu_version = service->version(),
                              .echo = std::move(in.echo),
                              .input = in.number,
                              .begun = now.utc};
    e.serves = std::move(service);
    menu::state at;
    menu::turn turn = e.serves->engine.begin(at, environment_of(e, now.utc));
    go_on(e, at, std::move(turn), std::move(s), now, out);
}

/// Carries a turn over into the record and the step.
void sessions::go_on(entry& e, const menu::state& at, menu::turn turn, step s, core::instant now,
                     steps& out) {
    session_record& r = e.record;
    r.state = menu::encode(at);
    bool profile_changed = false;
    for (auto& effect : turn.effects) {
        if (auto* sms = std::get_if<menu::send_sms>(&effect)) {
            s.sms.push_back(std::move(sms->text));
        } else if (auto* remember = std::get_if<menu::remember>(&effect)) {
            profile_of(e);
            if (remember->value.is_null()) {
                e.profile->erase(remember->name);
            } else {
                (*e.profile)[remember->name] = std::move(remember->value);
            }
            profile_changed = true;
        } else {
            // Called after this session is over: nobody waits for it, its outcome comes by SMS.
            auto& payment = std::get<menu::begin_payment>(effect);
            ++r.calls;
            s.begins = std::make_unique<intent>(
                intent_of(r, payment.request, now.utc, limits_.payment_delay));
        }
    }
    if (profile_changed) {
        s.profile = boost::json::serialize(*e.profile);
    }
    if (auto* shown = std::get_if<menu::screen>(&turn.next)) {
        r.phase = phase::waiting;
        s.screen = screen_of(e, std::move(shown->text), false);
    } else if (auto* last = std::get_if<menu::farewell>(&turn.next)) {
        r.phase = phase::ended;
        ++counters_.ended;
        s.screen = screen_of(e, std::move(last->text), true);
    } else {
        auto& asked = std::get<menu::call>(turn.next);
        r.phase = phase::calling;
        ++r.calls;
        asked.request.idempotency_key = idempotency_key(r);
        if (asked.once) {
            s.begins = std::make_unique<intent>(
                intent_of(r, asked.request, now.utc, std::chrono::milliseconds{0}));
        }
        s.call = outgoing_call{s.of, r.id, r.trace, std::move(asked.request), asked.once};
    }
    hold(e, std::move(s), now, out);
}

/// Ends the session from outside its menu.
void sessions::close(entry& e, menu::closing why, step s, core::instant now, steps& out) {
    const bool late = why == menu::closing::timeout;
    ++(late ? counters_.timed_out : counters_.ended);
    auto screen = screen_of(e, closing_text(e, why, now.utc), true);
    screen.unasked = s.acknowledge.empty() && e.record.phase == phase::waiting;
    s.screen = std::move(screen);
    e.record.state = ended_state(e.record, late ? menu::ending::timeout : menu::ending::fault);
    e.record.phase = phase::ended;
    hold(e, std::move(s), now, out);
}

/// The step leaves, to be stored; the subscriber's next inputs wait for committed().
void sessions::hold(entry& e, step s, core::instant now, steps& out) {
    e.record.updated = now.utc;
    touch(e, now);
    s.put = e.record;
    s.holds = e.committing = true;
    ++busy_;
    out.push_back(std::move(s));
}

void sessions::refuse(const input& in, std::string dialled, std::string text, steps& out) {
    step s{.of = in.from, .acknowledge = {in.token}};
    s.screen = outgoing{in.from, in.msisdn, std::move(dialled), in.echo, std::move(text), true};
    out.push_back(std::move(s));
}

/// A key of a dialogue that is not, or not any more.
void sessions::refuse_unknown(const entry* e, const input& in, core::instant now, steps& out) {
    ++counters_.unknown_session;
    std::string text = limits_.unknown_code;
    if (const service_ptr service = e && e->serves ? e->serves : menus_.any()) {
        const auto profile = parse_profile(read_profile_(in.msisdn));
        text = service->engine.closing_text({},
                                            {.msisdn = in.msisdn,
                                             .dialled = in.code,
                                             .profile = profile,
                                             .now = now.utc,
                                             .service = service->code},
                                            menu::closing::timeout);
    }
    refuse(in, e ? e->record.dialled : in.code, std::move(text), out);
}

/// The ended session that was kept longest gives up its place.
bool sessions::make_room(step& s) {
    if (ended_.empty() || ended_.front()->committing) {
        return false;
    }
    s.drop.push_back(ended_.front()->record.id);
    forget(*ended_.front());
    return true;
}

} // namespace yeelen::ussd
