#include "storage/checkpointer.hpp"

#include <sqlite3.h>

namespace yeelen::storage {

std::int64_t passive_checkpoint(SQLite::Database& database) noexcept {
    int frames = 0;
    int copied = 0;
    const int code = sqlite3_wal_checkpoint_v2(database.getHandle(), nullptr,
                                               SQLITE_CHECKPOINT_PASSIVE, &frames, &copied);
    return code == SQLITE_OK ? copied : -1;
}

checkpointer::checkpointer(const store_config& config)
    : database_(open_connection(config, role::maintenance))
    , thread_([this] { work(); }) {}

checkpointer::~checkpointer() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_one();
    thread_.join();
}

std::int64_t checkpointer::due_at(std::int64_t frames) const noexcept {
    return copied_ + (frames >= reset_frames ? short_frames : pass_frames);
}

void checkpointer::note(std::int64_t frames) {
    if (frames < last_frames_) {
        const std::lock_guard lock(mutex_);
        ++begun_anew_;
        copied_ = 0;
    }
    last_frames_ = frames;
    if (frames < due_at(frames) || working_.exchange(true)) {
        return;
    }
    {
        const std::lock_guard lock(mutex_);
        wanted_ = true;
    }
    wake_.notify_one();
}

bool checkpointer::writers_turn(std::int64_t frames) const noexcept {
    const std::int64_t beyond = frames - reset_frames;
    return frames >= most_frames ||
           (beyond >= 0 && !working_ && frames < copied_ + short_frames + beyond / 4);
}

void checkpointer::work() {
    for (;;) {
        std::uint64_t of_wal = 0;
        {
            std::unique_lock lock(mutex_);
            wake_.wait(lock, [this] { return wanted_ || stopping_; });
            if (stopping_) {
                return;
            }
            wanted_ = false;
            of_wal = begun_anew_;
        }
        // A failure is not told from here: a disk that cannot take it fails the next commit too.
        // Copying is tried again with the next commit.
        const std::int64_t copied = passive_checkpoint(database_);
        const std::lock_guard lock(mutex_);
        if (copied >= 0 && of_wal == begun_anew_) {
            copied_ = copied;
        }
        working_ = false;
    }
}

} // namespace yeelen::storage
