// The sizes and numbers of every TLV, written down from the specifications once more (SMPP 3.4
// 5.3.2, SMPP 5.0 4.8.4) and held against validate().
#include "smpp/validate.hpp"
#include <doctest/doctest.h>
#include <optional>
#include <string>

using smpp::command_status;
using smpp::version_34;
using smpp::version_50;

namespace {

struct limits {
    std::uint16_t tag;
    std::size_t min; ///< octets
    std::size_t max;
    std::uint32_t lowest = 0;
    std::uint32_t highest = 0xFFFFFFFF; ///< of a number, as far as it is bounded
};

constexpr std::size_t any = 65535; ///< what the length field can say

// Where 3.4 and 5.0 differ, what either allows.
constexpr limits specified[] = {
    {0x0005, 1, 1},         // dest_addr_subunit
    {0x0006, 1, 1},         // dest_network_type
    {0x0007, 1, 1},         // dest_bearer_type
    {0x0008, 2, 2},         // dest_telematics_id
    {0x000D, 1, 1},         // source_addr_subunit
    {0x000E, 1, 1},         // source_network_type
    {0x000F, 1, 1},         // source_bearer_type
    {0x0010, 1, 1},         // source_telematics_id
    {0x0017, 4, 4},         // qos_time_to_live
    {0x0019, 1, 1, 0, 1},   // payload_type
    {0x001D, 1, 256},       // additional_status_info_text
    {0x001E, 1, 65},        // receipted_message_id
    {0x0030, 1, 1},         // ms_msg_wait_facilities
    {0x0201, 1, 1, 0, 3},   // privacy_indicator
    {0x0202, 2, 23},        // source_subaddress
    {0x0203, 2, 23},        // dest_subaddress
    {0x0204, 2, 2},         // user_message_reference
    {0x0205, 1, 1},         // user_response_code
    {0x020A, 2, 2},         // source_port
    {0x020B, 2, 2},         // destination_port
    {0x020C, 2, 2},         // sar_msg_ref_num
    {0x020D, 1, 1},         // language_indicator
    {0x020E, 1, 1, 1, 255}, // sar_total_segments
    {0x020F, 1, 1, 1, 255}, // sar_segment_seqnum
    {0x0210, 1, 1},         // sc_interface_version
    {0x0302, 1, 1},         // callback_num_pres_ind
    {0x0303, 1, 65},        // callback_num_atag
    {0x0304, 1, 1, 0, 99},  // number_of_messages
    {0x0381, 4, 19},        // callback_num
    {0x0420, 1, 1, 0, 1},   // dpf_result
    {0x0421, 1, 1, 0, 1},   // set_dpf
    {0x0422, 1, 1, 0, 2},   // ms_availability_status
    {0x0423, 3, 3},         // network_error_code
    {0x0424, 0, any},       // message_payload
    {0x0425, 1, 1, 0, 3},   // delivery_failure_reason
    {0x0426, 1, 1, 0, 1},   // more_messages_to_send
    {0x0427, 1, 1, 0, 9},   // message_state
    {0x0428, 1, 1, 0, 100}, // congestion_state
    {0x0501, 1, 1},         // ussd_service_op
    {0x0600, 1, 1, 0, 1},   // broadcast_channel_indicator
    {0x0601, 3, 3},         // broadcast_content_type
    {0x0602, 1, 255},       // broadcast_content_type_info
    {0x0603, 1, 1, 0, 3},   // broadcast_message_class
    {0x0604, 2, 2},         // broadcast_rep_num
    {0x0605, 3, 3},         // broadcast_frequency_interval
    {0x0606, 1, any},       // broadcast_area_identifier
    {0x0607, 4, 4},         // broadcast_error_status
    {0x0608, 1, 1, 0, 100}, // broadcast_area_success (and 255, below)
    {0x0609, 16, 17},       // broadcast_end_time, with its NUL or without
    {0x060A, 1, 255},       // broadcast_service_group
    {0x060B, 1, 1024},      // billing_identification
    {0x060D, 1, 65},        // source_network_id
    {0x060E, 1, 65},        // dest_network_id
    {0x060F, 6, 6},         // source_node_id
    {0x0610, 6, 6},         // dest_node_id
    {0x0611, 1, 1, 0, 2},   // dest_addr_np_resolution
    {0x0612, 10, 10},       // dest_addr_np_information
    {0x0613, 1, 5},         // dest_addr_np_country
    {0x1201, 1, 1, 0, 2},   // display_time
    {0x1203, 2, 2},         // sms_signal
    {0x1204, 1, 4},         // ms_validity (not 2 or 3, below)
    {0x130C, 0, 1},         // alert_on_message_delivery
    {0x1380, 1, 1, 0, 8},   // its_reply_type
    {0x1383, 2, 2},         // its_session_info
};

/// What is wrong with that one parameter; what a message needs beside it is another matter.
command_status fault(std::uint16_t tag, std::string value, std::uint8_t version = version_50) {
    smpp::submit_sm sms;
    sms.destination = {1, 1, "2250700000001"};
    sms.tlvs.add(tag, value);
    const auto found = smpp::validate({.sequence = 1, .body = sms}, version);
    const bool other = !found || found->status == command_status::rmissingoptparam;
    return other ? command_status::rok : found->status;
}

/// A value of so many octets whose number and end are good.
std::string value_of(const limits& l, std::size_t octets) {
    const bool c_string = l.tag == 0x001D || l.tag == 0x001E || l.tag == 0x060D || l.tag == 0x060E;
    std::string v(octets, c_string ? 'x' : '\0');
    if (octets != 0) {
        v.back() = c_string ? '\0' : static_cast<char>(l.lowest);
    }
    return v;
}

} // namespace

