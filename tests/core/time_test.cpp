#include "core/time.hpp"

#include <doctest/doctest.h>

using namespace yeelen::core;

TEST_CASE("now reads both clocks, and the steady one never goes back") {
    const auto before = std::chrono::system_clock::now();
    const instant first = now();
    const instant second = now();
    CHECK(first.steady <= second.steady);
    CHECK(first.utc >= std::chrono::floor<std::chrono::milliseconds>(before));
    CHECK(first.utc - before < std::chrono::minutes{1});
}
