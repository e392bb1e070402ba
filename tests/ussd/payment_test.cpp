// A payment: the session is over first, then the wallet is asked. And secrets, which no restart
// brings back.
#include "desk.hpp"

using namespace test;

namespace {
constexpr subscriber ama = 22507000001;
} // namespace

TEST_CASE("a payment ends the session and is stored with its last screen, to be called later") {
    desk d;
    d.automatic = false;
    d.dial(ama, "*123#", 1);
    d.commit();
    d.key(ama, "7", 3);
    CHECK(d.open.empty());
    d.commit();
    CHECK(d.shown() == "Your wallet asks you now");
    CHECK(d.screens.back().last);
    CHECK(d.row_of(ama)->phase == phase::ended);
    CHECK(d.calls.empty()); // by nobody who waits
    REQUIRE(d.open.size() == 1);
    const intent& payment = d.open.begin()->second;
    CHECK(payment.operation == "wallet");
    CHECK(payment.next_try == d.utc + 3s);
    CHECK(payment.state == d.row_of(ama)->state);
    CHECK(payment.menu_version == d.row_of(ama)->menu_version);

    // Its outcome is told with the state as it was then.
    const auto at = yeelen::menu::decode_state(payment.state);
    REQUIRE(at);
    const boost::json::object profile;
    const auto effects = tiny().any()->engine.answered_late(
        *at, {.msisdn = "1", .dialled = "*123#", .profile = profile, .now = d.utc},
        answer({{"ref", "W9"}}));
    REQUIRE(effects.size() == 1);
    CHECK(std::get<yeelen::menu::send_sms>(effects.front()).text == "Wallet paid W9");
    check_quiet(d);
}

TEST_CASE("a repeated key after a payment shows the last screen and pays nothing") {
    desk d;
    d.dial(ama, "*123#", 1);
    d.key(ama, "7", 3);
    REQUIRE(d.open.size() == 1);
    d.open.clear();
    d.key(ama, "7", 3);
    CHECK(d.shown() == "Your wallet asks you now");
    CHECK(d.open.empty());
    CHECK(d.table.counters().repeated == 1);
    check_quiet(d);
}

TEST_CASE("a payment that could not be stored did not happen") {
    desk d;
    d.dial(ama, "*123#", 1);
    d.fail_at = d.commits + 1;
    d.key(ama, "7", 3);
    CHECK(d.open.empty());
    CHECK(d.shown().starts_with("Welcome"));
    CHECK(d.later.size() == 1);
    d.key(ama, "7", 3); // the network brings it again
    REQUIRE(d.open.size() == 1);
    CHECK(d.open.begin()->second.key.ends_with("-2")); // never the number of another call
    check_quiet(d);
}

TEST_CASE("a call that needs a secret cannot be made again: the secret is asked for once more") {
    desk first;
    first.dial(ama, "*123#", 1);
    first.key(ama, "6", 3);
    first.key(ama, "4711", 5);
    REQUIRE(first.calls.size() == 1);
    CHECK(first.calls.front().request.arguments.at("pin") == "4711");
    REQUIRE(first.row_of(ama)->phase == phase::calling);
    CHECK(first.row_of(ama)->state.find("4711") == std::string::npos);

    desk second;
    second.utc = first.utc + 1s;
    second.rows = first.rows;
    second.next_id = first.next_id;
    second.table.restore(*first.row_of(ama), second.now(), second.made);
    second.run();
    CHECK(second.calls.empty());
    CHECK(second.shown().starts_with("Your code?"));
    CHECK(second.row_of(ama)->phase == phase::waiting); // stored before it was shown
    second.key(ama, "4711", 7);
    REQUIRE(second.calls.size() == 1);
    CHECK(second.calls.front().request.idempotency_key !=
          first.calls.front().request.idempotency_key);
    second.reply_from_backend(answer({}));
    CHECK(second.shown() == "Code is right");
    check_quiet(second);
}
