#include "sim/utility/operations.hpp"

#include <algorithm>
#include <array>

namespace yeelen::sim {

namespace {

struct route {
    operation what;
    std::string_view name;
    std::string_view method;
    std::string_view path; ///< {} is the subject
};

using enum operation;
constexpr std::array<route, operation_count> routes{{
    {find_contract, "find_contract", "GET", "/v1/contracts/{}"},
    {find_meter, "find_meter", "GET", "/v1/meters/{}"},
    {accounts_of_phone, "accounts_of_phone", "GET", "/v1/accounts"},
    {accounts_of_contract, "accounts_of_contract", "GET", "/v1/contracts/{}/accounts"},
    {check_pin, "check_pin", "POST", "/v1/contracts/{}/pin/check"},
    {set_pin, "set_pin", "PUT", "/v1/contracts/{}/pin"},
    {remove_pin, "remove_pin", "DELETE", "/v1/contracts/{}/pin"},
    {quote_tokens, "quote_tokens", "GET", "/v1/meters/{}/quote"},
    {buy_tokens, "buy_tokens", "POST", "/v1/meters/{}/purchases"},
    {last_tokens, "last_tokens", "GET", "/v1/meters/{}/purchases"},
    {token_details, "token_details", "GET", "/v1/purchases/{}"},
    {balance, "balance", "GET", "/v1/contracts/{}/balance"},
    {last_invoice, "last_invoice", "GET", "/v1/contracts/{}/invoices/last"},
    {invoices, "invoices", "GET", "/v1/contracts/{}/invoices"},
    {pay_invoice, "pay_invoice", "POST", "/v1/contracts/{}/payments"},
    {own_reading, "own_reading", "POST", "/v1/contracts/{}/readings"},
    {alerts, "alerts", "GET", "/v1/contracts/{}/alerts"},
    {set_alerts, "set_alerts", "PUT", "/v1/contracts/{}/alerts"},
    {complain, "complain", "POST", "/v1/complaints"},
    {last_payment, "last_payment", "GET", "/v1/payments/last"},
    {claim_payment, "claim_payment", "POST", "/v1/payments/{}/claims"},
    {consumption, "consumption", "GET", "/v1/contracts/{}/consumption"},
    {consumption_days, "consumption_days", "GET", "/v1/contracts/{}/consumption/days"},
    {deferral_eligibility, "deferral_eligibility", "GET", "/v1/contracts/{}/deferral"},
    {deferral_simulation, "deferral_simulation", "POST", "/v1/contracts/{}/deferral/simulations"},
    {request_deferral, "request_deferral", "POST", "/v1/contracts/{}/deferrals"},
    {report_incident, "report_incident", "POST", "/v1/incidents"},
    {ticket_status, "ticket_status", "GET", "/v1/tickets/{}"},
    {request_connection, "request_connection", "POST", "/v1/connections"},
    {verify_agent, "verify_agent", "GET", "/v1/agents/{}"},
    {submit_survey, "submit_survey", "POST", "/v1/surveys"},
    {survey_results, "survey_results", "POST", "/v1/surveys/results"},
}};

constexpr bool in_order() {
    for (std::size_t i = 0; i < routes.size(); ++i) {
        if (static_cast<std::size_t>(routes[i].what) != i) {
            return false;
        }
    }
    return true;
}
static_assert(in_order());

/// What stands for {} in the pattern; nothing where the path is another one.
std::optional<std::string_view> subject_in(std::string_view pattern, std::string_view path) {
    const auto brace = pattern.find("{}");
    if (brace == std::string_view::npos) {
        return pattern == path ? std::optional{std::string_view{}} : std::nullopt;
    }
    const auto before = pattern.substr(0, brace);
    const auto after = pattern.substr(brace + 2);
    if (path.size() <= before.size() + after.size() || !path.starts_with(before) ||
        !path.ends_with(after)) {
        return std::nullopt;
    }
    const auto subject = path.substr(before.size(), path.size() - before.size() - after.size());
    return subject.find('/') == std::string_view::npos ? std::optional{subject} : std::nullopt;
}

} // namespace

std::string_view name_of(operation o) noexcept {
    return routes[static_cast<std::size_t>(o)].name;
}

std::optional<operation> operation_named(std::string_view name) noexcept {
    const auto* at = std::ranges::find(routes, name, &route::name);
    return at == routes.end() ? std::nullopt : std::optional{at->what};
}

std::optional<routed> route_of(std::string_view method, std::string_view path) {
    for (const auto& r : routes) {
        if (r.method == method) {
            if (const auto subject = subject_in(r.path, path)) {
                return routed{r.what, std::string{*subject}};
            }
        }
    }
    return std::nullopt;
}

} // namespace yeelen::sim
