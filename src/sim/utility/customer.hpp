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

/// Electricity paid before it is used. Amounts in whole XOF.
struct purchase {
    std::string number;
    std::string date;
    std::int64_t amount = 0;
    std::int64_t fee = 0;
    std::int64_t kwh = 0;
    std::vector<std::string> tokens; ///< 20 digits each; three where the meter's key changes
};

/// One contract and its holder.
struct customer {
    std::string contract; ///< digits, without leading zeros
    std::string name;
    std::string address;
    std::string tariff;
    std::string meter;  ///< 11 to 13 digits, the last by Luhn
    std::string holder; ///< the same for all contracts of a company; empty: only this one
    std::string phone;  ///< that the utility knows; may be empty
    bool prepaid = false;
    std::int64_t index = 12'000;         ///< what the meter showed when it was last read
    std::int64_t credit = 0;             ///< paid, and not yet counted to an invoice
    std::vector<invoice> invoices;       ///< newest first
    std::vector<month_reading> readings; ///< newest first
    std::vector<purchase> purchases;     ///< newest first

    /// What is not paid, whole XOF; below nothing: the customer's credit.
    std::int64_t due() const noexcept {
        std::int64_t sum = 0;
        for (const auto& i : invoices) {
            sum += i.paid ? 0 : i.amount;
        }
        return sum - credit;
    }
    /// The unpaid invoice that has waited longest; null when nothing is due.
    const invoice* oldest_due() const noexcept {
        const invoice* oldest = nullptr;
        for (const auto& i : invoices) {
            oldest = i.paid ? oldest : &i;
        }
        return oldest;
    }
    /// Counts a payment to the oldest invoices; what does not fill one is kept.
    void pay(std::int64_t amount) {
        credit += amount;
        for (auto i = invoices.rbegin(); i != invoices.rend(); ++i) {
            if (!i->paid && credit >= i->amount) {
                i->paid = true;
                credit -= i->amount;
            }
        }
    }
};

} // namespace yeelen::sim
