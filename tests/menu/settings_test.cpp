#include "menu/settings.hpp"
#include <doctest/doctest.h>
#include <fmt/format.h>

using namespace yeelen::menu;

TEST_CASE("a flag is on for its share of the customers, always the same ones") {
    settings s;
    const auto share = [&](std::string_view flag) {
        int on = 0;
        for (int i = 0; i < 10000; ++i) {
            on += flag_on(s, flag, fmt::format("22507{:08}", i)) ? 1 : 0;
        }
        return on;
    };
    CHECK(share("wallet") == 0); // not configured
    s.flags["wallet"].percent = 0;
    CHECK(share("wallet") == 0);
    s.flags["wallet"].percent = 100;
    CHECK(share("wallet") == 10000);
    for (const int percent : {1, 10, 50, 99}) {
        CAPTURE(percent);
        s.flags["wallet"].percent = static_cast<std::uint8_t>(percent);
        const auto on = share("wallet");
        CHECK(on > percent * 100 - 200);
        CHECK(on < percent * 100 + 200);
    }
}

TEST_CASE("whoever is in a share stays in a larger one; flags have shares of their own") {
    settings small;
    settings large;
    small.flags["wallet"].percent = 10;
    small.flags["other"].percent = 10;
    large.flags["wallet"].percent = 20;
    int both = 0;
    for (int i = 0; i < 5000; ++i) {
        const auto number = fmt::format("22507{:08}", i * 7);
        CHECK((!flag_on(small, "wallet", number) || flag_on(large, "wallet", number)));
        both += flag_on(small, "wallet", number) && flag_on(small, "other", number) ? 1 : 0;
    }
    CHECK(both > 10); // 1 in 100
    CHECK(both < 100);
    // Fixed for good: a customer must not see a feature go by an update of the gateway.
    large.flags["wallet"].percent = 50;
    std::string on;
    for (int i = 0; i < 16; ++i) {
        on += flag_on(large, "wallet", fmt::format("22507010203{:02}", i)) ? '1' : '0';
    }
    CHECK(on == "0100000110110110");
}

TEST_CASE("those on the list have it whatever the share") {
    settings s;
    s.flags["wallet"] = {.percent = 0, .allowed = {"2250701020304"}};
    CHECK(flag_on(s, "wallet", "2250701020304"));
    CHECK(!flag_on(s, "wallet", "2250701020305"));
    CHECK(!flag_on(s, "other", "2250701020304"));
}
