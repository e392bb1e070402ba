#pragma once
// The GSM 7 bit default alphabet and its extension as tables (TS 23.038 6.2.1, 6.2.1.1). Inside the
// text library only.
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace smpp::gsm7 {

inline constexpr std::uint8_t escape = 0x1B;

/// Septet to code point. 0x09 is the capital Ç: Unicode's own table says ç, which no phone shows.
inline constexpr std::u16string_view basic = u"@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001BÆæßÉ"
                                             u" !\"#¤%&'()*+,-./0123456789:;<=>?"
                                             u"¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§"
                                             u"¿abcdefghijklmnopqrstuvwxyzäöñüà";
static_assert(basic.size() == 128 && basic[escape] == escape);

struct extension {
    std::uint8_t septet; ///< after the escape
    char16_t code;
};
inline constexpr std::array<extension, 10> extensions{{{0x0A, u'\f'},
                                                       {0x14, u'^'},
                                                       {0x28, u'{'},
                                                       {0x29, u'}'},
                                                       {0x2F, u'\\'},
                                                       {0x3C, u'['},
                                                       {0x3D, u'~'},
                                                       {0x3E, u']'},
                                                       {0x40, u'|'},
                                                       {0x65, u'€'}}};

/// How a character is sent: `absent`, one septet, or 0x1B00 + the septet after the escape.
using code = std::uint16_t;
inline constexpr code absent = 0xFFFF;
constexpr bool is_escaped(code c) noexcept {
    return c >= 0x100;
}

namespace detail {

inline constexpr std::size_t dense = 0x400; ///< all but the euro sign lie below

constexpr code extended(std::uint8_t septet) noexcept {
    return static_cast<code>(escape << 8 | septet);
}

consteval std::array<code, dense> make_codes() {
    std::array<code, dense> codes{};
    codes.fill(absent);
    for (std::size_t septet = 0; septet < basic.size(); ++septet)
        if (septet != escape)
            codes[basic[septet]] = static_cast<code>(septet);
    for (const extension& e : extensions)
        if (e.code < dense)
            codes[e.code] = extended(e.septet);
    return codes;
}
inline constexpr std::array<code, dense> codes = make_codes();

/// Septets of a character that is one octet of UTF-8; 0 for one that the alphabet lacks and for
/// octets of longer ones.
consteval std::array<std::uint8_t, 256> make_octet_cost() {
    std::array<std::uint8_t, 256> cost{};
    for (std::size_t octet = 0; octet < 0x80; ++octet)
        if (codes[octet] != absent)
            cost[octet] = is_escaped(codes[octet]) ? 2 : 1;
    return cost;
}

} // namespace detail

inline constexpr std::array<std::uint8_t, 256> octet_cost = detail::make_octet_cost();

constexpr code find(char32_t character) noexcept {
    if (character < detail::dense)
        return detail::codes[character];
    return character == U'€' ? detail::extended(0x65) : absent;
}

} // namespace smpp::gsm7
