#pragma once
// Delivery receipts (SMPP 3.4 5.2.12, 5.2.28, Appendix B).
#include "smpp/pdu.hpp"
#include <cstdint>
#include <optional>
#include <string>

namespace smpp {

/// SMPP 3.4 5.2.28
enum class message_state : std::uint8_t {
    enroute = 1,
    delivered = 2,
    expired = 3,
    deleted = 4,
    undeliverable = 5,
    accepted = 6,
    unknown = 7,
    rejected = 8
};

struct receipt {
    std::string message_id; ///< as the peer wrote it
    message_state state = message_state::unknown;
    std::string error; ///< "err:" of the text or network_error_code in hex; may be empty
    bool final = true; ///< false for an intermediate notification or a state that is not an end
};

/// Only esm_class decides whether a deliver_sm is a receipt (a customer can type one). TLVs win
/// over the text. Nothing for an ordinary message; a receipt with an empty message_id when neither
/// TLV nor text names one.
std::optional<receipt> read_receipt(const deliver_sm& sm);

} // namespace smpp
