#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace yeelen::sim {

struct invoice {
    std::string number;
    std::string month;   ///< "2026-10"
    std::int64_t amount; ///< whole XOF
    std::int64_t kwh;
    std::string due_date; ///< "2026-11-15"
    bool paid;
};

struct month_reading {
    std::string month;
    std::int64_t kwh;
};

/// One contract and its holder.
struct customer {
    std::string contract; ///< digits, without leading zeros
    std::string name;
    std::string address;
    std::string tariff;
    std::string meter;                   ///< 11 digits, the last by Luhn
    std::vector<invoice> invoices;       ///< newest first
    std::vector<month_reading> readings; ///< newest first

    /// What is not paid, whole XOF.
    std::int64_t due() const noexcept {
        std::int64_t sum = 0;
        for (const auto& i : invoices) {
            sum += i.paid ? 0 : i.amount;
        }
        return sum;
    }
    /// The unpaid invoice that has waited longest; null when nothing is due.
    const invoice* oldest_due() const noexcept {
        const invoice* oldest = nullptr;
        for (const auto& i : invoices) {
            oldest = i.paid ? oldest : &i;
        }
        return oldest;
    }
};

} // namespace yeelen::sim