TEST_CASE("the table of this test has every TLV that has a name") {
    std::size_t named = 0;
    for (std::uint32_t t = 0; t <= 0xFFFF; ++t) {
        named += smpp::name_of(static_cast<smpp::tag>(t)).empty() ? 0 : 1;
    }
    CHECK(named == std::size(specified));
    for (const limits& l : specified) {
        CAPTURE(l.tag);
        CHECK_FALSE(smpp::name_of(static_cast<smpp::tag>(l.tag)).empty());
    }
}

TEST_CASE("each TLV at its least and its most octets, and one beyond") {
    for (const limits& l : specified) {
        CAPTURE(smpp::name_of(static_cast<smpp::tag>(l.tag)));
        CHECK(fault(l.tag, value_of(l, l.min)) == command_status::rok);
        if (l.max != any) {
            CHECK(fault(l.tag, value_of(l, l.max)) == command_status::rok);
            CHECK(fault(l.tag, value_of(l, l.max + 1)) == command_status::rinvparlen);
        }
        if (l.min > 0) {
            CHECK(fault(l.tag, value_of(l, l.min - 1)) == command_status::rinvparlen);
        }
    }
    CHECK(fault(0x0424, std::string(64'000, 'x')) == command_status::rok);
    CHECK(fault(0x0606, std::string(64'000, 'x')) == command_status::rok);
    for (const std::size_t octets : {2U, 3U}) {
        CHECK(fault(0x1204, std::string(octets, '\0')) == command_status::rinvparlen);
    }
}

TEST_CASE("each TLV at its lowest and its highest number, and one beyond") {
    for (const limits& l : specified) {
        CAPTURE(smpp::name_of(static_cast<smpp::tag>(l.tag)));
        if (l.max != 1 || l.min != 1) {
            continue;
        }
        const auto with = [&](std::uint32_t number) {
            return fault(l.tag, std::string(1, static_cast<char>(number)));
        };
        const std::uint32_t highest = std::min(l.highest, std::uint32_t{255});
        CHECK(with(l.lowest) == command_status::rok);
        CHECK(with(highest) == command_status::rok);
        if (l.lowest > 0) {
            CHECK(with(l.lowest - 1) == command_status::rinvoptparamval);
        }
        if (highest < 255) {
            CHECK(with(highest + 1) == command_status::rinvoptparamval);
        }
    }
    CHECK(fault(0x0608, "\xFF") == command_status::rok); // not known
    CHECK(fault(0x0608, "\xFE") == command_status::rinvoptparamval);
}

TEST_CASE("checklist: receipt TLVs: the states 0 and 9 are of 5.0 only") {
    for (unsigned state = 0; state <= 10; ++state) {
        CAPTURE(state);
        const std::string value(1, static_cast<char>(state));
        CHECK((fault(0x0427, value, version_50) == command_status::rok) == (state <= 9));
        CHECK((fault(0x0427, value, version_34) == command_status::rok) ==
              (state >= 1 && state <= 8));
    }
}
