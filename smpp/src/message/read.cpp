#include "smpp/message.hpp"
#include "smpp/text/packing.hpp"
#include "smpp/types.hpp"
#include <cstddef>
#include <string>
#include <utility>

namespace smpp {
namespace {

// SMPP 3.4 5.3.2.20, 5.3.2.21.
constexpr std::uint16_t source_port = 0x020A;
constexpr std::uint16_t destination_port = 0x020B;

std::optional<std::uint16_t> u16(std::optional<std::string_view> value) noexcept {
    if (!value || value->size() != 2)
        return std::nullopt;
    const auto octet = [&](std::size_t i) { return static_cast<std::uint8_t>((*value)[i]); };
    return static_cast<std::uint16_t>(octet(0) << 8 | octet(1));
}

std::optional<part_place> place_of(const user_data_header& header) noexcept {
    const auto c = concatenation_of(header);
    if (!c)
        return std::nullopt;
    const auto method = c->wide ? segment_method::udh16 : segment_method::udh8;
    return part_place{method, c->reference, c->total, c->number};
}

/// SMPP 3.4 5.3.2.22-24: all three, or they say nothing.
std::optional<part_place> place_of(const tlv_list& tlvs) noexcept {
    const auto reference = u16(tlvs.find(tag::sar_msg_ref_num));
    const auto total = tlvs.find_u8(tag::sar_total_segments);
    const auto number = tlvs.find_u8(tag::sar_segment_seqnum);
    if (!reference || !total || !number || *number == 0 || *number > *total)
        return std::nullopt;
    return part_place{segment_method::sar, *reference, *total, *number};
}

std::optional<ports> ports_of(const tlv_list& tlvs) noexcept {
    const auto to = u16(tlvs.find(destination_port));
    const auto from = u16(tlvs.find(source_port));
    if (!to)
        return std::nullopt;
    return ports{.destination = *to, .source = from.value_or(0)};
}

bool has_packed_septets(std::uint8_t data_coding, const coding_rules& rules) noexcept {
    return rules.packed && read_data_coding(data_coding, rules).charset == charset::gsm7;
}

std::string_view octets_of(const sm_body& sm) noexcept {
    return !sm.short_message.empty()
               ? std::string_view{sm.short_message}
               : sm.tlvs.find(tag::message_payload).value_or(std::string_view{});
}
std::string_view octets_of(const data_sm& sm) noexcept {
    return sm.tlvs.find(tag::message_payload).value_or(std::string_view{});
}

template<class Body>
std::expected<message_part, text_error> taken(const Body& sm, const coding_rules& rules) {
    std::string_view octets = octets_of(sm);
    std::size_t header_size = 0;
    message_part part;
    if ((sm.esm_class & esm::udhi) != 0) {
        const auto size = udh_octets(octets);
        if (!size)
            return std::unexpected{text_error::bad_header};
        if (const auto header = parse_udh(octets)) {
            part.place = place_of(*header);
            part.ports = smpp::ports_of(*header);
            part.tables = tables_of(*header);
        }
        header_size = *size;
        octets.remove_prefix(header_size);
    }
    if (!part.place)
        part.place = place_of(sm.tlvs);
    if (!part.ports)
        part.ports = ports_of(sm.tlvs);
    part.source = sm.source;
    part.destination = sm.destination;
    part.data_coding = sm.data_coding;
    if (has_packed_septets(sm.data_coding, rules))
        part.octets = unpack_text(octets, header_size == 0 ? 0 : fill_bits(header_size));
    else
        part.octets = octets;
    return part;
}

template<class Body>
std::expected<received_message, text_error> received(const Body& sm, const coding_rules& rules) {
    auto part = take_part(sm, rules);
    if (!part)
        return std::unexpected{part.error()};
    received_message message{std::move(*part), std::nullopt};
    if (auto text = read_text(message.part, rules))
        message.text = std::move(*text);
    return message;
}

} // namespace

std::expected<message_part, text_error> take_part(const sm_body& sm, const coding_rules& rules) {
    return taken(sm, rules);
}
std::expected<message_part, text_error> take_part(const data_sm& sm, const coding_rules& rules) {
    return taken(sm, rules);
}

std::expected<std::string, text_error> read_text(const message_part& part,
                                                 const coding_rules& rules) {
    coding_rules unpacked = rules;
    unpacked.packed = false;
    if (part.tables.any() && read_data_coding(part.data_coding, unpacked).charset == charset::gsm7)
        return from_gsm7(part.octets, part.tables);
    return decode_text(part.data_coding, part.octets, unpacked);
}

std::expected<received_message, text_error> read_message(const sm_body& sm,
                                                         const coding_rules& rules) {
    return received(sm, rules);
}
std::expected<received_message, text_error> read_message(const data_sm& sm,
                                                         const coding_rules& rules) {
    return received(sm, rules);
}

} // namespace smpp
