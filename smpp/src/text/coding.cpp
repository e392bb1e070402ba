// Which alphabet a text travels in, and what it fills of a screen.
#include "smpp/text.hpp"
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace smpp {

encoded_text encode_text(std::string_view utf8) {
    if (gsm7_length(utf8))
        return {alphabet::gsm7, to_gsm7(utf8)};
    return {alphabet::ucs2, to_ucs2(utf8)};
}

std::string decode_text(std::uint8_t data_coding, std::string_view octets) {
    auto text = decode_text(data_coding, octets, coding_rules{});
    return text ? std::move(*text) : from_gsm7(octets);
}

screen_size measure_screen(std::string_view utf8) noexcept {
    if (const auto septets = gsm7_length(utf8))
        return {alphabet::gsm7, *septets, ussd_gsm7_limit};
    return {alphabet::ucs2, utf16_length(utf8), ussd_ucs2_limit};
}

} // namespace smpp
