#include "menu/expression/day.hpp"
#include <doctest/doctest.h>

using namespace yeelen::menu;

TEST_CASE("days, months and times are read as values write them") {
    for (const char* text :
         {"2026-07-06", "0001-01-01", "9999-12-31", "2024-02-29", "2000-02-29"}) {
        CAPTURE(text);
        const auto day = read_day(text);
        REQUIRE(day.has_value());
        CHECK(day_text(*day) == text);
    }
    CHECK(read_day("2026-07-06T23:59:59Z") == read_day("2026-07-06"));
    CHECK(read_day("2026-07-06 23:59") == read_day("2026-07-06"));
    for (const char* text :
         {"", "2026", "2026-07", "2026-7-6", "2026-07-06x", "2026/07/06", "2026-02-30",
          "2023-02-29", "1900-02-29", "2026-00-01", "2026-13-01", "2026-01-00", "2026-01-32",
          "0000-01-01", "-026-01-01", "2026-07-0a"}) {
        CAPTURE(text);
        CHECK(!read_day(text).has_value());
    }
    CHECK(read_month("2026-07") == "2026-07");
    CHECK(read_month("2026-07-06T10:00:00Z") == "2026-07");
    CHECK(!read_month("2026-13"));
    CHECK(!read_month("0000-01"));
    CHECK(!read_month("2026-7"));
    const auto time = read_time("2026-07-06T10:20:30Z");
    REQUIRE(time.has_value());
    CHECK(time_text(*time) == "2026-07-06T10:20:30Z");
    CHECK(time_text(*time + std::chrono::milliseconds{999}) == "2026-07-06T10:20:30Z");
    for (const char* text :
         {"2026-07-06", "2026-07-06T10:20Z", "2026-07-06T24:00:00Z", "2026-07-06T10:60:00Z",
          "2026-07-06T10:20:30", "2026-02-30T10:20:30Z", "2026-07-06T10:20:30+"}) {
        CAPTURE(text);
        CHECK(!read_time(text).has_value());
    }
}

TEST_CASE("a day later is bounded by the calendar") {
    const auto day = *read_day("2026-07-06");
    CHECK(day_text(*later(day, 365)) == "2027-07-06");
    CHECK(!later(day, INT64_MAX));
    CHECK(!later(day, INT64_MIN));
    CHECK(later(*read_day("9999-12-31"), 0));
    CHECK(!later(*read_day("9999-12-31"), 1));
    CHECK(!later(*read_day("0001-01-01"), -1));
}
