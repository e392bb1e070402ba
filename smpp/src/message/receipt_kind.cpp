#include "smpp/receipt.hpp"
#include "smpp/types.hpp"

namespace smpp {

std::string_view word_of(message_state state) noexcept {
    switch (state) {
    case message_state::scheduled: return "SCHEDLD";
    case message_state::enroute: return "ENROUTE";
    case message_state::delivered: return "DELIVRD";
    case message_state::expired: return "EXPIRED";
    case message_state::deleted: return "DELETED";
    case message_state::undeliverable: return "UNDELIV";
    case message_state::accepted: return "ACCEPTD";
    case message_state::unknown: return "UNKNOWN";
    case message_state::rejected: return "REJECTD";
    case message_state::skipped: return "SKIPPED";
    }
    return "UNKNOWN";
}

bool is_final(message_state state) noexcept {
    return state != message_state::scheduled && state != message_state::enroute &&
           state != message_state::accepted;
}

deliver_kind kind_of(std::uint8_t esm_class) noexcept {
    switch (esm_class & esm::type_mask) {
    case 0x00: return deliver_kind::message;
    case esm::delivery_receipt: return deliver_kind::receipt;
    case 0x08: return deliver_kind::delivery_ack;
    case 0x10: return deliver_kind::user_ack;
    case 0x18: return deliver_kind::conversation_abort;
    case esm::intermediate: return deliver_kind::intermediate;
    default: return deliver_kind::reserved;
    }
}

receipt_parties parties_of(const sm_body& receipt) {
    return {.sender = receipt.destination, .recipient = receipt.source};
}
receipt_parties parties_of(const data_sm& receipt) {
    return {.sender = receipt.destination, .recipient = receipt.source};
}

} // namespace smpp
