#include "validate_tlvs.hpp"
#include "octets.hpp"
#include "tlv_table.hpp"

namespace smpp {
namespace {

using fault = std::optional<decode_error>;

constexpr tag of_broadcast[] = {tag::broadcast_area_identifier, tag::broadcast_content_type,
                                tag::broadcast_frequency_interval, tag::broadcast_rep_num};
constexpr tag of_broadcast_answer[] = {tag::message_state, tag::broadcast_area_identifier,
                                       tag::broadcast_area_success};
/// SMPP 5.0 4.8.4.13: priority 1 is broadcast at once, and how often is not said.
constexpr std::uint8_t immediate_broadcast = 1;

constexpr std::uint8_t area_success_unknown = 255;
constexpr std::uint8_t area_success_highest = 100;

fault bad(command_status status, std::uint16_t t, std::size_t at) {
    return decode_error{status, tlv_label(t), at, false};
}

std::size_t offset_of(const tlv_list& list, const tlv& t) {
    constexpr std::size_t tlv_header = 4;
    return static_cast<std::size_t>(t.value.data() - list.wire().data()) - tlv_header;
}

/// Of the number in it; true for one that is no number.
bool in_range(const tlv_row& row, std::string_view value) {
    switch (row.kind) {
    case tlv_kind::u8: {
        const std::uint8_t v = octets::load_u8(value.data());
        return v >= row.lowest && v <= row.highest;
    }
    case tlv_kind::u16: {
        const std::uint16_t v = octets::load_u16(value.data());
        return v >= row.lowest && v <= row.highest;
    }
    case tlv_kind::u32: {
        const std::uint32_t v = octets::load_u32(value.data());
        return v >= row.lowest && v <= row.highest;
    }
    case tlv_kind::cstring: return value.ends_with('\0');
    case tlv_kind::none:
    case tlv_kind::octets: return true;
    }
    return true;
}

/// Those whose rule is not one range.
bool odd_one_is_good(tag t, std::string_view value, std::uint8_t version, command_status& status) {
    if (t == tag::message_state && version < version_50) {
        // SMPP 3.4 5.2.28: SCHEDULED and SKIPPED came with 5.0 (4.7.15).
        const std::uint8_t v = octets::load_u8(value.data());
        status = command_status::rinvoptparamval;
        return v >= 1 && v <= 8;
    }
    if (t == tag::broadcast_area_success) {
        const std::uint8_t v = octets::load_u8(value.data());
        status = command_status::rinvoptparamval;
        return v <= area_success_highest || v == area_success_unknown;
    }
    if (t == tag::ms_validity) {
        // SMPP 3.4 5.3.2.27 has one octet, SMPP 5.0 one or four.
        status = command_status::rinvparlen;
        return value.size() == 1 || value.size() == 4;
    }
    return true;
}

fault look_at(const tlv_list& list, const tlv& t, std::uint8_t version) {
    const tlv_row* row = find_tlv(t.tag);
    if (row == nullptr) {
        return std::nullopt;
    }
    if (t.value.size() < row->min || t.value.size() > row->max) {
        return bad(command_status::rinvparlen, t.tag, offset_of(list, t));
    }
    if (!in_range(*row, t.value)) {
        return bad(command_status::rinvoptparamval, t.tag, offset_of(list, t));
    }
    command_status status{};
    if (!odd_one_is_good(row->tag, t.value, version, status)) {
        return bad(status, t.tag, offset_of(list, t));
    }
    return std::nullopt;
}

std::optional<tlv> first(const tlv_list& list, tag t) {
    for (const tlv each : list) {
        if (each.tag == static_cast<std::uint16_t>(t)) {
            return each;
        }
    }
    return std::nullopt;
}

fault missing(const tlv_list& list, tag t) {
    return bad(command_status::rmissingoptparam, static_cast<std::uint16_t>(t), list.wire().size());
}

/// SMPP 3.4 5.3.2.22-24: all three or none, and not beside a user data header: two places for the
/// same, and SMSCs differ in which they read.
fault segments(const tlv_list& list, bool has_user_data_header) {
    constexpr tag all[] = {tag::sar_msg_ref_num, tag::sar_total_segments, tag::sar_segment_seqnum};
    std::optional<tlv> one;
    for (const tag t : all) {
        if (!one) {
            one = first(list, t);
        }
    }
    if (!one) {
        return std::nullopt;
    }
    if (has_user_data_header) {
        return bad(command_status::roptparnotallwd, one->tag, offset_of(list, *one));
    }
    for (const tag t : all) {
        if (!list.find(t)) {
            return missing(list, t);
        }
    }
    const auto number = first(list, tag::sar_segment_seqnum);
    if (list.find_u8(tag::sar_segment_seqnum) > list.find_u8(tag::sar_total_segments)) {
        return bad(command_status::rinvoptparamval, number->tag, offset_of(list, *number));
    }
    return std::nullopt;
}

} // namespace

std::span<const tag> broadcast_tlvs(std::uint8_t priority_flag) noexcept {
    const std::span<const tag> all{of_broadcast};
    return priority_flag == immediate_broadcast ? all.first(all.size() - 1) : all;
}

std::span<const tag> query_broadcast_resp_tlvs() noexcept {
    return of_broadcast_answer;
}

std::optional<decode_error> validate_tlvs(const tlv_list& list, const tlv_demand& demand,
                                          std::uint8_t version) {
    if (version < version_34 && !list.empty()) {
        return bad(command_status::roptparnotallwd, (*list.begin()).tag, 0);
    }
    for (const tlv t : list) {
        if (fault found = look_at(list, t, version)) {
            return found;
        }
    }
    if (const auto payload = first(list, tag::message_payload); payload && demand.has_text) {
        return bad(command_status::roptparnotallwd, payload->tag, offset_of(list, *payload));
    }
    for (const tag t : demand.must) {
        if (!list.find(t)) {
            return missing(list, t);
        }
    }
    return segments(list, demand.has_user_data_header);
}

} // namespace smpp
