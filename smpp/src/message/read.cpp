#include "smpp/message.hpp"
#include "smpp/text/user_data.hpp"
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

/// In coding_scheme::mixed the octets say whether 0x11 is UCS-2. Behind the language in front they
/// no longer do, so that the value that always is takes its place.
std::uint8_t coding_of_body(std::uint8_t data_coding, const user_data& data,
                            const coding_rules& rules) noexcept {
    constexpr std::uint8_t ucs2_page = 0x48; // TS 23.038 5, 01xx: UCS-2 without a class
    const bool other = data.coding.charset == charset::ucs2 &&
                       read_data_coding(data_coding, rules).charset != charset::ucs2;
    return other ? ucs2_page : data_coding;
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
    auto data =
        split_user_data(sm.data_coding, octets_of(sm), (sm.esm_class & esm::udhi) != 0, rules);
    if (!data)
        return std::unexpected{data.error()};
    message_part part;
    part.place = place_of(data->header);
    part.ports = smpp::ports_of(data->header);
    part.tables = data->tables;
    if (!part.place)
        part.place = place_of(sm.tlvs);
    if (!part.ports)
        part.ports = ports_of(sm.tlvs);
    part.source = sm.source;
    part.destination = sm.destination;
    part.data_coding = coding_of_body(sm.data_coding, *data, rules);
    part.octets = std::move(data->body);
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
    return text_of(read_data_coding(part.data_coding, rules), part.tables, part.octets);
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
