#include "core/call_outcome.hpp"

#include <doctest/doctest.h>
#include <string>

using namespace yeelen::core;

TEST_CASE("failures have the names that menus write, and only an answered call is certain") {
    struct row {
        call_failure failure;
        std::string name;
        bool uncertain;
    };
    const row rows[] = {
        {call_failure::not_found, "not_found", false},
        {call_failure::rejected, "rejected", false},
        {call_failure::server_error, "server_error", true},
        {call_failure::timeout, "timeout", true},
        {call_failure::unreachable, "unreachable", true},
        {call_failure::garbage, "garbage", true},
    };
    for (const auto& r : rows) {
        CAPTURE(r.name);
        CHECK(name_of(r.failure) == r.name);
        CHECK(uncertain(r.failure) == r.uncertain);
    }
}

TEST_CASE("an outcome holds an object or why there is none") {
    const call_outcome answer = boost::json::object{{"balance", 12'500}};
    REQUIRE(answer);
    CHECK(answer->at("balance").as_int64() == 12'500);
    const call_outcome none = std::unexpected(call_failure::timeout);
    CHECK(none.error() == call_failure::timeout);
}
