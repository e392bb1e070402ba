#pragma once
// One thread with its own io_context and everything that lives on it. No locks: what comes from
// elsewhere is posted.
#include "core/ids.hpp"
#include "core/time.hpp"
#include "runtime/executor.hpp"
#include "storage/store.hpp"
#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace yeelen::app {

class shard {
public:
    shard();
    shard(const shard&) = delete;
    shard& operator=(const shard&) = delete;

    runtime::asio::io_context& io() noexcept { return io_; }
    core::id_source& ids() noexcept { return ids_; }

    /// Opens the store, with completions coming to this shard.
    std::expected<void, std::string> open_store(const storage::store_config& config);
    storage::store& store() noexcept { return *store_; }
    /// Commits what is pending and closes the store. The shard must not be running.
    void close_store();

    /// Gathers a unit; all that gather in one turn of the loop go to the writer together.
    void commit(storage::unit unit);
    /// Called after completions were run and every 100 ms: screens and short messages move on.
    void on_turn(std::function<void()> hook) { turn_hooks_.push_back(std::move(hook)); }
    void on_tick(std::function<void(core::instant)> hook) {
        tick_hooks_.push_back(std::move(hook));
    }

    void run();
    void stop();
    std::size_t uncommitted() const noexcept { return uncommitted_; }
    /// When the loop last went round: from any thread.
    core::steady_time heartbeat() const noexcept {
        return core::steady_time{
            core::steady_time::duration{beat_.load(std::memory_order_relaxed)}};
    }

private:
    void hand_over();
    void tick();

    runtime::asio::io_context io_{1};
    core::id_source ids_;
    std::unique_ptr<storage::store> store_;
    std::vector<storage::unit> gathered_;
    bool handing_over_ = false;
    std::size_t uncommitted_ = 0;
    std::vector<std::function<void()>> turn_hooks_;
    std::vector<std::function<void(core::instant)>> tick_hooks_;
    runtime::steady_timer timer_;
    std::atomic<core::steady_time::rep> beat_{0};
};

} // namespace yeelen::app
