#include "smpp/message.hpp"
#include "smpp/types.hpp"
#include <type_traits>
#include <utility>

namespace smpp {
namespace {

bool is_ours(std::uint16_t t) noexcept {
    for (const tag one : {tag::message_payload, tag::sar_msg_ref_num, tag::sar_total_segments,
                          tag::sar_segment_seqnum})
        if (t == static_cast<std::uint16_t>(one))
            return true;
    return false;
}

tlv_list without_ours(const tlv_list& tlvs) {
    tlv_list kept;
    for (const tlv t : tlvs)
        if (!is_ours(t.tag))
            kept.add(t.tag, t.value);
    return kept;
}

template<class Body>
std::vector<Body> bodies_of(const text_pieces& cut, const Body& like) {
    const tlv_list kept = without_ours(like.tlvs);
    std::vector<Body> out;
    out.reserve(cut.pieces.size());
    for (const text_piece& piece : cut.pieces) {
        Body& sm = out.emplace_back(like);
        sm.data_coding = cut.data_coding;
        sm.esm_class = static_cast<std::uint8_t>(cut.has_udh ? sm.esm_class | esm::udhi
                                                             : sm.esm_class & ~esm::udhi);
        sm.tlvs = kept;
        if (cut.method == segment_method::sar && cut.total() > 1) {
            sm.tlvs.add_u16(tag::sar_msg_ref_num, cut.reference);
            sm.tlvs.add_u8(tag::sar_total_segments, cut.total());
            sm.tlvs.add_u8(tag::sar_segment_seqnum, piece.number);
        }
        if constexpr (std::is_same_v<Body, data_sm>) {
            sm.tlvs.add(tag::message_payload, piece.octets);
        } else if (cut.method == segment_method::payload) {
            sm.short_message.clear();
            sm.tlvs.add(tag::message_payload, piece.octets);
        } else {
            sm.short_message = piece.octets;
        }
    }
    return out;
}

template<class Body>
std::expected<std::vector<Body>, segment_error>
made(const std::expected<text_pieces, segment_error>& cut, const Body& like) {
    if (!cut)
        return std::unexpected{cut.error()};
    return bodies_of(*cut, like);
}

/// A value that says the octets are text would have the phone show them.
std::uint8_t binary_coding(std::uint8_t data_coding, const coding_rules& rules) noexcept {
    const coding given = read_data_coding(data_coding, rules);
    if (!is_text(given.charset) || given.compressed)
        return data_coding;
    return write_data_coding({.charset = charset::binary}, rules).value_or(data_coding);
}

} // namespace

std::expected<std::vector<submit_sm>, segment_error> make_messages(std::string_view utf8,
                                                                   std::uint16_t reference,
                                                                   const submit_sm& like,
                                                                   const segment_options& options) {
    return made(cut_text(utf8, reference, options), like);
}
std::expected<std::vector<deliver_sm>, segment_error>
make_messages(std::string_view utf8, std::uint16_t reference, const deliver_sm& like,
              const segment_options& options) {
    return made(cut_text(utf8, reference, options), like);
}
std::expected<std::vector<data_sm>, segment_error> make_messages(std::string_view utf8,
                                                                 std::uint16_t reference,
                                                                 const data_sm& like,
                                                                 const segment_options& options) {
    return made(cut_text(utf8, reference, options), like);
}

std::expected<std::vector<submit_sm>, segment_error>
make_binary_messages(std::string_view octets, std::uint16_t reference, const submit_sm& like,
                     const segment_options& options) {
    return made(
        cut_binary(octets, binary_coding(like.data_coding, options.rules), reference, options),
        like);
}
std::expected<std::vector<deliver_sm>, segment_error>
make_binary_messages(std::string_view octets, std::uint16_t reference, const deliver_sm& like,
                     const segment_options& options) {
    return made(
        cut_binary(octets, binary_coding(like.data_coding, options.rules), reference, options),
        like);
}
std::expected<std::vector<data_sm>, segment_error>
make_binary_messages(std::string_view octets, std::uint16_t reference, const data_sm& like,
                     const segment_options& options) {
    return made(
        cut_binary(octets, binary_coding(like.data_coding, options.rules), reference, options),
        like);
}

} // namespace smpp
