#pragma once
// What tshark 4.0 calls otherwise than the specification does, and what it does not show.
#include "smpp/pdu.hpp"
#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

namespace interop {

/// command_status in its words.
inline constexpr std::pair<std::string_view, std::string_view> tshark_statuses[] = {
    {"RALYBND", "ESME already in bound state"},
    {"RBCASTCANCELFAIL", "cancel_broadcast_sm operation failed."},
    {"RBCASTFAIL", "broadcast_sm operation failed."},
    {"RBCASTQUERYFAIL", "query_broadcast_sm operation failed."},
    {"RBINDFAIL", "Bind failed"},
    {"RCANCELFAIL", "Cancel SM failed"},
    {"RCNTSUBDL", "Cannot submit to distribution list"},
    {"RDELIVERYFAILURE", "(Transaction) Delivery failure (used for data_sm_resp)"},
    {"RINVBCASTALIAS_NAME", "Broadcast Alias Name is invalid."},
    {"RINVBCASTAREAFMT", "Broadcast Area Format is invalid."},
    {"RINVBCASTCHANIND", "Broadcast Channel Indicator is invalid."},
    {"RINVBCASTCNTTYPE", "Broadcast Content Type is invalid."},
    {"RINVBCASTFREQINT", "Broadcast Frequency Interval is invalid."},
    {"RINVBCASTMSGCLASS", "Broadcast Message Class is invalid."},
    {"RINVBCASTSRVGRP", "Broadcast Service Group is invalid."},
    {"RINVBCAST_REP", "Number of Repeated Broadcasts is invalid."},
    {"RINVBNDSTS", "Incorrect BIND status for given command"},
    {"RINVCMDID", "Invalid command ID"},
    {"RINVCMDLEN", "Command length is invalid"},
    {"RINVDCS", "Invalid Data Coding Scheme."},
    {"RINVDESTFLAG", "Destination flag is invalid (submit_multi)"},
    {"RINVDFTMSGID", "Predefined message invalid or not found"},
    {"RINVDLNAME", "Invalid distribution list name"},
    {"RINVDSTADDRSUBUNIT", "Destination Address Sub unit is Invalid."},
    {"RINVDSTADR", "Invalid destination address"},
    {"RINVDSTNPI", "Invalid destination address NPI"},
    {"RINVDSTTON", "Invalid destination address TON"},
    {"RINVESMCLASS", "Invalid esm_class field data"},
    {"RINVEXPIRY", "Invalid message validity period (expiry time)"},
    {"RINVMSGID", "Message ID is invalid"},
    {"RINVMSGLEN", "Message length is invalid"},
    {"RINVNUMBCAST_AREAS", "Number of Broadcast Areas is invalid."},
    {"RINVNUMDESTS", "Invalid number of destinations"},
    {"RINVNUMMSGS", "Invalid number of messages"},
    {"RINVOPTPARAMVAL", "Invalid optional parameter  value"},
    {"RINVOPTPARSTREAM", "Error in the optional part of the PDU body"},
    {"RINVPARLEN", "Invalid parameter length"},
    {"RINVPASWD", "Invalid password"},
    {"RINVPRTFLG", "Invalid priority flag"},
    {"RINVREGDLVFLG", "Invalid registered delivery flag"},
    {"RINVREPFLAG", "Invalid replace_if_present flag"},
    {"RINVSCHED", "Invalid scheduled delivery time"},
    {"RINVSERTYP", "Invalid service type"},
    {"RINVSRCADDRSUBUNIT", "Source Address Sub unit is Invalid."},
    {"RINVSRCADR", "Invalid source address"},
    {"RINVSRCNPI", "Invalid source address NPI"},
    {"RINVSRCTON", "Invalid source address TON"},
    {"RINVSUBREP", "Invalid 'submit with replace' request"},
    {"RINVSYSID", "Invalid system ID"},
    {"RINVSYSTYP", "Invalid system_type field"},
    {"RMISSINGOPTPARAM", "Expected optional parameter missing"},
    {"RMSGQFUL", "Message queue full"},
    {"ROK", "Ok"},
    {"ROPTPARNOTALLWD", "Optional parameter not allowed"},
    {"RPROHIBITED", "ESME Prohibited from using specified operation."},
    {"RQUERYFAIL", "query_sm request failed"},
    {"RREPLACEFAIL", "Replace SM failed"},
    {"RSERTYPDENIED", "Specified service_type is denied."},
    {"RSERTYPUNAUTH", "ESME Not authorised to use specified service_type."},
    {"RSERTYPUNAVAIL", "Specified service_type is unavailable."},
    {"RSUBMITFAIL", "submit_sm or submit_multi failed"},
    {"RSYSERR", "System error"},
    {"RTHROTTLED", "Throttling error (ESME exceeded allowed message limits)"},
    {"RUNKNOWNERR", "Unknown error"},
    {"RX_P_APPN", "ESME receiver permanent app error code"},
    {"RX_R_APPN", "ESME receiver reject message error code"},
    {"RX_T_APPN", "ESME receiver temporary app error code"},
};

/// Optional parameters by another name.
inline constexpr std::pair<std::string_view, std::string_view> tshark_parameters[] = {
    {"destination_port", "dest_port"},
    {"dest_addr_np_information", "dest_addr_np_info"},
};

struct tlv_sample {
    smpp::tag tag;
    std::string_view value;
};
/// A value that the specification allows for each that tshark knows.
inline constexpr tlv_sample tshark_tlvs[] = {
    {smpp::tag::dest_addr_subunit, "\x01"},
    {smpp::tag::dest_network_type, "\x01"},
    {smpp::tag::dest_bearer_type, "\x01"},
    {smpp::tag::dest_telematics_id, "\x01\x02"},
    {smpp::tag::source_addr_subunit, "\x01"},
    {smpp::tag::source_network_type, "\x01"},
    {smpp::tag::source_bearer_type, "\x01"},
    {smpp::tag::source_telematics_id, "\x01"},
    {smpp::tag::qos_time_to_live, "\x01\x02\x03\x04"},
    {smpp::tag::payload_type, "\x01"},
    {smpp::tag::ms_msg_wait_facilities, "\x01"},
    {smpp::tag::privacy_indicator, "\x01"},
    {smpp::tag::source_subaddress, "\x80\x12"},
    {smpp::tag::dest_subaddress, "\x80\x12"},
    {smpp::tag::user_message_reference, "\x01\x02"},
    {smpp::tag::user_response_code, "\x01"},
    {smpp::tag::source_port, "\x01\x02"},
    {smpp::tag::destination_port, "\x01\x02"},
    {smpp::tag::sar_msg_ref_num, "\x01\x02"},
    {smpp::tag::language_indicator, "\x01"},
    {smpp::tag::sar_total_segments, "\x02"},
    {smpp::tag::sar_segment_seqnum, "\x01"},
    {smpp::tag::callback_num_pres_ind, "\x01"},
    {smpp::tag::callback_num, "\x01\x01\x01\x32\x32\x35"},
    {smpp::tag::number_of_messages, "\x01"},
    {smpp::tag::dpf_result, "\x01"},
    {smpp::tag::set_dpf, "\x01"},
    {smpp::tag::ms_availability_status, "\x01"},
    {smpp::tag::network_error_code, "\x03\x01\x02"},
    {smpp::tag::message_payload, "payload"},
    {smpp::tag::delivery_failure_reason, "\x01"},
    {smpp::tag::more_messages_to_send, "\x01"},
    {smpp::tag::message_state, "\x02"},
    {smpp::tag::congestion_state, "\x55"},
    {smpp::tag::ussd_service_op, "\x02"},
    {smpp::tag::broadcast_channel_indicator, "\x01"},
    {smpp::tag::broadcast_message_class, "\x01"},
    {smpp::tag::broadcast_area_success, "\x64"},
    {smpp::tag::display_time, "\x01"},
    {smpp::tag::sms_signal, "\x01\x02"},
    {smpp::tag::ms_validity, "\x01"},
    {smpp::tag::its_reply_type, "\x01"},
    {smpp::tag::its_session_info, "\x01\x02"},
};

/// Bits of these are shown one by one, not the octet; a time is shown as a time.
inline constexpr std::array unshown_fields{"esm_class", "registered_delivery",
                                           "replace_if_present_flag", "data_coding"};

/// tshark looks for optional parameters only in these: those that have some in 3.4.
inline bool shows_tlvs(smpp::command_id id) {
    return id == smpp::command_id::submit_sm || id == smpp::command_id::deliver_sm ||
           id == smpp::command_id::data_sm || id == smpp::command_id::submit_multi;
}

inline std::string_view name_in(const auto& table, std::string_view ours) {
    const auto row = std::ranges::find(table, ours, [](const auto& r) { return r.first; });
    return row == std::end(table) ? ours : row->second;
}

/// "bind_receiver_resp" is "Bind_receiver - resp".
inline std::string tshark_command(std::string name) {
    name.front() = static_cast<char>(name.front() - 'a' + 'A');
    if (name.ends_with("_resp")) {
        name.replace(name.size() - 5, 5, " - resp");
    }
    return name;
}

} // namespace interop
