// Conversations: dial, keys, hang-up, repeats, backends.
#include "desk.hpp"

using namespace test;

namespace {
constexpr subscriber ama = 22507000001;
} // namespace

TEST_CASE("a conversation from dial to farewell") {
    desk d;
    d.dial(ama, "*123#", 1);
    CHECK(d.shown().starts_with("Welcome"));
    CHECK_FALSE(d.screens.back().last);
    CHECK(d.screens.back().echo == "e1");
    CHECK(d.screens.back().dialled == "*123#");
    d.key(ama, "2", 3);
    CHECK(d.shown().starts_with("Your name?"));
    CHECK(d.screens.back().echo == "e3");
    d.key(ama, "Awa", 5);
    CHECK(d.shown().starts_with("Hello Awa"));
    CHECK(d.profiles.at(std::to_string(ama)) == R"({"nick":"Awa"})");
    d.key(ama, "1", 7);
    CHECK(d.shown() == "Goodbye");
    CHECK(d.screens.back().last);
    REQUIRE(d.row_of(ama) != nullptr);
    CHECK(d.row_of(ama)->phase == phase::ended);
    CHECK(d.screens.size() == 4);
    CHECK(d.table.counters().ended == 1);
    check_quiet(d);
}

TEST_CASE("nothing leaves before it is stored") {
    desk d;
    d.automatic = false;
    d.dial(ama);
    CHECK(d.screens.empty());
    CHECK(d.owed.begin()->second == 0);
    CHECK(d.table.busy() == 1);
    d.commit();
    CHECK(d.screens.size() == 1);
    d.key(ama, "3");
    CHECK(d.calls.empty());
    d.commit();
    CHECK(d.calls.size() == 1);
    CHECK(d.open.size() == 1); // the intent, before the call left
    CHECK(d.table.busy() == 1);
    d.reply_from_backend(answer({{"ref", "R1"}}));
    CHECK(d.screens.size() == 1);
    CHECK(d.sms.empty());
    d.commit();
    CHECK(d.shown() == "Payment made");
    CHECK(d.sms == std::vector<std::string>{"Paid R1"});
    CHECK(d.open.empty());
    check_quiet(d);
}

TEST_CASE("codes nobody serves are refused politely") {
    for (const std::string code : {"*999#", "", "hello", "*", "*123abc#"}) {
        CAPTURE(code);
        desk d;
        d.dial(ama, code);
        CHECK(d.shown() == "Code inconnu. / Unknown code.");
        CHECK(d.screens.back().last);
        CHECK(d.table.size() == 0);
        CHECK(d.commits == 0);
        check_quiet(d);
    }
}

TEST_CASE("a second dial takes the place of the first") {
    desk d;
    d.dial(ama, "*123#", 1, "a");
    const auto first = d.row_of(ama)->id;
    d.key(ama, "2", 3, "a");
    d.dial(ama, "*123*7#", 1, "b");
    CHECK(d.shown().starts_with("No such place\nWelcome"));
    CHECK(d.rows.size() == 1);
    CHECK(d.rows.begin()->first > first);
    CHECK(d.table.size() == 1);
    CHECK(d.table.counters().superseded == 1);
    // Keys of the first dialogue are refused: they are not answers to what is shown.
    d.key(ama, "1", 5, "a");
    CHECK(d.shown() == "Time is up");
    CHECK(d.screens.back().last);
    CHECK(d.screens.back().dialled == "*123*7#");
    d.hang_up(ama, 7, "a");
    CHECK(d.row_of(ama)->phase == phase::waiting);
    check_quiet(d);
}

TEST_CASE("a repeated input shows the same and moves nothing") {
    desk d;
    d.dial(ama, "*123#", 1);
    const auto first = d.shown();
    d.dial(ama, "*123#", 1);
    CHECK(d.shown() == first);
    CHECK(d.commits == 1);
    d.key(ama, "2", 3);
    const auto asked = d.screens.back();
    d.key(ama, "2", 3);
    CHECK(d.screens.back().text == asked.text);
    CHECK(d.screens.back().echo == asked.echo);
    CHECK(d.commits == 2);
    d.key(ama, "Bo", 5);
    d.key(ama, "1", 7);
    CHECK(d.shown() == "Goodbye");
    const auto stored = *d.row_of(ama);
    d.key(ama, "1", 7);
    CHECK(d.shown() == "Goodbye");
    CHECK(d.screens.back().last);
    CHECK(d.row_of(ama)->state == stored.state);
    CHECK(d.table.counters().repeated == 3);
    // A begin with the number of the last key, of another code: a new dialogue, not a repeat.
    d.dial(ama, "*123*1#", 7);
    CHECK(d.shown() == "No such place\n" + first);
    check_quiet(d);
}

TEST_CASE("a dialect without numbers has no repeats") {
    desk d;
    d.dial(ama);
    d.key(ama, "9");
    d.key(ama, "9");
    CHECK(d.table.counters().repeated == 0);
    CHECK(d.table.counters().steps == 3);
}

