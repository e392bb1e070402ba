#pragma once
// Sessions and payments end with the version of the menu that they began with: here it is kept, in
// memory and in the store, for as long as one needs it. On the shard.
#include "app/catalogue.hpp"
#include "app/shard.hpp"
#include "ussd/services.hpp"
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace yeelen::app {

class menu_keeper {
public:
    /// More earlier versions than this in use at one time: no reload until some are over.
    static constexpr std::size_t most_earlier = 32;
    using definition = std::shared_ptr<const menu::definition>;
    /// Whether an open intent began with a version of a menu.
    using need = std::function<bool(std::string_view menu, std::string_view version)>;

    menu_keeper(shard& home, ussd::services& services)
        : home_(home)
        , services_(services) {}

    /// At start, before sessions are restored and after `now` is offered: brings back the earlier
    /// versions that sessions and intents name, drops those that none does, stores the new ones.
    void restore(const storage::recovered& found, const catalogue& now);
    /// Stores those that are not yet. `done` gets whether all of them are; not before it returns.
    void keep(const std::vector<definition>& versions, std::move_only_function<void(bool)> done);
    /// Now and then: versions that nobody needs any more are forgotten, those that could not be
    /// stored are tried again.
    void tick(core::instant now, const need& by_intents);

    bool full() const { return services_.earlier().size() >= most_earlier; }
    /// Versions in use, offered or not. Read by any thread.
    std::uint64_t in_use() const noexcept { return in_use_.load(std::memory_order_relaxed); }

private:
    using identity = std::pair<std::string, std::string>; ///< menu, version

    std::set<identity> bring_back(const storage::recovered& found, const catalogue& now);
    void forget_unused(core::steady_time now, const need& by_intents);
    void store_missing();
    void drop(const identity& version);
    std::vector<definition> all() const;

    shard& home_;
    ussd::services& services_;
    std::set<identity> stored_; ///< or about to be
    std::map<const ussd::service*, core::steady_time> unused_since_;
    core::steady_time next_sweep_{};
    std::atomic<std::uint64_t> in_use_{0};
};

} // namespace yeelen::app
