#pragma once
// A disk that fails when told to: a thin layer over SQLite's own file access, for this process,
// from the first use on.
#include <atomic>
#include <sqlite3.h>

namespace yeelen::storage::test {

struct faulty_disk {
    /// SQLITE_OK, or what each write (sync) answers from now on.
    static inline std::atomic<int> on_write = SQLITE_OK;
    static inline std::atomic<int> on_sync = SQLITE_OK;
    static inline std::atomic<int> syncs = 0;

    faulty_disk() { install(); }
    ~faulty_disk() { mend(); }
    faulty_disk(const faulty_disk&) = delete;
    faulty_disk& operator=(const faulty_disk&) = delete;
    static void mend() {
        on_write = SQLITE_OK;
        on_sync = SQLITE_OK;
    }

private:
    static void install();
};

} // namespace yeelen::storage::test
