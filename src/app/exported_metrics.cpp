#include "app/exported_metrics.hpp"

#include "core/call_outcome.hpp"
#include "telemetry/log.hpp"
#include "telemetry/metrics.hpp"
#include <mutex>
#include <unistd.h>

namespace yeelen::app {

namespace {

using labels = telemetry::metrics::labels;

double resident_bytes() {
    double pages = 0;
    if (std::FILE* file = std::fopen("/proc/self/statm", "r")) {
        long size = 0;
        long resident = 0;
        if (std::fscanf(file, "%ld %ld", &size, &resident) == 2) {
            pages = static_cast<double>(resident);
        }
        std::fclose(file);
    }
    return pages * static_cast<double>(sysconf(_SC_PAGESIZE));
}

} // namespace

struct exported_metrics::impl {
    telemetry::metrics all;
    std::mutex copying; ///< guards what the shard's tick copies and render() reads
    std::vector<backends::operation_counters> calls;
    api::api_counters api;

    void count(const std::string& name, const std::string& help, const labels& with, double value) {
        telemetry::metrics::raise_to(all.counter(name, help, with), value);
    }
};

exported_metrics::exported_metrics(shard& home,
                                   const std::vector<std::unique_ptr<operator_desk>>& desks,
                                   const backends::client& backends, const api::server& api,
                                   const reloader& reloads, const menu_keeper& menus)
    : impl_(std::make_shared<impl>()) {
    home.on_tick([i = impl_, &backends, &api](core::instant) {
        auto calls = backends.counters();
        const std::scoped_lock lock{i->copying};
        i->calls = std::move(calls);
        i->api = api.counters();
    });
    impl_->all.before_render([i = impl_.get(), &home, &desks, &reloads, &menus] {
        for (const auto& desk : desks) {
            const labels by{{"operator", desk->id()}};
            const auto& l = desk->link_counters();
            i->all.gauge("yeelen_link_bound", "1 while the SMPP link is bound", by)
                .Set(l.bound ? 1 : 0);
            const auto link = [&](const char* name, const char* help,
                                  const std::atomic<std::uint64_t>& value) {
                i->count(name, help, by,
                         static_cast<double>(value.load(std::memory_order_relaxed)));
            };
            link("yeelen_link_binds_total", "Binds reached", l.binds);
            link("yeelen_link_losses_total", "Links lost or refused", l.losses);
            link("yeelen_ussd_inputs_total", "USSD messages received", l.inputs);
            link("yeelen_ussd_screens_total", "Screens sent", l.screens);
            link("yeelen_ussd_screens_refused_total",
                 "Screens that the operator answered with an error", l.screens_refused);
            link("yeelen_ussd_screens_dropped_total", "Screens that could not leave in time",
                 l.screens_dropped);
            link("yeelen_submits_total", "submit_sm of short messages", l.submits);
            link("yeelen_throttled_total", "submit_sm answered with RTHROTTLED or RMSGQFUL",
                 l.throttled);
            link("yeelen_unanswered_total", "Requests that got no answer in time", l.unanswered);
            link("yeelen_late_responses_total", "Answers after their time-out", l.late);
            link("yeelen_receipts_total", "Delivery receipts received", l.receipts);
            link("yeelen_short_messages_in_total",
                 "Short messages of customers received and not acted on", l.short_messages_in);
            link("yeelen_unreadable_total", "USSD messages that the dialect does not know",
                 l.unreadable);
            link("yeelen_bad_pdus_total", "PDUs answered with an error", l.bad_pdus);
            const auto& g = desk->gauges();
            i->all.gauge("yeelen_sessions_open", "Sessions kept, those just ended included", by)
                .Set(static_cast<double>(g.open));
            link("yeelen_sessions_begun_total", "Sessions begun", g.begun);
            link("yeelen_sessions_ended_total", "Sessions that reached their last screen", g.ended);
            link("yeelen_sessions_aborted_total", "Sessions ended by the customer or the network",
                 g.aborted);
            link("yeelen_sessions_timed_out_total", "Sessions closed for want of a key",
                 g.timed_out);
            link("yeelen_sessions_superseded_total", "Sessions replaced by a second dial",
                 g.superseded);
            link("yeelen_session_steps_total", "Steps of the menu engine", g.steps);
            link("yeelen_session_repeats_total", "Repeated inputs answered with the same screen",
                 g.repeated);
            link("yeelen_session_rollbacks_total", "Steps undone because their commit failed",
                 g.rolled_back);
            link("yeelen_unknown_codes_total", "Dials of a code that no menu serves",
                 g.unknown_code);
            link("yeelen_unknown_sessions_total", "Replies to a session that is not known",
                 g.unknown_session);
            link("yeelen_overload_refusals_total", "Dials refused for overload or draining",
                 g.overloaded);
            i->all.gauge("yeelen_intents_open", "Calls marked once whose outcome is not known", by)
                .Set(static_cast<double>(g.intents));
            link("yeelen_intents_abandoned_total", "Calls marked once that were given up",
                 g.abandoned);
            const auto& m = desk->messages();
            link("yeelen_messages_accepted_total", "Messages stored to be sent", m.accepted);
            link("yeelen_message_parts_submitted_total", "Parts taken by the operator",
                 m.submitted);
            link("yeelen_message_parts_retried_total", "Parts to be sent again", m.retried);
            link("yeelen_message_parts_failed_total", "Parts that failed for good", m.failed);
            link("yeelen_message_parts_expired_total", "Parts not sent in time", m.expired);
            link("yeelen_message_parts_possibly_doubled_total",
                 "Parts sent again though an answer may have been lost", m.possibly_doubled);
            link("yeelen_messages_too_long_total",
                 "Messages of menus that need more segments than allowed", m.too_long);
            i->all.gauge("yeelen_message_parts_waiting", "Parts waiting to be sent", by)
                .Set(static_cast<double>(m.waiting));
        }
        const reload_counters& r = reloads.counters();
        for (const auto& [result, value] : {std::pair{"ok", r.ok.load()},
                                            {"faulty", r.faulty.load()},
                                            {"failed", r.failed.load()}}) {
            i->count("yeelen_reloads_total", "Reloads by result", {{"result", result}},
                     static_cast<double>(value));
        }
        i->all.gauge("yeelen_menu_versions", "Versions of menus in use")
            .Set(static_cast<double>(menus.in_use()));
        const auto s = home.store().counters();
        i->count("yeelen_store_commits_total", "Synced commits", {},
                 static_cast<double>(s.commits));
        i->count("yeelen_store_rows_total", "Rows written", {}, static_cast<double>(s.rows));
        i->count("yeelen_store_failures_total", "Units of work that could not be stored", {},
                 static_cast<double>(s.failures));
        i->count("yeelen_store_commit_seconds_total", "Time in commits", {}, s.commit_seconds);
        i->all.gauge("yeelen_store_pending", "Units waiting for the writer")
            .Set(static_cast<double>(s.pending));
        i->all.gauge("yeelen_store_wal_bytes", "Size of the write-ahead log")
            .Set(static_cast<double>(s.wal_bytes));
        i->all.gauge("yeelen_process_resident_bytes", "Resident memory").Set(resident_bytes());
        i->count("yeelen_log_lines_dropped_total", "Log lines dropped because the queue was full",
                 {}, static_cast<double>(telemetry::dropped_lines()));
        const std::scoped_lock lock{i->copying};
        for (const auto& c : i->calls) {
            labels by{{"backend", c.backend}, {"operation", c.operation}, {"outcome", "ok"}};
            i->count("yeelen_backend_calls_total", "Backend calls by outcome", by,
                     static_cast<double>(c.ok));
            for (std::size_t f = 0; f < std::size(c.failed); ++f) {
                by["outcome"] = std::string{core::name_of(static_cast<core::call_failure>(f))};
                i->count("yeelen_backend_calls_total", "Backend calls by outcome", by,
                         static_cast<double>(c.failed[f]));
            }
            by.erase("outcome");
            i->count("yeelen_backend_pending_total",
                     "Of the timeouts: calls marked once that were accepted and not done yet", by,
                     static_cast<double>(c.pending));
            i->count("yeelen_backend_seconds_total", "Time in backend calls", by, c.seconds);
        }
        for (const auto& [outcome, value] : {std::pair{"accepted", i->api.accepted},
                                             {"repeated", i->api.repeated},
                                             {"refused", i->api.refused},
                                             {"unauthorized", i->api.unauthorized},
                                             {"invalid", i->api.invalid}}) {
            i->count("yeelen_api_requests_total", "POST /v1/messages by outcome",
                     {{"outcome", outcome}}, static_cast<double>(value));
        }
    });
}

exported_metrics::~exported_metrics() = default;

std::string exported_metrics::render() {
    return impl_->all.render();
}

} // namespace yeelen::app
