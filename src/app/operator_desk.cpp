#include "app/operator_desk.hpp"

#include "core/msisdn.hpp"
#include "telemetry/log.hpp"
#include <charconv>
#include <unordered_set>

namespace yeelen::app {

operator_desk::operator_desk(shard& home, backends::client& backends, const ussd::services& menus,
                             desk_config config, std::int64_t& next_session,
                             std::int64_t& next_message)
    : home_(home)
    , backends_(backends)
    , menus_(menus)
    , config_(std::move(config))
    , next_message_(next_message)
    , sessions_(config_.link.id, config_.sessions, menus, home.ids(), next_session,
                [&home](std::string_view msisdn) { return home.store().profile(msisdn); })
    , intents_(ussd::intent_policy{})
    , outbox_(config_.retry)
    , link_(home.io(), config_.link, *this) {
    home_.on_turn([this] { turn(); });
    home_.on_tick([this](core::instant now) { tick(now); });
}

void operator_desk::restore(ussd::session_record record) {
    const core::instant now = core::now();
    ussd::subscriber key = 0;
    std::from_chars(record.msisdn.data(), record.msisdn.data() + record.msisdn.size(), key);
    if (link_.dialect().resend_screens &&
        now.utc - record.updated <= config_.resend_after_restart) {
        resend_.push_back(key);
    }
    sessions_.restore(std::move(record), now, steps_);
}

void operator_desk::restore(std::vector<ussd::intent> all) {
    std::unordered_set<std::string_view> with_session;
    for (const auto& s : steps_) {
        if (s.call) {
            with_session.insert(s.call->request.idempotency_key);
        }
    }
    const core::utc_time now = core::now().utc;
    for (auto& what : all) {
        const std::string key = what.key;
        intents_.add(std::move(what));
        if (!with_session.contains(key)) {
            intents_.release(key, now);
        }
    }
}

void operator_desk::start() {
    link_.start();
}

void operator_desk::drain() {
    draining_ = true;
    sessions_.drain();
}

bool operator_desk::idle() const {
    return sessions_.busy() == 0 && steps_.empty() && link_.idle() && promised_ == 0 &&
           unstored_.empty() && settling_.empty();
}

void operator_desk::stop() {
    link_.stop();
}

void operator_desk::on_link(bool bound, std::string_view reason) {
    const bool as_asked = bound || draining_;
    telemetry::log(as_asked ? telemetry::level::info : telemetry::level::warn,
                   bound      ? "link.bound"
                   : as_asked ? "link.closed"
                              : "link.lost",
                   {{"operator", id()}, {bound ? "peer" : "reason", reason}});
    if (bound) {
        for (const auto subscriber : std::exchange(resend_, {})) {
            show_again(subscriber);
        }
    }
}

void operator_desk::on_batch_end() {
    turn();
}

void operator_desk::turn() {
    run_steps();
    pump();
    link_.flush();
}

void operator_desk::tick(core::instant now) {
    sessions_.tick(now, steps_);
    run_intents(now.utc);
    if (!unstored_.empty() && now.steady >= store_again_at_) {
        store_again_at_ = now.steady + std::chrono::seconds{1};
        store_again();
    }
    refresh_gauges();
}

void operator_desk::refresh_gauges() {
    const ussd::session_counters& c = sessions_.counters();
    const auto copy = [](std::atomic<std::uint64_t>& to, std::uint64_t from) {
        to.store(from, std::memory_order_relaxed);
    };
    copy(gauges_.open, sessions_.size());
    copy(gauges_.begun, c.begun);
    copy(gauges_.steps, c.steps);
    copy(gauges_.repeated, c.repeated);
    copy(gauges_.superseded, c.superseded);
    copy(gauges_.timed_out, c.timed_out);
    copy(gauges_.aborted, c.aborted);
    copy(gauges_.ended, c.ended);
    copy(gauges_.unknown_code, c.unknown_code);
    copy(gauges_.overloaded, c.overloaded);
    copy(gauges_.unknown_session, c.unknown_session);
    copy(gauges_.rolled_back, c.rolled_back);
    copy(gauges_.intents, intents_.size());
    copy(gauges_.abandoned, abandoned_);
    copy(message_counters_.waiting, outbox_.waiting());
}

} // namespace yeelen::app
