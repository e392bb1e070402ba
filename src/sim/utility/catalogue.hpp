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

/// The demonstration contracts, 100001 to 100004 (the simulator's README lists them).
std::vector<customer> demo_customers(date today);

/// Any number of 6 to 13 digits that begins with 2 is a customer, and so are the numbers that bring
/// faults (9990xxx, 9991xxx): always the same for one number, day and seed.
std::optional<customer> generated_customer(std::string_view contract, date today,
                                           std::uint64_t seed);

} // namespace yeelen::sim
