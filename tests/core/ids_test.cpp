#include "core/ids.hpp"

#include <doctest/doctest.h>
#include <set>
#include <string>

using namespace yeelen::core;

TEST_CASE("an id is 32 lower-case hex digits and reads back") {
    const correlation_id id{{0x1, 0xabcdef0123456789}};
    CHECK(id.hex() == "0000000000000001abcdef0123456789");
    CHECK(correlation_id::parse(id.hex()) == id);
    id_source source{42};
    for (int i = 0; i < 100; ++i) {
        const auto made = source.next();
        REQUIRE(correlation_id::parse(made.hex()) == made);
    }
}

TEST_CASE("what is no id") {
    const std::string good(32, 'a');
    CHECK(correlation_id::parse(good));
    CHECK_FALSE(correlation_id::parse(""));
    CHECK_FALSE(correlation_id::parse(good.substr(1)));
    CHECK_FALSE(correlation_id::parse(good + "a"));
    for (const std::string bad : {"g", " ", "-", "+", "x"}) {
        for (std::size_t at : {0U, 15U, 16U, 31U}) {
            CAPTURE(bad);
            CAPTURE(at);
            std::string spoilt = good;
            spoilt[at] = bad[0];
            CHECK_FALSE(correlation_id::parse(spoilt));
        }
    }
}

TEST_CASE("a seed gives always the same ids, another seed others") {
    id_source a{7}, b{7}, c{8};
    CHECK(a.next() == b.next());
    CHECK(a.next() != c.next());
    std::set<std::string> seen;
    for (int i = 0; i < 10'000; ++i) {
        seen.insert(a.next().hex());
    }
    CHECK(seen.size() == 10'000);
}

TEST_CASE("two sources of the operating system differ") {
    id_source a, b;
    CHECK(a.next() != b.next());
    CHECK(a.next() != correlation_id{});
}

TEST_CASE("traceparent is W3C Trace Context version 00, sampled, never with a zero span") {
    const correlation_id id{{0x0af7651916cd43dd, 0x8448eb211c80319c}};
    CHECK(traceparent(id, 0xb7ad6b7169203331) ==
          "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
    CHECK(traceparent(id, 0) == "00-0af7651916cd43dd8448eb211c80319c-0000000000000001-01");
}
