#pragma once
// Delivery receipts (SMPP 3.4 5.2.12, 5.2.28, 5.3.2.31, Appendix B), read and written. Pure.
#include "smpp/pdu.hpp"
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace smpp {

/// SMPP 3.4 5.2.28, SMPP 5.0 4.7.15.
enum class message_state : std::uint8_t {
    scheduled = 0, ///< 5.0 only
    enroute = 1,
    delivered = 2,
    expired = 3,
    deleted = 4,
    undeliverable = 5,
    accepted = 6,
    unknown = 7,
    rejected = 8,
    skipped = 9 ///< 5.0 only
};
/// The word of Appendix B, such as "DELIVRD"; "SCHEDLD" and "SKIPPED" for those of 5.0.
std::string_view word_of(message_state state) noexcept;
/// Whether the message has come to its end: all but scheduled, enroute and accepted. The
/// specification calls accepted an end too (SMPP 5.0 4.7.15: someone at the SMSC took the message
/// in the subscriber's place), but what SMSCs mean by ACCEPTD is that they took it to deliver it:
/// its real end is still to be told, and must not be missed.
bool is_final(message_state state) noexcept;

/// What a deliver_sm or data_sm is. Only esm_class says so (SMPP 3.4 5.2.12, bits 5-2): a customer
/// can type what reads like a receipt.
enum class deliver_kind : std::uint8_t {
    message,
    receipt,            ///< from the SMSC, 0x04
    delivery_ack,       ///< from the other subscriber's device, 0x08
    user_ack,           ///< from the other subscriber, 0x10
    conversation_abort, ///< Korean CDMA, 0x18
    intermediate,       ///< from the SMSC, 0x20
    reserved            ///< any other value
};
deliver_kind kind_of(std::uint8_t esm_class) noexcept;
inline deliver_kind kind_of(const deliver_sm& sm) noexcept {
    return kind_of(sm.esm_class);
}
inline deliver_kind kind_of(const data_sm& sm) noexcept {
    return kind_of(sm.esm_class);
}

/// network_error_code (SMPP 3.4 5.3.2.31).
struct network_error {
    std::uint8_t type = 0; ///< 1 ANSI-136, 2 IS-95, 3 GSM, 4 and 5 (5.0) ANSI-136 and IS-95 causes
    std::uint16_t code = 0;
    bool operator==(const network_error&) const = default;
};
inline constexpr std::uint8_t gsm_network = 3;

/// As it is on the clock of the SMSC, which does not say in which zone that is.
using receipt_date = std::chrono::local_seconds;

struct receipt {
    std::string message_id; ///< as the peer wrote it; smpp/message_id.hpp makes them comparable
    message_state state = message_state::unknown;
    /// network_error_code in hex (six digits), or "err:" of the text as it is there; may be empty.
    std::string error;
    deliver_kind kind = deliver_kind::receipt; ///< or intermediate
    /// Of a receipt whose state is an end, as is_final() says. False for an intermediate
    /// notification, whatever its state, and where no state is named.
    bool final = true;
    std::optional<network_error> network;
    std::optional<unsigned> submitted; ///< "sub:", short messages
    std::optional<unsigned> delivered; ///< "dlvrd:"
    std::optional<receipt_date> submit_date;
    std::optional<receipt_date> done_date;
    std::string text; ///< the message's beginning, in octets of who knows which coding
};

/// A receipt or an intermediate notification; nothing for any other kind. TLVs win over the text,
/// one by one. A receipt with an empty message_id when neither names one. The text is read with
/// fields absent, in any order, case and spacing, with '=' for the colon too; states as words or as
/// the numbers 1 to 8; dates of 10, 12 or 14 digits, as 260714 12:00, as 2026-07-14 12:00:00 or as
/// ISO 8601 has them (its zone is the SMSC's own and left out), others (zeros too) are none.
std::optional<receipt> read_receipt(const deliver_sm& sm);
std::optional<receipt> read_receipt(const data_sm& sm);

/// For whom a receipt, notification or acknowledgement is: its addresses are those of the
/// submit_sm, turned round (SMPP 3.4 2.11).
struct receipt_parties {
    address sender;    ///< source of the submit_sm
    address recipient; ///< its destination
};
receipt_parties parties_of(const sm_body& receipt);
receipt_parties parties_of(const data_sm& receipt);

/// A receipt for `message`, for the one who submitted it. `what.kind` intermediate makes an
/// intermediate notification, and `what.final` is not looked at. TLVs and the text of Appendix B;
/// for a peer of 3.3 (which knows no TLVs) the text alone. States of 5.0 are written as enroute and
/// undeliverable for older peers and in the text. Counts that are absent are 1, and 1 or 0 as
/// `state` says; dates that are absent are zeros; an error that is absent is "000". Cut: message_id
/// to 64 octets, error to its first word, 10 octets; of the text 20 octets, where what is not
/// printable ASCII becomes a point.
deliver_sm make_receipt(const sm_body& message, const receipt& what,
                        std::uint8_t peer_version = version_34);
/// The same for a data_sm. An address of more than 20 octets, which a data_sm may have, does not
/// fit into a deliver_sm: encode() refuses it.
deliver_sm make_receipt(const data_sm& message, const receipt& what,
                        std::uint8_t peer_version = version_34);

} // namespace smpp
