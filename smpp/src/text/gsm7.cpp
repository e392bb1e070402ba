// GSM 7 bit default alphabet, one octet a septet (TS 23.038 6.2.1).
#include "gsm7_table.hpp"
#include "smpp/text.hpp"
#include "utf8.hpp"
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace smpp {

namespace {

consteval std::array<char16_t, 128> make_extension_by_septet() {
    std::array<char16_t, 128> by_septet{};
    for (const gsm7::extension& e : gsm7::extensions)
        by_septet[e.septet] = e.code;
    return by_septet;
}
constexpr std::array<char16_t, 128> extension_by_septet = make_extension_by_septet();

} // namespace

std::optional<std::size_t> gsm7_length(std::string_view utf8) noexcept {
    std::size_t septets = 0;
    for (std::size_t at = 0; at < utf8.size();) {
        // Runs at every step of a session: the ASCII of a screen takes one table look-up a
        // character.
        if (const auto cost = gsm7::octet_cost[static_cast<unsigned char>(utf8[at])]; cost != 0) {
            septets += cost;
            ++at;
            continue;
        }
        const utf8_step step = next_utf8(utf8.substr(at));
        const gsm7::code code = gsm7::find(step.code);
        if (code == gsm7::absent)
            return std::nullopt;
        septets += gsm7::is_escaped(code) ? 2 : 1;
        at += step.size;
    }
    return septets;
}

std::string to_gsm7(std::string_view utf8) {
    std::string octets;
    octets.reserve(utf8.size());
    for (std::size_t at = 0; at < utf8.size();) {
        const utf8_step step = next_utf8(utf8.substr(at));
        const gsm7::code code = gsm7::find(step.code);
        if (code == gsm7::absent) {
            octets.push_back('?');
        } else {
            if (gsm7::is_escaped(code))
                octets.push_back(static_cast<char>(gsm7::escape));
            octets.push_back(static_cast<char>(code & 0x7F));
        }
        at += step.size;
    }
    return octets;
}

std::string from_gsm7(std::string_view octets) {
    std::string utf8;
    utf8.reserve(octets.size() + octets.size() / 8);
    for (std::size_t at = 0; at < octets.size(); ++at) {
        const auto octet = static_cast<std::uint8_t>(octets[at]);
        if (octet > 0x7F) {
            append_utf8(utf8, replacement_character);
            continue;
        }
        if (octet != gsm7::escape) {
            append_utf8(utf8, gsm7::basic[octet]);
            continue;
        }
        const std::uint8_t next =
            at + 1 < octets.size() ? static_cast<std::uint8_t>(octets[at + 1]) : 0x80;
        if (next > 0x7F) {
            utf8.push_back(' '); // the escape stands alone
            continue;
        }
        // TS 23.038 6.2.1.1: a second escape is kept for further tables and shows as a space; a
        // septet without an entry shows as the character that it is in the default alphabet.
        ++at;
        if (next == gsm7::escape)
            utf8.push_back(' ');
        else if (const char16_t extended = extension_by_septet[next]; extended != 0)
            append_utf8(utf8, extended);
        else
            append_utf8(utf8, gsm7::basic[next]);
    }
    return utf8;
}

} // namespace smpp
