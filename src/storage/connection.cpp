#include "storage/connection.hpp"

#include "storage/checkpointer.hpp"

#include <sqlite3.h>

namespace yeelen::storage {

namespace {

// Without SQLite's own mutexes: each connection has one thread.
int flags_of(role what) noexcept {
    return what == role::reader
               ? SQLite::OPEN_READONLY | SQLite::OPEN_NOMUTEX
               : SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE | SQLite::OPEN_NOMUTEX;
}

} // namespace

SQLite::Database open_connection(const store_config& config, role what) {
    SQLite::Database database(config.path, flags_of(what), busy_wait_ms);
    sqlite3_extended_result_codes(database.getHandle(), 1);
    database.exec("PRAGMA temp_store = MEMORY");
    database.exec("PRAGMA mmap_size = 0");
    if (what == role::reader) {
        database.exec("PRAGMA cache_size = -4096");
        return database;
    }
    database.exec("PRAGMA page_size = 4096"); // of a new file only
    database.exec("PRAGMA journal_mode = WAL");
    database.exec(config.synced ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = OFF");
    database.exec("PRAGMA wal_autocheckpoint = 0");
    database.exec(
        "PRAGMA journal_size_limit = " +
        std::to_string(static_cast<std::uint64_t>(checkpointer::most_frames) * frame_octets));
    database.exec(what == role::writer ? "PRAGMA cache_size = -16384" : "PRAGMA cache_size = -512");
    return database;
}

} // namespace yeelen::storage
