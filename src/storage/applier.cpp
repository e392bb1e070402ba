#include "storage/applier.hpp"

#include "storage/rows.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <type_traits>

namespace yeelen::storage {

namespace {

/// "(?,?,?)" for a list of columns.
std::string insert_into(const char* table, std::string_view columns) {
    std::string places = "?";
    for (const char c : columns) {
        if (c == ',') {
            places += ",?";
        }
    }
    return fmt::format("INTO {} ({}) VALUES ({})", table, columns, places);
}

template<class... Parts>
statement prepare(SQLite::Database& database, const Parts&... parts) {
    std::string sql;
    ((sql += parts), ...);
    return {database.getHandle(), sql.c_str()};
}

} // namespace

applier::applier(SQLite::Database& d)
    : put_session_(prepare(d, "INSERT OR REPLACE ", insert_into("session", session_columns)))
    , drop_session_(prepare(d, "DELETE FROM session WHERE id = ?"))
    , mark_(prepare(d, "INSERT INTO mark VALUES ('session', ?) ON CONFLICT (name) DO UPDATE SET "
                       "value = max(value, excluded.value)"))
    , put_profile_(prepare(d, "INSERT OR REPLACE INTO profile VALUES (?, ?, ?)"))
    , put_intent_(prepare(d, "INSERT OR REPLACE ", insert_into("intent", intent_columns)))
    , drop_intent_(prepare(d, "DELETE FROM intent WHERE key = ?"))
    , put_menu_(prepare(d, "INSERT OR IGNORE ", insert_into("menu_version", menu_columns)))
    , drop_menu_(prepare(d, "DELETE FROM menu_version WHERE menu = ? AND version = ?"))
    , put_message_(prepare(d, "INSERT ", insert_into("message", message_columns),
                           " ON CONFLICT (idempotency_key) WHERE idempotency_key <> '' DO NOTHING"))
    , find_key_(prepare(d, "SELECT uid_high, uid_low, fingerprint FROM message "
                           "WHERE idempotency_key = ? AND idempotency_key <> ''"))
    , insert_part_(prepare(d, "INSERT INTO part (", part_columns,
                           ", operator_id) VALUES (?,?,?,?,?,?,?,?,?,?,?)"))
    // A final state stays when the same submission is told again.
    , update_part_(prepare(
          d, "UPDATE part SET total = ?3, state = ?4, attempts = ?5, possibly_doubled = ?6, "
             "smsc_id = ?7, error = ?8, next_try = ?9, updated = ?10, operator_id = ?11 "
             "WHERE message = ?1 AND number = ?2 AND (state < 3 OR ?4 <> 2 OR smsc_id <> ?7)"))
    // Some SMSCs use an id again after a while: the newest message is meant.
    , find_part_(
          prepare(d, "SELECT message, number, state FROM part WHERE operator_id = ? AND "
                     "smsc_id = ? AND smsc_id <> '' ORDER BY message DESC, number DESC LIMIT 1"))
    , receipt_part_(prepare(d, "UPDATE part SET state = ?, error = ?, updated = ? "
                               "WHERE message = ? AND number = ?"))
    , park_(prepare(d, "INSERT INTO parked_receipt (operator_id, smsc_id, state, error, at) "
                       "VALUES (?, ?, ?, ?, ?) ON CONFLICT (operator_id, smsc_id) DO NOTHING"))
    , find_parked_(prepare(d, "SELECT id, state, error, at FROM parked_receipt "
                              "WHERE operator_id = ? AND smsc_id = ?"))
    , drop_parked_(prepare(d, "DELETE FROM parked_receipt WHERE id = ?"))
    , drop_oldest_(prepare(d, "DELETE FROM parked_receipt WHERE id = "
                              "(SELECT min(id) FROM parked_receipt)"))
    , drop_before_(prepare(d, "DELETE FROM parked_receipt WHERE at < ?"))
    , count_parked_(prepare(d, "SELECT count(*) FROM parked_receipt")) {}

void applier::apply(const write& what, std::int64_t parked, tally& changes, written& result) {
    ++changes.rows;
    std::visit(
        [&]<class Write>(const Write& one) {
            if constexpr (std::is_same_v<Write, put_message>) {
                apply_one(one, changes, result);
            } else if constexpr (std::is_same_v<Write, put_part> ||
                                 std::is_same_v<Write, put_receipt>) {
                apply_one(one, parked + changes.parked, changes);
            } else if constexpr (std::is_same_v<Write, drop_session>) {
                apply_one(one, changes);
            } else {
                apply_one(one);
            }
        },
        what);
}

void applier::apply_one(const put_session& what) {
    run put(put_session_);
    bind(put, what.record);
    put.write();
}

void applier::apply_one(const drop_session& what, tally& changes) {
    run(drop_session_).number(what.id).write();
    changes.dropped_session = std::max(changes.dropped_session, what.id);
}

void applier::remember_dropped(const tally& changes) {
    run(mark_).number(changes.dropped_session).write();
}

void applier::apply_one(const put_profile& what) {
    run(put_profile_).text(what.msisdn).text(what.json).time(what.at).write();
}

void applier::apply_one(const put_intent& what) {
    run put(put_intent_);
    bind(put, what.what);
    put.write();
}

void applier::apply_one(const drop_intent& what) {
    run(drop_intent_).text(what.key).write();
}

void applier::apply_one(const put_menu_version& what) {
    const std::string files = files_text(what.what);
    run put(put_menu_);
    put.text(what.what.menu).text(what.what.version).text(files).time(what.what.since).write();
}

void applier::apply_one(const drop_menu_version& what) {
    run(drop_menu_).text(what.menu).text(what.version).write();
}

} // namespace yeelen::storage
