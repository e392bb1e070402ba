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
    std::string_view field; ///< "short_message", "tlv 0x0501": static text
    std::size_t offset;     ///< octets from the start of the PDU
    bool fatal;             ///< the stream is lost: answer, then close
};

/// Decodes one whole PDU (`octets.size()` == its command_length).
/// Errors: RINVCMDID for an unknown command, RINVMSGLEN, RINVOPTPARSTREAM ... for a bad body (not
/// fatal: the length was good), RINVCMDLEN when the length itself is wrong (fatal).
std::expected<pdu, decode_error> decode(std::string_view octets);

/// Appends the PDU to `out`. Fields that are too long for the wire make an error and leave `out` as
/// it was.
std::expected<void, decode_error> encode(const pdu& p, std::string& out);

/// One line for people: "submit_sm seq=7 ROK source=1/1/2250700000001 ... tlv 0x0501=02". Passwords
/// are masked; short_message and message_payload are shown only as a length.
std::string describe(const pdu& p);

} // namespace smpp
