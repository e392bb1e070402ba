#pragma once
// The schema's history: version n is what the first n steps make. A step that was released is never
// edited.
#include <expected>
#include <span>
#include <string>

namespace SQLite {
class Database;
}

namespace yeelen::storage {

struct migration {
    const char* name;
    const char* sql;
};

extern const char* const sql_0001_sessions;
extern const char* const sql_0002_outbox;
extern const char* const sql_0003_quarantine;
extern const char* const sql_0004_menu_versions;

/// All steps, oldest first; the number of a step is its place, from 1, and is kept in `PRAGMA
/// user_version`.
std::span<const migration> migrations() noexcept;

/// Marks a file as Yeelen's: "YELN" in `PRAGMA application_id`.
inline constexpr int application_id = 0x59454c4e;

/// Brings the database up to step `target`, each step in a transaction of its own: a crash between
/// two steps is harmless. Refuses a database that is newer than `migrations()` or is not Yeelen's.
/// The error is for a person. May throw SQLite::Exception.
std::expected<void, std::string> migrate(SQLite::Database& database, int target);

} // namespace yeelen::storage
