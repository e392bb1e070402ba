#pragma once
// Names and numbers of SMPP (SMPP 3.4 5.1.2.1, 5.1.3, 5.2). Values that are not listed survive a
// round trip.
#include <cstdint>
#include <string_view>

namespace smpp {

enum class command_id : std::uint32_t {
    generic_nack = 0x80000000,
    bind_receiver = 0x00000001,
    bind_receiver_resp = 0x80000001,
    bind_transmitter = 0x00000002,
    bind_transmitter_resp = 0x80000002,
    submit_sm = 0x00000004,
    submit_sm_resp = 0x80000004,
    deliver_sm = 0x00000005,
    deliver_sm_resp = 0x80000005,
    unbind = 0x00000006,
    unbind_resp = 0x80000006,
    bind_transceiver = 0x00000009,
    bind_transceiver_resp = 0x80000009,
    outbind = 0x0000000B,
    enquire_link = 0x00000015,
    enquire_link_resp = 0x80000015,
};

/// SMPP 3.4 5.1.3. 0x400-0x4FF are vendors' own.
enum class command_status : std::uint32_t {
    rok = 0x00,
    rinvmsglen = 0x01,
    rinvcmdlen = 0x02,
    rinvcmdid = 0x03,
    rinvbndsts = 0x04,
    ralybnd = 0x05,
    rsyserr = 0x08,
    rinvsrcadr = 0x0A,
    rinvdstadr = 0x0B,
    rbindfail = 0x0D,
    rinvpaswd = 0x0E,
    rinvsysid = 0x0F,
    rmsgqful = 0x14,
    rinvsertyp = 0x15,
    rinvesmclass = 0x43,
    rsubmitfail = 0x45,
    rthrottled = 0x58,
    rinvsched = 0x61,
    rinvexpiry = 0x62,
    rx_t_appn = 0x64, ///< ESME receiver: temporary
    rx_p_appn = 0x65, ///< ESME receiver: permanent
    rx_r_appn = 0x66, ///< ESME receiver: reject
    rinvoptparstream = 0xC0,
    ropinvoptpar = 0xC1,
    rinvparlen = 0xC2,
    rmissingoptparam = 0xC3,
    rinvoptparamval = 0xC4,
    rdeliveryfailure = 0xFE,
    runknownerr = 0xFF,
};

/// The specification's name without "ESME_", such as "RTHROTTLED"; empty where it has none.
std::string_view name_of(command_status status) noexcept;
/// Such as "submit_sm"; empty for a command that is not known.
std::string_view name_of(command_id id) noexcept;

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

/// SMPP 3.4 5.3.2: tags this project names. Others are kept as they came.
enum class tag : std::uint16_t {
    receipted_message_id = 0x001E,
    user_message_reference = 0x0204,
    sar_msg_ref_num = 0x020C,
    sar_total_segments = 0x020E,
    sar_segment_seqnum = 0x020F,
    sc_interface_version = 0x0210,
    network_error_code = 0x0423,
    message_payload = 0x0424,
    message_state = 0x0427,
    congestion_state = 0x0428,
    ussd_service_op = 0x0501,
    its_reply_type = 0x1380,
    its_session_info = 0x1383,
};

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

/// esm_class bits (SMPP 3.4 5.2.12).
namespace esm {
inline constexpr std::uint8_t type_mask = 0x3C;
inline constexpr std::uint8_t delivery_receipt = 0x04;
inline constexpr std::uint8_t intermediate = 0x20;
inline constexpr std::uint8_t udhi = 0x40;
} // namespace esm

/// data_coding (SMPP 3.4 5.2.19).
namespace dcs {
inline constexpr std::uint8_t smsc_default = 0x00;
inline constexpr std::uint8_t latin1 = 0x03;
inline constexpr std::uint8_t ucs2 = 0x08;
} // namespace dcs

inline constexpr std::uint8_t version_33 = 0x33;
inline constexpr std::uint8_t version_34 = 0x34;
inline constexpr std::uint8_t version_50 = 0x50;

} // namespace smpp
