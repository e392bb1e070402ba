#include "api/key_ring.hpp"

#include <doctest/doctest.h>
#include <string>

using namespace yeelen::api;

TEST_CASE("a key is held or not") {
    const key_ring ring{{"first-key-0123456", "second-key-that-is-longer"}};
    CHECK(ring.holds("first-key-0123456"));
    CHECK(ring.holds("second-key-that-is-longer"));
    for (const std::string wrong :
         {"", "f", "first-key-012345", "first-key-01234567", "first-key-0123457",
          "First-key-0123456", "first-key-0123456first-key-0123456", "second-key-that-is-longes",
          "third"}) {
        CAPTURE(wrong);
        CHECK_FALSE(ring.holds(wrong));
    }
    CHECK_FALSE(ring.holds(std::string(100'000, 'f')));
    CHECK_FALSE(key_ring{{}}.holds("anything"));
}

TEST_CASE("a repeated pattern is not taken for the key") {
    const key_ring ring{{"abababababababab"}};
    CHECK_FALSE(ring.holds("ab"));
    CHECK_FALSE(ring.holds("abababab"));
}

TEST_CASE("where the key stands") {
    CHECK(presented_key("Bearer abc", "") == "abc");
    CHECK(presented_key("bEARER   abc", "") == "abc");
    CHECK(presented_key("", "xyz") == "xyz");
    CHECK(presented_key("Bearer abc", "xyz") == "abc");
    CHECK(presented_key("Basic abc", "") == "");
    CHECK(presented_key("Bearer", "") == "");
    CHECK(presented_key("Bearer ", "") == "");
    CHECK(presented_key("", "") == "");
}
