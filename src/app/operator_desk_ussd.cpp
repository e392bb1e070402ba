#include "app/operator_desk.hpp"

#include "core/msisdn.hpp"
#include "telemetry/log.hpp"
#include "ussd/service_code.hpp"
#include <algorithm>
#include <boost/asio/post.hpp>
#include <boost/json.hpp>

namespace yeelen::app {

void operator_desk::on_input(ussd::input in) {
    const std::uint64_t token = in.token;
    if (!sessions_.take(std::move(in), core::now(), steps_)) {
        link_.acknowledge(token, channels::acknowledgement::try_later);
    }
}

void operator_desk::on_screen_lost(ussd::subscriber of) {
    sessions_.unsure(of);
    if (link_.dialect().resend_screens) {
        show_again(of);
    }
}

void operator_desk::show_again(ussd::subscriber of) {
    if (auto screen = sessions_.again(of, core::now().utc)) {
        link_.show(std::move(*screen));
    }
}

void operator_desk::run_steps() {
    // Carrying out one step can make others (an input that was held back): until none is left.
    while (!steps_.empty()) {
        auto running = std::exchange(steps_, std::exchange(spare_, {}));
        for (auto& s : running) {
            if (s.stores()) {
                store_step(std::move(s));
            } else {
                finish_step(s, true);
            }
        }
        running.clear();
        spare_ = std::move(running);
    }
}

void operator_desk::store_step(ussd::step s) {
    storage::unit unit;
    std::vector<prepared> messages;
    for (const auto id : s.drop) {
        unit.writes.emplace_back(storage::drop_session{id});
    }
    core::correlation_id trace;
    std::string msisdn;
    if (s.put) {
        trace = s.put->trace;
        msisdn = s.put->msisdn;
        if (s.put->begun == s.put->updated) {
            telemetry::log(telemetry::level::info, "session.begin", trace,
                           {{"operator", id()},
                            {"msisdn", core::mask_msisdn(msisdn)},
                            {"code", ussd::service_code(s.put->dialled)},
                            {"menu", s.put->menu}});
        }
        if (s.put->phase == ussd::phase::ended) {
            telemetry::log(telemetry::level::info, "session.end", trace,
                           {{"operator", id()}, {"msisdn", core::mask_msisdn(msisdn)}});
        }
        unit.writes.emplace_back(storage::put_session{std::move(*s.put)});
    }
    if (s.profile) {
        unit.writes.emplace_back(
            storage::put_profile{msisdn, std::move(*s.profile), core::now().utc});
    }
    if (s.begins) {
        unit.writes.emplace_back(storage::put_intent{*s.begins});
    }
    if (!s.settles.empty()) {
        unit.writes.emplace_back(storage::drop_intent{s.settles});
    }
    for (auto& text : s.sms) {
        if (auto p = prepare(msisdn, std::move(text), {}, {}, 0, config_.message_validity,
                             home_.ids().next())) {
            unit.writes.emplace_back(storage::put_message{*p->message, p->parts});
            telemetry::log(telemetry::level::info, "sms.of_session", trace,
                           {{"operator", id()}, {"message", p->message->uid.hex()}});
            messages.push_back(std::move(*p));
        } else {
            ++message_counters_.too_long;
            telemetry::log(telemetry::level::error, "sms.too_long", trace,
                           {{"operator", id()}, {"menu_sms", true}});
        }
    }
    unit.done = [this, s = std::move(s),
                 messages = std::move(messages)](storage::commit_result result) mutable {
        conclude(messages, result.has_value());
        finish_step(s, result.has_value());
    };
    home_.commit(std::move(unit));
}

void operator_desk::finish_step(ussd::step& s, bool ok) {
    const auto how =
        ok ? channels::acknowledgement::accepted : channels::acknowledgement::try_later;
    const bool first = link_.dialect().acknowledge_first || !ok;
    bool acknowledged = true;
    if (first) {
        for (const auto token : s.acknowledge) {
            acknowledged = link_.acknowledge(token, how) && acknowledged;
        }
    }
    if (ok) {
        if (s.begins && s.call) {
            intents_.add(std::move(*s.begins));
        } else if (s.begins) {
            intents_.wait(std::move(*s.begins));
        }
        if (!s.settles.empty()) {
            intents_.settle(s.settles);
        }
        if (s.screen) {
            link_.show(std::move(*s.screen));
        }
    }
    if (!first) {
        for (const auto token : s.acknowledge) {
            acknowledged = link_.acknowledge(token, how) && acknowledged;
        }
    }
    if (!acknowledged) {
        sessions_.unsure(s.of);
    }
    if (!ok && !s.settles.empty()) {
        intents_.release(s.settles,
                         core::now().utc); // its session is closed; the outcome is asked for again
    }
    sessions_.committed(s, ok, core::now(), steps_);
    if (ok && s.call) {
        call_backend(std::move(*s.call));
    }
}

void operator_desk::call_backend(ussd::outgoing_call call) {
    const std::uint64_t span = home_.ids().next_u64();
    auto shared = std::make_shared<ussd::outgoing_call>(std::move(call));
    if (shared->once && !backends_.fits(shared->request)) {
        // Of a version of the menu, or a row, from before a reload: an earlier try may have been
        // made, so that this one must not count as refused.
        runtime::asio::post(home_.io(), [this, shared] {
            answered(*shared, {std::unexpected(core::call_failure::unreachable)});
        });
        return;
    }
    backends_.call(
        shared->request, shared->trace, span,
        [this, shared](const backends::call_result& result) { answered(*shared, result); });
}

void operator_desk::answered(const ussd::outgoing_call& call, const backends::call_result& result) {
    const core::call_outcome& outcome = result.outcome;
    telemetry::log(outcome ? telemetry::level::debug : telemetry::level::warn, "backend.answer",
                   call.trace,
                   {{"operation", call.request.operation},
                    {"outcome", outcome ? std::string_view{"ok"} : core::name_of(outcome.error())},
                    {"status", std::uint64_t{result.status}},
                    {"pending", call.once && result.status == backends::accepted_status}});
    const bool certain = outcome || !core::uncertain(outcome.error());
    const bool taken = sessions_.answered(call, outcome, core::now(), steps_);
    if (call.once && !certain) {
        intents_.release(call.request.idempotency_key, core::now().utc);
    } else if (call.once && !taken) {
        settle_late(call.request.idempotency_key, outcome);
    }
    turn();
}

void operator_desk::settle_late(const std::string& key, const core::call_outcome& outcome) {
    const ussd::intent* found = intents_.find(key);
    if (!found || !settling_.insert(key).second) {
        return; // known already, or two answers of one call
    }
    const ussd::intent what = *found;
    storage::unit unit;
    unit.writes.emplace_back(storage::drop_intent{key});
    std::vector<prepared> messages;
    const ussd::service_ptr service = menus_.by_version(what.dialled, what.menu, what.menu_version);
    const auto at = menu::decode_state(what.state);
    if (!service || !at) {
        telemetry::log(
            telemetry::level::error, "intent.untold", what.trace,
            {{"operation", what.operation},
             {"outcome", outcome ? std::string_view{"ok"} : core::name_of(outcome.error())},
             {"menu", what.menu},
             {"version", what.menu_version}});
    } else {
        boost::json::object profile;
        boost::system::error_code failed;
        if (auto kept = boost::json::parse(home_.store().profile(what.msisdn), failed);
            !failed && kept.is_object()) {
            profile = std::move(kept.as_object());
        }
        for (auto& effect : service->engine.answered_late(*at,
                                                          {.msisdn = what.msisdn,
                                                           .dialled = what.dialled,
                                                           .profile = profile,
                                                           .now = core::now().utc,
                                                           .service = service->code},
                                                          outcome)) {
            if (auto* text = std::get_if<menu::send_sms>(&effect)) {
                if (auto p = prepare(what.msisdn, std::move(text->text), {}, {}, 0,
                                     config_.message_validity, what.trace)) {
                    unit.writes.emplace_back(storage::put_message{*p->message, p->parts});
                    messages.push_back(std::move(*p));
                }
            }
        }
    }
    unit.done = [this, key, messages = std::move(messages)](storage::commit_result result) mutable {
        conclude(messages, result.has_value());
        settling_.erase(key);
        if (result) {
            intents_.settle(key);
        } else {
            intents_.release(key, core::now().utc); // comes due again; the backend knows the key
        }
    };
    home_.commit(std::move(unit));
}

void operator_desk::run_intents(core::utc_time now) {
    if (draining_) {
        return;
    }
    // Few at a time: customers who wait for a screen use the same connections.
    constexpr std::size_t most_calling = 8;
    for (auto& [what, abandoned] :
         intents_.due(now, most_calling - std::min(most_calling, intents_calling_))) {
        if (abandoned) {
            ++abandoned_;
            telemetry::log(telemetry::level::error, "intent.abandoned", what.trace,
                           {{"operation", what.operation},
                            {"key", what.key},
                            {"attempts", std::uint64_t{what.attempts}}});
            storage::unit unit;
            unit.writes.emplace_back(storage::drop_intent{what.key});
            home_.commit(std::move(unit));
            continue;
        }
        storage::unit unit;
        unit.writes.emplace_back(storage::put_intent{what});
        home_.commit(std::move(unit));
        core::call_request request{what.operation, {}, what.key};
        boost::system::error_code failed;
        if (auto arguments = boost::json::parse(what.arguments, failed);
            !failed && arguments.is_object()) {
            request.arguments = std::move(arguments.as_object());
        }
        if (!backends_.fits(request)) {
            // No backend has been asked this time, and an earlier try may have been done.
            telemetry::log(telemetry::level::error, "intent.not_callable", what.trace,
                           {{"operation", what.operation}, {"key", what.key}});
            intents_.release(what.key, now);
            continue;
        }
        ++intents_calling_;
        backends_.call(request, what.trace, home_.ids().next_u64(),
                       [this, what](const backends::call_result& result) {
                           --intents_calling_;
                           told_later(what, result);
                       });
    }
}

void operator_desk::told_later(const ussd::intent& what, const backends::call_result& result) {
    const core::call_outcome& outcome = result.outcome;
    const bool certain = outcome || !core::uncertain(outcome.error());
    telemetry::log(certain ? telemetry::level::info : telemetry::level::warn, "intent.answer",
                   what.trace,
                   {{"operation", what.operation},
                    {"outcome", outcome ? std::string_view{"ok"} : core::name_of(outcome.error())},
                    {"status", std::uint64_t{result.status}},
                    {"pending", result.status == backends::accepted_status},
                    {"attempts", std::uint64_t{what.attempts}}});
    if (certain) {
        settle_late(what.key, outcome);
    } else {
        intents_.release(what.key, core::now().utc);
    }
    turn();
}

} // namespace yeelen::app
