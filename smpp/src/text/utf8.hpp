#pragma once
// UTF-8 one character at a time (RFC 3629). Inside the text library only.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace smpp {

/// What an invalid sequence decodes to: no code point, so a U+FFFD that was really written is told
/// apart.
inline constexpr char32_t invalid_utf8 = 0xFFFFFFFF;
inline constexpr char32_t replacement_character = 0xFFFD;

struct utf8_step {
    char32_t code;    ///< or invalid_utf8
    std::size_t size; ///< octets taken, at least 1
};

constexpr bool is_ascii(char c) noexcept {
    return static_cast<unsigned char>(c) < 0x80;
}

/// The first character of `rest`, which is not empty. An invalid sequence is the longest start of a
/// valid one that is there (a "maximal subpart", Unicode 3.9), else one octet: each becomes one
/// U+FFFD, as in browsers.
constexpr utf8_step next_utf8(std::string_view rest) noexcept {
    const auto octet = [&](std::size_t i) { return static_cast<unsigned char>(rest[i]); };
    const unsigned char lead = octet(0);
    if (lead < 0x80)
        return {lead, 1};
    if (lead < 0xC2 || lead > 0xF4)
        return {invalid_utf8, 1};
    const std::size_t size = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    // Only the second octet has narrower bounds: no overlong form, no surrogate, nothing past
    // U+10FFFF.
    unsigned char low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    unsigned char high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    char32_t code = lead & (0x7Fu >> size);
    for (std::size_t i = 1; i < size; ++i) {
        if (i == rest.size() || octet(i) < low || octet(i) > high)
            return {invalid_utf8, i};
        code = code << 6 | (octet(i) & 0x3Fu);
        low = 0x80;
        high = 0xBF;
    }
    return {code, size};
}

/// `code` is a Unicode scalar value.
inline void append_utf8(std::string& out, char32_t code) {
    const auto put = [&](char32_t octet) { out.push_back(static_cast<char>(octet)); };
    if (code < 0x80) {
        put(code);
    } else if (code < 0x800) {
        put(0xC0 | code >> 6);
        put(0x80 | (code & 0x3F));
    } else if (code < 0x10000) {
        put(0xE0 | code >> 12);
        put(0x80 | (code >> 6 & 0x3F));
        put(0x80 | (code & 0x3F));
    } else {
        put(0xF0 | code >> 18);
        put(0x80 | (code >> 12 & 0x3F));
        put(0x80 | (code >> 6 & 0x3F));
        put(0x80 | (code & 0x3F));
    }
}

} // namespace smpp
