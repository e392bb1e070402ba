#include "app/menu_keeper.hpp"

#include "app/menu_settings.hpp"
#include "telemetry/log.hpp"
#include "ussd/service_code.hpp"
#include <algorithm>
#include <boost/asio/post.hpp>

namespace yeelen::app {

namespace {

constexpr std::chrono::seconds sweep_every{5};
/// A session that waits for a commit may come back to its version when that fails.
constexpr std::chrono::seconds unused_for{60};

/// The code that a session was begun by: the longest that is offered now, else the shortest.
std::string code_of(const std::string& dialled, const catalogue& now) {
    auto codes = ussd::service_codes(dialled);
    const auto offered =
        std::ranges::find_if(codes, [&](const auto& code) { return now.services.contains(code); });
    return offered != codes.end() ? *offered : codes.empty() ? std::string{} : codes.back();
}

} // namespace

void menu_keeper::restore(const storage::recovered& found, const catalogue& now) {
    for (const auto& row : found.menus) {
        stored_.emplace(row.menu, row.version);
    }
    auto needed = bring_back(found, now);
    for (const auto& menu : all()) {
        needed.emplace(menu->name(), menu->version());
    }
    for (const auto& row : found.menus) {
        if (identity version{row.menu, row.version}; !needed.contains(version)) {
            drop(version);
        }
    }
    store_missing();
}

/// What was named and is not offered now: loaded from the store, or told to be lost.
std::set<menu_keeper::identity> menu_keeper::bring_back(const storage::recovered& found,
                                                        const catalogue& now) {
    std::set<identity> named;
    std::map<identity, definition> loaded;
    const auto bring = [&](const std::string& dialled, const std::string& menu,
                           const std::string& version) {
        if (services_.by_version(dialled, menu, version)) {
            return;
        }
        const identity which{menu, version};
        if (named.insert(which).second) {
            const auto row = std::ranges::find_if(
                found.menus, [&](const auto& r) { return r.menu == menu && r.version == version; });
            std::string why = "its files are not in the store";
            if (row != found.menus.end()) {
                auto read = menu::load(row->files, "(stored) " + menu, now.operations);
                if (read) {
                    loaded[which] = std::move(*read);
                } else {
                    why = read.error().front().text();
                }
            }
            const bool there = loaded.contains(which);
            telemetry::log(there ? telemetry::level::info : telemetry::level::error,
                           there ? "menu.restored" : "menu.lost",
                           {{"menu", menu}, {"version", version}, {"why", there ? "" : why}});
        }
        if (const auto it = loaded.find(which); it != loaded.end()) {
            const std::string code = code_of(dialled, now);
            services_.keep(code, menu::engine{it->second, settings_of(code, *it->second, now)});
        }
    };
    for (const auto& s : found.sessions) {
        bring(s.dialled, s.menu, s.menu_version);
    }
    for (const auto& i : found.intents) {
        bring(i.dialled, i.menu, i.menu_version);
    }
    return named;
}

std::vector<menu_keeper::definition> menu_keeper::all() const {
    std::vector<definition> versions;
    for (const auto& [code, service] : services_.offered()) {
        versions.push_back(service->engine.shared_menu());
    }
    for (const auto& service : services_.earlier()) {
        versions.push_back(service->engine.shared_menu());
    }
    return versions;
}

void menu_keeper::keep(const std::vector<definition>& versions,
                       std::move_only_function<void(bool)> done) {
    storage::unit unit;
    std::vector<identity> new_ones;
    for (const auto& menu : versions) {
        identity which{menu->name(), menu->version()};
        if (stored_.insert(which).second) {
            unit.writes.emplace_back(storage::put_menu_version{
                {menu->name(), menu->version(), menu->files(), core::now().utc}});
            new_ones.push_back(std::move(which));
        }
    }
    if (unit.writes.empty()) {
        runtime::asio::post(home_.io(), [done = std::move(done)]() mutable { done(true); });
        return;
    }
    unit.done = [this, new_ones = std::move(new_ones),
                 done = std::move(done)](storage::commit_result result) mutable {
        if (!result) {
            for (const auto& which : new_ones) {
                stored_.erase(which);
            }
            telemetry::log(telemetry::level::error, "menu.not_stored",
                           {{"error", storage::name_of(result.error())}});
        }
        done(result.has_value());
    };
    home_.commit(std::move(unit));
}

void menu_keeper::drop(const identity& version) {
    stored_.erase(version);
    storage::unit unit;
    unit.writes.emplace_back(storage::drop_menu_version{version.first, version.second});
    home_.commit(std::move(unit)); // not dropped now, it is at the next start
}

void menu_keeper::tick(core::instant now, const need& by_intents) {
    if (now.steady < next_sweep_) {
        return;
    }
    next_sweep_ = now.steady + sweep_every;
    forget_unused(now.steady, by_intents);
    store_missing();
    std::set<identity> versions;
    for (const auto& menu : all()) {
        versions.emplace(menu->name(), menu->version());
    }
    in_use_.store(versions.size(), std::memory_order_relaxed);
}

void menu_keeper::forget_unused(core::steady_time now, const need& by_intents) {
    std::map<const ussd::service*, core::steady_time> still;
    for (const auto& s : services_.unused()) {
        if (by_intents(s->menu(), s->version())) {
            continue;
        }
        const auto before = unused_since_.find(s.get());
        const auto since = before == unused_since_.end() ? now : before->second;
        if (now - since < unused_for) {
            still.emplace(s.get(), since);
            continue;
        }
        const identity version{s->menu(), s->version()};
        services_.forget(*s);
        const auto left = all(); // by another code
        if (std::ranges::none_of(left, [&](const definition& menu) {
                return menu->name() == version.first && menu->version() == version.second;
            })) {
            telemetry::log(telemetry::level::info, "menu.retired",
                           {{"menu", version.first}, {"version", version.second}});
            drop(version);
        }
    }
    unused_since_ = std::move(still);
}

void menu_keeper::store_missing() {
    keep(all(), [](bool) {});
}

} // namespace yeelen::app
