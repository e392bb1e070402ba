#pragma once
// The two alphabets that a phone shows, and the character sets that octets of a PDU may be in.
#include <cstdint>
#include <string_view>

namespace smpp {

/// What a text is measured in: septets (TS 23.038 6.2.1) or UTF-16 units.
enum class alphabet : std::uint8_t { gsm7, ucs2 };

/// What the octets of a message are, by its data_coding (SMPP 3.4 5.2.19, TS 23.038 4 and 5).
enum class charset : std::uint8_t {
    gsm7,     ///< TS 23.038 6.2.1, with its extension or national tables
    ascii,    ///< IA5 (CCITT T.50)
    latin1,   ///< ISO-8859-1
    cyrillic, ///< ISO-8859-5
    hebrew,   ///< ISO-8859-8
    ucs2,     ///< UTF-16BE
    binary,   ///< octets without a meaning as text
    // Known by name only: their octets are handed on, never read as text.
    jis, ///< X 0208-1990
    pictogram,
    iso2022_jp,   ///< "music codes"
    extended_jis, ///< X 0212-1990
    ksc5601,      ///< KS C 5601
    reserved,     ///< a data_coding that no table gives a meaning
};

/// Such as "ISO-8859-5"; of every value.
std::string_view name_of(charset c) noexcept;
/// Whether octets of it can be read as text and text be written in it.
constexpr bool is_text(charset c) noexcept {
    return c <= charset::ucs2;
}

} // namespace smpp
