#pragma once
// What the utility can be asked, and where: config/backends/utility.yaml and survey.yaml seen from
// the other end. Pure.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace yeelen::sim {

enum class operation : std::uint8_t {
    find_contract,
    find_meter,
    accounts_of_phone,
    accounts_of_contract,
    check_pin,
    set_pin,
    remove_pin,
    quote_tokens,
    buy_tokens,
    last_tokens,
    token_details,
    balance,
    last_invoice,
    invoices,
    pay_invoice,
    own_reading,
    alerts,
    set_alerts,
    complain,
    last_payment,
    claim_payment,
    consumption,
    consumption_days,
    deferral_eligibility,
    deferral_simulation,
    request_deferral,
    report_incident,
    ticket_status,
    request_connection,
    verify_agent,
    submit_survey,
    survey_results,
};
inline constexpr std::size_t operation_count = 32;

/// As the declaration names it.
std::string_view name_of(operation o) noexcept;
std::optional<operation> operation_named(std::string_view name) noexcept;

struct routed {
    operation what;
    std::string subject; ///< what stands for {} in its path: a contract, a meter, a ticket ...
};
/// Nothing where no operation has that method and path.
std::optional<routed> route_of(std::string_view method, std::string_view path);

} // namespace yeelen::sim
