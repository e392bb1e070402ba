// data_coding and what it says: one table of groups for all schemes.
#include "smpp/text/data_coding.hpp"
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace smpp {

namespace {

/// What the low bits of a group mean.
enum class group : std::uint8_t {
    fixed,     ///< nothing
    standard,  ///< SMPP 3.4 5.2.19: the SMSC's default
    language,  ///< TS 23.038 5: a language of `languages`, counted from the row's first value
    prefix,    ///< TS 23.038 5: ISO 639 letters in front of the text
    general,   ///< bit 5 compressed, bit 4 the class counts, bits 3-2 charset, bits 1-0 class
    deletable, ///< the same, to be deleted once read
    headed,    ///< TS 23.038 5, 1001: bits 3-2 charset, bits 1-0 class, a header in the page
    waiting,   ///< bit 3 active, bits 1-0 kind; to be discarded
    kept,      ///< the same, to be stored
    classed,   ///< bit 2 8-bit, bits 1-0 class
    handled,   ///< the same of cell broadcast, in which 0 is no class
};

struct row {
    std::uint8_t first;
    std::uint8_t last;
    smpp::charset charset;
    group bits = group::fixed;
};

using enum charset;

// SMPP 3.4 5.2.19. 0x0F to 0xBF and 0xE0 to 0xEF are reserved.
constexpr row smpp_rows[] = {
    {0x00, 0x00, gsm7, group::standard},
    {0x01, 0x01, ascii},
    {0x02, 0x02, binary},
    {0x03, 0x03, latin1},
    {0x04, 0x04, binary},
    {0x05, 0x05, jis},
    {0x06, 0x06, cyrillic},
    {0x07, 0x07, hebrew},
    {0x08, 0x08, ucs2},
    {0x09, 0x09, pictogram},
    {0x0A, 0x0A, iso2022_jp},
    {0x0D, 0x0D, extended_jis},
    {0x0E, 0x0E, ksc5601},
    {0xC0, 0xCF, gsm7, group::waiting},
    {0xD0, 0xDF, gsm7, group::kept},
    {0xF0, 0xFF, gsm7, group::classed},
};
// TS 23.038 4. Reserved values are GSM-7.
constexpr row sms_rows[] = {
    {0x00, 0x3F, gsm7, group::general},
    {0x40, 0x7F, gsm7, group::deletable},
    {0x80, 0xBF, gsm7},
    {0xC0, 0xCF, gsm7, group::waiting},
    {0xD0, 0xDF, gsm7, group::kept},
    {0xE0, 0xEF, ucs2, group::kept},
    {0xF0, 0xFF, gsm7, group::classed},
};
// TS 23.038 5. 1101 (I1) and 1110 (WAP) are protocols of their own, no text.
constexpr row cbs_rows[] = {
    {0x00, 0x0F, gsm7, group::language},
    {0x10, 0x10, gsm7, group::prefix},
    {0x11, 0x11, ucs2, group::prefix},
    {0x12, 0x1F, gsm7},
    {0x20, 0x2F, gsm7, group::language},
    {0x30, 0x3F, gsm7},
    {0x40, 0x7F, gsm7, group::general},
    {0x80, 0x8F, gsm7},
    {0x90, 0x9F, gsm7, group::headed},
    {0xA0, 0xCF, gsm7},
    {0xD0, 0xEF, binary},
    {0xF0, 0xFF, gsm7, group::handled},
};

/// TS 23.038 5, of 0x00 to 0x2F; empty where it names none.
constexpr std::array<std::string_view, 0x30> languages{
    "de", "en", "it", "fr", "es", "nl", "sv", "da", "pt", "fi", "no", "el", "tr",
    "hu", "pl", "",   "",   "",   "",   "",   "",   "",   "",   "",   "",   "",
    "",   "",   "",   "",   "",   "",   "cs", "he", "ar", "ru", "is"};

constexpr charset charset_bits(unsigned value) noexcept {
    constexpr charset by_bits[] = {gsm7, binary, ucs2, gsm7}; // the last is reserved
    return by_bits[value >> 2 & 3];
}
constexpr message_class class_bits(unsigned value) noexcept {
    return static_cast<message_class>(value & 3);
}

constexpr coding read(const row& r, unsigned value) noexcept {
    coding c{.charset = r.charset};
    switch (r.bits) {
    case group::fixed: break;
    case group::standard: c.smsc_default = true; break;
    case group::language: c.language = languages[value]; break;
    case group::prefix:
        c.prefix = r.charset == ucs2 ? language_prefix::ucs2 : language_prefix::gsm7;
        break;
    case group::deletable:
    case group::general:
        c.auto_delete = r.bits == group::deletable;
        c.charset = charset_bits(value);
        c.compressed = (value & 0x20) != 0;
        if ((value & 0x10) != 0)
            c.message_class = class_bits(value);
        break;
    case group::headed:
        c.charset = charset_bits(value);
        c.has_udh = true;
        c.message_class = class_bits(value);
        break;
    case group::waiting:
    case group::kept:
        c.waiting = message_waiting{static_cast<waiting_kind>(value & 3), (value & 8) != 0,
                                    r.bits == group::kept};
        break;
    case group::classed:
    case group::handled:
        c.charset = (value & 4) != 0 ? binary : gsm7;
        if (r.bits == group::classed || (value & 3) != 0)
            c.message_class = class_bits(value);
        break;
    }
    return c;
}

using codings = std::array<coding, 256>;

template<std::size_t N>
consteval codings make_codings(const row (&rows)[N]) {
    codings all;
    all.fill(coding{.charset = reserved});
    for (const row& r : rows)
        for (unsigned value = r.first; value <= r.last; ++value)
            all[value] = read(r, value);
    return all;
}

constexpr codings smpp_codings = make_codings(smpp_rows);
constexpr codings sms_codings = make_codings(sms_rows);
constexpr codings cbs_codings = make_codings(cbs_rows);

/// 0x0B and 0x0C stay reserved: they are SMPP's, and in cell broadcast a language. TS 23.038 5
/// reserves 0x12 to 0x1F and 0x30 to 0x3F, so they can only be meant as of short messages. What
/// 0x10 and 0x11 are of cell broadcast depends on the octets: see split_user_data().
constexpr codings mixed_codings = [] {
    codings all = smpp_codings;
    for (unsigned value = 0x0F; value < 0xC0; ++value)
        all[value] = cbs_codings[value];
    for (const unsigned group : {0x10U, 0x30U})
        for (unsigned value = group; value < group + 0x10; ++value)
            all[value] = sms_codings[value];
    for (unsigned value = 0xE0; value < 0xF0; ++value)
        all[value] = sms_codings[value];
    return all;
}();

constexpr const codings& codings_of(coding_scheme s) noexcept {
    switch (s) {
    case coding_scheme::mixed: break;
    case coding_scheme::smpp: return smpp_codings;
    case coding_scheme::sms: return sms_codings;
    case coding_scheme::cbs: return cbs_codings;
    }
    return mixed_codings;
}

bool reads_as(std::uint8_t value, coding wanted, const coding_rules& rules) noexcept {
    const coding c = read_data_coding(value, rules);
    wanted.smsc_default = c.smsc_default;
    return c == wanted;
}

/// Values of `mixed` that go before SMPP's own.
std::optional<std::uint8_t> write_mixed(const coding& wanted, const coding_rules& rules) noexcept {
    for (const std::uint8_t value : {std::uint8_t{0x10}, std::uint8_t{0x11}})
        if (cbs_codings[value] == wanted)
            return value;
    // TS 23.038 4, 0001: the group that phones know best of those with a class.
    for (std::uint8_t value = 0x10; value < 0x20; ++value)
        if (reads_as(value, wanted, rules))
            return value;
    return std::nullopt;
}

} // namespace

coding read_data_coding(std::uint8_t data_coding, const coding_rules& rules) noexcept {
    coding c = codings_of(rules.scheme)[data_coding];
    if (c.smsc_default)
        c.charset = rules.default_charset;
    return c;
}

std::optional<std::uint8_t> write_data_coding(const coding& wanted,
                                              const coding_rules& rules) noexcept {
    if (wanted.charset == reserved)
        return std::nullopt;
    constexpr std::uint8_t octets = 0x04; // before 0x02, which only SMPP has
    if (reads_as(octets, wanted, rules))
        return octets;
    if (rules.scheme == coding_scheme::mixed) {
        if (const auto value = write_mixed(wanted, rules))
            return value;
        coding_rules own = rules;
        own.scheme = coding_scheme::smpp;
        if (const auto value = write_data_coding(wanted, own))
            return value;
    }
    for (unsigned value = 0; value < 256; ++value)
        if (reads_as(static_cast<std::uint8_t>(value), wanted, rules))
            return static_cast<std::uint8_t>(value);
    return std::nullopt;
}

} // namespace smpp
