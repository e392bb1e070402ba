#include "sms/backoff.hpp"

#include <doctest/doctest.h>
#include <limits>

using namespace yeelen::sms;
using namespace std::chrono_literals;

TEST_CASE("the wait doubles up to its bound") {
    const retry_policy policy{.first = 2s, .most = 60s};
    struct row {
        std::uint16_t attempts;
        std::chrono::milliseconds least;
    };
    for (const auto& [attempts, least] :
         {row{0, 2s}, row{1, 2s}, row{2, 4s}, row{3, 8s}, row{5, 32s}, row{6, 60s}, row{7, 60s},
          row{65'535, 60s}}) {
        CAPTURE(attempts);
        CHECK(backoff(policy, attempts, 0) == least);
        for (std::uint64_t random :
             {1UL, 77UL, 123'456'789'012UL, std::numeric_limits<std::uint64_t>::max()}) {
            const auto wait = backoff(policy, attempts, random);
            CHECK(wait >= least);
            CHECK(wait <= least + least / 4);
        }
    }
}

TEST_CASE("the random quarter is used in full") {
    const retry_policy policy{.first = 4s, .most = 60s};
    CHECK(backoff(policy, 1, 1'000) == 5s);
    CHECK(backoff(policy, 1, 1'001) == 4s);
    CHECK(backoff(policy, 1, 500) == 4'500ms);
}

TEST_CASE("odd policies do no harm") {
    CHECK(backoff({.first = 0ms, .most = 0ms}, 3, 99) == 0ms);
    CHECK(backoff({.first = 10s, .most = 1s}, 3, 0) == 1s);
    CHECK(backoff({.first = 1ms, .most = std::chrono::hours{24 * 365}}, 65'535, 0) ==
          std::chrono::hours{24 * 365});
}
