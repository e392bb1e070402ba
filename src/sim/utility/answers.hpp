#pragma once
// The bodies of the utility's answers, as config/backends/utility.yaml maps them. Pure.
#include "sim/utility/book.hpp"
#include "sim/utility/calendar.hpp"
#include "sim/utility/customer.hpp"
#include "sim/utility/deferral_rules.hpp"
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace yeelen::sim {

enum class operation : std::uint8_t {
    find_contract,
    balance,
    last_invoice,
    invoices,
    consumption,
    deferral_eligibility,
    deferral_simulation,
    request_deferral,
    report_outage,
    ticket_status,
};
/// As the declaration names it.
std::string_view name_of(operation o) noexcept;
std::optional<operation> operation_named(std::string_view name) noexcept;

std::string contract_answer(const customer& c);
std::string balance_answer(const customer& c, date today);
/// Empty when the contract has none.
std::string last_invoice_answer(const customer& c);
std::string invoices_answer(const customer& c);
std::string consumption_answer(const customer& c);
std::string eligibility_answer(const eligibility& e);
std::string plan_answer(const deferral_plan& p);
std::string deferral_answer(const deferral& d);
/// A ticket's status follows from its age: received, assigned after one minute, in_progress after
/// five, resolved after an hour.
std::string ticket_answer(const incident& i, std::int64_t now_ms);

} // namespace yeelen::sim
