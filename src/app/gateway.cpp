#include "app/gateway.hpp"

#include "api/server.hpp"
#include "app/exported_metrics.hpp"
#include "app/menu_keeper.hpp"
#include "app/message_door.hpp"
#include "app/operator_desk.hpp"
#include "app/reloader.hpp"
#include "app/shard.hpp"
#include "backends/client.hpp"
#include "telemetry/log.hpp"
#include "telemetry/ops_server.hpp"
#include <algorithm>
#include <boost/asio/signal_set.hpp>
#include <csignal>
#include <filesystem>
#include <fmt/format.h>
#include <map>

namespace yeelen::app {

namespace {

desk_config desk_config_of(const config::operator_settings& o, const catalogue& all) {
    desk_config c;
    c.link.id = o.id;
    smpp::net::client_config& client = c.link.link.client;
    client.hosts = {{o.host, o.port}};
    for (const auto& text : o.fallback_hosts) {
        if (const auto other = config::host_and_port(text)) {
            client.hosts.push_back({other->first, other->second});
        }
    }
    client.tls = {.enabled = o.tls,
                  .verify = o.tls_verify,
                  .ca_file = o.tls_ca,
                  .server_name = o.tls_server_name,
                  .certificate_file = o.tls_certificate,
                  .key_file = o.tls_key};
    client.bind.system_id = o.system_id;
    client.bind.password = o.password;
    client.session.long_passwords = o.long_password;
    client.bind.system_type = o.system_type;
    // Many SMSCs leave sc_interface_version out of their answer and know TLVs all the same; USSD
    // needs them.
    client.session.assumed_peer_version = smpp::version_34;
    client.session.window = o.window;
    client.session.enquire_link = o.enquire_link;
    client.session.response = o.response_timeout;
    // Inputs wait for their commit, and in some dialects for their backend; more of them than there
    // may be sessions would only be turned away after that. The session says RMSGQFUL at once.
    client.session.max_unanswered = all.settings.max_sessions;
    client.session.unbind_patience = std::chrono::milliseconds{500};
    client.reconnect_max = o.reconnect_max;
    c.link.link.kind = o.bind == "transceiver" ? smpp::net::pool_binds::transceivers
                                               : smpp::net::pool_binds::transmitters_and_receivers;
    c.link.link.binds = o.binds;
    c.link.link.rate.max = static_cast<double>(o.rate);
    // A throttle in a quiet hour says little of what the operator bears: customers wait for
    // screens, so it costs no more than this.
    constexpr double never_slower_than = 10;
    c.link.link.rate.min =
        o.rate == 0 ? never_slower_than : std::min(never_slower_than, static_cast<double>(o.rate));
    const auto react = [&](const std::vector<std::string>& statuses, smpp::reaction what) {
        for (const auto& text : statuses) {
            if (const auto number = config::status_number(text)) {
                c.link.link.reactions.set(static_cast<smpp::command_status>(*number), what);
            }
        }
    };
    react(o.throttle_statuses, smpp::reaction::throttle);
    react(o.retry_statuses, smpp::reaction::retry);
    c.link.dialect = all.dialects.at(o.dialect);
    c.link.sender = o.sender;
    c.link.sender_ton = o.source_ton;
    c.link.sender_npi = o.source_npi;
    c.link.dest_ton = o.dest_ton;
    c.link.dest_npi = o.dest_npi;
    c.link.receipt_ids = o.receipt_ids;
    c.sessions.sessions = all.settings.max_sessions;
    c.sessions.idle = all.settings.idle_timeout;
    c.sessions.whole = all.settings.session_timeout;
    c.sessions.payment_delay = all.settings.payment_delay;
    c.retry.attempts = o.sms_attempts;
    c.retry.resend_unanswered = o.resend_unanswered;
    c.prefixes = o.prefixes;
    c.resend_after_restart = all.settings.resend_after_restart;
    return c;
}

/// The running gateway: its parts in the order that they need each other.
class gateway {
public:
    explicit gateway(const catalogue& what)
        : what_(what)
        , signals_(shard_.io(), SIGTERM, SIGINT, SIGHUP)
        , menus_(shard_, services_) {}

    std::expected<void, std::string> start();
    void run() { shard_.run(); }
    void finish();

private:
    std::expected<void, std::string> recover();
    std::expected<void, std::string> open_doors();
    void await_signal();
    void drain();
    void drained_or_later(core::steady_time latest);
    void unbound_or_later(core::steady_time latest);

