// A commit that fails, at every step of whole conversations.
#include "desk.hpp"

using namespace test;

namespace {

constexpr subscriber ama = 22507000001;

/// A conversation through every kind of step; the network gives an input again when it was answered
/// with a temporary error.
void converse(desk& d) {
    const auto say = [&](input i) {
        for (int tries = 0; tries < 3; ++tries) {
            const auto refused = d.later.size();
            i.token = ++d.last_token;
            d.give(i);
            if (d.later.size() == refused) {
                return;
            }
        }
    };
    std::uint32_t number = 1;
    say(d.in(input::kind::begin, ama, "*123#", number));
    say(d.in(input::kind::reply, ama, "2", number += 2));
    say(d.in(input::kind::reply, ama, "Awa", number += 2));
    say(d.in(input::kind::begin, ama, "*123#", number += 2)); // takes the place of the first
    say(d.in(input::kind::reply, ama, "9", number += 2));
    say(d.in(input::kind::reply, ama, "3", number += 2));
    while (!d.calls.empty()) {
        d.reply_from_backend(answer({{"ref", "R"}}));
    }
}

} // namespace

TEST_CASE("a failed commit at each step puts the session back") {
    desk whole;
    converse(whole);
    CHECK(whole.shown() == "Payment made");
    const std::size_t steps = whole.commits;
    REQUIRE(steps == 7);
    for (std::size_t at = 1; at <= steps; ++at) {
        CAPTURE(at);
        desk d;
        d.fail_at = at;
        converse(d);
        CHECK(d.table.counters().rolled_back == 1);
        CHECK(d.table.size() == 1);
        if (at < steps) {
            // The input came again: the customer sees what they would have seen.
            CHECK(d.later.size() == 1);
            CHECK(d.shown() == "Payment made");
            CHECK(d.sms == std::vector<std::string>{"Paid R"});
            CHECK(d.open.empty());
            CHECK(d.profiles == whole.profiles);
            CHECK(d.screens.size() == whole.screens.size());
        } else {
            // The backend's answer could not be kept: told politely, nothing is lost (the intent is
            // still open).
            CHECK(d.shown() == "Something broke");
            CHECK(d.screens.back().last);
            CHECK(d.open.size() == 1);
            CHECK(d.sms.empty());
        }
        CHECK(d.rows.size() == 1);
        CHECK(std::adjacent_find(d.keys.begin(), d.keys.end()) == d.keys.end());
        check_quiet(d);
    }
}

TEST_CASE("a failed commit changes neither state nor profile") {
    desk d;
    d.dial(ama, "*123#", 1);
    d.key(ama, "2", 3);
    const auto before = *d.row_of(ama);
    const auto asked = d.shown();
    d.fail_at = d.commits + 1;
    d.key(ama, "Awa", 5);
    CHECK(d.shown() == asked);
    CHECK(d.profiles.empty());
    const auto again = d.table.again(ama, d.utc);
    REQUIRE(again.has_value());
    CHECK(again->text == asked);
    CHECK(again->echo == "e3");
    d.key(ama, "Binta", 5); // not a repeat: the first was not taken
    CHECK(d.shown().starts_with("Hello Binta"));
    CHECK(d.profiles.at(std::to_string(ama)) == R"({"nick":"Binta"})");
    CHECK(d.row_of(ama)->id == before.id);
    check_quiet(d);
}

TEST_CASE("what was to be remembered and was not stored is forgotten") {
    desk d;
    d.dial(ama);
    d.key(ama, "2");
    d.fail_at = d.commits + 1;
    d.key(ama, "Awa");
    CHECK(d.later.size() == 1);
    d.key(ama, "00");
    d.key(ama, "5");
    CHECK(d.profiles.at(std::to_string(ama)) == R"({"other":"x"})");
}

TEST_CASE("a dial whose commit fails leaves nothing behind") {
    desk d;
    d.fail_at = 1;
    d.dial(ama);
    CHECK(d.table.size() == 0);
    CHECK(d.screens.empty());
    CHECK(d.later.size() == 1);
    check_quiet(d);
}

TEST_CASE("a dial or hang-up during a call whose commit fails: the call's answer still counts") {
    for (const bool dials : {true, false}) {
        CAPTURE(dials);
        desk d;
        d.dial(ama, "*123#", 1, "a");
        d.key(ama, "1", 3, "a");
        d.fail_at = d.commits + 1;
        dials ? d.dial(ama, "*123#", 1, "b") : d.hang_up(ama, 4, "a");
        CHECK(d.screens.size() == 1);
        CHECK(d.reply_from_backend(answer({{"amount", 5}})));
        CHECK(d.shown() == "Balance 5");
        CHECK(d.screens.back().echo == "e3");
        CHECK(d.rows.size() == 1);
        check_quiet(d);
    }
}

TEST_CASE("the answer came while such a commit was under way: the session closes with a screen") {
    desk d;
    d.dial(ama, "*123#", 1, "a");
    d.key(ama, "3", 3, "a");
    d.automatic = false;
    d.dial(ama, "*123#", 1, "b");
    CHECK_FALSE(d.reply_from_backend(answer({{"ref", "R"}})));
    d.commit(false);
    CHECK(d.shown() == "Something broke");
    CHECK(d.screens.back().echo == "e3"); // of the dialogue that waits
    CHECK(d.screens.back().last);
    CHECK(d.table.size() == 1);
    // A repeated key shows it again; the row goes with the session.
    d.key(ama, "3", 3, "a");
    CHECK(d.shown() == "Something broke");
    CHECK(d.screens.size() == 3);
    d.automatic = true;
    d.pass(61s);
    d.tick();
    CHECK(d.rows.empty());
    CHECK(d.table.size() == 0);
    check_quiet(d);
}

TEST_CASE("a number of a call is never given to another call") {
    // The store may have kept what it said it had not.
    desk d;
    d.dial(ama);
    d.automatic = false;
    d.key(ama, "3");
    const auto lost = d.storing.front().begins->key;
    d.commit(false);
    CHECK(d.calls.empty());
    d.automatic = true;
    d.key(ama, "1");
    REQUIRE(d.calls.size() == 1);
    CHECK(d.calls.front().request.idempotency_key != lost);
    CHECK(d.reply_from_backend(answer({{"amount", 5}})));
    CHECK(d.shown() == "Balance 5");
    check_quiet(d);
}

TEST_CASE("inputs held back by a commit that fails are to be sent again, as what failed") {
    desk d;
    d.dial(ama, "*123#", 1);
    d.automatic = false;
    d.key(ama, "2", 3);
    d.key(ama, "4", 5);
    d.automatic = true;
    d.commit(false);
    CHECK(d.later.size() == 2);
    d.key(ama, "2", 3);
    d.key(ama, "4", 5);
    check_quiet(d);
}

TEST_CASE("without running numbers the same key is a repeat only while its answer is unsure") {
    desk d;
    d.dial(ama, "*123#");
    d.key(ama, "9"); // no choice: the screen stays, with a notice
    d.key(ama, "9");
    const auto repeated = d.table.counters().repeated;
    d.key(ama, "2");
    const auto shown = d.shown();
    d.table.unsure(ama);
    d.key(ama, "2"); // the network did not see our answer and gives the key again
    CHECK(d.shown() == shown);
    CHECK(d.table.counters().repeated == repeated + 1);
    d.table.unsure(ama);
    d.key(ama, "7"); // another key is a key
    CHECK(d.table.counters().repeated == repeated + 1);
    check_quiet(d);
}
