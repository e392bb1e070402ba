#pragma once
// The PDUs as plain values. Octet strings are std::string; text is octets here (data_coding says
// which).
#include "smpp/tlv.hpp"
#include "smpp/types.hpp"
#include <cstdint>
#include <string>
#include <variant>

namespace smpp {

/// Address with its type of number and numbering plan (SMPP 3.4 5.2.5-5.2.9).
struct address {
    std::uint8_t ton = 0;
    std::uint8_t npi = 0;
    std::string value; ///< up to 20 octets
    bool operator==(const address&) const = default;
};

/// Body of bind_receiver, bind_transmitter and bind_transceiver (SMPP 3.4 4.1).
struct bind_body {
    std::string system_id; ///< up to 15 octets
    std::string
        password; ///< up to 8 octets; up to 16 are read and written: providers give longer ones
    std::string system_type; ///< up to 12 octets
    std::uint8_t interface_version = version_34;
    std::uint8_t addr_ton = 0;
    std::uint8_t addr_npi = 0;
    std::string address_range; ///< up to 40 octets
    bool operator==(const bind_body&) const = default;
};
struct bind_receiver : bind_body {};
struct bind_transmitter : bind_body {};
struct bind_transceiver : bind_body {};

struct bind_resp_body {
    std::string system_id;
    tlv_list tlvs;
    bool operator==(const bind_resp_body&) const = default;
};
struct bind_receiver_resp : bind_resp_body {};
struct bind_transmitter_resp : bind_resp_body {};
struct bind_transceiver_resp : bind_resp_body {};

/// SMPP 3.4 4.1.7. There is no response: the ESME answers by binding.
struct outbind {
    std::string system_id;
    std::string password;
    bool operator==(const outbind&) const = default;
};
struct unbind {
    bool operator==(const unbind&) const = default;
};
struct unbind_resp {
    bool operator==(const unbind_resp&) const = default;
};
struct enquire_link {
    bool operator==(const enquire_link&) const = default;
};
struct enquire_link_resp {
    bool operator==(const enquire_link_resp&) const = default;
};
struct generic_nack {
    bool operator==(const generic_nack&) const = default;
};

/// Body of submit_sm and deliver_sm (SMPP 3.4 4.4.1, 4.6.1).
struct sm_body {
    std::string service_type; ///< up to 5 octets
    address source;
    address destination;
    std::uint8_t esm_class = 0;
    std::uint8_t protocol_id = 0;
    std::uint8_t priority_flag = 0;
    std::string schedule_delivery_time; ///< empty or 16 octets, YYMMDDhhmmsstnnp
    std::string validity_period;        ///< the same
    std::uint8_t registered_delivery = 0;
    std::uint8_t replace_if_present_flag = 0;
    std::uint8_t data_coding = 0;
    std::uint8_t sm_default_msg_id = 0;
    std::string short_message; ///< up to 254 octets (255 are read)
    tlv_list tlvs;
    bool operator==(const sm_body&) const = default;
};
struct submit_sm : sm_body {};
struct deliver_sm : sm_body {};

/// Body of submit_sm_resp and deliver_sm_resp. With an error status peers leave the body out:
/// message_id is then empty.
struct sm_resp_body {
    std::string message_id; ///< up to 64 octets; empty in deliver_sm_resp
    tlv_list tlvs;
    bool operator==(const sm_resp_body&) const = default;
};
struct submit_sm_resp : sm_resp_body {};
struct deliver_sm_resp : sm_resp_body {};

using body = std::variant<generic_nack, bind_receiver, bind_receiver_resp, bind_transmitter,
                          bind_transmitter_resp, bind_transceiver, bind_transceiver_resp, outbind,
                          unbind, unbind_resp, enquire_link, enquire_link_resp, submit_sm,
                          submit_sm_resp, deliver_sm, deliver_sm_resp>;

struct pdu {
    command_status status = command_status::rok;
    std::uint32_t sequence = 0; ///< 1 to 0x7FFFFFFF
    smpp::body body;
};

command_id id_of(const body& b) noexcept;

} // namespace smpp
