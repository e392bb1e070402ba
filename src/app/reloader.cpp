#include "app/reloader.hpp"

#include "app/menu_settings.hpp"
#include "runtime/promise.hpp"
#include "telemetry/log.hpp"
#include <boost/asio/post.hpp>
#include <fmt/format.h>

namespace yeelen::app {

reloader::reloader(shard& home, const catalogue& began, ussd::services& services,
                   backends::client& backends, menu_keeper& menus)
    : home_(home)
    , began_(began)
    , services_(services)
    , backends_(backends)
    , menus_(menus)
    , declared_(began.backends) {
    for (const auto& [code, offer] : began.services) {
        settings_.emplace(code, offer.settings);
    }
}

reloader::~reloader() {
    if (thread_.joinable()) {
        thread_.join();
    }
}

runtime::task<reloader::result> reloader::reload() {
    runtime::promise<result> answer{home_.io().get_executor()};
    begin([answer](result r) mutable { answer.set(std::move(r)); });
    co_return co_await answer.wait();
}

void reloader::begin(std::move_only_function<void(result)> done) {
    if (running_ || draining_) {
        const auto why = running_ ? api::reload_refusal::busy : api::reload_refusal::unavailable;
        telemetry::log(telemetry::level::warn, "reload.refused",
                       {{"why", running_ ? "another one is under way" : "draining"}});
        done(std::unexpected(api::reload_failure{why, {}}));
        return;
    }
    running_ = true;
    done_ = std::move(done);
    if (thread_.joinable()) {
        thread_.join(); // it has posted its outcome, which is what ended the last one
    }
    thread_ = std::thread([this, file = began_.file] {
        auto shared = std::make_shared<loaded>(load_catalogue(file));
        runtime::asio::post(home_.io(), [this, shared] { read(std::move(*shared)); });
    });
}

void reloader::read(loaded read) {
    if (draining_) {
        return refuse(api::reload_refusal::unavailable, "draining");
    }
    if (!read) {
        for (const auto& fault : read.error()) {
            telemetry::log(telemetry::level::error, "reload.fault",
                           {{"file", fault.file},
                            {"line", std::uint64_t{fault.line}},
                            {"column", std::uint64_t{fault.column}},
                            {"message", fault.message}});
        }
        return refuse(api::reload_refusal::faulty, "the files have faults",
                      std::move(read.error()));
    }
    if (menus_.full()) {
        return refuse(api::reload_refusal::unavailable,
                      "too many earlier versions of menus are in use");
    }
    // Stored before a session can begin with them.
    std::vector<menu_keeper::definition> versions;
    for (const auto& [code, offer] : read->services) {
        versions.push_back(offer.menu);
    }
    auto next = std::make_shared<const catalogue>(std::move(*read));
    menus_.keep(versions, [this, next](bool stored) {
        if (stored) {
            apply(*next);
        } else {
            refuse(api::reload_refusal::unavailable, "the store fails");
        }
    });
}

void reloader::apply(const catalogue& next) {
    api::reload_report report;
    for (const auto& [code, offer] : next.services) {
        const auto before = services_.offered().find(code);
        const bool known = before != services_.offered().end();
        const std::string old = known ? before->second->version() : std::string{};
        const bool changed = old != offer.menu->version() || !settings_.contains(code) ||
                             !same(*settings_.at(code), *offer.settings);
        report.services.push_back({code, offer.menu->name(), offer.menu->version(), changed});
        telemetry::log(telemetry::level::info, "reload.service",
                       {{"code", code},
                        {"menu", offer.menu->name()},
                        {"version", offer.menu->version()},
                        {"before", old},
                        {"changed", changed}});
    }
    for (const auto& [code, service] : services_.offered()) {
        if (!next.services.contains(code)) {
            telemetry::log(telemetry::level::info, "reload.service_gone", {{"code", code}});
        }
    }
    services_.offer(next.engines());
    for (const auto& earlier : services_.earlier()) {
        services_.configure(*earlier, settings_of(earlier->code, earlier->engine.menu(), next));
    }
    settings_.clear();
    for (const auto& [code, offer] : next.services) {
        settings_.emplace(code, offer.settings);
    }
    report.backends_changed = *next.backends != *declared_;
    declared_ = next.backends;
    backends_.replace(next.backends);
    report.needs_restart = needs_restart(next);
    for (const auto& name : report.needs_restart) {
        telemetry::log(telemetry::level::warn, "reload.needs_restart", {{"setting", name}});
    }
    ++counters_.ok;
    telemetry::log(telemetry::level::info, "reload.done",
                   {{"services", std::uint64_t{report.services.size()}},
                    {"backends_changed", report.backends_changed},
                    {"earlier_versions", std::uint64_t{services_.earlier().size()}}});
    end(std::move(report));
}

std::vector<std::string> reloader::needs_restart(const catalogue& next) const {
    auto names = config::differences(began_.settings, next.settings);
    for (const auto& [name, text] : next.dialect_texts) {
        const auto before = began_.dialect_texts.find(name);
        if (before != began_.dialect_texts.end() && before->second != text) {
            names.push_back(fmt::format("dialect {}", name));
        }
    }
    return names;
}

void reloader::refuse(api::reload_refusal why, std::string_view reason, core::faults faults) {
    ++(why == api::reload_refusal::faulty ? counters_.faulty : counters_.failed);
    telemetry::log(telemetry::level::error, "reload.refused",
                   {{"why", reason}, {"faults", std::uint64_t{faults.size()}}});
    end(std::unexpected(api::reload_failure{why, std::move(faults)}));
}

void reloader::end(result r) {
    running_ = false;
    auto done = std::move(done_);
    done(std::move(r));
}

} // namespace yeelen::app
