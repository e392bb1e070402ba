#include "sim/utility/deferral_rules.hpp"
#include <algorithm>

namespace yeelen::sim {

namespace {

constexpr std::int64_t least_amount = 5'000;       ///< XOF
constexpr std::int64_t long_plan_amount = 100'000; ///< from here on six instalments are offered
constexpr std::int64_t fee_each = 250;             ///< XOF an instalment
constexpr int deposit_percent = 30;
constexpr std::chrono::days most_overdue{60};

constexpr std::int64_t up_to_hundred(std::int64_t x) {
    return (x + 99) / 100 * 100;
}

} // namespace

eligibility deferral_eligibility(const customer& c, bool running, date today) {
    eligibility e{.amount = c.due(), .instalments = {}};
    const auto* oldest = c.oldest_due();
    if (running) {
        e.reason = "running";
    } else if (oldest == nullptr) {
        e.reason = "nothing_due";
    } else if (e.amount < least_amount) {
        e.reason = "too_small";
    } else if (oldest->due_date < date_text(today - most_overdue)) {
        e.reason = "overdue";
    } else {
        e.eligible = true;
        e.instalments = {2, 3, 4};
        if (e.amount >= long_plan_amount) {
            e.instalments.push_back(6);
        }
    }
    return e;
}

std::optional<deferral_plan> plan_deferral(const eligibility& e, int instalments, date today) {
    if (!e.eligible || std::ranges::find(e.instalments, instalments) == e.instalments.end()) {
        return std::nullopt;
    }
    deferral_plan p;
    p.fee = fee_each * instalments;
    p.total = e.amount + p.fee;
    p.deposit = up_to_hundred(p.total * deposit_percent / 100);
    const auto rest = p.total - p.deposit;
    const auto each = rest / instalments / 5 * 5;
    for (int i = 1; i <= instalments; ++i) {
        const auto amount = i < instalments ? each : rest - each * (instalments - 1);
        p.schedule.push_back({date_text(months_after(today, i)), amount});
    }
    return p;
}

} // namespace yeelen::sim
