#include "../../smpp/src/net/rounds.hpp"
#include <doctest/doctest.h>

using namespace std::chrono_literals;
using smpp::net::rounds;

TEST_CASE("checklist: reconnect: the first bind at once, then hosts in their order, the wait after "
          "the last") {
    rounds plan{3, 100ms, 1000ms, 7};
    const auto first = plan.begin();
    CHECK(first.host == 0);
    CHECK(first.wait == 0ms);
    auto ceiling = 100ms;
    for (int round = 0; round < 6; ++round) {
        CAPTURE(round);
        for (const std::size_t host : {1U, 2U}) {
            const auto n = plan.failed();
            CHECK(n.host == host);
            CHECK(n.wait == 0ms);
        }
        const auto n = plan.failed();
        CHECK(n.host == 0);
        CHECK(n.wait <= ceiling);
        ceiling = std::min<std::chrono::milliseconds>(2 * ceiling, 1000ms);
    }
}

TEST_CASE("a bind that held and is lost begins a new round with the shortest wait") {
    for (std::uint32_t seed = 1; seed <= 50; ++seed) {
        rounds plan{2, 100ms, 60s, seed};
        plan.begin();
        for (int i = 0; i < 20; ++i) {
            plan.failed();
        }
        plan.failed(); // the second host
        const auto n = plan.lost();
        CHECK(n.host == 0);
        CHECK(n.wait <= 100ms);
        CHECK(plan.failed().host == 1);
    }
}

TEST_CASE("a refused bind tries the same host after its wait, or the next one") {
    rounds plan{2, 10ms, 20ms, 1};
    plan.begin();
    auto n = plan.refused({.wait = 5s});
    CHECK(n.host == 0);
    CHECK(n.wait == 5s);
    n = plan.refused({.next_host = true});
    CHECK(n.host == 1);
    CHECK(n.wait == 0ms);
    n = plan.refused({.wait = 30s, .next_host = true});
    CHECK(n.host == 0);
    CHECK(n.wait == 30s);
    n = plan.refused({});
    CHECK(n.host == 0);
    CHECK(n.wait <= 20ms);
}

TEST_CASE("one host is tried again and again") {
    rounds plan{1, 10ms, 20ms, 1};
    CHECK(plan.begin().host == 0);
    CHECK(plan.failed().host == 0);
    CHECK(plan.lost().host == 0);
    CHECK(plan.refused({.next_host = true}).host == 0);
}
