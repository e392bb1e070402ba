#pragma once
// The bodies of the utility's answers, as config/backends/utility.yaml and survey.yaml map them.
// Pure.
#include "sim/utility/book.hpp"
#include "sim/utility/calendar.hpp"
#include "sim/utility/catalogue.hpp"
#include "sim/utility/customer.hpp"
#include "sim/utility/deferral_rules.hpp"
#include "sim/utility/survey.hpp"
#include "sim/utility/tokens.hpp"
#include <cstdint>
#include <string>
#include <vector>

namespace yeelen::sim {

/// `pin`: the holder set a code.
std::string contract_answer(const customer& c, bool pin);
struct account {
    customer whose;
    bool pin = false;
};
std::string accounts_answer(const std::vector<account>& list);
std::string balance_answer(const customer& c, date today);
/// Empty when the contract has none.
std::string last_invoice_answer(const customer& c);
std::string invoices_answer(const customer& c);
std::string consumption_answer(const customer& c);
std::string eligibility_answer(const eligibility& e);
std::string plan_answer(const deferral_plan& p);
std::string deferral_answer(const deferral& d);
std::string agent_answer(const agent& a);
std::string days_answer(const std::vector<day_use>& days);
std::string quote_answer(const token_quote& q);
std::string purchase_answer(const purchase& p);
std::string purchases_answer(const std::vector<purchase>& list);
/// "P500001"
std::string payment_name(std::int64_t number);
std::string payment_status_answer(const payment& p);
std::string invoice_paid_answer(const payment& p, std::int64_t rest);
/// A ticket's status follows from its age: received, assigned after one minute, in_progress after
/// five, resolved after an hour.
std::string ticket_answer(const ticket& t, std::int64_t now_ms);
/// "S600001"
std::string survey_name(std::int64_t number);
/// The average mark is a decimal as text, to one place: "3.8".
std::string survey_results_answer(const std::vector<district_marks>& list);

} // namespace yeelen::sim
