#include "storage/recovery.hpp"

#include "storage/connection.hpp"
#include "storage/rows.hpp"

#include <SQLiteCpp/Transaction.h>
#include <fmt/format.h>

namespace yeelen::storage {

namespace {

/// A row that was not understood.
struct bad_row {
    const char* source;
    const char* drop; ///< deletes it, by its key
    std::vector<std::variant<std::int64_t, std::string>> key;
    std::string json;
};

std::int64_t number_of(SQLite::Database& database, const char* sql) {
    statement prepared(database.getHandle(), sql);
    run one(prepared);
    return one.next() ? row(one).number() : 0;
}

void read_sessions(SQLite::Database& database, recovered& out, std::vector<bad_row>& bad) {
    out.sessions.reserve(
        static_cast<std::size_t>(number_of(database, "SELECT count(*) FROM session")));
    statement all(database.getHandle(),
                  fmt::format("SELECT {} FROM session ORDER BY id", session_columns).c_str());
    run reading(all);
    while (reading.next()) {
        row one(reading);
        ussd::session_record record = read_session(one);
        if (one.bad()) {
            bad.push_back({"session", "DELETE FROM session WHERE id = ?", {record.id}, one.json()});
        } else {
            out.sessions.push_back(std::move(record));
        }
    }
}

void read_intents(SQLite::Database& database, recovered& out, std::vector<bad_row>& bad) {
    statement all(
        database.getHandle(),
        fmt::format("SELECT {} FROM intent ORDER BY created, key", intent_columns).c_str());
    run reading(all);
    while (reading.next()) {
        row one(reading);
        ussd::intent what = read_intent(one);
        if (one.bad()) {
            bad.push_back({"intent", "DELETE FROM intent WHERE key = ?", {what.key}, one.json()});
        } else {
            out.intents.push_back(std::move(what));
        }
    }
}

void read_menus(SQLite::Database& database, recovered& out, std::vector<bad_row>& bad) {
    statement all(database.getHandle(),
                  fmt::format("SELECT {} FROM menu_version ORDER BY since", menu_columns).c_str());
    run reading(all);
    while (reading.next()) {
        row one(reading);
        menu_version what = read_menu(one);
        if (one.bad()) {
            bad.push_back({"menu_version",
                           "DELETE FROM menu_version WHERE menu = ? AND version = ?",
                           {what.menu, what.version},
                           one.json()});
        } else {
            out.menus.push_back(std::move(what));
        }
    }
}

/// Parts that are to be sent, with their message: found by the index `part_open`, however many
/// others are kept.
void read_parts(SQLite::Database& database, recovered& out, std::vector<bad_row>& bad) {
    statement open_parts(
        database.getHandle(),
        fmt::format("SELECT {} FROM part WHERE state < 2 ORDER BY message, number", part_columns)
            .c_str());
    statement find(database.getHandle(),
                   fmt::format("SELECT {} FROM message WHERE id = ?", message_columns).c_str());
    run reading(open_parts);
    while (reading.next()) {
        row one(reading);
        sms::part part = read_part(one);
        run finding(find);
        const bool there = finding.number(part.message).next();
        row beside(finding);
        sms::message message = there ? read_message(beside) : sms::message{};
        if (one.bad() || !there || beside.bad()) {
            // Its number as it is stored: what does not fit a part must still name its row.
            row key(reading);
            const std::int64_t of = key.number();
            const std::int64_t number = key.number();
            bad.push_back({"part",
                           "DELETE FROM part WHERE message = ? AND number = ?",
                           {of, number},
                           one.json()});
        } else {
            out.parts.emplace_back(std::move(message), std::move(part));
        }
    }
}

void quarantine(SQLite::Database& database, const std::vector<bad_row>& bad) {
    SQLite::Transaction all(database, SQLite::TransactionBehavior::IMMEDIATE);
    statement keep(database.getHandle(),
                   "INSERT INTO quarantine (source, row, at) VALUES (?, ?, ?)");
    const auto now = core::now().utc;
    for (const bad_row& one : bad) {
        run(keep).text(one.source).text(one.json).time(now).write();
        statement drop(database.getHandle(), one.drop);
        run dropping(drop);
        for (const auto& key : one.key) {
            if (const auto* number = std::get_if<std::int64_t>(&key)) {
                dropping.number(*number);
            } else {
                dropping.text(std::get<std::string>(key));
            }
        }
        dropping.write();
    }
    all.commit();
}

/// The highest id, whether its row is still there, was dropped, or is about to be quarantined.
std::int64_t last_session(SQLite::Database& database) {
    return number_of(database, "SELECT max(coalesce((SELECT max(id) FROM session), 0), "
                               "coalesce((SELECT value FROM mark WHERE name = 'session'), 0))");
}

} // namespace

recovered recover_from(const store_config& config) {
    SQLite::Database database = open_connection(config, role::maintenance);
    recovered out;
    std::vector<bad_row> bad;
    out.last_session_id = last_session(database);
    out.last_message_id = number_of(database, "SELECT coalesce(max(id), 0) FROM message");
    read_sessions(database, out, bad);
    read_intents(database, out, bad);
    read_menus(database, out, bad);
    read_parts(database, out, bad);
    out.corrupt = bad.size();
    if (!bad.empty()) {
        quarantine(database, bad);
        statement mark(database.getHandle(),
                       "INSERT INTO mark VALUES ('session', ?) ON CONFLICT (name) DO UPDATE SET "
                       "value = max(value, excluded.value)");
        run(mark).number(out.last_session_id).write();
    }
    return out;
}

} // namespace yeelen::storage
