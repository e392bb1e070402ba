#pragma once
// Text of short messages and USSD screens: GSM 7 bit default alphabet (TS 23.038 6.2.1), UCS-2 /
// UTF-16BE, transliteration, and the limits that a screen or a segment must keep. UTF-8 outside.
// Pure. What concerns the wire has headers of its own in smpp/text/: national language tables,
// packing, data_coding, user data headers, segments.
#include "smpp/text/alphabet.hpp"
#include "smpp/text/data_coding.hpp"
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace smpp {

/// Septets that the text takes in the GSM 7 bit default alphabet (extension characters take two);
/// nothing if a character is not in it, or the text is not valid UTF-8.
std::optional<std::size_t> gsm7_length(std::string_view utf8) noexcept;
/// UTF-16 code units; an invalid UTF-8 sequence counts as one (it is written as U+FFFD).
std::size_t utf16_length(std::string_view utf8) noexcept;

/// One octet a septet (unpacked), as SMPP carries it. Characters not in the alphabet become '?'.
std::string to_gsm7(std::string_view utf8);
/// Unpacked GSM-7 octets to UTF-8. Octets over 0x7F and a lone escape become U+FFFD / a space as
/// TS 23.038 says.
std::string from_gsm7(std::string_view octets);
std::string to_ucs2(std::string_view utf8); ///< UTF-16BE
std::string
from_ucs2(std::string_view octets); ///< an odd last octet or a lone surrogate becomes U+FFFD
std::string from_latin1(std::string_view octets);

/// The text with each character that GSM-7 lacks replaced by its nearest (ç -> c, ê -> e, œ -> oe,
/// ’ -> ', « -> ", U+00A0 and U+202F -> space, … -> ...), where one is known; others are left as
/// they are.
std::string transliterate_to_gsm7(std::string_view utf8);

/// How a text goes out: GSM-7 where it fits the alphabet, else UCS-2.
struct encoded_text {
    smpp::alphabet alphabet;
    std::string octets; ///< unpacked GSM-7, or UTF-16BE
};
encoded_text encode_text(std::string_view utf8);
/// The text of a received message by its data_coding (coding_scheme::mixed, GSM-7 as the SMSC's
/// default, unpacked). What cannot be read as text is read as GSM-7: a person sees something. The
/// one with coding_rules (smpp/text/data_coding.hpp) says so instead.
std::string decode_text(std::uint8_t data_coding, std::string_view octets);

/// TS 23.038 5 / TS 23.090: one USSD screen holds 160 octets, that is 182 septets or 80 UTF-16
/// units.
inline constexpr std::size_t ussd_gsm7_limit = 182;
inline constexpr std::size_t ussd_ucs2_limit = 80;
struct screen_size {
    smpp::alphabet alphabet;
    std::size_t used;
    std::size_t limit;
    bool fits() const noexcept { return used <= limit; }
};
screen_size measure_screen(std::string_view utf8) noexcept;

/// A text cut into the short messages that carry it (TS 23.040 9.2.3.24.1): one of up to 160
/// septets or 70 units, or several of up to 153 or 67 with a user data header 05 00 03 ref total
/// seq in front. Never splits an escape or a surrogate pair.
struct segmented_text {
    smpp::alphabet alphabet;
    std::vector<std::string>
        parts; ///< short_message octets, the header included where there are several
    bool has_udh() const noexcept { return parts.size() > 1; }
};
inline constexpr std::size_t max_segments = 10;
/// Nothing if it would take more than `max_segments`. `reference` distinguishes messages to one
/// number.
std::optional<segmented_text> segment_text(std::string_view utf8, std::uint8_t reference);

} // namespace smpp
