#pragma once
// A text cut into the messages that carry it: by a user data header (TS 23.040 9.2.3.24.1, .8), by
// the SAR parameters (SMPP 3.4 5.3.2.22-24), or whole in message_payload (5.3.2.32). Pure values:
// what puts them into PDUs is smpp/message.
#include "smpp/text/alphabet.hpp"
#include "smpp/text/data_coding.hpp"
#include "smpp/text/national.hpp"
#include <cstddef>
#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace smpp {

/// Applied to a text before its alphabet is chosen: UTF-8 in and out. transliterate_to_gsm7 of
/// smpp/text.hpp is one.
using transliterator = std::string (*)(std::string_view utf8);

enum class segment_method : std::uint8_t {
    udh8,    ///< 05 00 03 ref total number in front, where there are several
    udh16,   ///< 06 08 04 ref ref total number
    sar,     ///< no header; sar_msg_ref_num, sar_total_segments, sar_segment_seqnum
    payload, ///< one piece of any size, for message_payload; the SMSC cuts it
};

/// TS 23.040 9.2.3.24: the user data of a short message.
inline constexpr std::size_t short_message_octets = 140;
/// One octet counts the pieces, in the header and in sar_total_segments alike.
inline constexpr std::size_t most_segments = 255;
/// message_payload is a TLV, of which the length takes two octets.
inline constexpr std::size_t most_payload_octets = 65535;

struct segment_options {
    segment_method method = segment_method::udh8;
    /// The connector's: whether septets are packed, and what data_coding 0 means. Where that is a
    /// charset other than GSM-7, a text goes out in it if each character is both in it and in
    /// GSM-7, which the SMSC makes of it; it is cut by the septets that it will take then. Any
    /// other text is UCS-2.
    coding_rules rules{};
    /// National languages that may be used. With udh8 and udh16 and a default charset of GSM-7
    /// alone: SAR and a header exclude each other, and of a payload the SMSC makes the header.
    language_set languages{};
    transliterator transliterate = nullptr; ///< none
    /// Where the phone is to put the text (class0: shown at once, "flash"); it is GSM-7 or UCS-2
    /// then, whatever the default charset. `bad_options` where the scheme has no value for both, as
    /// smpp has none for UCS-2.
    std::optional<smpp::message_class> message_class{};
    std::size_t max_segments = 10; ///< 1 to most_segments
    /// What a short message carries, the header included.
    std::size_t message_octets = short_message_octets; ///< 20 to 140
    /// With sar, several: what the SMSC keeps of message_octets for the header that it makes of the
    /// parameters. 6 for an 8-bit reference (pieces of 153 septets or 67 units), 7 for a 16-bit
    /// one.
    std::size_t sar_reserve = 6;                      ///< 0 to 10
    std::size_t payload_octets = most_payload_octets; ///< 1 to most_payload_octets
};

enum class segment_error : std::uint8_t {
    too_many_segments, ///< more than max_segments
    too_long,          ///< with payload: more than payload_octets
    bad_options,       ///< a number outside the bounds above, a class that cannot be said
    no_text,           ///< rules.default_charset is not one of text
};

std::string_view name_of(segment_error e) noexcept;

/// One message.
struct text_piece {
    /// short_message (or message_payload), the header in front where `text_pieces::has_udh`.
    std::string octets;
    std::uint8_t number = 1; ///< from 1
    friend bool operator==(const text_piece&, const text_piece&) = default;
};
struct text_pieces {
    smpp::charset charset = smpp::charset::gsm7; ///< gsm7, ucs2 or rules.default_charset
    shift_tables tables{};
    std::uint8_t data_coding = 0; ///< by the rules and options.message_class
    /// To set UDHI (0x40) in esm_class. One message may have it too, for its tables.
    bool has_udh = false;
    segment_method method = segment_method::udh8;
    std::uint16_t reference = 0;    ///< as used: 8 bits of it with udh8
    std::vector<text_piece> pieces; ///< 1 to max_segments; an empty text is one empty piece
    /// sar_total_segments; with sar and 1 no parameter is needed.
    std::uint8_t total() const noexcept { return static_cast<std::uint8_t>(pieces.size()); }
};

/// `reference` tells the messages to one number apart. Never splits an escape from its septet nor
/// a surrogate pair. What UTF-8 is invalid goes out as U+FFFD.
std::expected<text_pieces, segment_error> cut_text(std::string_view utf8, std::uint16_t reference,
                                                   const segment_options& options);

/// Binary user data in pieces, cut by octets; `data_coding` is as given (0x04 most often).
std::expected<text_pieces, segment_error> cut_binary(std::string_view octets,
                                                     std::uint8_t data_coding,
                                                     std::uint16_t reference,
                                                     const segment_options& options);

} // namespace smpp
