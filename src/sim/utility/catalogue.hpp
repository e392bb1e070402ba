#pragma once
// The utility's customers: a few known by number, and as many made up as are asked for. Pure.
#include "sim/utility/calendar.hpp"
#include "sim/utility/customer.hpp"
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace yeelen::sim {

/// Leading zeros do not count; empty when it is not 1 to 13 digits.
std::string contract_key(std::string_view written);

/// The demonstration contracts, 100001 to 100007 (the simulator's README lists them).
std::vector<customer> demo_customers(date today);

/// Any number of 6 to 13 digits that begins with 2 is a customer, and so are the numbers that bring
/// faults (9990xxx, 9991xxx): always the same for one number, day and seed.
std::optional<customer> generated_customer(std::string_view contract, date today,
                                           std::uint64_t seed);

struct day_use {
    std::string date;
    std::int64_t kwh = 0;
};
/// The last fortnight, newest first.
std::vector<day_use> daily_use(const customer& c, date today);

struct agent {
    std::string_view badge;
    std::string_view name;
    std::string_view job;
    bool on_duty = false;
};
/// AB1234 and AB1235 are at work, CD5678 is not; null: no such badge.
const agent* find_agent(std::string_view badge);

} // namespace yeelen::sim
