#pragma once
// What the specification says of each optional parameter (SMPP 3.4 5.3.2, SMPP 5.0 4.8.4): its
// name, its kind, how many octets its value has, and the numbers it may hold where the
// specification bounds them or lists them all. Lists that networks add to (bearers, subunits,
// ussd_service_op) are left open.
#include "smpp/types.hpp"
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string_view>

namespace smpp {

enum class tlv_kind : std::uint8_t {
    none, ///< the tag says it all
    u8,
    u16,
    u32,
    cstring, ///< ends with a NUL, which counts
    octets,
};

struct tlv_row {
    smpp::tag tag;
    std::string_view label; ///< "tlv its_session_info"
    tlv_kind kind;
    std::uint16_t min; ///< octets
    std::uint16_t max;
    std::uint32_t lowest = 0;           ///< of the number
    std::uint32_t highest = 0xFFFFFFFF; ///< a known number, or any

    constexpr std::string_view name() const noexcept { return label.substr(4); }
};

/// By tag.
inline constexpr tlv_row tlv_table[] = {
    {tag::dest_addr_subunit, "tlv dest_addr_subunit", tlv_kind::u8, 1, 1},
    {tag::dest_network_type, "tlv dest_network_type", tlv_kind::u8, 1, 1},
    {tag::dest_bearer_type, "tlv dest_bearer_type", tlv_kind::u8, 1, 1},
    {tag::dest_telematics_id, "tlv dest_telematics_id", tlv_kind::u16, 2, 2},
    {tag::source_addr_subunit, "tlv source_addr_subunit", tlv_kind::u8, 1, 1},
    {tag::source_network_type, "tlv source_network_type", tlv_kind::u8, 1, 1},
    {tag::source_bearer_type, "tlv source_bearer_type", tlv_kind::u8, 1, 1},
    {tag::source_telematics_id, "tlv source_telematics_id", tlv_kind::u8, 1, 1},
    {tag::qos_time_to_live, "tlv qos_time_to_live", tlv_kind::u32, 4, 4},
    {tag::payload_type, "tlv payload_type", tlv_kind::u8, 1, 1, 0, 1},
    {tag::additional_status_info_text, "tlv additional_status_info_text", tlv_kind::cstring, 1,
     256},
    {tag::receipted_message_id, "tlv receipted_message_id", tlv_kind::cstring, 1, 65},
    {tag::ms_msg_wait_facilities, "tlv ms_msg_wait_facilities", tlv_kind::u8, 1, 1},
    {tag::privacy_indicator, "tlv privacy_indicator", tlv_kind::u8, 1, 1, 0, 3},
    {tag::source_subaddress, "tlv source_subaddress", tlv_kind::octets, 2, 23},
    {tag::dest_subaddress, "tlv dest_subaddress", tlv_kind::octets, 2, 23},
    {tag::user_message_reference, "tlv user_message_reference", tlv_kind::u16, 2, 2},
    {tag::user_response_code, "tlv user_response_code", tlv_kind::u8, 1, 1},
    {tag::source_port, "tlv source_port", tlv_kind::u16, 2, 2},
    {tag::destination_port, "tlv destination_port", tlv_kind::u16, 2, 2},
    {tag::sar_msg_ref_num, "tlv sar_msg_ref_num", tlv_kind::u16, 2, 2},
    {tag::language_indicator, "tlv language_indicator", tlv_kind::u8, 1, 1},
    {tag::sar_total_segments, "tlv sar_total_segments", tlv_kind::u8, 1, 1, 1, 255},
    {tag::sar_segment_seqnum, "tlv sar_segment_seqnum", tlv_kind::u8, 1, 1, 1, 255},
    {tag::sc_interface_version, "tlv sc_interface_version", tlv_kind::u8, 1, 1},
    {tag::callback_num_pres_ind, "tlv callback_num_pres_ind", tlv_kind::u8, 1, 1},
    {tag::callback_num_atag, "tlv callback_num_atag", tlv_kind::octets, 1, 65},
    {tag::number_of_messages, "tlv number_of_messages", tlv_kind::u8, 1, 1, 0, 99},
    {tag::callback_num, "tlv callback_num", tlv_kind::octets, 4, 19},
    {tag::dpf_result, "tlv dpf_result", tlv_kind::u8, 1, 1, 0, 1},
    {tag::set_dpf, "tlv set_dpf", tlv_kind::u8, 1, 1, 0, 1},
    {tag::ms_availability_status, "tlv ms_availability_status", tlv_kind::u8, 1, 1, 0, 2},
    {tag::network_error_code, "tlv network_error_code", tlv_kind::octets, 3, 3},
    {tag::message_payload, "tlv message_payload", tlv_kind::octets, 0, 65535},
    {tag::delivery_failure_reason, "tlv delivery_failure_reason", tlv_kind::u8, 1, 1, 0, 3},
    {tag::more_messages_to_send, "tlv more_messages_to_send", tlv_kind::u8, 1, 1, 0, 1},
    {tag::message_state, "tlv message_state", tlv_kind::u8, 1, 1, 0, 9},
    {tag::congestion_state, "tlv congestion_state", tlv_kind::u8, 1, 1, 0, 100},
    {tag::ussd_service_op, "tlv ussd_service_op", tlv_kind::u8, 1, 1},
    {tag::broadcast_channel_indicator, "tlv broadcast_channel_indicator", tlv_kind::u8, 1, 1, 0, 1},
    {tag::broadcast_content_type, "tlv broadcast_content_type", tlv_kind::octets, 3, 3},
    {tag::broadcast_content_type_info, "tlv broadcast_content_type_info", tlv_kind::octets, 1, 255},
    {tag::broadcast_message_class, "tlv broadcast_message_class", tlv_kind::u8, 1, 1, 0, 3},
    {tag::broadcast_rep_num, "tlv broadcast_rep_num", tlv_kind::u16, 2, 2},
    {tag::broadcast_frequency_interval, "tlv broadcast_frequency_interval", tlv_kind::octets, 3, 3},
    {tag::broadcast_area_identifier, "tlv broadcast_area_identifier", tlv_kind::octets, 1, 65535},
    {tag::broadcast_error_status, "tlv broadcast_error_status", tlv_kind::u32, 4, 4},
    {tag::broadcast_area_success, "tlv broadcast_area_success", tlv_kind::u8, 1, 1},
    {tag::broadcast_end_time, "tlv broadcast_end_time", tlv_kind::octets, 16, 17},
    {tag::broadcast_service_group, "tlv broadcast_service_group", tlv_kind::octets, 1, 255},
    {tag::billing_identification, "tlv billing_identification", tlv_kind::octets, 1, 1024},
    {tag::source_network_id, "tlv source_network_id", tlv_kind::cstring, 1, 65},
    {tag::dest_network_id, "tlv dest_network_id", tlv_kind::cstring, 1, 65},
    {tag::source_node_id, "tlv source_node_id", tlv_kind::octets, 6, 6},
    {tag::dest_node_id, "tlv dest_node_id", tlv_kind::octets, 6, 6},
    {tag::dest_addr_np_resolution, "tlv dest_addr_np_resolution", tlv_kind::u8, 1, 1, 0, 2},
    {tag::dest_addr_np_information, "tlv dest_addr_np_information", tlv_kind::octets, 10, 10},
    {tag::dest_addr_np_country, "tlv dest_addr_np_country", tlv_kind::octets, 1, 5},
    {tag::display_time, "tlv display_time", tlv_kind::u8, 1, 1, 0, 2},
    {tag::sms_signal, "tlv sms_signal", tlv_kind::u16, 2, 2},
    {tag::ms_validity, "tlv ms_validity", tlv_kind::octets, 1, 4},
    {tag::alert_on_message_delivery, "tlv alert_on_message_delivery", tlv_kind::octets, 0, 1},
    {tag::its_reply_type, "tlv its_reply_type", tlv_kind::u8, 1, 1, 0, 8},
    {tag::its_session_info, "tlv its_session_info", tlv_kind::octets, 2, 2},
};
static_assert(std::ranges::is_sorted(tlv_table, {}, &tlv_row::tag));

/// Nothing for a tag that the specification does not name.
constexpr const tlv_row* find_tlv(std::uint16_t tag) noexcept {
    const auto* row =
        std::ranges::lower_bound(tlv_table, static_cast<smpp::tag>(tag), {}, &tlv_row::tag);
    return row != std::end(tlv_table) && row->tag == static_cast<smpp::tag>(tag) ? row : nullptr;
}

/// "tlv its_session_info", or "tlv".
constexpr std::string_view tlv_label(std::uint16_t tag) noexcept {
    const tlv_row* row = find_tlv(tag);
    return row == nullptr ? std::string_view{"tlv"} : row->label;
}

} // namespace smpp
