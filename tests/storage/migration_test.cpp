// From each earlier version, and never from a later one.
#include "fixture.hpp"
#include "storage/migrations/migrations.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

using namespace yeelen;
using namespace yeelen::storage;
using namespace yeelen::storage::test;

namespace {

int latest() {
    return static_cast<int>(migrations().size());
}

std::string schema_of(const std::string& file) {
    SQLite::Database database(file, SQLite::OPEN_READONLY);
    SQLite::Statement all(database, "SELECT name, sql FROM sqlite_schema ORDER BY name");
    std::string out;
    while (all.executeStep()) {
        out += all.getColumn(0).getString() + ": " + all.getColumn(1).getString() + "\n";
    }
    return out;
}

} // namespace

TEST_CASE("each earlier version becomes the latest, with what it holds") {
    const folder reference;
    {
        const opened s(reference);
    }
    for (int version = 0; version <= latest(); ++version) {
        CAPTURE(version);
        const folder where;
        {
            SQLite::Database old(where.file(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
            REQUIRE(migrate(old, version));
            CHECK(old.execAndGet("PRAGMA user_version").getInt() == version);
            if (version >= 1) {
                old.exec("INSERT INTO profile VALUES ('22370000001', '{}', 5)");
            }
        }
        {
            opened s(where);
            CHECK(s.it->profile("22370000001") == (version >= 1 ? "{}" : ""));
            CHECK(s.put(put_session{session(1)}, put_message{message(1), {part(1)}}));
            CHECK(s.it->recover()->parts.size() == 1);
        }
        CHECK(schema_of(where.file()) == schema_of(reference.file()));
    }
}

TEST_CASE("a database newer than the program is refused with both versions in the error") {
    const folder where;
    {
        const opened s(where);
    }
    {
        SQLite::Database newer(where.file(), SQLite::OPEN_READWRITE);
        newer.exec("PRAGMA user_version = 4711");
    }
    inbox owner;
    const auto made = store::open(opened::plain(where), owner.poster());
    REQUIRE_FALSE(made);
    CHECK(made.error().find("4711") != std::string::npos);
    CHECK(made.error().find(std::to_string(latest())) != std::string::npos);
}
