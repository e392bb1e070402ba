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
        const auto n = plan.lost(true);
        CHECK(n.host == 0);
        CHECK(n.wait <= 100ms);
        CHECK(plan.failed().host == 1);
    }
}

TEST_CASE("binds that are lost together do not come back together") {
    constexpr int binds = 64;
    struct row {
        const char* name;
        std::size_t hosts;
        bool held;
        std::size_t to;
    };
    const row rows[] = {{"held", 1, true, 0},
                        {"held, of two hosts", 2, true, 0},
                        {"lost soon", 1, false, 0},
                        {"lost soon, of two hosts", 2, false, 1}};
    for (const auto& r : rows) {
        CAPTURE(r.name);
        int early = 0;
        for (std::uint32_t seed = 1; seed <= binds; ++seed) {
            rounds plan{r.hosts, 1000ms, 60s, seed};
            plan.begin();
            const auto n = plan.lost(r.held);
            CHECK(n.host == r.to);
            CHECK(n.wait <= 1000ms);
            early += n.wait < 250ms ? 1 : 0;
        }
        // A quarter of them in the first quarter of the time, more or less.
        CHECK(early >= 6);
        CHECK(early <= 28);
    }
}

TEST_CASE("a bind that is lost soon each time waits longer each time") {
    rounds plan{2, 100ms, 60s, 1};
    plan.begin();
    auto longest = 0ms;
    for (int i = 0; i < 20; ++i) {
        const auto next_host = plan.lost(false);
        CHECK(next_host.host == 1);
        CHECK(next_host.wait <= 100ms);
        longest = std::max(longest, plan.lost(false).wait);
    }
    CHECK(longest > 5s);
}

TEST_CASE("a refused bind tries the same host after its wait, or the next one") {
    rounds plan{2, 10ms, 20ms, 1};
    plan.begin();
    auto n = plan.refused({.wait = 5s});
    CHECK(n.host == 0);
    CHECK(n.wait >= 5s);
    CHECK(n.wait <= 7500ms);
    n = plan.refused({.next_host = true});
    CHECK(n.host == 1);
    CHECK(n.wait == 0ms);
    n = plan.refused({.wait = 30s, .next_host = true});
    CHECK(n.host == 0);
    CHECK(n.wait >= 30s);
    CHECK(n.wait <= 45s);
    n = plan.refused({});
    CHECK(n.host == 0);
    CHECK(n.wait <= 20ms);
}

TEST_CASE("binds that are refused together do not come back together") {
    int early = 0;
    for (std::uint32_t seed = 1; seed <= 64; ++seed) {
        rounds plan{1, 10ms, 20ms, seed};
        plan.begin();
        const auto n = plan.refused({.wait = 30s});
        CHECK(n.wait >= 30s);
        CHECK(n.wait <= 45s);
        early += n.wait < 33750ms ? 1 : 0;
    }
    CHECK(early >= 6);
    CHECK(early <= 28);
}

TEST_CASE("one host is tried again and again") {
    rounds plan{1, 10ms, 20ms, 1};
    CHECK(plan.begin().host == 0);
    CHECK(plan.failed().host == 0);
    CHECK(plan.lost(true).host == 0);
    CHECK(plan.lost(false).host == 0);
    CHECK(plan.refused({.next_host = true}).host == 0);
}
