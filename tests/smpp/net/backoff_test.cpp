#include "../../smpp/src/net/backoff.hpp"
#include <doctest/doctest.h>
#include <set>

using namespace std::chrono_literals;
using smpp::net::backoff;

TEST_CASE("checklist: reconnect: waits are drawn below a ceiling that doubles up to its bound") {
    std::set<backoff::milliseconds> firsts;
    for (std::uint32_t seed = 1; seed <= 200; ++seed) {
        backoff wait{100ms, 1000ms, seed};
        backoff::milliseconds ceiling = 100ms;
        for (int i = 0; i < 10; ++i) {
            const auto w = wait.next();
            CHECK(w >= 0ms);
            CHECK(w <= ceiling);
            if (i == 0) {
                firsts.insert(w);
            }
            ceiling = std::min<backoff::milliseconds>(2 * ceiling, 1000ms);
        }
        wait.reset();
        CHECK(wait.next() <= 100ms);
    }
    // Full jitter: clients lost together spread out.
    CHECK(firsts.size() > 20);
}
