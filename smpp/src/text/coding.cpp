// Which alphabet a text travels in, and what it fills of a screen.
#include "smpp/text.hpp"
#include "smpp/types.hpp"
#include "utf8.hpp"
#include <cstdint>
#include <string>
#include <string_view>

namespace smpp {

namespace {

// data_coding (SMPP 3.4 5.2.19), and cell broadcast codings (TS 23.038 5) that USSD gateways write
// into it.
constexpr std::uint8_t ia5 = 0x01;
constexpr std::uint8_t cbs_gsm7_with_language = 0x10;
constexpr std::uint8_t cbs_ucs2_with_language = 0x11;
constexpr std::uint8_t cbs_ucs2 = 0x48;

bool is_language_letter(unsigned octet) noexcept {
    return octet >= 'a' && octet <= 'z';
}

/// TS 23.038 5, 0001 0000: two letters of ISO 639 and a CR stand before the text. Some peers leave
/// them out.
std::string_view without_gsm7_language(std::string_view octets) noexcept {
    const bool named =
        octets.size() >= 3 && is_language_letter(static_cast<unsigned char>(octets[0])) &&
        is_language_letter(static_cast<unsigned char>(octets[1])) && octets[2] == '\r';
    return named ? octets.substr(3) : octets;
}

/// TS 23.038 5, 0001 0001: the two letters, packed into two octets, stand before the UCS-2 text.
std::string_view without_ucs2_language(std::string_view octets) noexcept {
    if (octets.size() < 2)
        return octets;
    const unsigned first = static_cast<unsigned char>(octets[0]);
    const unsigned second = static_cast<unsigned char>(octets[1]);
    const bool named = is_language_letter(first & 0x7F) &&
                       is_language_letter((second << 1 & 0x7F) | first >> 7) && second < 0x40;
    return named ? octets.substr(2) : octets;
}

std::string from_ascii(std::string_view octets) {
    std::string utf8;
    utf8.reserve(octets.size());
    for (const char octet : octets)
        append_utf8(utf8,
                    is_ascii(octet) ? static_cast<unsigned char>(octet) : replacement_character);
    return utf8;
}

} // namespace

encoded_text encode_text(std::string_view utf8) {
    if (gsm7_length(utf8))
        return {alphabet::gsm7, to_gsm7(utf8)};
    return {alphabet::ucs2, to_ucs2(utf8)};
}

std::string decode_text(std::uint8_t data_coding, std::string_view octets) {
    switch (data_coding) {
    case ia5: return from_ascii(octets);
    case dcs::latin1: return from_latin1(octets);
    case dcs::ucs2:
    case cbs_ucs2: return from_ucs2(octets);
    case cbs_ucs2_with_language: return from_ucs2(without_ucs2_language(octets));
    case cbs_gsm7_with_language: return from_gsm7(without_gsm7_language(octets));
    default: return from_gsm7(octets);
    }
}

screen_size measure_screen(std::string_view utf8) noexcept {
    if (const auto septets = gsm7_length(utf8))
        return {alphabet::gsm7, *septets, ussd_gsm7_limit};
    return {alphabet::ucs2, utf16_length(utf8), ussd_ucs2_limit};
}

} // namespace smpp
