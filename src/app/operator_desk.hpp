#pragma once
// One operator's desk: where the link, the sessions, the store, the backends and the outbox meet.
// On one shard.
#include "app/shard.hpp"
#include "backends/client.hpp"
#include "channels/smpp/operator_link.hpp"
#include "sms/outbox.hpp"
#include "ussd/intents.hpp"
#include "ussd/sessions.hpp"
#include <atomic>
#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace yeelen::app {

struct desk_config {
    channels::operator_config link;
    ussd::session_limits sessions;
    sms::retry_policy retry;
    std::vector<std::string> prefixes; ///< MSISDNs it takes messages for; empty: all
    std::chrono::milliseconds resend_after_restart{10'000};
    std::chrono::milliseconds message_validity{std::chrono::hours{24}};
};

/// Read by any thread.
struct message_counters {
    std::atomic<std::uint64_t> accepted{0}, submitted{0}, retried{0}, failed{0}, expired{0},
        possibly_doubled{0}, receipts{0}, waiting{0}, too_long{0};
};

/// Copies of what the shard counts without atomics, refreshed each tick; read by any thread.
struct session_gauges {
    std::atomic<std::uint64_t> open{0}, begun{0}, steps{0}, repeated{0}, superseded{0},
        timed_out{0}, aborted{0}, ended{0}, unknown_code{0}, overloaded{0}, unknown_session{0},
        rolled_back{0}, intents{0}, abandoned{0};
};

class operator_desk final : private channels::link_owner {
public:
    /// `next_session` and `next_message` number rows for the whole process.
    operator_desk(shard& home, backends::client& backends, const ussd::services& menus,
                  desk_config config, std::int64_t& next_session, std::int64_t& next_message);

    // Recovery, before start().
    void restore(ussd::session_record record);
    /// After the sessions: an intent whose session is calling again belongs to it.
    void restore(std::vector<ussd::intent> all);
    void restore(sms::message message, sms::part part);
    /// An open intent began with this version of a menu.
    bool needs(std::string_view menu, std::string_view version) const {
        return intents_.need(menu, version);
    }

    void start();
    /// No new sessions and messages; what is under way goes on.
    void drain();
    bool idle() const;
    /// Unbinds.
    void stop();

    /// A message with its parts, ready to be stored: as `sending` where the window has room now,
    /// else `queued`.
    struct prepared {
        std::shared_ptr<const sms::message> message;
        std::vector<sms::part> parts;
    };
    std::optional<prepared> prepare(std::string to, std::string text, std::string sender,
                                    std::string idempotency_key, std::uint64_t fingerprint,
                                    std::chrono::milliseconds validity,
                                    const core::correlation_id& uid);
    /// The prepared message is stored: its parts go out or wait.
    void stored(prepared p);
    /// It was not stored (or was there before).
    void not_stored(const prepared& p);
    bool full() const noexcept;

    const std::string& id() const noexcept { return config_.link.id; }
    const std::vector<std::string>& prefixes() const noexcept { return config_.prefixes; }
    const channels::link_counters& link_counters() const noexcept { return link_.counters(); }
    const message_counters& messages() const noexcept { return message_counters_; }
    const session_gauges& gauges() const noexcept { return gauges_; }

private:
    void on_input(ussd::input in) override;
    void on_receipt(smpp::receipt receipt, std::uint64_t token) override;
    void on_submitted(sms::job job, sms::submit_result result, std::string smsc_id,
                      std::string error) override;
    void on_screen_lost(ussd::subscriber of) override;
    void on_screen_refused(ussd::subscriber of) override { show_again(of); }
    void on_link(bool bound, std::string_view reason) override;
    void on_batch_end() override;

    // USSD: operator_desk_ussd.cpp
    void run_steps();
    void store_step(ussd::step s);
    void finish_step(ussd::step& s, bool ok);
    void show_again(ussd::subscriber of);
    void call_backend(ussd::outgoing_call call);
    void answered(const ussd::outgoing_call& call, const backends::call_result& result);
    void settle_late(const std::string& key, const core::call_outcome& outcome);
    void run_intents(core::utc_time now);
    void told_later(const ussd::intent& what, const backends::call_result& result);

    // SMS: operator_desk_sms.cpp
    /// The messages of a step: stored, or not, with it.
    void conclude(std::vector<prepared>& messages, bool ok);
    void pump();
    void submit_part(sms::job job);
    void store_part(const sms::part& part);
    void store_again();

    void turn();
    void tick(core::instant now);
    void refresh_gauges();

    shard& home_;
    backends::client& backends_;
    const ussd::services& menus_;
    desk_config config_;
    std::int64_t& next_message_;
    ussd::sessions sessions_;
    ussd::sessions::steps steps_; ///< made, not yet carried out
    ussd::sessions::steps spare_; ///< empty: room kept for the next ones
    ussd::intents intents_;
    std::set<std::string> settling_; ///< keys whose late outcome is being stored
    sms::outbox outbox_;
    std::size_t promised_ = 0; ///< parts stored as `sending`, not yet submitted
    std::map<std::size_t, std::size_t> promised_by_bind_; ///< of those, by pool::lane::bind
    /// The latest state of parts whose commit failed, by message and number: tried again each
    /// second.
    std::map<std::pair<std::int64_t, std::uint8_t>, sms::part> unstored_;
    std::vector<ussd::subscriber> resend_; ///< after a restart, at the first bind
    core::steady_time store_again_at_{};
    std::size_t intents_calling_ = 0; ///< repetitions under way
    bool draining_ = false;
    std::uint64_t abandoned_ = 0;
    message_counters message_counters_;
    session_gauges gauges_;
    channels::operator_link link_; ///< last: its callbacks use all of the above
};

} // namespace yeelen::app
