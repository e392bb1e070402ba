#pragma once
// What can be read but is not allowed. decode() is lenient, because peers are; this is for who
// wants to hold them, or himself, to the specification.
#include "smpp/codec.hpp"
#include <cstdint>
#include <optional>

namespace smpp {

/// The first fault of `p` as a PDU between peers of `version` (0x33, 0x34, 0x50), with the status
/// to answer with and its offset in the encoded PDU; nothing when it is as it should be. Faults:
///
/// - RINVCMDID: the version does not have this request (SMPP 3.4 3.4);
/// - what encode() refuses: a field too long for the version, with encode()'s status;
/// - ROPTPARNOTALLWD: any TLV in 3.3; message_payload beside a short_message (3.4 5.3.2.32); SAR
///   TLVs beside a user data header (3.4 5.2.12, 5.3.2.22);
/// - RINVPARLEN, RINVOPTPARAMVAL: a TLV of the specification whose length or number it does not
///   allow (3.4 5.3.2, 5.0 4.8.4), the states 0 and 9 before 5.0 too; sar_segment_seqnum over
///   sar_total_segments (3.4 5.3.2.24);
/// - RMISSINGOPTPARAM: one of the three SAR TLVs without the others (3.4 5.3.2.22); broadcast_sm
///   without its area, content type, frequency, or (unless its priority is 1, immediate) its
///   repetitions (5.0 4.4.1); query_broadcast_sm_resp with status ROK without state, area and
///   success (5.0 4.6.1);
/// - RINVESMCLASS: a message type that the specification reserves, in submit_sm and submit_multi
///   also one that only the SMSC may send, or transaction mode (3.4 4.4, 4.5, 5.2.12); UDHI
///   without a user data header, or with one that is longer than the text (TS 23.040 9.2.3.24);
/// - RINVDSTADR: a submit_sm without a destination (3.4 5.2.9);
/// - RINVPRTFLG: a priority over 4 (5.0 4.7.14; 3.4 has 0-3, and peers use 4 there too);
/// - RINVREGDLVFLG: bits 7-5 of registered_delivery, or below 5.0 "success only" (3.4 5.2.17);
/// - RINVREPFLAG: a replace_if_present_flag over 1 (3.4 5.2.18);
/// - RINVSCHED, RINVEXPIRY, for final_date RQUERYFAIL: a text that is no time (3.4 7.1.1);
/// - RINVNUMDESTS: submit_multi without destinations (3.4 5.2.24); RINVDLNAME: a distribution list
///   without a name (3.4 5.2.27).
///
/// Not refused: TON and NPI (operators have their own), data_coding, passwords of 9 to 16 octets,
/// unknown TLVs, TLVs that come twice, and what deliver_sm should leave empty (3.4 4.6.1).
std::optional<decode_error> validate(const pdu& p, std::uint8_t version);

} // namespace smpp
