// Rows that cannot be understood do not keep the gateway from starting.
#include "fixture.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

using namespace yeelen;
using namespace yeelen::storage;
using namespace yeelen::storage::test;

TEST_CASE("a row that cannot be right is moved aside and counted; all others come back") {
    struct row {
        const char* name;
        const char* sql;
        std::size_t sessions, intents, parts;
        const char* source;
    };
    const row rows[] = {
        {"session: phase", "UPDATE session SET phase = 9 WHERE id = 2", 1, 1, 3, "session"},
        {"session: trace too short", "UPDATE session SET trace = x'01' WHERE id = 2", 1, 1, 3,
         "session"},
        {"session: negative count", "UPDATE session SET calls = -1 WHERE id = 2", 1, 1, 3,
         "session"},
        {"session: count too big", "UPDATE session SET input = 4294967296 WHERE id = 2", 1, 1, 3,
         "session"},
        {"intent: trace too long", "UPDATE intent SET trace = zeroblob(17)", 2, 0, 3, "intent"},
        {"part: number", "UPDATE part SET number = 300 WHERE message = 1 AND number = 2", 2, 1, 2,
         "part"},
        {"part: state", "UPDATE part SET state = -1 WHERE message = 1 AND number = 2", 2, 1, 2,
         "part"},
        {"part: attempts", "UPDATE part SET attempts = 65536 WHERE message = 1 AND number = 2", 2,
         1, 2, "part"},
        {"menu version: files are no JSON", "UPDATE menu_version SET files = 'menu: x'", 2, 1, 3,
         "menu_version"},
        {"menu version: a file is no text", "UPDATE menu_version SET files = '{\"a\": 1}'", 2, 1, 3,
         "menu_version"},
        {"menu version: files are a list", "UPDATE menu_version SET files = '[]'", 2, 1, 3,
         "menu_version"},
        {"part without its message", "DELETE FROM message WHERE id = 2", 2, 1, 2, "part"},
    };
    for (const row& one : rows) {
        CAPTURE(one.name);
        const folder where;
        {
            opened s(where);
            CHECK(s.put(put_session{session(1)}, put_session{session(2)}, put_intent{intent("k")},
                        put_message{message(1), {part(1, 1), part(1, 2)}},
                        put_message{message(2), {part(2)}},
                        put_menu_version{{"electricity", "3f1c", {{"menu.yaml", "x"}}, at(1)}}));
        }
        {
            SQLite::Database other(where.file(), SQLite::OPEN_READWRITE);
            REQUIRE(other.exec(one.sql) == 1);
        }
        {
            opened s(where);
            const auto found = s.it->recover();
            REQUIRE(found);
            CHECK(found->corrupt == 1);
            CHECK(found->sessions.size() == one.sessions);
            CHECK(found->intents.size() == one.intents);
            CHECK(found->parts.size() == one.parts);
            CHECK(found->menus.size() == (std::string_view{one.source} == "menu_version" ? 0 : 1));
            CHECK(found->last_session_id == 2);
            CHECK(s.put(put_session{session(3)}, drop_session{3}));
        }
        opened s(where);
        const auto again = s.it->recover();
        CHECK(again->corrupt == 0);
        CHECK(again->sessions.size() == one.sessions);
        CHECK(again->last_session_id == 3);
        SQLite::Database other(where.file(), SQLite::OPEN_READONLY);
        CHECK(other.execAndGet("SELECT count(*) FROM quarantine").getInt() == 1);
        CHECK(other.execAndGet("SELECT source FROM quarantine").getString() == one.source);
        CHECK(other.execAndGet("SELECT json_valid(row) FROM quarantine").getInt() == 1);
    }
}

TEST_CASE("a file that is no database, or another program's, is refused and left as it is") {
    inbox owner;
    const folder where;
    SUBCASE("no database") {
        std::FILE* file = std::fopen(where.file().c_str(), "w");
        REQUIRE(file != nullptr);
        for (int i = 0; i < 1'000; ++i) {
            std::fputs("this is no database\n", file);
        }
        std::fclose(file);
        CHECK_FALSE(store::open(opened::plain(where), owner.poster()));
        CHECK(std::filesystem::file_size(where.file()) == 20'000);
    }
    SUBCASE("another program's") {
        {
            SQLite::Database other(where.file(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
            other.exec("CREATE TABLE theirs (x)");
        }
        const auto made = store::open(opened::plain(where), owner.poster());
        REQUIRE_FALSE(made);
        CHECK(made.error().find("another program") != std::string::npos);
        SQLite::Database other(where.file(), SQLite::OPEN_READONLY);
        CHECK(other.execAndGet("SELECT count(*) FROM sqlite_schema").getInt() == 1);
    }
}
