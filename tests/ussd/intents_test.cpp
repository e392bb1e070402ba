#include "ussd/intents.hpp"
#include <doctest/doctest.h>

using namespace yeelen;
using namespace yeelen::ussd;
using namespace std::chrono_literals;

namespace {

core::utc_time at(std::chrono::milliseconds since) {
    return core::utc_time{1'000'000h} + since;
}
intent made(std::string key, std::chrono::milliseconds created = 0ms) {
    return {
        .key = std::move(key), .operation = "pay", .created = at(created), .next_try = at(created)};
}

} // namespace

TEST_CASE("an intent is its session's until released, and gone once settled") {
    intents all{{}};
    all.add(made("a"));
    CHECK(all.due(at(1h)).empty());
    all.release("a", at(1h));
    CHECK(all.due(at(1h)).empty());
    CHECK(all.due(at(1h + 5s)).size() == 1);
    REQUIRE(all.find("a") != nullptr);
    CHECK(all.find("a")->attempts == 1);
    all.settle("a");
    CHECK(all.size() == 0);
    CHECK(all.due(at(2h)).empty());
    all.release("a", at(2h)); // nothing left
    all.settle("a");
    CHECK(all.find("a") == nullptr);
}

TEST_CASE("a second release does not shorten the wait") {
    intents all{{}};
    all.add(made("a"));
    all.release("a", at(0s));
    CHECK(all.due(at(5s)).size() == 1);
    all.release("a", at(5s));
    CHECK(all.due(at(14s)).empty());
    CHECK(all.due(at(15s)).size() == 1);
}

TEST_CASE("repetitions are farther and farther apart, with one key, up to the bound") {
    intents all{{.first = 1s, .most = 60s, .give_up = 24h}};
    all.add(made("a"));
    all.release("a", at(0s));
    std::chrono::milliseconds last = 1s;
    core::utc_time now = at(1s);
    for (int i = 0; i < 40; ++i) {
        const auto due = all.due(now);
        REQUIRE(due.size() == 1);
        CHECK(due[0].what.key == "a");
        CHECK_FALSE(due[0].abandoned);
        const auto wait = due[0].what.next_try - now;
        CHECK(wait >= last);
        CHECK(wait <= 60s);
        last = wait;
        CHECK(all.due(now + 1h).empty()); // while it is under way, however long that takes
        all.release("a", now);
        CHECK(all.due(due[0].what.next_try - 1ms).empty());
        now = due[0].what.next_try;
    }
    CHECK(last == 60s);
}

TEST_CASE("none is given up untried") {
    intents all{{.first = 1s, .most = 60s, .give_up = 1h, .least_attempts = 3}};
    all.add(made("old"));
    all.release("old", at(100h)); // the gateway was down for days
    core::utc_time now = at(101h);
    int tries = 0;
    while (all.size() > 0) {
        const auto due = all.due(now);
        REQUIRE(due.size() == 1);
        tries += due[0].abandoned ? 0 : 1;
        all.release("old", now);
        now += 10min;
    }
    CHECK(tries == 3);
}

TEST_CASE("many that come due are given a bounded number at a time, each once") {
    intents all{{}};
    for (int i = 0; i < 250; ++i) {
        all.add(made("k" + std::to_string(i)));
        all.release("k" + std::to_string(i), at(0s));
    }
    CHECK(all.due(at(5s)).size() == 100);
    CHECK(all.due(at(5s)).size() == 100);
    CHECK(all.due(at(5s)).size() == 50);
    CHECK(all.due(at(5s)).empty());
    CHECK(all.size() == 250);
}

TEST_CASE("a payment comes due at its time, though no session ever waited for it") {
    intents all{{}};
    auto payment = made("a");
    payment.next_try = at(3s);
    payment.menu = "tiny";
    payment.menu_version = "v1";
    all.wait(std::move(payment));
    CHECK(all.due(at(2s)).empty());
    CHECK(all.need("tiny", "v1"));
    CHECK_FALSE(all.need("tiny", "v2"));
    CHECK_FALSE(all.need("other", "v1"));
    CHECK(all.due(at(3s)).size() == 1);
    CHECK(all.due(at(1h)).empty()); // being called
    all.settle("a");
    CHECK_FALSE(all.need("tiny", "v1"));
}
