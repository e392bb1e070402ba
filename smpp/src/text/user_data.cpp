// Header, packing and language prefix taken off a message, and its text read.
#include "smpp/text/user_data.hpp"
#include "smpp/text.hpp"
#include "smpp/text/packing.hpp"
#include <cstddef>
#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <utility>

namespace smpp {

namespace {

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

/// Whether 0x11 of coding_scheme::mixed is UCS-2, and not GSM-7 of class 1: see there.
bool is_ucs2_page(std::string_view octets, bool packed) noexcept {
    const std::string_view text = without_ucs2_language(octets);
    if (text.empty() || text.size() % 2 != 0)
        return false;
    // "f9" in GSM-7 is "fr" packed, so that letters in front do not settle it.
    const unsigned high_limit = text.size() < octets.size() ? 0x20 : 0x01;
    std::size_t low_units = 0;
    for (std::size_t i = 0; i < text.size(); i += 2) {
        const unsigned high = static_cast<unsigned char>(text[i]);
        const unsigned low = static_cast<unsigned char>(text[i + 1]);
        if (!packed && (high > 0x7F || low > 0x7F))
            return true;
        low_units += high < high_limit ? 1 : 0;
    }
    return low_units * 4 >= text.size();
}

std::string_view without_language(language_prefix prefix, std::string_view body) noexcept {
    switch (prefix) {
    case language_prefix::none: break;
    case language_prefix::gsm7: return without_gsm7_language(body);
    case language_prefix::ucs2: return without_ucs2_language(body);
    }
    return body;
}

} // namespace

std::expected<user_data, text_error> split_user_data(std::uint8_t data_coding,
                                                     std::string_view octets, bool has_udh,
                                                     const coding_rules& rules) {
    user_data d{.coding = read_data_coding(data_coding, rules), .header = {}, .body = {}};
    std::size_t header = 0;
    if (has_udh || d.coding.has_udh) {
        const auto size = udh_octets(octets);
        if (!size)
            return std::unexpected{text_error::bad_header};
        header = *size;
        if (auto elements = parse_udh(octets))
            d.header = std::move(*elements);
        d.tables = tables_of(d.header);
    }
    octets.remove_prefix(header);
    const bool mixed = rules.scheme == coding_scheme::mixed;
    const coding page = read_data_coding(data_coding, {.scheme = coding_scheme::cbs});
    if (mixed && data_coding == 0x11 && is_ucs2_page(octets, rules.packed))
        d.coding = page;
    const bool packed = rules.packed && d.coding.charset == charset::gsm7 && !d.coding.compressed;
    d.body = packed ? unpack_text(octets, fill_bits(header)) : std::string{octets};
    if (mixed && data_coding == 0x10 && without_gsm7_language(d.body).size() < d.body.size())
        d.coding = page;
    if (d.coding.prefix != language_prefix::none)
        d.body = std::string{without_language(d.coding.prefix, d.body)};
    return d;
}

std::expected<std::string, text_error> text_of(const coding& coding, const shift_tables& tables,
                                               std::string_view body) {
    if (coding.compressed)
        return std::unexpected{text_error::compressed};
    if (coding.charset == charset::binary)
        return std::unexpected{text_error::binary};
    if (coding.charset == charset::reserved)
        return std::unexpected{text_error::reserved};
    if (coding.charset == charset::gsm7)
        return from_gsm7(body, tables);
    if (auto text = decode_charset(coding.charset, body))
        return std::move(*text);
    return std::unexpected{text_error::unsupported};
}

std::expected<std::string, text_error>
decode_text(std::uint8_t data_coding, std::string_view octets, const coding_rules& rules) {
    const auto d = split_user_data(data_coding, octets, false, rules);
    if (!d)
        return std::unexpected{d.error()};
    return text_of(*d);
}

} // namespace smpp
