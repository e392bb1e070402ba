#pragma once
// The dialect "standard" on the wire (config/dialects/standard.yaml), from the network's side.
// Pure.
#include "sim/ussd/dialogue.hpp"
#include "smpp/pdu.hpp"
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace yeelen::sim {

/// "*123*2#" -> "123"; empty when there is no digit.
std::string_view short_code_of(std::string_view dialled) noexcept;

/// Fills a deliver_sm, reusing its strings' room: GSM-7 (data_coding 0) where the text allows, else
/// UCS-2 (8).
void write_ussd(smpp::deliver_sm& sm, std::string_view msisdn, std::string_view short_code,
                ussd_signal signal, std::string_view text);

/// A screen that the gateway sends to a phone.
struct ussd_screen {
    smpp::ussd_op op = smpp::ussd_op::ussr_request;
    session_info info;
    bool ucs2 = false;
    std::string text; ///< UTF-8
};

/// True when the message is for the USSD centre, not the SMSC.
bool is_ussd(const smpp::sm_body& sm) noexcept;
/// Nothing when ussd_service_op or its_session_info is missing or wrong, or op and end bit do not
/// agree.
std::optional<ussd_screen> read_ussd(const smpp::submit_sm& sm);
/// The same without the text: what the load generator needs.
std::optional<ussd_screen> read_ussd_header(const smpp::submit_sm& sm) noexcept;

/// The text of a message: message_payload where short_message is empty.
std::string_view octets_of(const smpp::sm_body& sm) noexcept;

} // namespace yeelen::sim
