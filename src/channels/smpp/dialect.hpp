#pragma once
// How one operator speaks USSD over SMPP, as data: config/dialects/*.yaml.
#include "core/fault.hpp"
#include "smpp/pdu.hpp"
#include "ussd/input.hpp"
#include <cstdint>
#include <expected>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace yeelen::channels {

/// By what a message of the network is known to be of a kind. All conditions that are given must
/// hold.
struct sign {
    std::vector<std::uint8_t> service_ops; ///< values of ussd_service_op; empty: any, or none
    bool end_bit = false;                  ///< the end bit of the session TLV is set
    bool star_code = false;                ///< the text looks like a dialled code: *...#
};
/// Any of them; empty: the dialect has no such kind.
using signs = std::vector<sign>;

enum class text_place : std::uint8_t { short_message, destination_addr, message_payload };

/// A TLV that tells dialogues apart, and which of its bits say what. The value is read big-endian.
struct session_tlv {
    std::uint16_t tag = 0; ///< 0: the dialect has none, the MSISDN alone is the key
    std::uint8_t width =
        2; ///< octets, 1 to 4; a value of another length is a key as a whole, sent back as it came
    std::uint32_t key_mask = 0xFFFFFFFF;
    std::uint32_t sequence_mask = 0; ///< 0: no running number; repeats cannot be told
    std::uint32_t end_mask = 0;
};

/// Type of number and numbering plan of one side of an answer.
struct number_kind {
    std::uint8_t ton = 0;
    std::uint8_t npi = 1;
};

struct dialect {
    std::string name;
    std::vector<std::string> service_types; ///< that mark USSD; empty: any
    signs begin, reply, abort;
    text_place dialled = text_place::short_message;
    session_tlv session;
    std::string answer_service_type;
    std::optional<std::uint8_t> continue_op, end_op;
    std::uint8_t esm_class = 0;
    /// Answers go between the addresses of the message that they answer, swapped, with their ton
    /// and npi; else from the dialled code to the MSISDN, as `source` and `destination` say.
    bool swapped_addresses = false;
    number_kind source{0, 1}, destination{1, 1};
    std::uint8_t gsm7_coding = 0, ucs2_coding = 8;
    /// The network shows a repeated screen only once (it has running numbers): after a restart or a
    /// lost link the last screen may be sent again.
    bool resend_screens = false;
    /// deliver_sm_resp before the answering submit_sm, or after it.
    bool acknowledge_first = true;
};

std::expected<std::shared_ptr<const dialect>, core::faults> load_dialect(const std::string& file);

/// What a deliver_sm is in this dialect. Nothing: it is no USSD (an ordinary short message).
std::optional<ussd::input> read_input(const dialect& d, const smpp::deliver_sm& sm);

/// The submit_sm that carries a screen.
smpp::submit_sm write_screen(const dialect& d, const ussd::outgoing& screen);

} // namespace yeelen::channels
