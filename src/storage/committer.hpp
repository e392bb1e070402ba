#pragma once
// Turns units into one committed transaction, and into as few as it can when one of them fails.
// Writer's thread.
#include "storage/applier.hpp"
#include "storage/store_error.hpp"
#include <SQLiteCpp/Database.h>
#include <optional>
#include <span>
#include <vector>

namespace yeelen::storage {

class committer {
public:
    /// Throws SQLite::Exception.
    explicit committer(SQLite::Database& database);

    struct outcome {
        std::uint64_t commits = 0;  ///< transactions
        std::uint64_t rows = 0;     ///< in them
        std::uint64_t failures = 0; ///< units that are not stored
        std::optional<bool>
            healthy; ///< whether the disk took the last of them; empty: nothing was tried
    };
    /// Stores the units whose result holds a value, and puts there what became of them. In order:
    /// all in one transaction; if a unit fails for a reason of its own, again with a savepoint a
    /// unit; if the disk fails, one by one.
    outcome commit(std::span<unit> units, std::span<commit_result> results);

    std::int64_t parked() const noexcept { return parked_; }
    /// A write of no meaning, to learn whether the disk takes writes again.
    bool probe() noexcept;
    /// Drops what outlived its time. Never throws: a failing disk shows in the next commit.
    void drop_old_receipts(core::utc_time now) noexcept;

private:
    struct work {
        std::span<unit> units;
        std::span<commit_result> results;
        std::vector<std::size_t> todo;
    };
    std::optional<fault> transaction(work& what, bool savepoints, outcome& out);
    void apply_with_savepoints(work& what, tally& changes);
    void one_by_one(work& what, outcome& out);
    void apply_unit(const unit& what, tally& changes, commit_result& result);
    void fail(work& what, store_error error);
    void roll_back() noexcept;

    SQLite::Database& database_;
    applier applier_;
    statement begin_, commit_, rollback_, savepoint_, release_, back_, probe_;
    std::int64_t parked_ = 0;
};

} // namespace yeelen::storage
