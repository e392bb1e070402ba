// GSM-7 with national language tables (TS 23.038 6.2.1.2).
#include "smpp/text/national.hpp"
#include "national_table.hpp"
#include "smpp/text.hpp"
#include "utf8.hpp"
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace smpp {

std::string_view name_of(national_language l) noexcept {
    static constexpr std::array<std::string_view, national_language_count> names{
        "none",    "Turkish",   "Spanish", "Portuguese", "Bengali", "Gujarati", "Hindi",
        "Kannada", "Malayalam", "Oriya",   "Punjabi",    "Tamil",   "Telugu",   "Urdu"};
    const auto index = static_cast<std::size_t>(l);
    return index < names.size() ? names[index] : std::string_view{};
}

std::optional<std::size_t> gsm7_length(std::string_view utf8, const shift_tables& tables) noexcept {
    if (!tables.any())
        return gsm7_length(utf8);
    std::size_t septets = 0;
    for (std::size_t at = 0; at < utf8.size();) {
        const utf8_step step = next_utf8(utf8.substr(at));
        const gsm7::code code = gsm7::find(step.code, tables);
        if (code == gsm7::absent)
            return std::nullopt;
        septets += gsm7::is_escaped(code) ? 2 : 1;
        at += step.size;
    }
    return septets;
}

std::string to_gsm7(std::string_view utf8, const shift_tables& tables) {
    if (!tables.any())
        return to_gsm7(utf8);
    std::string octets;
    octets.reserve(utf8.size());
    // A locking table may put it elsewhere; each of them has one.
    const auto question_mark = static_cast<char>(gsm7::find(U'?', tables) & 0x7F);
    for (std::size_t at = 0; at < utf8.size();) {
        const utf8_step step = next_utf8(utf8.substr(at));
        at += step.size;
        const gsm7::code code = gsm7::find(step.code, tables);
        if (code == gsm7::absent) {
            octets.push_back(question_mark);
            continue;
        }
        if (gsm7::is_escaped(code))
            octets.push_back(static_cast<char>(gsm7::escape));
        octets.push_back(static_cast<char>(code & 0x7F));
    }
    return octets;
}

std::string from_gsm7(std::string_view octets, const shift_tables& tables) {
    if (!tables.any())
        return from_gsm7(octets);
    const auto shown = [](char16_t character) { return character == 0 ? u' ' : character; };
    std::string utf8;
    utf8.reserve(2 * octets.size());
    for (std::size_t at = 0; at < octets.size(); ++at) {
        const auto octet = static_cast<std::uint8_t>(octets[at]);
        if (octet > 0x7F) {
            append_utf8(utf8, replacement_character);
        } else if (octet != gsm7::escape) {
            append_utf8(utf8, shown(gsm7::main_character(octet, tables)));
        } else if (at + 1 == octets.size() || static_cast<std::uint8_t>(octets[at + 1]) > 0x7F) {
            utf8.push_back(' '); // the escape stands alone
        } else {
            const auto next = static_cast<std::uint8_t>(octets[++at]);
            const char16_t shifted = gsm7::shifted_character(next, tables);
            append_utf8(utf8, shown(shifted != 0 ? shifted : gsm7::main_character(next, tables)));
        }
    }
    return utf8;
}

} // namespace smpp
