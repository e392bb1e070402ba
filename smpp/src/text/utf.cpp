// UTF-16BE, which SMPP calls UCS-2, against UTF-8.
#include "smpp/text.hpp"
#include "utf8.hpp"
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace smpp {

namespace {

constexpr char32_t first_supplementary = 0x10000;

bool is_high_surrogate(char32_t unit) noexcept {
    return unit >= 0xD800 && unit < 0xDC00;
}
bool is_low_surrogate(char32_t unit) noexcept {
    return unit >= 0xDC00 && unit < 0xE000;
}

char32_t unit_at(std::string_view octets, std::size_t at) noexcept {
    return static_cast<char32_t>(static_cast<unsigned char>(octets[at]) << 8 |
                                 static_cast<unsigned char>(octets[at + 1]));
}

void append_unit(std::string& octets, char32_t unit) {
    octets.push_back(static_cast<char>(unit >> 8));
    octets.push_back(static_cast<char>(unit & 0xFF));
}

} // namespace

std::size_t utf16_length(std::string_view utf8) noexcept {
    std::size_t units = 0;
    for (std::size_t at = 0; at < utf8.size();) {
        const utf8_step step = next_utf8(utf8.substr(at));
        units += step.code != invalid_utf8 && step.code >= first_supplementary ? 2 : 1;
        at += step.size;
    }
    return units;
}

std::string to_ucs2(std::string_view utf8) {
    std::string octets;
    octets.reserve(2 * utf8.size());
    for (std::size_t at = 0; at < utf8.size();) {
        const utf8_step step = next_utf8(utf8.substr(at));
        at += step.size;
        const char32_t code = step.code == invalid_utf8 ? replacement_character : step.code;
        if (code < first_supplementary) {
            append_unit(octets, code);
        } else {
            append_unit(octets, 0xD800 + ((code - first_supplementary) >> 10));
            append_unit(octets, 0xDC00 + ((code - first_supplementary) & 0x3FF));
        }
    }
    return octets;
}

std::string from_ucs2(std::string_view octets) {
    std::string utf8;
    utf8.reserve(octets.size());
    std::size_t at = 0;
    for (; at + 1 < octets.size(); at += 2) {
        const char32_t unit = unit_at(octets, at);
        if (is_high_surrogate(unit) && at + 3 < octets.size()) {
            if (const char32_t low = unit_at(octets, at + 2); is_low_surrogate(low)) {
                append_utf8(utf8, first_supplementary + ((unit - 0xD800) << 10) + (low - 0xDC00));
                at += 2;
                continue;
            }
        }
        const bool alone = is_high_surrogate(unit) || is_low_surrogate(unit);
        append_utf8(utf8, alone ? replacement_character : unit);
    }
    if (at < octets.size())
        append_utf8(utf8, replacement_character);
    return utf8;
}

} // namespace smpp
