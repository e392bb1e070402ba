#include "sim/operator/sms_assembler.hpp"
#include "sim/ussd/wire.hpp"
#include "smpp/text.hpp"
#include <algorithm>
#include <string_view>

namespace yeelen::sim {

namespace {

struct place {
    unsigned reference = 0;
    unsigned total = 1;
    unsigned number = 1;
};

unsigned octet(std::string_view s, std::size_t i) {
    return static_cast<unsigned char>(s[i]);
}

/// Takes the header off `octets`. A header that is not whole is left in the text, to be seen.
place take_header(std::string_view& octets) {
    place p;
    if (octets.empty() || octet(octets, 0) + 1 > octets.size()) {
        return p;
    }
    auto header = octets.substr(1, octet(octets, 0));
    octets.remove_prefix(header.size() + 1);
    while (header.size() >= 2 && octet(header, 1) + 2 <= header.size()) {
        const auto id = octet(header, 0);
        const auto value = header.substr(2, octet(header, 1));
        if (id == 0x00 && value.size() == 3) {
            p = {octet(value, 0), octet(value, 1), octet(value, 2)};
        } else if (id == 0x08 && value.size() == 4) {
            p = {octet(value, 0) << 8 | octet(value, 1), octet(value, 2), octet(value, 3)};
        }
        header.remove_prefix(2 + value.size());
    }
    return p;
}

place read_sar(const smpp::tlv_list& tlvs) {
    const auto reference = tlvs.find(smpp::tag::sar_msg_ref_num);
    const auto total = tlvs.find_u8(smpp::tag::sar_total_segments);
    const auto number = tlvs.find_u8(smpp::tag::sar_segment_seqnum);
    if (!reference || reference->size() != 2 || !total || !number) {
        return {};
    }
    return {octet(*reference, 0) << 8 | octet(*reference, 1), *total, *number};
}

} // namespace

std::optional<whole_sms> sms_assembler::add(const smpp::sm_body& sm) {
    auto octets = octets_of(sm);
    const auto at = (sm.esm_class & smpp::esm::udhi) != 0 ? take_header(octets) : read_sar(sm.tlvs);
    if (at.total <= 1 || at.number == 0 || at.number > at.total) {
        return whole_sms{.text = smpp::decode_text(sm.data_coding, octets), .parts = 1};
    }
    auto same = std::ranges::find_if(open_, [&](const partial& p) {
        return p.reference == at.reference && p.parts.size() == at.total &&
               p.from == sm.source.value && p.data_coding == sm.data_coding;
    });
    if (same == open_.end()) {
        if (open_.size() >= most_open) {
            open_.pop_front();
        }
        open_.push_back({sm.source.value, at.reference, sm.data_coding, {}});
        same = std::prev(open_.end());
        same->parts.resize(at.total);
    }
    same->parts[at.number - 1] = std::string{octets};
    if (!std::ranges::all_of(same->parts, [](const auto& p) { return p.has_value(); })) {
        return std::nullopt;
    }
    // Joined before decoding: a sender may cut a surrogate pair or an escape in two.
    std::string all;
    for (const auto& part : same->parts) {
        all += *part;
    }
    whole_sms whole{.text = smpp::decode_text(same->data_coding, all), .parts = same->parts.size()};
    open_.erase(same);
    return whole;
}

} // namespace yeelen::sim
