#pragma once
// Moves the WAL's pages into the database file, out of the writer's way: a checkpoint in the writer
// makes stalls of 100 ms and more. Its thread copies while commits go on; SQLite starts the WAL
// from its beginning only when all of it is copied and no one writes, so the writer does the last,
// short stretch itself when `writers_turn` says so.
#include "storage/connection.hpp"
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace yeelen::storage {

class checkpointer {
public:
    /// The thread copies when so many frames wait (8 MB).
    static constexpr std::int64_t pass_frames = 2'048;
    /// From here (48 MB) the WAL is to be begun anew: it copies smaller stretches, to catch up.
    static constexpr std::int64_t reset_frames = 12'288;
    /// The writer's last stretch is no longer than this, about 10 ms; where the thread does not
    /// catch up, longer by a quarter of what the WAL has grown beyond reset_frames: a somewhat
    /// longer stall against a much longer file.
    static constexpr std::int64_t short_frames = 768;
    /// Four times reset_frames: the writer does it however long it takes, for the disk's sake.
    static constexpr std::int64_t most_frames = 4 * reset_frames;

    /// Starts the thread. Throws SQLite::Exception.
    explicit checkpointer(const store_config& config);
    ~checkpointer();

    /// After each commit, by the writer: how many frames the WAL has.
    void note(std::int64_t frames);
    /// True when the writer should checkpoint now, between two commits.
    bool writers_turn(std::int64_t frames) const noexcept;

private:
    void work();
    std::int64_t due_at(std::int64_t frames) const noexcept;

    SQLite::Database database_; ///< of the thread
    std::mutex mutex_;
    std::condition_variable wake_;
    bool wanted_ = false;          ///< under mutex_
    bool stopping_ = false;        ///< under mutex_
    std::uint64_t begun_anew_ = 0; ///< under mutex_
    std::atomic<bool> working_ = false;
    std::atomic<std::int64_t> copied_ = 0; ///< frames that are in the database file
    std::int64_t last_frames_ = 0;         ///< writer's thread
    std::thread thread_;
};

/// One passive checkpoint: waits for nobody. How many frames are in the database file now; -1 where
/// it failed.
std::int64_t passive_checkpoint(SQLite::Database& database) noexcept;

} // namespace yeelen::storage