    const catalogue& what_;
    shard shard_;
    runtime::asio::signal_set signals_;
    std::int64_t last_session_ = 0;
    std::int64_t last_message_ = 0;
    ussd::services services_;
    menu_keeper menus_;
    std::unique_ptr<backends::client> backends_;
    std::unique_ptr<reloader> reloads_;
    std::vector<std::unique_ptr<operator_desk>> desks_;
    std::unique_ptr<message_door> door_;
    std::unique_ptr<api::server> api_;
    std::unique_ptr<exported_metrics> metrics_;
    std::unique_ptr<telemetry::ops_server> ops_;
    std::unique_ptr<runtime::steady_timer> drain_timer_;
    std::atomic<bool> draining_{false};
};

std::expected<void, std::string> gateway::start() {
    const auto began = core::now();
    const config::settings& s = what_.settings;
    std::error_code ignored;
    std::filesystem::create_directories(std::filesystem::path{s.database}.parent_path(), ignored);
    if (auto opened = shard_.open_store({.path = s.database, .linger = s.linger}); !opened) {
        return opened;
    }
    backends_ = std::make_unique<backends::client>(shard_.io(), what_.backends);
    services_.offer(what_.engines());
    reloads_ = std::make_unique<reloader>(shard_, what_, services_, *backends_, menus_);
    for (const auto& o : s.operators) {
        desks_.push_back(std::make_unique<operator_desk>(
            shard_, *backends_, services_, desk_config_of(o, what_), last_session_, last_message_));
    }
    if (auto recovered = recover(); !recovered) {
        return recovered;
    }
    if (auto opened = open_doors(); !opened) {
        return opened;
    }
    for (auto& desk : desks_) {
        desk->start();
    }
    shard_.on_tick([this](core::instant now) {
        menus_.tick(now, [this](std::string_view menu, std::string_view version) {
            return std::ranges::any_of(
                desks_, [&](const auto& desk) { return desk->needs(menu, version); });
        });
    });
    await_signal();
    const auto took =
        std::chrono::duration_cast<std::chrono::milliseconds>(core::now().steady - began.steady);
    telemetry::log(telemetry::level::info, "gateway.started",
                   {{"version", std::string_view{YEELEN_VERSION}},
                    {"api_port", std::uint64_t{api_->port()}},
                    {"ops_port", std::uint64_t{ops_->port()}},
                    {"milliseconds", std::int64_t{took.count()}}});
    return {};
}

std::expected<void, std::string> gateway::recover() {
    auto found = shard_.store().recover();
    if (!found) {
        return std::unexpected(std::move(found.error()));
    }
    last_session_ = found->last_session_id;
    last_message_ = found->last_message_id;
    menus_.restore(*found, what_);
    std::map<std::string, operator_desk*> by_id;
    for (auto& desk : desks_) {
        by_id[desk->id()] = desk.get();
    }
    const std::size_t sessions = found->sessions.size(), intents = found->intents.size(),
                      parts = found->parts.size();
    std::size_t strangers = 0;
    const auto desk_of = [&](const std::string& id) -> operator_desk* {
        const auto at = by_id.find(id);
        strangers += at == by_id.end() ? 1 : 0;
        return at == by_id.end() ? nullptr : at->second;
    };
    for (auto& record : found->sessions) {
        if (auto* desk = desk_of(record.operator_id)) {
            desk->restore(std::move(record));
        }
    }
    found->sessions = {};
    std::map<operator_desk*, std::vector<ussd::intent>> open_intents;
    for (auto& intent : found->intents) {
        if (auto* desk = desk_of(intent.operator_id)) {
            open_intents[desk].push_back(std::move(intent));
        }
    }
    for (auto& [desk, all] : open_intents) {
        desk->restore(std::move(all));
    }
    for (auto& [message, part] : found->parts) {
        if (auto* desk = desk_of(message.operator_id)) {
            desk->restore(std::move(message), std::move(part));
        }
    }
    telemetry::log(telemetry::level::info, "storage.recovered",
                   {{"sessions", std::uint64_t{sessions}},
                    {"intents", std::uint64_t{intents}},
                    {"parts", std::uint64_t{parts}},
                    {"corrupt_rows", std::uint64_t{found->corrupt}},
                    {"of_unknown_operators", std::uint64_t{strangers}}});
    return {};
}

std::expected<void, std::string> gateway::open_doors() {
    const config::settings& s = what_.settings;
    door_ = std::make_unique<message_door>(shard_, desks_);
    api::api_config api;
    api.http.host = s.api_host;
    api.http.port = s.api_port;
    api.keys = s.api_keys;
    auto opened = api::server::open(shard_.io(), std::move(api), *door_, reloads_.get());
    if (!opened) {
        return std::unexpected(fmt::format("the API cannot listen on {}:{}: {}", s.api_host,
                                           s.api_port, opened.error().message()));
    }
    api_ = std::move(*opened);
    metrics_ =
        std::make_unique<exported_metrics>(shard_, desks_, *backends_, *api_, *reloads_, menus_);
    auto ops = telemetry::ops_server::open(
        {s.ops_host, s.ops_port},
        {.alive =
             [this] { return core::now().steady - shard_.heartbeat() < std::chrono::seconds{5}; },
         .ready =
             [this] {
                 std::vector<telemetry::readiness> all;
                 all.push_back({"storage", shard_.store().healthy(),
                                shard_.store().healthy() ? "" : "commits fail"});
                 all.push_back({"gateway", !draining_, draining_ ? "draining" : ""});
                 for (const auto& desk : desks_) {
                     const bool bound = desk->link_counters().bound;
                     all.push_back({"operator " + desk->id(), bound, bound ? "" : "not bound"});
                 }
                 return all;
             },
         .metrics = [this] { return metrics_->render(); }});
    if (!ops) {
        return std::unexpected(std::move(ops.error()));
    }
    ops_ = std::move(*ops);
    return {};
}

void gateway::await_signal() {
    signals_.async_wait([this](boost::system::error_code failed, int signal) {
        if (failed) {
            return;
        }
        if (signal == SIGHUP) {
            reloads_->begin([](const reloader::result&) {});
            await_signal();
            return;
        }
        drain();
    });
}

void gateway::drain() {
    telemetry::log(telemetry::level::info, "gateway.draining", {});
    draining_ = true;
    reloads_->drain();
    door_->drain();
    for (auto& desk : desks_) {
        desk->drain();
    }
    drain_timer_ = std::make_unique<runtime::steady_timer>(shard_.io().get_executor());
    drained_or_later(core::now().steady + what_.settings.drain);
}

/// Looks again every 20 ms: all commits and backend answers in, or the time is up; then unbinds and
/// ends the loop.
void gateway::drained_or_later(core::steady_time latest) {
    const bool idle =
        shard_.uncommitted() == 0 &&
        std::all_of(desks_.begin(), desks_.end(), [](const auto& desk) { return desk->idle(); });
    if (idle || core::now().steady >= latest) {
        api_->stop();
        for (auto& desk : desks_) {
            desk->stop();
        }
        unbound_or_later(core::now().steady + std::chrono::seconds{2});
        return;
    }
    drain_timer_->expires_after(std::chrono::milliseconds{20});
    drain_timer_->async_wait([this, latest](boost::system::error_code failed) {
        if (!failed) {
            drained_or_later(latest);
        }
    });
}

/// The operators' answers to our unbind are waited for, but not for long.
void gateway::unbound_or_later(core::steady_time latest) {
    const bool unbound = std::none_of(desks_.begin(), desks_.end(), [](const auto& desk) {
        return desk->link_counters().bound.load();
    });
    if (unbound || core::now().steady >= latest) {
        telemetry::log(telemetry::level::info, "gateway.stopped", {});
        shard_.stop();
        return;
    }
    drain_timer_->expires_after(std::chrono::milliseconds{20});
    drain_timer_->async_wait([this, latest](boost::system::error_code failed) {
        if (!failed) {
            unbound_or_later(latest);
        }
    });
}

void gateway::finish() {
    ops_.reset();
    backends_->stop();
    shard_.close_store();
}

} // namespace

std::expected<void, std::string> serve(const catalogue& what) {
    const config::settings& s = what.settings;
    telemetry::log_config logs;
    logs.file = s.log_file;
    logs.json = s.log_json;
    logs.least = s.log_level == "debug"   ? telemetry::level::debug
                 : s.log_level == "warn"  ? telemetry::level::warn
                 : s.log_level == "error" ? telemetry::level::error
                                          : telemetry::level::info;
    telemetry::start_logging(logs);
    gateway g{what};
    auto started = g.start();
    if (started) {
        g.run();
        g.finish();
    }
    telemetry::stop_logging();
    return started;
}

} // namespace yeelen::app
