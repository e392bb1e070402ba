#pragma once
// data_coding both ways: SMPP's own values (SMPP 3.4 5.2.19), those of short messages (TS 23.038 4)
// and those of cell broadcast, which USSD uses (TS 23.038 5).
#include "smpp/text/alphabet.hpp"
#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>

namespace smpp {

/// Which table a peer's data_coding is of.
enum class coding_scheme : std::uint8_t {
    /// SMPP 3.4 5.2.19; what that reserves (0x0F to 0xBF, 0xE0 to 0xEF) as in cbs, but 0x10 to
    /// 0x1F, 0x30 to 0x3F and 0xE0 to 0xEF as in sms: cell broadcast has no use for most of those.
    /// 0x10 and 0x11 are of cell broadcast only where the octets show it. 0x10: the language's two
    /// letters and a CR are in front. 0x11: an even number of octets, and either one above 0x7F
    /// (not with `packed`, where septets give such octets too) or half or more of the UTF-16 units
    /// below 0x0100; behind a language's two letters, below 0x2000. smpp/text/user_data.hpp and
    /// decode_text() look; read_data_coding(), which sees no octets, gives what sms says. Most
    /// peers.
    mixed,
    smpp, ///< SMPP 3.4 5.2.19 alone
    sms,  ///< TS 23.038 4, for an SMSC that hands TP-DCS on as it is
    cbs,  ///< TS 23.038 5, for a USSD centre that does
};

/// TS 23.038 4: where the phone is to put a message.
enum class message_class : std::uint8_t {
    class0, ///< shown at once, not stored ("flash")
    class1, ///< the phone
    class2, ///< the SIM
    class3, ///< a terminal beside
};
enum class waiting_kind : std::uint8_t { voicemail, fax, email, other };
/// Message waiting indication (TS 23.038 4, groups 1100 to 1110).
struct message_waiting {
    waiting_kind kind = waiting_kind::voicemail;
    bool active = false; ///< set the sign, or clear it
    bool store = false;  ///< keep the text, or discard it
    friend bool operator==(const message_waiting&, const message_waiting&) = default;
};

/// TS 23.038 5: two letters of ISO 639 in front of the text.
enum class language_prefix : std::uint8_t { none, gsm7, ucs2 };

/// What a data_coding says.
struct coding {
    smpp::charset charset = smpp::charset::gsm7;
    /// data_coding 0 of SMPP: the charset is the SMSC's own, as the rules say.
    bool smsc_default = false;
    bool compressed = false;  ///< TS 23.042; `charset` is what it was before
    bool auto_delete = false; ///< TS 23.038 4, 01xx xxxx
    bool has_udh = false;     ///< TS 23.038 5, 1001 xxxx: a header is in the page itself
    std::optional<smpp::message_class> message_class{};
    std::optional<message_waiting> waiting{};
    language_prefix prefix = language_prefix::none;
    /// ISO 639 letters, of the CBS values that name a language; empty for others.
    std::string_view language{};
    friend bool operator==(const coding&, const coding&) = default;
};

/// How a connector's peer codes text.
struct coding_rules {
    coding_scheme scheme = coding_scheme::mixed;
    /// data_coding 0 of smpp and mixed: gsm7, latin1, ascii, or another text charset.
    smpp::charset default_charset = smpp::charset::gsm7;
    /// Septets are packed, eight in seven octets; else each takes an octet. Of GSM-7 only.
    bool packed = false;
    friend bool operator==(const coding_rules&, const coding_rules&) = default;
};

/// Of every value; one without a meaning is charset::reserved in SMPP's table and, as TS 23.038
/// says, GSM-7 in the others.
coding read_data_coding(std::uint8_t data_coding, const coding_rules& rules = {}) noexcept;
/// The value that reads as `wanted` (`smsc_default` aside); nothing where the scheme has none.
/// Where it has several, the lowest, but 4 for binary; in mixed first 0x10 to 0x1F for a class,
/// then SMPP's own. A language prefix of mixed is 0x10 or 0x11, which read so with the prefix in
/// front of the text.
std::optional<std::uint8_t> write_data_coding(const coding& wanted,
                                              const coding_rules& rules = {}) noexcept;

/// How a message reads without a user data header; with one, see smpp/text/user_data.hpp.
enum class text_error : std::uint8_t {
    binary,      ///< octets that are no text
    compressed,  ///< TS 23.042
    unsupported, ///< a charset known by name only: JIS, KS C 5601, pictograms
    reserved,    ///< a data_coding without a meaning
    bad_header,  ///< the user data header reaches past the octets
};
std::expected<std::string, text_error>
decode_text(std::uint8_t data_coding, std::string_view octets, const coding_rules& rules);

/// Octets of a charset to UTF-8. Those without a character become U+FFFD (GSM-7, unpacked: see
/// from_gsm7). UCS-2 may begin with a byte order mark, which goes; FF FE makes it little-endian.
/// Nothing for a charset that is not of text.
std::optional<std::string> decode_charset(charset c, std::string_view octets);
/// Nothing if a character is not in the charset, or the charset is not of text. GSM-7 unpacked.
std::optional<std::string> encode_charset(charset c, std::string_view utf8);

} // namespace smpp
