#pragma once
// Names and numbers of SMPP (SMPP 3.4 5.1.2.1, 5.1.3, 5.2; SMPP 5.0 4.7). Values that are not
// listed survive a
// round trip.
#include <cstdint>
#include <optional>
#include <string_view>

namespace smpp {

enum class command_id : std::uint32_t {
    generic_nack = 0x80000000,
    bind_receiver = 0x00000001,
    bind_receiver_resp = 0x80000001,
    bind_transmitter = 0x00000002,
    bind_transmitter_resp = 0x80000002,
    query_sm = 0x00000003,
    query_sm_resp = 0x80000003,
    submit_sm = 0x00000004,
    submit_sm_resp = 0x80000004,
    deliver_sm = 0x00000005,
    deliver_sm_resp = 0x80000005,
    unbind = 0x00000006,
    unbind_resp = 0x80000006,
    replace_sm = 0x00000007,
    replace_sm_resp = 0x80000007,
    cancel_sm = 0x00000008,
    cancel_sm_resp = 0x80000008,
    bind_transceiver = 0x00000009,
    bind_transceiver_resp = 0x80000009,
    outbind = 0x0000000B,
    enquire_link = 0x00000015,
    enquire_link_resp = 0x80000015,
    submit_multi = 0x00000021,
    submit_multi_resp = 0x80000021,
    alert_notification = 0x00000102,
    data_sm = 0x00000103,
    data_sm_resp = 0x80000103,
    broadcast_sm = 0x00000111, ///< 5.0, as the others of its kind
    broadcast_sm_resp = 0x80000111,
    query_broadcast_sm = 0x00000112,
    query_broadcast_sm_resp = 0x80000112,
    cancel_broadcast_sm = 0x00000113,
    cancel_broadcast_sm_resp = 0x80000113,
};

/// SMPP 3.4 5.1.3, SMPP 5.0 4.7.6, without "ESME_". Where 5.0 renamed one (RINVOPTPARSTREAM is its
/// RINVTLVSTREAM) the name of 3.4 is kept. 0x400-0x4FF are vendors' own.
enum class command_status : std::uint32_t {
    rok = 0x00,
    rinvmsglen = 0x01,
    rinvcmdlen = 0x02,
    rinvcmdid = 0x03,
    rinvbndsts = 0x04,
    ralybnd = 0x05,
    rinvprtflg = 0x06,
    rinvregdlvflg = 0x07,
    rsyserr = 0x08,
    rinvsrcadr = 0x0A,
    rinvdstadr = 0x0B,
    rinvmsgid = 0x0C,
    rbindfail = 0x0D,
    rinvpaswd = 0x0E,
    rinvsysid = 0x0F,
    rcancelfail = 0x11,
    rreplacefail = 0x13,
    rmsgqful = 0x14,
    rinvsertyp = 0x15,
    rinvnumdests = 0x33,
    rinvdlname = 0x34,
    rinvdestflag = 0x40,
    rinvsubrep = 0x42,
    rinvesmclass = 0x43,
    rcntsubdl = 0x44,
    rsubmitfail = 0x45,
    rinvsrcton = 0x48,
    rinvsrcnpi = 0x49,
    rinvdstton = 0x50,
    rinvdstnpi = 0x51,
    rinvsystyp = 0x53,
    rinvrepflag = 0x54,
    rinvnummsgs = 0x55,
    rthrottled = 0x58,
    rinvsched = 0x61,
    rinvexpiry = 0x62,
    rinvdftmsgid = 0x63,
    rx_t_appn = 0x64, ///< ESME receiver: temporary
    rx_p_appn = 0x65, ///< ESME receiver: permanent
    rx_r_appn = 0x66, ///< ESME receiver: reject
    rqueryfail = 0x67,
    rinvoptparstream = 0xC0,
    roptparnotallwd = 0xC1,
    rinvparlen = 0xC2,
    rmissingoptparam = 0xC3,
    rinvoptparamval = 0xC4,
    rdeliveryfailure = 0xFE,
    runknownerr = 0xFF,
    rsertypunauth = 0x100, ///< 5.0, as all that follow
    rprohibited = 0x101,
    rsertypunavail = 0x102,
    rsertypdenied = 0x103,
    rinvdcs = 0x104,
    rinvsrcaddrsubunit = 0x105,
    rinvdstaddrsubunit = 0x106,
    rinvbcastfreqint = 0x107,
    rinvbcastalias_name = 0x108,
    rinvbcastareafmt = 0x109,
    rinvnumbcast_areas = 0x10A,
    rinvbcastcnttype = 0x10B,
    rinvbcastmsgclass = 0x10C,
    rbcastfail = 0x10D,
    rbcastqueryfail = 0x10E,
    rbcastcancelfail = 0x10F,
    rinvbcast_rep = 0x110,
    rinvbcastsrvgrp = 0x111,
    rinvbcastchanind = 0x112,
};

/// The specification's name without "ESME_", such as "RTHROTTLED"; empty where it has none.
std::string_view name_of(command_status status) noexcept;
/// The status of that name, such as "RTHROTTLED"; nothing for a name that is none.
std::optional<command_status> status_named(std::string_view name) noexcept;
/// Such as "submit_sm"; empty for a command that is not known.
std::string_view name_of(command_id id) noexcept;

/// Whether a peer that speaks `version` knows the command: 3.3 (and what is below 0x34) lacks
/// bind_transceiver, data_sm, outbind and alert_notification, only 5.0 (0x50 and above) has
/// broadcast_sm and its kin (SMPP 3.4 3.4, SMPP 5.0 4.4).
bool exists_in(command_id id, std::uint8_t version) noexcept;

constexpr bool is_response(command_id id) noexcept {
    return (static_cast<std::uint32_t>(id) & 0x80000000u) != 0;
}

/// SMPP 3.4 5.2.5
enum class ton : std::uint8_t {
    unknown = 0,
    international = 1,
    national = 2,
    network_specific = 3,
    subscriber = 4,
    alphanumeric = 5,
    abbreviated = 6,
};
/// SMPP 3.4 5.2.6
enum class npi : std::uint8_t {
    unknown = 0,
    isdn = 1,
    data = 3,
    telex = 4,
    land_mobile = 6,
    national = 8,
    private_ = 9,
    ermes = 10,
    internet = 14,
    wap = 18
};

/// SMPP 3.4 5.3.2, SMPP 5.0 4.8.4. Others are kept as they came.
enum class tag : std::uint16_t {
    dest_addr_subunit = 0x0005,
    dest_network_type = 0x0006,
    dest_bearer_type = 0x0007,
    dest_telematics_id = 0x0008,
    source_addr_subunit = 0x000D,
    source_network_type = 0x000E,
    source_bearer_type = 0x000F,
    source_telematics_id = 0x0010,
    qos_time_to_live = 0x0017,
    payload_type = 0x0019,
    additional_status_info_text = 0x001D,
    receipted_message_id = 0x001E,
    ms_msg_wait_facilities = 0x0030,
    privacy_indicator = 0x0201,
    source_subaddress = 0x0202,
    dest_subaddress = 0x0203,
    user_message_reference = 0x0204,
    user_response_code = 0x0205,
    source_port = 0x020A,
    destination_port = 0x020B, ///< 5.0 calls it dest_port
    sar_msg_ref_num = 0x020C,
    language_indicator = 0x020D,
    sar_total_segments = 0x020E,
    sar_segment_seqnum = 0x020F,
    sc_interface_version = 0x0210,
    callback_num_pres_ind = 0x0302,
    callback_num_atag = 0x0303,
    number_of_messages = 0x0304,
    callback_num = 0x0381,
    dpf_result = 0x0420,
    set_dpf = 0x0421,
    ms_availability_status = 0x0422,
    network_error_code = 0x0423,
    message_payload = 0x0424,
    delivery_failure_reason = 0x0425,
    more_messages_to_send = 0x0426,
    message_state = 0x0427,
    congestion_state = 0x0428, ///< 5.0
    ussd_service_op = 0x0501,
    broadcast_channel_indicator = 0x0600, ///< 5.0, as all up to dest_addr_np_country
    broadcast_content_type = 0x0601,
    broadcast_content_type_info = 0x0602,
    broadcast_message_class = 0x0603,
    broadcast_rep_num = 0x0604,
    broadcast_frequency_interval = 0x0605,
    broadcast_area_identifier = 0x0606,
    broadcast_error_status = 0x0607,
    broadcast_area_success = 0x0608,
    broadcast_end_time = 0x0609,
    broadcast_service_group = 0x060A,
    billing_identification = 0x060B,
    source_network_id = 0x060D,
    dest_network_id = 0x060E,
    source_node_id = 0x060F,
    dest_node_id = 0x0610,
    dest_addr_np_resolution = 0x0611,
    dest_addr_np_information = 0x0612,
    dest_addr_np_country = 0x0613,
    display_time = 0x1201,
    sms_signal = 0x1203,
    ms_validity = 0x1204,
    alert_on_message_delivery = 0x130C,
    its_reply_type = 0x1380,
    its_session_info = 0x1383,
};

/// Such as "its_session_info"; empty for a tag that the specification does not name.
std::string_view name_of(tag t) noexcept;

/// ussd_service_op (SMPP 3.4 5.3.2.44). 20-31 reserved, 32-255 vendors' own.
enum class ussd_op : std::uint8_t {
    pssd_indication = 0,
    pssr_indication = 1,
    ussr_request = 2,
    ussn_request = 3,
    pssd_response = 16,
    pssr_response = 17,
    ussr_confirm = 18,
    ussn_confirm = 19,
};

/// esm_class bits (SMPP 3.4 5.2.12, SMPP 5.0 4.7.12).
namespace esm {
inline constexpr std::uint8_t mode_mask = 0x03; ///< of submit_sm, submit_multi and data_sm
inline constexpr std::uint8_t mode_default = 0x00;
inline constexpr std::uint8_t datagram = 0x01;
inline constexpr std::uint8_t transaction = 0x02; ///< data_sm only (SMPP 3.4 4.4, 4.5)
inline constexpr std::uint8_t store_and_forward = 0x03;

inline constexpr std::uint8_t type_mask = 0x3C;
inline constexpr std::uint8_t delivery_receipt = 0x04; ///< from the SMSC
inline constexpr std::uint8_t delivery_acknowledgement = 0x08;
inline constexpr std::uint8_t user_acknowledgement = 0x10;
inline constexpr std::uint8_t conversation_abort = 0x18; ///< from the SMSC
inline constexpr std::uint8_t intermediate = 0x20;       ///< from the SMSC

inline constexpr std::uint8_t udhi = 0x40;
inline constexpr std::uint8_t reply_path = 0x80;
} // namespace esm

/// registered_delivery bits (SMPP 3.4 5.2.17, SMPP 5.0 4.7.21).
namespace registered {
inline constexpr std::uint8_t receipt_mask = 0x03;
inline constexpr std::uint8_t none = 0x00;
inline constexpr std::uint8_t success_or_failure = 0x01;
inline constexpr std::uint8_t failure = 0x02;
inline constexpr std::uint8_t success = 0x03; ///< 5.0

inline constexpr std::uint8_t acknowledgement_mask = 0x0C;
inline constexpr std::uint8_t delivery_acknowledgement = 0x04;
inline constexpr std::uint8_t user_acknowledgement = 0x08;

inline constexpr std::uint8_t intermediate = 0x10;
} // namespace registered

/// data_coding (SMPP 3.4 5.2.19, SMPP 5.0 4.7.7). 0xC0-0xDF and 0xF0-0xFF are GSM's own
/// (TS 23.038 4).
namespace dcs {
inline constexpr std::uint8_t smsc_default = 0x00;
inline constexpr std::uint8_t ia5 = 0x01;
inline constexpr std::uint8_t binary_2 = 0x02;
inline constexpr std::uint8_t latin1 = 0x03;
inline constexpr std::uint8_t binary = 0x04;
inline constexpr std::uint8_t jis = 0x05;
inline constexpr std::uint8_t cyrillic = 0x06;
inline constexpr std::uint8_t latin_hebrew = 0x07;
inline constexpr std::uint8_t ucs2 = 0x08;
inline constexpr std::uint8_t pictogram = 0x09;
inline constexpr std::uint8_t iso_2022_jp = 0x0A;
inline constexpr std::uint8_t extended_kanji_jis = 0x0D;
inline constexpr std::uint8_t ks_c_5601 = 0x0E;
} // namespace dcs

/// priority_flag (SMPP 3.4 5.2.14, SMPP 5.0 4.7.14): what a level means is the network's.
inline constexpr std::uint8_t highest_priority = 4;
/// replace_if_present_flag (SMPP 3.4 5.2.18).
inline constexpr std::uint8_t replace_if_present = 1;

/// ms_availability_status (SMPP 3.4 5.3.2.30).
enum class ms_availability : std::uint8_t { available = 0, denied = 1, unavailable = 2 };

/// delivery_failure_reason (SMPP 3.4 5.3.2.33).
enum class delivery_failure : std::uint8_t {
    destination_unavailable = 0,
    destination_address_invalid = 1,
    permanent_network_error = 2,
    temporary_network_error = 3,
};

/// The first octet of broadcast_frequency_interval (SMPP 5.0 4.8.4.11); two of the number of units
/// follow.
enum class broadcast_unit : std::uint8_t {
    as_often_as_possible = 0x00,
    seconds = 0x08,
    minutes = 0x09,
    hours = 0x0A,
    days = 0x0B,
    weeks = 0x0C,
    months = 0x0D,
    years = 0x0E,
};
/// The first octet of broadcast_area_identifier (SMPP 5.0 4.8.4.4).
enum class broadcast_area : std::uint8_t { alias = 0, ellipsoid_arc = 1, polygon = 2 };

inline constexpr std::uint8_t version_33 = 0x33;
inline constexpr std::uint8_t version_34 = 0x34;
inline constexpr std::uint8_t version_50 = 0x50;

} // namespace smpp
