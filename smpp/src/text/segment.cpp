// A text cut into messages (TS 23.040 9.2.3.24.1, SMPP 3.4 5.3.2.22-24).
#include "smpp/text/segment.hpp"
#include "cut.hpp"
#include "limits.hpp"
#include "smpp/text.hpp"
#include "smpp/text/packing.hpp"
#include "smpp/text/udh.hpp"
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace smpp {

std::string_view name_of(segment_error e) noexcept {
    switch (e) {
    case segment_error::too_many_segments: return "too_many_segments";
    case segment_error::too_long: return "too_long";
    case segment_error::bad_options: return "bad_options";
    case segment_error::no_text: return "no_text";
    }
    return {};
}

namespace {

bool has_header(segment_method m) noexcept {
    return m == segment_method::udh8 || m == segment_method::udh16;
}

bool in_bounds(const segment_options& o) noexcept {
    return o.max_segments >= 1 && o.max_segments <= most_segments && o.message_octets >= 20 &&
           o.message_octets <= short_message_octets && o.sar_reserve <= 10 &&
           o.payload_octets >= 1 && o.payload_octets <= most_payload_octets;
}

/// What data_coding 0 is, where the scheme leaves that to the SMSC.
charset default_charset(const coding_rules& rules) noexcept {
    return read_data_coding(0, rules).smsc_default ? rules.default_charset : charset::gsm7;
}

/// A text in the charset that it travels in, and how that is cut.
struct written_text {
    smpp::charset charset = charset::gsm7;
    shift_tables tables{};
    std::string octets;
    std::string costs; ///< with a charset that the SMSC turns into GSM-7: septets, one octet each
};

written_text write_gsm7(std::string_view utf8, const shift_tables& tables) {
    return {charset::gsm7, tables, to_gsm7(utf8, tables), {}};
}

written_text write(std::string_view utf8, const segment_options& o) {
    const charset standard = default_charset(o.rules);
    if (standard == charset::gsm7) {
        const auto best = best_encoding(utf8, has_header(o.method) ? o.languages : language_set{},
                                        o.method == segment_method::udh16);
        if (best.alphabet == alphabet::gsm7)
            return write_gsm7(utf8, best.tables);
    } else if (standard != charset::ucs2) {
        auto octets = encode_charset(standard, utf8);
        if (auto costs = septet_costs(utf8); octets && costs)
            return {standard, {}, std::move(*octets), std::move(*costs)};
    }
    return {charset::ucs2, {}, to_ucs2(utf8), {}};
}

/// A header for one of several messages, or for one alone; empty where the method has none.
std::string header_of(const text_pieces& p, std::uint8_t total, std::uint8_t number) {
    if (!has_header(p.method))
        return {};
    user_data_header header;
    if (total > 1)
        header.push_back(element_of(
            concatenation{p.reference, total, number, p.method == segment_method::udh16}));
    append_elements(header, p.tables);
    return build_udh(header).value_or(std::string{}); // 13 octets at most
}

std::string body_of(const text_pieces& p, std::string_view octets, std::size_t header,
                    const segment_options& o) {
    if (!o.rules.packed || p.charset != charset::gsm7)
        return std::string{octets};
    const std::size_t fill = fill_bits(header);
    std::string packed = pack_text(octets, fill);
    // A CR at the end of a full message has no room for the one that would guard it; the phone,
    // which is told how many septets there are, shows it all the same.
    if (p.method != segment_method::payload && header + packed.size() > o.message_octets)
        packed = pack_septets(octets, fill);
    return packed;
}

/// In the units that the charset is cut by.
std::size_t limit(charset c, std::size_t header, const segment_options& o) noexcept {
    if (c == charset::ucs2)
        return unit_limit(header, o.message_octets);
    const std::size_t room = o.message_octets - header;
    return c == charset::binary ? room : whole_septets(room, fill_bits(header));
}

/// Puts `octets`, as cut, into pieces with their headers.
std::expected<text_pieces, segment_error> assemble(text_pieces p, std::string_view octets,
                                                   const cutter& cut, const segment_options& o) {
    if (p.method == segment_method::payload) {
        p.pieces.push_back({body_of(p, octets, 0, o), 1});
        if (p.pieces.front().octets.size() > o.payload_octets)
            return std::unexpected{segment_error::too_long};
        return p;
    }
    const std::size_t alone = header_of(p, 1, 1).size();
    const std::size_t several = has_header(p.method) ? header_of(p, 2, 1).size() : o.sar_reserve;
    const auto parts =
        cut(octets, limit(p.charset, alone, o), limit(p.charset, several, o), o.max_segments);
    if (!parts)
        return std::unexpected{segment_error::too_many_segments};
    const auto total = static_cast<std::uint8_t>(parts->size());
    p.pieces.reserve(parts->size());
    for (const std::string_view part : *parts) {
        const auto number = static_cast<std::uint8_t>(p.pieces.size() + 1);
        std::string whole = header_of(p, total, number);
        p.has_udh = !whole.empty();
        whole += body_of(p, part, whole.size(), o);
        p.pieces.push_back({std::move(whole), number});
    }
    return p;
}

text_pieces empty_pieces(charset c, std::uint16_t reference, const segment_options& o) {
    text_pieces p;
    p.charset = c;
    p.method = o.method;
    p.reference = o.method == segment_method::udh8 ? reference & 0xFF : reference;
    return p;
}

/// No character takes more than three octets of UTF-8 for each septet or unit: a text far too long
/// is not even encoded.
std::optional<segment_error> far_too_long(std::string_view utf8,
                                          const segment_options& o) noexcept {
    if (o.method == segment_method::payload)
        return utf8.size() > 3 * whole_septets(o.payload_octets)
                   ? std::optional{segment_error::too_long}
                   : std::nullopt;
    return utf8.size() > 3 * o.max_segments * whole_septets(o.message_octets)
               ? std::optional{segment_error::too_many_segments}
               : std::nullopt;
}

} // namespace

std::expected<text_pieces, segment_error> cut_text(std::string_view utf8, std::uint16_t reference,
                                                   const segment_options& wanted) {
    segment_options options = wanted;
    if (options.message_class)
        options.rules.default_charset = charset::gsm7; // what a class stands beside
    if (!in_bounds(options))
        return std::unexpected{segment_error::bad_options};
    if (!is_text(default_charset(options.rules)))
        return std::unexpected{segment_error::no_text};
    const std::string other = options.transliterate ? options.transliterate(utf8) : std::string{};
    if (options.transliterate)
        utf8 = other;
    if (const auto error = far_too_long(utf8, options))
        return std::unexpected{*error};
    const written_text text = write(utf8, options);
    text_pieces p = empty_pieces(text.charset, reference, options);
    p.tables = text.tables;
    // Each scheme has a value for GSM-7, or for its default charset, and for UCS-2; not for each
    // with a class.
    const auto value = write_data_coding(
        {.charset = text.charset, .message_class = options.message_class}, wanted.rules);
    if (!value && options.message_class)
        return std::unexpected{segment_error::bad_options};
    p.data_coding = value.value_or(0);
    return assemble(std::move(p), text.octets, cutter{text.charset, text.costs}, options);
}

std::expected<text_pieces, segment_error> cut_binary(std::string_view octets,
                                                     std::uint8_t data_coding,
                                                     std::uint16_t reference,
                                                     const segment_options& options) {
    if (!in_bounds(options))
        return std::unexpected{segment_error::bad_options};
    text_pieces p = empty_pieces(charset::binary, reference, options);
    p.data_coding = data_coding;
    return assemble(std::move(p), octets, cutter{charset::binary, {}}, options);
}

std::optional<segmented_text> segment_text(std::string_view utf8, std::uint8_t reference) {
    auto cut = cut_text(utf8, reference, {.max_segments = max_segments});
    if (!cut)
        return std::nullopt;
    segmented_text result{cut->charset == charset::gsm7 ? alphabet::gsm7 : alphabet::ucs2, {}};
    result.parts.reserve(cut->pieces.size());
    for (text_piece& piece : cut->pieces)
        result.parts.push_back(std::move(piece.octets));
    return result;
}

} // namespace smpp