TEST_CASE("a hang-up ends the session, whatever its number") {
    for (const std::uint32_t number : {0u, 3u, 4u}) {
        CAPTURE(number);
        desk d;
        d.dial(ama, "*123#", 1);
        d.key(ama, "2", 3);
        const auto shown = d.screens.size();
        d.hang_up(ama, number);
        CHECK(d.row_of(ama)->phase == phase::ended);
        CHECK(d.table.counters().aborted == 1);
        d.hang_up(ama, number);
        CHECK(d.table.counters().aborted == 1);
        CHECK(d.screens.size() == shown);
        CHECK_FALSE(d.table.again(ama, d.utc).has_value()); // nobody is there to read
        check_quiet(d);
    }
}

TEST_CASE("a hang-up while the backend is asked: its answer comes late") {
    desk d;
    d.dial(ama, "*123#", 1);
    d.key(ama, "3", 3);
    REQUIRE(d.calls.size() == 1);
    d.hang_up(ama, 4);
    CHECK_FALSE(d.reply_from_backend(answer({{"ref", "R"}})));
    CHECK(d.open.size() == 1); // the desk settles it
    CHECK(d.screens.size() == 1);
    check_quiet(d);
}

TEST_CASE("a key while the backend is asked is answered and changes nothing") {
    desk d;
    d.dial(ama, "*123#", 1);
    d.key(ama, "1", 3);
    d.key(ama, "4", 5);
    CHECK(d.screens.size() == 1);
    CHECK(d.commits == 2);
    d.key(ama, "1", 3);
    CHECK(d.screens.size() == 1); // a repeat: nothing to show yet
    CHECK(d.reply_from_backend(answer({{"amount", 12}})));
    CHECK(d.shown() == "Balance 12");
    check_quiet(d);
}

TEST_CASE("backend failures and late answers") {
    for (const auto failure :
         {call_failure::not_found, call_failure::rejected, call_failure::server_error,
          call_failure::timeout, call_failure::unreachable, call_failure::garbage}) {
        CAPTURE(static_cast<int>(failure));
        desk d;
        d.dial(ama);
        d.key(ama, "3");
        CHECK(d.reply_from_backend(std::unexpected(failure)));
        const bool known = !yeelen::core::uncertain(failure);
        CHECK(d.shown() == (known ? "Payment refused" : "Not now"));
        CHECK(d.open.empty() == known); // P4: what is not known is tried again
        check_quiet(d);
    }
    desk d;
    d.dial(ama);
    d.key(ama, "1");
    const auto call = d.calls.front();
    CHECK(d.reply_from_backend(answer({{"amount", 1}})));
    // The same answer twice, and an answer for a session that is no more.
    CHECK(d.table.busy() == 0);
    desk other;
    other.dial(ama);
    other.key(ama, "1");
    other.dial(ama);
    CHECK_FALSE(other.reply_from_backend(answer({{"amount", 1}})));
    CHECK(other.shown().starts_with("Welcome"));
    check_quiet(other);
}

TEST_CASE("inputs wait for the commit, in order and bounded") {
    desk d;
    d.automatic = false;
    d.dial(ama);
    CHECK(d.key(ama, "2"));
    CHECK(d.key(ama, "Ann"));
    CHECK(d.key(ama, "1"));
    CHECK(d.hang_up(ama));
    CHECK_FALSE(d.key(ama, "too many"));
    CHECK(d.storing.size() == 1);
    d.automatic = true;
    d.commit();
    CHECK(d.screens.size() == 4);
    CHECK(d.screens[2].text.starts_with("Hello Ann"));
    CHECK(d.shown() == "Goodbye");
    check_quiet(d);
}

TEST_CASE("odd input never breaks a session") {
    const std::vector<std::string> odd{"",
                                       std::string(10'000, '9'),
                                       "\xF0\x9F\x98\x80",
                                       std::string("\0\x01\x1B", 3),
                                       "\xFF\xFE",
                                       "*123#",
                                       "99999999999999999999",
                                       "  2  "};
    for (const auto& text : odd) {
        CAPTURE(text.substr(0, 20));
        desk d;
        d.dial(ama);
        d.key(ama, text);
        CHECK_FALSE(d.shown().empty());
        CHECK(d.table.size() == 1);
        desk dialled;
        dialled.dial(ama, "*123*" + text + "#");
        CHECK(dialled.screens.size() == 1);
        if (text.size() > 200) {
            CHECK(dialled.table.size() == 0);
        }
        check_quiet(d);
        check_quiet(dialled);
    }
}

TEST_CASE("two numbers that differ by a leading zero share neither session nor profile") {
    desk d;
    d.profiles["07000001"] = R"({"nick":"Awa"})";
    auto i = d.in(input::kind::begin, 7000001, "*123#");
    i.msisdn = "07000001";
    d.give(i);
    d.key(7000001, "2"); // "7000001"
    CHECK(d.shown() == "Time is up");
    CHECK(d.screens.back().msisdn == "7000001");
    d.dial(7000001);
    d.key(7000001, "5");
    CHECK(d.profiles.at("7000001") == R"({"other":"x"})");
    check_quiet(d);
}
