#pragma once
// SIGHUP and POST /v1/reload: menus, backends and services' settings read anew, while all else runs
// on. On the shard; the files are read on a thread of their own, since a large menu's proof takes
// longer than a customer should wait.
#include "api/reload_desk.hpp"
#include "app/catalogue.hpp"
#include "app/menu_keeper.hpp"
#include "app/shard.hpp"
#include "backends/client.hpp"
#include "ussd/services.hpp"
#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <thread>

namespace yeelen::app {

/// Read by any thread.
struct reload_counters {
    std::atomic<std::uint64_t> ok{0}, faulty{0}, failed{0};
};

class reloader final : public api::reload_desk {
public:
    using result = std::expected<api::reload_report, api::reload_failure>;

    /// `began` is what the gateway was started with: what needs a restart is told by it.
    reloader(shard& home, const catalogue& began, ussd::services& services,
             backends::client& backends, menu_keeper& menus);
    ~reloader() override;

    runtime::task<result> reload() override;
    /// The same for whoever does not wait; the log tells how it went.
    void begin(std::move_only_function<void(result)> done);
    /// No more of them; one that is under way is dropped.
    void drain() noexcept { draining_ = true; }
    const reload_counters& counters() const noexcept { return counters_; }

private:
    using loaded = std::expected<catalogue, core::faults>;

    void read(loaded read);
    void apply(const catalogue& next);
    std::vector<std::string> needs_restart(const catalogue& next) const;
    void end(result r);
    void refuse(api::reload_refusal why, std::string_view reason, core::faults faults = {});

    shard& home_;
    const catalogue& began_;
    ussd::services& services_;
    backends::client& backends_;
    menu_keeper& menus_;
    std::map<std::string, std::shared_ptr<const menu::settings>> settings_; ///< in use, by code
    std::shared_ptr<const backends::catalogue> declared_;                   ///< in use
    std::move_only_function<void(result)> done_; ///< of the one under way
    bool running_ = false;
    bool draining_ = false;
    reload_counters counters_;
    std::thread thread_;
};

} // namespace yeelen::app
