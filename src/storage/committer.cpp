#include "storage/committer.hpp"

#include <SQLiteCpp/Exception.h>
#include <sqlite3.h>

namespace yeelen::storage {

namespace {

/// When the disk refuses so many units one after the other, the rest is not tried: their owners try
/// again later.
constexpr int give_up_after = 16;

} // namespace

committer::committer(SQLite::Database& database)
    : database_(database)
    , applier_(database)
    , begin_(database.getHandle(), "BEGIN IMMEDIATE")
    , commit_(database.getHandle(), "COMMIT")
    , rollback_(database.getHandle(), "ROLLBACK")
    , savepoint_(database.getHandle(), "SAVEPOINT one")
    , release_(database.getHandle(), "RELEASE one")
    , back_(database.getHandle(), "ROLLBACK TO one")
    , probe_(database.getHandle(), "INSERT OR REPLACE INTO mark VALUES ('probe', ?)")
    , parked_(applier_.count_parked()) {}

committer::outcome committer::commit(std::span<unit> units, std::span<commit_result> results) {
    outcome out;
    work what{units, results, {}};
    what.todo.reserve(units.size());
    for (std::size_t i = 0; i < units.size(); ++i) {
        if (results[i]) {
            what.todo.push_back(i);
        }
    }
    auto failed = transaction(what, false, out);
    if (failed && failed->of_the_unit) {
        failed = transaction(what, true, out);
    }
    if (failed && failed->error == store_error::busy) {
        fail(what,
             store_error::busy); // another process has the lock: each further try would wait again
        out.healthy = false;
    } else if (failed) {
        one_by_one(what, out);
    }
    for (const std::size_t i : what.todo) {
        out.failures += results[i] ? 0 : 1;
    }
    return out;
}

std::optional<fault> committer::transaction(work& what, bool savepoints, outcome& out) {
    if (what.todo.empty()) {
        return std::nullopt;
    }
    tally changes;
    try {
        run(begin_).write();
        if (savepoints) {
            apply_with_savepoints(what, changes);
        } else {
            for (const std::size_t i : what.todo) {
                apply_unit(what.units[i], changes, what.results[i]);
            }
        }
        if (changes.dropped_session > 0) {
            applier_.remember_dropped(changes);
        }
        run(commit_).write();
    } catch (const SQLite::Exception& e) {
        roll_back();
        return fault_of(e.getErrorCode());
    }
    ++out.commits;
    out.rows += changes.rows;
    out.healthy = true;
    parked_ += changes.parked;
    return std::nullopt;
}

void committer::apply_unit(const unit& what, tally& changes, commit_result& result) {
    result = written{};
    for (const write& one : what.writes) {
        applier_.apply(one, parked_, changes, *result);
    }
}

void committer::apply_with_savepoints(work& what, tally& changes) {
    for (const std::size_t i : what.todo) {
        const tally before = changes;
        run(savepoint_).write();
        try {
            apply_unit(what.units[i], changes, what.results[i]);
        } catch (const SQLite::Exception& e) {
            const fault why = fault_of(e.getErrorCode());
            // A full or failing disk may have rolled all back already: then nothing here can be
            // kept.
            if (!why.of_the_unit || sqlite3_get_autocommit(database_.getHandle()) != 0) {
                throw;
            }
            run(back_).write();
            changes = before;
            what.results[i] = std::unexpected(why.error);
        }
        run(release_).write();
    }
}

void committer::one_by_one(work& what, outcome& out) {
    int in_a_row = 0;
    store_error last = store_error::io;
    for (std::size_t& i : what.todo) {
        if (in_a_row >= give_up_after) {
            what.results[i] = std::unexpected(last);
            continue;
        }
        work one{what.units, what.results, {i}};
        if (const auto failed = transaction(one, false, out)) {
            last = failed->error;
            what.results[i] = std::unexpected(last);
            if (!failed->of_the_unit) {
                ++in_a_row;
                out.healthy = false;
            }
        } else {
            in_a_row = 0;
        }
    }
}

void committer::fail(work& what, store_error error) {
    for (const std::size_t i : what.todo) {
        what.results[i] = std::unexpected(error);
    }
}

void committer::roll_back() noexcept {
    if (sqlite3_get_autocommit(database_.getHandle()) != 0) {
        return; // SQLite did it itself, or it never began
    }
    sqlite3_step(rollback_.get());
    sqlite3_reset(rollback_.get());
}

bool committer::probe() noexcept {
    try {
        run(probe_).time(core::now().utc).write();
        return true;
    } catch (const SQLite::Exception&) {
        roll_back();
        return false;
    }
}

void committer::drop_old_receipts(core::utc_time now) noexcept {
    if (parked_ == 0) {
        return;
    }
    try {
        parked_ -= applier_.drop_parked_before(now - applier::parked_lifetime);
    } catch (const SQLite::Exception&) {
        roll_back();
    }
}

} // namespace yeelen::storage
