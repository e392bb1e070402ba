// Time-outs, the bound of the table, draining.
#include "desk.hpp"

using namespace test;

namespace {
constexpr subscriber ama = 22507000001;
}

TEST_CASE("no key for too long: closed with a text, in order, once") {
    desk d;
    d.dial(ama, "*123#", 1);
    d.pass(60s);
    d.dial(ama + 1, "*123#", 1);
    d.pass(60s);
    d.tick();
    CHECK(d.screens.size() == 2);
    d.pass(1ms);
    d.tick();
    REQUIRE(d.screens.size() == 3);
    CHECK(d.shown() == "Time is up");
    CHECK(d.screens.back().to == ama);
    CHECK(d.screens.back().last);
    CHECK(d.screens.back().unasked); // its running number must not be that of the screen before
    CHECK(d.row_of(ama)->phase == phase::ended);
    d.tick();
    CHECK(d.screens.size() == 3);
    // The key that led to the last screen, once more: what is shown is what ended the session.
    d.dial(ama, "*123#", 1);
    CHECK(d.shown() == "Time is up");
    CHECK(d.screens.back().unasked);
    // Forgotten after the grace, row and all.
    d.pass(61s);
    d.tick();
    CHECK(d.row_of(ama) == nullptr);
    CHECK(d.row_of(ama + 1) != nullptr);
    CHECK(d.table.counters().timed_out == 2);
    check_quiet(d);
}

TEST_CASE("a key keeps a session alive, up to the whole time") {
    desk d;
    d.dial(ama);
    for (int i = 0; i < 10; ++i) {
        d.pass(60s);
        d.tick();
        d.key(ama, i % 2 == 0 ? "2" : "0");
        CHECK_FALSE(d.screens.back().last);
    }
    d.pass(1ms);
    d.key(ama, "2");
    CHECK(d.shown() == "Time is up");
    CHECK(d.screens.back().last);
    CHECK_FALSE(d.screens.back().unasked);
    CHECK(d.row_of(ama)->phase == phase::ended);
    check_quiet(d);
}

TEST_CASE("the wall clock may jump: time-outs do not") {
    for (const auto jump : {24h, -24h}) {
        CAPTURE(jump.count());
        desk d;
        d.dial(ama);
        d.utc += jump;
        d.tick();
        CHECK(d.screens.size() == 1);
        d.key(ama, "2");
        CHECK(d.shown().starts_with("Your name?"));
        d.pass(121s);
        d.tick();
        CHECK(d.shown() == "Time is up");
        d.utc -= jump;
        d.pass(61s);
        d.tick();
        CHECK(d.table.size() == 0);
    }
}

TEST_CASE("a session that waits for its backend is not idle, but not for ever") {
    desk d;
    d.dial(ama);
    d.key(ama, "3");
    for (int i = 0; i < 4; ++i) {
        d.pass(121s);
        d.tick();
        CHECK(d.screens.size() == 1);
    }
    d.pass(121s);
    d.tick();
    CHECK(d.shown() == "Time is up");
    CHECK_FALSE(d.reply_from_backend(answer({{"ref", "R"}})));
    CHECK(d.open.size() == 1);
    check_quiet(d);
}

TEST_CASE("a time-out whose commit fails is tried again later") {
    desk d;
    d.dial(ama);
    d.pass(121s);
    d.fail_at = d.commits + 1;
    d.tick();
    CHECK(d.screens.size() == 1);
    CHECK(d.row_of(ama)->phase == phase::waiting);
    d.key(ama, "2");
    CHECK(d.shown().starts_with("Your name?"));
    d.pass(121s);
    d.tick();
    CHECK(d.shown() == "Time is up");
    check_quiet(d);
}

TEST_CASE("one tick closes a bounded number") {
    desk d{{.a_tick = 10}};
    for (subscriber s = 0; s < 25; ++s) {
        d.dial(ama + s);
    }
    d.pass(121s);
    for (const std::size_t closed : {10u, 20u, 25u, 25u}) {
        d.tick();
        CHECK(d.table.counters().timed_out == closed);
    }
    d.pass(61s);
    for (const std::size_t left : {15u, 5u, 0u}) {
        d.tick();
        CHECK(d.table.size() == left);
        CHECK(d.rows.size() == left);
    }
}

TEST_CASE("a full table refuses with a text; ended sessions make room") {
    desk d{{.sessions = 2}};
    d.profiles[std::to_string(ama + 2)] = R"({"language":"en"})";
    d.dial(ama);
    d.dial(ama + 1);
    d.dial(ama + 2);
    CHECK(d.shown() == "Too busy");
    CHECK(d.screens.back().last);
    CHECK(d.table.counters().overloaded == 1);
    d.dial(ama); // has a place already
    CHECK(d.shown().starts_with("Welcome"));
    d.key(ama + 1, "4");
    CHECK(d.table.size() == 2);
    d.dial(ama + 2);
    CHECK(d.shown().starts_with("Welcome"));
    CHECK(d.table.size() == 2);
    CHECK(d.rows.size() == 2);
    CHECK(d.row_of(ama + 1) == nullptr);
    check_quiet(d);
}

TEST_CASE("while draining, live sessions go on and new ones are refused with a text") {
    desk d;
    d.dial(ama);
    d.table.drain();
    d.dial(ama + 1);
    CHECK(d.shown() == "Closing down");
    d.key(ama, "4");
    CHECK(d.shown() == "Goodbye");
    CHECK(d.table.size() == 1);
    check_quiet(d);
}
