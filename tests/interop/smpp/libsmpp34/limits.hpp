#pragma once
// What libsmpp34 1.14 cannot carry of what SMPP allows, or of what we read besides. Found in its
// headers (def_frame/, def_list/) and by trying; each is met in the tests, so that none is left
// here without need.
#include "smpp/codec.hpp"
#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <string_view>

namespace interop {

enum class limit : std::uint8_t {
    command,
    status,
    sequence,
    ton_npi,
    version,
    password,
    data_sm_source,
    deliver_sm_times,
    message,
    tlvs_at_all,
    tlv_fixed_length,
    tlv_too_long,
    body_left_out,
    body_beside_error,
    one_nul,
    deliver_sm_resp_id,
};

struct limit_row {
    limit what;
    std::string_view why;
};
inline constexpr limit_row limit_table[] = {
    {limit::command, "speaks 3.4: knows no broadcast_sm and its kin"},
    {limit::status, "refuses a command_status that 3.4 does not list; vendors' own are real"},
    {limit::sequence, "refuses sequence_number 0, which a generic_nack may carry (3.4 4.3)"},
    {limit::ton_npi,
     "refuses numbers that 3.4 5.2.5 and 5.2.6 do not list; we leave that to validate()"},
    {limit::version, "refuses any interface_version but 0x34"},
    {limit::password, "takes 8 octets; we read 16, because providers give longer ones"},
    {limit::data_sm_source, "gives the source_addr of data_sm 21 octets; 3.4 4.7.1 says 65"},
    {limit::deliver_sm_times,
     "wants the times of deliver_sm empty, as 3.4 4.6.1 says; 5.0 as well, but peers fill them"},
    {limit::message, "reads 254 octets of short_message but writes 253; 5.0 allows 255"},
    {limit::tlvs_at_all, "has no list of optional parameters where 3.4 gives the PDU none (5.0 "
                         "lets any PDU have some), and none for data_sm_resp (3.4 4.7.2)"},
    {limit::tlv_fixed_length, "reads a number by its tag and does not look at the length"},
    {limit::tlv_too_long, "takes 1,024 octets of a value, and of those it knows what 3.4 allows"},
    {limit::body_left_out,
     "wants the body of a response with an error, which 3.4 4.1.2 and peers leave out"},
    {limit::body_beside_error, "wants no body in a submit_sm_resp with an error; peers send one"},
    {limit::one_nul,
     "wants nothing after the header of a response without a body; peers send one NUL"},
    {limit::deliver_sm_resp_id,
     "wants the message_id of deliver_sm_resp empty, as 3.4 4.6.2 says; peers fill it"},
};

/// Which of them `p`, decoded from `octets`, goes beyond.
std::set<limit> limits_of(const smpp::pdu& p, std::string_view octets);
/// Changes `p` so that it goes beyond none. False where that cannot be: a command that it lacks.
/// `but` is left as it is.
bool fit(smpp::pdu& p, std::optional<limit> but = std::nullopt);

/// The statuses that it knows.
std::span<const std::uint32_t> known_statuses() noexcept;

} // namespace interop
