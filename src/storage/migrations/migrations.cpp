#include "storage/migrations/migrations.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <array>
#include <fmt/format.h>

namespace yeelen::storage {

std::span<const migration> migrations() noexcept {
    static const std::array<migration, 4> steps{{
        {"0001 sessions", sql_0001_sessions},
        {"0002 outbox", sql_0002_outbox},
        {"0003 quarantine", sql_0003_quarantine},
        {"0004 menu versions", sql_0004_menu_versions},
    }};
    return steps;
}

std::expected<void, std::string> migrate(SQLite::Database& database, int target) {
    const auto steps = migrations();
    const int known = static_cast<int>(steps.size());
    const int found = database.execAndGet("PRAGMA user_version").getInt();
    const int owner = database.execAndGet("PRAGMA application_id").getInt();
    const int tables = database.execAndGet("SELECT count(*) FROM sqlite_schema").getInt();
    if (owner != application_id && (tables > 0 || found > 0)) {
        return std::unexpected("the file is a database of another program");
    }
    if (found > known) {
        return std::unexpected(
            fmt::format("the database has schema version {}, this program knows up to {}: it was "
                        "written by a newer version; start that one, or restore a backup",
                        found, known));
    }
    for (int version = found + 1; version <= target; ++version) {
        SQLite::Transaction step(database, SQLite::TransactionBehavior::IMMEDIATE);
        database.exec(steps[static_cast<std::size_t>(version - 1)].sql);
        database.exec(fmt::format("PRAGMA application_id = {}", application_id));
        database.exec(fmt::format("PRAGMA user_version = {}", version));
        step.commit();
    }
    return {};
}

} // namespace yeelen::storage
