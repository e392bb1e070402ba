#pragma once
// The PDUs as plain values (SMPP 3.4 chapter 4, SMPP 5.0 chapter 4). Octet strings are std::string;
// text is octets here (data_coding says which). Every body keeps the TLVs it came with, known or
// not: 5.0 lets any PDU carry some.
#include "smpp/time_field.hpp"
#include "smpp/tlv.hpp"
#include "smpp/types.hpp"
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace smpp {

/// Address with its type of number and numbering plan (SMPP 3.4 5.2.5-5.2.9).
struct address {
    std::uint8_t ton = 0;
    std::uint8_t npi = 0;
    std::string value; ///< up to 20 octets; in data_sm and alert_notification up to 64
    bool operator==(const address&) const = default;
};

/// Body of bind_receiver, bind_transmitter and bind_transceiver (SMPP 3.4 4.1).
struct bind_body {
    std::string system_id; ///< up to 15 octets
    /// Up to 8 octets. Up to 16 are read and written, for providers give longer ones; a session
    /// sends them with session_config::long_passwords alone.
    std::string password;
    std::string system_type; ///< up to 12 octets
    std::uint8_t interface_version = version_34;
    std::uint8_t addr_ton = 0;
    std::uint8_t addr_npi = 0;
    std::string address_range; ///< up to 40 octets
    tlv_list tlvs;
    bool operator==(const bind_body&) const = default;
};
struct bind_receiver : bind_body {};
struct bind_transmitter : bind_body {};
struct bind_transceiver : bind_body {};

struct bind_resp_body {
    std::string system_id; ///< up to 15 octets
    tlv_list tlvs;
    bool operator==(const bind_resp_body&) const = default;
};
struct bind_receiver_resp : bind_resp_body {};
struct bind_transmitter_resp : bind_resp_body {};
struct bind_transceiver_resp : bind_resp_body {};

/// SMPP 3.4 4.1.7. There is no response: the ESME answers by binding.
struct outbind {
    std::string system_id; ///< up to 15 octets
    std::string password;  ///< as in bind_body
    tlv_list tlvs;
    bool operator==(const outbind&) const = default;
};

/// Body of the PDUs that are a header alone.
struct empty_body {
    tlv_list tlvs;
    bool operator==(const empty_body&) const = default;
};
struct unbind : empty_body {};
struct unbind_resp : empty_body {};
struct enquire_link : empty_body {};
struct enquire_link_resp : empty_body {};
struct generic_nack : empty_body {};
struct cancel_sm_resp : empty_body {};
struct replace_sm_resp : empty_body {};
struct cancel_broadcast_sm_resp : empty_body {};

/// Body of submit_sm and deliver_sm (SMPP 3.4 4.4.1, 4.6.1).
struct sm_body {
    std::string service_type; ///< up to 5 octets
    address source;
    address destination;
    std::uint8_t esm_class = 0;
    std::uint8_t protocol_id = 0;
    std::uint8_t priority_flag = 0;
    time_field schedule_delivery_time;
    time_field validity_period;
    std::uint8_t registered_delivery = 0;
    std::uint8_t replace_if_present_flag = 0;
    std::uint8_t data_coding = 0;
    std::uint8_t sm_default_msg_id = 0;
    std::string short_message; ///< up to 254 octets, in 5.0 up to 255 (which are always read)
    tlv_list tlvs;
    bool operator==(const sm_body&) const = default;
};
struct submit_sm : sm_body {};
struct deliver_sm : sm_body {};

/// Where a submit_multi goes (SMPP 3.4 4.5.1.1): a number, or a list that the SMSC keeps.
struct distribution_list {
    std::string name; ///< up to 20 octets
    bool operator==(const distribution_list&) const = default;
};
using multi_destination = std::variant<address, distribution_list>;

/// SMPP 3.4 4.5.1
struct submit_multi {
    std::string service_type;
    address source;
    std::vector<multi_destination> destinations; ///< 1 to 254, in 5.0 to 255
    std::uint8_t esm_class = 0;
    std::uint8_t protocol_id = 0;
    std::uint8_t priority_flag = 0;
    time_field schedule_delivery_time;
    time_field validity_period;
    std::uint8_t registered_delivery = 0;
    std::uint8_t replace_if_present_flag = 0;
    std::uint8_t data_coding = 0;
    std::uint8_t sm_default_msg_id = 0;
    std::string short_message;
    tlv_list tlvs;
    bool operator==(const submit_multi&) const = default;
};

/// One destination that a submit_multi did not reach (SMPP 3.4 4.5.2.1).
struct unsuccessful_delivery {
    address destination;
    command_status error = command_status::rok;
    bool operator==(const unsuccessful_delivery&) const = default;
};
/// SMPP 3.4 4.5.2
struct submit_multi_resp {
    std::string message_id;                       ///< up to 64 octets
    std::vector<unsuccessful_delivery> unsuccess; ///< up to 255
    tlv_list tlvs;
    bool operator==(const submit_multi_resp&) const = default;
};

/// SMPP 3.4 4.7.1. The text is in message_payload; there is no short_message.
struct data_sm {
    std::string service_type;
    address source;      ///< up to 64 octets
    address destination; ///< up to 64 octets
    std::uint8_t esm_class = 0;
    std::uint8_t registered_delivery = 0;
    std::uint8_t data_coding = 0;
    tlv_list tlvs;
    bool operator==(const data_sm&) const = default;
};

/// Body of submit_sm_resp, deliver_sm_resp, data_sm_resp, broadcast_sm_resp and
/// query_broadcast_sm_resp. With an error status peers leave the body out: message_id is then
/// empty.
struct sm_resp_body {
    std::string message_id; ///< up to 64 octets, for peers of 3.3 up to 8; empty in deliver_sm_resp
    tlv_list tlvs;
    bool operator==(const sm_resp_body&) const = default;
};
struct submit_sm_resp : sm_resp_body {};
struct deliver_sm_resp : sm_resp_body {};
struct data_sm_resp : sm_resp_body {};
struct broadcast_sm_resp : sm_resp_body {};
struct query_broadcast_sm_resp : sm_resp_body {};

/// SMPP 3.4 4.8.1. Id and source must both be those of the submit.
struct query_sm {
    std::string message_id;
    address source;
    tlv_list tlvs;
    bool operator==(const query_sm&) const = default;
};
/// SMPP 3.4 4.8.2
struct query_sm_resp {
    std::string message_id;
    time_field final_date;          ///< empty while the message has no final state
    std::uint8_t message_state = 0; ///< SMPP 3.4 5.2.28
    std::uint8_t error_code = 0;    ///< of the network
    tlv_list tlvs;
    bool operator==(const query_sm_resp&) const = default;
};

/// SMPP 3.4 4.9.1. An empty message_id means all messages that match the rest.
struct cancel_sm {
    std::string service_type;
    std::string message_id;
    address source;
    address destination;
    tlv_list tlvs;
    bool operator==(const cancel_sm&) const = default;
};

/// SMPP 3.4 4.10.1
struct replace_sm {
    std::string message_id;
    address source;
    time_field schedule_delivery_time;
    time_field validity_period;
    std::uint8_t registered_delivery = 0;
    std::uint8_t sm_default_msg_id = 0;
    std::string short_message;
    tlv_list tlvs;
    bool operator==(const replace_sm&) const = default;
};

/// SMPP 3.4 4.12.1: a subscriber is there again. There is no response.
struct alert_notification {
    address source;       ///< up to 64 octets
    address esme_address; ///< up to 64 octets
    tlv_list tlvs;
    bool operator==(const alert_notification&) const = default;
};

/// SMPP 5.0 4.4.1. Where to, what kind and how often are TLVs that must be there.
struct broadcast_sm {
    std::string service_type;
    address source;
    std::string message_id; ///< of the one to replace, or empty
    std::uint8_t priority_flag = 0;
    time_field schedule_delivery_time;
    time_field validity_period;
    std::uint8_t replace_if_present_flag = 0;
    std::uint8_t data_coding = 0;
    std::uint8_t sm_default_msg_id = 0;
    tlv_list tlvs;
    bool operator==(const broadcast_sm&) const = default;
};
/// SMPP 5.0 4.6.1
struct query_broadcast_sm {
    std::string message_id;
    address source;
    tlv_list tlvs;
    bool operator==(const query_broadcast_sm&) const = default;
};
/// SMPP 5.0 4.6.3
struct cancel_broadcast_sm {
    std::string service_type;
    std::string message_id;
    address source;
    tlv_list tlvs;
    bool operator==(const cancel_broadcast_sm&) const = default;
};

using body = std::variant<
    generic_nack, bind_receiver, bind_receiver_resp, bind_transmitter, bind_transmitter_resp,
    bind_transceiver, bind_transceiver_resp, outbind, unbind, unbind_resp, enquire_link,
    enquire_link_resp, submit_sm, submit_sm_resp, deliver_sm, deliver_sm_resp, submit_multi,
    submit_multi_resp, data_sm, data_sm_resp, query_sm, query_sm_resp, cancel_sm, cancel_sm_resp,
    replace_sm, replace_sm_resp, alert_notification, broadcast_sm, broadcast_sm_resp,
    query_broadcast_sm, query_broadcast_sm_resp, cancel_broadcast_sm, cancel_broadcast_sm_resp>;

struct pdu {
    command_status status = command_status::rok;
    std::uint32_t sequence = 0; ///< 1 to 0x7FFFFFFF
    smpp::body body;
};

command_id id_of(const body& b) noexcept;

} // namespace smpp
