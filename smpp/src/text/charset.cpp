// Character sets of one octet a character, and the choice among all that are text.
#include "smpp/text.hpp"
#include "smpp/text/data_coding.hpp"
#include "utf8.hpp"
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace smpp {

namespace {

constexpr char16_t none = 0xFFFF;

/// Below 0x80 all of them are ASCII.
using upper_half = std::array<char16_t, 128>;

consteval upper_half make_ascii() {
    upper_half h{};
    h.fill(none);
    return h;
}

consteval upper_half make_latin1() {
    upper_half h{};
    for (std::size_t i = 0; i < h.size(); ++i)
        h[i] = static_cast<char16_t>(0x80 + i);
    return h;
}

consteval upper_half make_cyrillic() {
    upper_half h = make_latin1();
    for (std::size_t octet = 0xA1; octet <= 0xFF; ++octet)
        if (octet != 0xAD) // the soft hyphen stays
            h[octet - 0x80] = static_cast<char16_t>(0x401 + octet - 0xA1);
    h[0xF0 - 0x80] = u'\u2116';
    h[0xFD - 0x80] = u'\u00A7';
    return h;
}

consteval upper_half make_hebrew() {
    upper_half h = make_latin1();
    const auto put = [&](std::size_t octet, char16_t character) { h[octet - 0x80] = character; };
    put(0xA1, none);
    put(0xAA, u'\u00D7');
    put(0xBA, u'\u00F7');
    for (std::size_t octet = 0xBF; octet <= 0xFF; ++octet)
        put(octet, none);
    put(0xDF, u'\u2017');
    for (std::size_t octet = 0xE0; octet <= 0xFA; ++octet)
        put(octet, static_cast<char16_t>(0x5D0 + octet - 0xE0));
    put(0xFD, u'\u200E');
    put(0xFE, u'\u200F');
    return h;
}

constexpr upper_half ascii = make_ascii();
constexpr upper_half latin1 = make_latin1();
constexpr upper_half cyrillic = make_cyrillic();
constexpr upper_half hebrew = make_hebrew();

const upper_half* table_of(charset c) noexcept {
    switch (c) {
    case charset::ascii: return &ascii;
    case charset::latin1: return &latin1;
    case charset::cyrillic: return &cyrillic;
    case charset::hebrew: return &hebrew;
    case charset::gsm7:
    case charset::ucs2:
    case charset::binary:
    case charset::jis:
    case charset::pictogram:
    case charset::iso2022_jp:
    case charset::extended_jis:
    case charset::ksc5601:
    case charset::reserved: break;
    }
    return nullptr;
}

std::string decode(const upper_half& table, std::string_view octets) {
    std::string utf8;
    utf8.reserve(octets.size() + octets.size() / 8);
    for (const char c : octets) {
        const auto octet = static_cast<std::uint8_t>(c);
        const char16_t character = octet < 0x80 ? octet : table[octet - 0x80u];
        append_utf8(utf8, character == none ? replacement_character : character);
    }
    return utf8;
}

std::optional<std::string> encode(const upper_half& table, std::string_view utf8) {
    std::string octets;
    octets.reserve(utf8.size());
    for (std::size_t at = 0; at < utf8.size();) {
        const utf8_step step = next_utf8(utf8.substr(at));
        at += step.size;
        if (step.code < 0x80) {
            octets.push_back(static_cast<char>(step.code));
            continue;
        }
        const auto found = std::find(table.begin(), table.end(), step.code);
        if (found == table.end() || *found == none)
            return std::nullopt;
        octets.push_back(static_cast<char>(0x80 + (found - table.begin())));
    }
    return octets;
}

/// RFC 2781 3.2: of UTF-16, U+FEFF in front tells the order of the octets and is no text.
std::string decode_utf16(std::string_view octets) {
    if (octets.starts_with("\xFE\xFF"))
        return from_ucs2(octets.substr(2));
    if (!octets.starts_with("\xFF\xFE"))
        return from_ucs2(octets);
    std::string swapped{octets.substr(2)};
    for (std::size_t at = 0; at + 1 < swapped.size(); at += 2)
        std::swap(swapped[at], swapped[at + 1]);
    return from_ucs2(swapped);
}

} // namespace

std::string_view name_of(charset c) noexcept {
    switch (c) {
    case charset::gsm7: return "GSM-7";
    case charset::ascii: return "ASCII";
    case charset::latin1: return "ISO-8859-1";
    case charset::cyrillic: return "ISO-8859-5";
    case charset::hebrew: return "ISO-8859-8";
    case charset::ucs2: return "UCS-2";
    case charset::binary: return "binary";
    case charset::jis: return "JIS X 0208";
    case charset::pictogram: return "pictogram";
    case charset::iso2022_jp: return "ISO-2022-JP";
    case charset::extended_jis: return "JIS X 0212";
    case charset::ksc5601: return "KS C 5601";
    case charset::reserved: break;
    }
    return "reserved";
}

std::string from_latin1(std::string_view octets) {
    return decode(latin1, octets);
}

std::optional<std::string> decode_charset(charset c, std::string_view octets) {
    if (const upper_half* table = table_of(c))
        return decode(*table, octets);
    if (c == charset::gsm7)
        return from_gsm7(octets);
    if (c == charset::ucs2)
        return decode_utf16(octets);
    return std::nullopt;
}

std::optional<std::string> encode_charset(charset c, std::string_view utf8) {
    if (const upper_half* table = table_of(c))
        return encode(*table, utf8);
    if (c == charset::gsm7 && gsm7_length(utf8))
        return to_gsm7(utf8);
    if (c == charset::ucs2)
        return to_ucs2(utf8);
    return std::nullopt;
}

} // namespace smpp
