#pragma once
// The store's one writer thread: takes all that waits, commits it, tells its owners in one post.
#include "storage/checkpointer.hpp"
#include "storage/committer.hpp"
#include "storage/disk_space.hpp"
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace yeelen::storage {

class writer {
public:
    /// So many rows a transaction at most: one more makes the others wait, and the WAL's pages are
    /// shared well enough.
    static constexpr std::size_t rows_a_commit = 2'000;

    /// Starts the thread. Throws SQLite::Exception.
    writer(const store_config& config, store::poster post);
    /// Commits what waits, then stops.
    ~writer();

    void submit(std::vector<unit>&& units);
    store_counters counters() const noexcept;
    bool healthy() const noexcept { return healthy_; }

private:
    struct figures {
        std::atomic<std::uint64_t> commits = 0, rows = 0, failures = 0, pending = 0;
        std::atomic<std::uint64_t> nanoseconds = 0, wal_frames = 0, parked = 0;
    };
    void work();
    enum class woken : std::uint8_t { work, idle, end };
    woken wait(std::vector<unit>& into);
    void linger(std::unique_lock<std::mutex>& lock);
    void commit(std::vector<unit>&& units);
    void refuse_new_work(std::span<const unit> units, std::span<commit_result> results);
    void after_commit();
    void probe();
    void refuse(std::vector<unit>&& units);

    store_config config_;
    store::poster post_;
    SQLite::Database database_; ///< of the thread, as all down to figures_
    committer committer_;
    checkpointer checkpointer_;
    disk_space disk_;
    core::steady_time receipts_next_{};
    core::steady_time last_end_{};
    std::size_t last_units_ = 0;
    std::int64_t wal_frames_ = 0; ///< set by SQLite's hook inside COMMIT
    figures figures_;
    std::atomic<bool> healthy_ = true;

    std::mutex mutex_;
    std::condition_variable wake_;
    std::vector<unit> queue_; ///< under mutex_, as all below
    bool waiting_ =
        false; ///< only then a submit wakes the thread: a wake-up costs some microseconds
    bool stopping_ = false;
    std::thread thread_;
};

} // namespace yeelen::storage
