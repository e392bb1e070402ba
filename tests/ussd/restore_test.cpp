// kill -9 and start again: what the store had is all there is.
#include "desk.hpp"

using namespace test;

namespace {

constexpr subscriber ama = 22507000001;

/// A new process on what the old one stored.
void restart(desk& to, const desk& from, std::chrono::milliseconds away = 1s) {
    to.rows = from.rows;
    to.profiles = from.profiles;
    to.open = from.open;
    to.utc = from.utc + away;
    to.next_id = from.next_id;
    for (const auto& [id, record] : from.rows) {
        to.table.restore(record, to.now(), to.made);
    }
    to.run();
}

session_record record_of(subscriber of, std::int64_t id, const desk& like) {
    session_record r = like.rows.begin()->second;
    r.id = id;
    r.msisdn = std::to_string(of);
    return r;
}

} // namespace

TEST_CASE("the conversation goes on after a restart at any step") {
    const std::vector<std::string> keys{"2", "Awa", "0", "x", "00", "4"};
    desk whole;
    whole.dial(ama, "*123#", 1);
    for (std::size_t i = 0; i < keys.size(); ++i) {
        whole.key(ama, keys[i], static_cast<std::uint32_t>(3 + 2 * i));
    }
    for (std::size_t killed = 0; killed <= keys.size(); ++killed) {
        CAPTURE(killed);
        desk first;
        desk second;
        first.dial(ama, "*123#", 1);
        std::vector<std::string> seen;
        for (std::size_t i = 0; i < keys.size(); ++i) {
            if (i == killed) {
                restart(second, first);
                const auto again = second.table.again(ama, second.utc);
                REQUIRE(again.has_value());
                CHECK(again->text == first.shown());
                CHECK(again->echo == first.screens.back().echo);
            }
            (i < killed ? first : second).key(ama, keys[i], static_cast<std::uint32_t>(3 + 2 * i));
        }
        CHECK((killed == keys.size() ? first : second).shown() == whole.shown());
        CHECK(first.screens.size() + second.screens.size() == whole.screens.size());
    }
}

TEST_CASE("a call under way is made again with its own key, again and again") {
    desk first;
    first.dial(ama, "*123#", 1);
    first.key(ama, "3", 3);
    const auto key = first.calls.front().request.idempotency_key;
    CHECK(first.open.contains(key));
    for (int i = 0; i < 3; ++i) {
        desk again;
        restart(again, first);
        REQUIRE(again.calls.size() == 1);
        CHECK(again.calls.front().request.idempotency_key == key);
        CHECK(again.calls.front().once);
        CHECK(again.table.busy() == 1);
        CHECK(again.commits == 0);
    }
    desk last;
    restart(last, first);
    CHECK(last.reply_from_backend(answer({{"ref", "R"}})));
    CHECK(last.shown() == "Payment made");
    CHECK(last.open.empty());
    check_quiet(last);
}

TEST_CASE("a repeated key after a restart shows the same, the last screen too") {
    desk first;
    first.dial(ama, "*123#", 1);
    first.key(ama, "4", 3);
    desk second;
    restart(second, first);
    second.key(ama, "4", 3);
    CHECK(second.shown() == "Goodbye");
    CHECK(second.screens.back().last);
    second.pass(61s);
    second.tick();
    CHECK(second.rows.empty());
    check_quiet(second);
}

TEST_CASE("what the network gave up long ago is dropped without a word") {
    desk first;
    first.dial(ama);
    first.dial(ama + 1);
    first.key(ama + 1, "3");
    first.dial(ama + 2);
    first.key(ama + 2, "4");
    REQUIRE(first.rows.size() == 3);
    desk second;
    restart(second, first, 1h);
    CHECK(second.table.size() == 0);
    CHECK(second.rows.empty());
    CHECK(second.screens.empty());
    CHECK(second.calls.empty());
    CHECK(second.open.size() == 1); // goes on by its intent
    // A clock that was set back drops nothing.
    desk third;
    restart(third, first, -1h);
    CHECK(third.table.size() == 3);
    check_quiet(second);
}

TEST_CASE("idle time begins anew, in the order of the rows or not") {
    desk first;
    first.dial(ama);
    first.dial(ama + 1);
    first.pass(100s);
    first.key(ama, "2");
    desk second;
    restart(second, first, 10s);
    second.pass(119s);
    second.tick();
    CHECK(second.screens.empty());
    second.pass(2s);
    second.tick();
    CHECK(second.screens.size() == 2);
}

TEST_CASE("two rows of one subscriber: the newer counts, whichever comes first") {
    desk like;
    like.dial(ama);
    for (const bool newer_first : {true, false}) {
        CAPTURE(newer_first);
        desk d;
        d.utc = like.utc;
        auto older = record_of(ama, 5, like);
        auto newer = record_of(ama, 9, like);
        older.phase = phase::calling;
        older.state = "broken";
        d.rows[5] = older;
        d.rows[9] = newer;
        d.automatic = newer_first;
        d.table.restore(newer_first ? newer : older, d.now(), d.made);
        d.table.restore(newer_first ? older : newer, d.now(), d.made);
        d.automatic = true;
        d.run();
        CHECK(d.table.size() == 1);
        CHECK(d.rows.size() == 1);
        CHECK(d.rows.contains(9));
        d.key(ama, "2");
        CHECK(d.shown().starts_with("Your name?"));
        check_quiet(d);
    }
}

TEST_CASE("rows that make no sense end politely") {
    desk like;
    like.dial(ama);
    struct bad_row {
        const char* name;
        std::function<void(session_record&)> spoil;
        bool shown_at_once; ///< it was waiting for a screen
    };
    const std::vector<bad_row> rows{
        {"state is no state", [](auto& r) { r.state = "\xFFgarbage"; }, false},
        {"empty state", [](auto& r) { r.state.clear(); }, false},
        {"menu is gone", [](auto& r) { r.menu = "older"; }, false},
        {"version is gone", [](auto& r) { r.menu_version = "0000000000000000"; }, false},
        {"state is no state, calling",
         [](auto& r) {
             r.state = "\x01";
             r.phase = phase::calling;
         },
         true},
        {"calling on a screen that calls nothing", [](auto& r) { r.phase = phase::calling; }, true},
        {"menu is gone, calling",
         [](auto& r) {
             r.menu = "older";
             r.phase = phase::calling;
         },
         true},
    };
    for (const auto& row : rows) {
        CAPTURE(row.name);
        desk d;
        d.utc = like.utc;
        auto record = record_of(ama, 3, like);
        row.spoil(record);
        d.rows[3] = record;
        d.table.restore(record, d.now(), d.made);
        d.run();
        CHECK(d.screens.size() == (row.shown_at_once ? 1 : 0));
        if (!row.shown_at_once) {
            CHECK_FALSE(d.table.again(ama, d.utc).has_value());
            d.key(ama, "1");
        }
        REQUIRE(d.screens.size() == 1);
        CHECK(d.screens.back().last);
        CHECK(d.shown() == "Something broke");
        CHECK(d.row_of(ama)->phase == phase::ended);
        d.dial(ama);
        CHECK(d.shown().starts_with("Welcome"));
        check_quiet(d);
    }
    for (const std::string msisdn : {"", "abc", "22507x", "99999999999999999999999", "-5"}) {
        CAPTURE(msisdn);
        desk d;
        d.utc = like.utc;
        auto record = record_of(ama, 3, like);
        record.msisdn = msisdn;
        d.rows[3] = record;
        d.table.restore(record, d.now(), d.made);
        d.run();
        CHECK(d.table.size() == 0);
        CHECK(d.rows.empty());
    }
}
