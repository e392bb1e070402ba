#pragma once
// Octets to PDUs and back. Bounded: nothing is allocated because a peer says so (SMPP 3.4 3.2).
#include "smpp/pdu.hpp"
#include <cstddef>
#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

namespace smpp {

inline constexpr std::size_t header_size = 16;
/// message_payload may carry 64 KiB; the specification sets no bound of its own.
inline constexpr std::size_t max_pdu_size = 66 * 1024 + 512;

/// SMPP 3.4 3.2: command_length, command_id, command_status, sequence_number, big-endian.
struct header {
    std::uint32_t length;
    command_id id;
    command_status status;
    std::uint32_t sequence;
};

/// The header, when `octets` holds 16 or more.
header read_header(std::string_view octets) noexcept;

struct decode_error {
    command_status status;  ///< what to answer with
    std::string_view field; ///< "short_message", "tlv its_session_info": static text
    std::size_t offset;     ///< octets from the start of the PDU
    bool fatal;             ///< the stream is lost: answer, then close
    int element = -1;       ///< which one of a list (destinations, unsuccess), from 0
};

/// Where it is wrong, for people: "submit_multi.destinations[3].address".
std::string path_of(const decode_error& error, command_id id);

/// Decodes one whole PDU (`octets.size()` == its command_length). Lenient where peers of all
/// versions are read: what a version lacks is for the session and for validate() to say.
/// Errors: RINVCMDID for an unknown command, RINVMSGLEN, RINVOPTPARSTREAM ... for a bad body (not
/// fatal: the length was good), RINVCMDLEN when the length itself is wrong (fatal).
std::expected<pdu, decode_error> decode(std::string_view octets);
/// The same into `to`, whose strings keep their memory: for a loop that allocates nothing. After an
/// error `to` holds anything.
std::expected<void, decode_error> decode(std::string_view octets, pdu& to);

/// Appends the PDU to `out`, as a peer of `version` may read it: 3.3 gets no TLVs (an error,
/// ROPTPARNOTALLWD, where they hold the text, a part's number, a port, ussd_service_op or
/// its_session_info: without them it would be another message) and is given message ids of up to 8
/// octets (but a query, its answer, cancel and replace name an id that was given, up to 64), 3.4
/// gets up to 254 octets of short_message and 254 destinations (SMPP 3.4 3.4, 5.2.22-24; 5.0 allows
/// 255). Requests that the version does not have are refused with RINVCMDID, answers never: who
/// asked knows them. Fields that are too long for the wire make an error and leave `out` as it was.
std::expected<void, decode_error> encode(const pdu& p, std::string& out,
                                         std::uint8_t version = version_50);

/// One line for people: "submit_sm seq=7 ROK source=1/1/2250700000001 ... tlv ussd_service_op=02
/// tlv 0x1401=00" (TLVs of the specification by name). Passwords are masked; short_message and
/// message_payload are shown only as a length.
std::string describe(const pdu& p);

} // namespace smpp
