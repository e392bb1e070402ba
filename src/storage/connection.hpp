#pragma once
// Opens one SQLite connection the way its user needs it. A connection belongs to one thread.
#include "storage/store.hpp"
#include <SQLiteCpp/Database.h>
#include <string>

namespace yeelen::storage {

enum class role : std::uint8_t {
    writer,      ///< the only one that commits while the store runs
    maintenance, ///< checkpoints
    reader,      ///< point reads
};

/// Waits this long for a lock that another process holds.
inline constexpr int busy_wait_ms = 2'000;
/// Of the database file; a frame of the WAL has 24 octets more.
inline constexpr std::uint64_t page_octets = 4'096;
inline constexpr std::uint64_t frame_octets = page_octets + 24;

/// Throws SQLite::Exception.
SQLite::Database open_connection(const store_config& config, role what);

} // namespace yeelen::storage
