#pragma once
// A text to the PDUs that carry it, and back. Pure.
#include "smpp/pdu.hpp"
#include "smpp/text/data_coding.hpp"
#include "smpp/text/national.hpp"
#include "smpp/text/segment.hpp"
#include "smpp/text/udh.hpp"
#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace smpp {

/// The messages of a text, each as `like` but for short_message, data_coding, UDHI in esm_class and
/// the TLVs message_payload and sar_*. A user data header and sar_* never stand in one PDU, for
/// they exclude each other (SMPP 3.4 5.2.12). With segment_method::payload there is one PDU with
/// message_payload; a data_sm has its text there with every method. Needs a peer of 3.4 for sar and
/// payload. `reference` tells the messages to one number apart: count it up.
std::expected<std::vector<submit_sm>, segment_error>
make_messages(std::string_view utf8, std::uint16_t reference, const submit_sm& like,
              const segment_options& options = {});
std::expected<std::vector<deliver_sm>, segment_error>
make_messages(std::string_view utf8, std::uint16_t reference, const deliver_sm& like,
              const segment_options& options = {});
std::expected<std::vector<data_sm>, segment_error>
make_messages(std::string_view utf8, std::uint16_t reference, const data_sm& like,
              const segment_options& options = {});

/// The same with octets that are no text. `like.data_coding` is kept, unless options.rules read it
/// as text that is not compressed (as the 0 of a new submit_sm): then it is 0x04, or what else the
/// scheme has for binary (0x44 of cbs).
std::expected<std::vector<submit_sm>, segment_error>
make_binary_messages(std::string_view octets, std::uint16_t reference, const submit_sm& like,
                     const segment_options& options = {});
std::expected<std::vector<deliver_sm>, segment_error>
make_binary_messages(std::string_view octets, std::uint16_t reference, const deliver_sm& like,
                     const segment_options& options = {});
std::expected<std::vector<data_sm>, segment_error>
make_binary_messages(std::string_view octets, std::uint16_t reference, const data_sm& like,
                     const segment_options& options = {});

/// Which part of a long message one is.
struct part_place {
    segment_method method = segment_method::udh8; ///< not payload
    std::uint16_t reference = 0;
    std::uint8_t total = 1;
    std::uint8_t number = 1; ///< 1 to total
    bool operator==(const part_place&) const = default;
};

/// A message taken out of its PDU, not read yet.
struct message_part {
    address source;
    address destination;
    /// As received; but 0x11 of coding_scheme::mixed that is found to be UCS-2 is 0x48, for
    /// `octets` alone need not show it any more.
    std::uint8_t data_coding = 0;
    shift_tables tables{};
    std::optional<part_place> place;  ///< of one that has, or would have, others
    std::optional<smpp::ports> ports; ///< of the header, or (SMPP 3.4 5.3.2.20, 21) of the TLVs
    std::string octets; ///< behind header and language prefix; septets unpacked, one an octet
    bool operator==(const message_part&) const = default;
};

/// From short_message or, if that is empty, message_payload. A header is there with UDHI, or with a
/// data_coding that says so (TS 23.038 5, 1001 xxxx); with both there is one. Where a header and
/// sar_* name different places (which SMPP forbids) the header counts: the phone sees it. A place
/// that cannot be (number 0 or above total) is none (TS 23.040 9.2.3.24.1); a header with an
/// element that overruns is left out and says nothing. text_error::bad_header, where the header
/// reaches past the octets, is the only error.
std::expected<message_part, text_error> take_part(const sm_body& sm,
                                                  const coding_rules& rules = {});
std::expected<message_part, text_error> take_part(const data_sm& sm,
                                                  const coding_rules& rules = {});

/// The text of a part as take_part() gives it, in UTF-8; an error for octets that are no text.
std::expected<std::string, text_error> read_text(const message_part& part,
                                                 const coding_rules& rules = {});

/// A message as it was received, be it one part of a long one.
struct received_message {
    message_part part;
    std::optional<std::string> text; ///< UTF-8; nothing for binary: see part.octets
};
std::expected<received_message, text_error> read_message(const sm_body& sm,
                                                         const coding_rules& rules = {});
std::expected<received_message, text_error> read_message(const data_sm& sm,
                                                         const coding_rules& rules = {});

} // namespace smpp
