#pragma once
// When a debt may be paid in instalments, and what they are. Belongs to billing: the gateway offers
// what this returns.
#include "sim/utility/calendar.hpp"
#include "sim/utility/customer.hpp"
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace yeelen::sim {

struct eligibility {
    bool eligible = false;
    std::string_view reason; ///< "", "nothing_due", "too_small", "overdue", "running"
    std::int64_t amount = 0;
    std::vector<int> instalments;
};

/// `running`: a deferral is already under way for the contract.
eligibility deferral_eligibility(const customer& c, bool running, date today);

struct instalment {
    std::string date;
    std::int64_t amount;
};

/// Deposit and schedule make up the total, to the franc.
struct deferral_plan {
    std::int64_t deposit = 0;
    std::int64_t fee = 0;
    std::int64_t total = 0;
    std::vector<instalment> schedule;
};

/// Nothing when `instalments` is not among those offered.
std::optional<deferral_plan> plan_deferral(const eligibility& e, int instalments, date today);

} // namespace yeelen::sim
