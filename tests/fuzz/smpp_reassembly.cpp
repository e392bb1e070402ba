// Parts in any order, with any places, at any time: what is kept stays within its bounds, what is
// whole has all of its parts, and each of them is one that came.
#include "fuzz/check.hpp"
#include "fuzz/input.hpp"
#include "smpp/reassembly.hpp"
#include <chrono>
#include <string>
#include <vector>

using fuzz::must;

namespace {

/// Few of everything, so that parts meet.
smpp::deliver_sm message_of(fuzz::input& in) {
    smpp::deliver_sm sm;
    const auto how = in.octet();
    sm.source.value = std::string(1, static_cast<char>('0' + (how & 3)));
    sm.data_coding = (how & 4) != 0 ? std::uint8_t{8} : in.octet();
    const auto reference = static_cast<char>(in.octet() & 7);
    const auto total = static_cast<char>(in.octet() & 7);
    const auto number = static_cast<char>(in.octet() & 7);
    switch (how >> 4 & 3) {
    case 0:
        sm.esm_class = smpp::esm::udhi;
        sm.short_message = {5, 0, 3, reference, total, number};
        break;
    case 1:
        sm.esm_class = smpp::esm::udhi;
        sm.short_message = {6, 8, 4, 0, reference, total, number};
        break;
    case 2:
        sm.tlvs.add_u16(smpp::tag::sar_msg_ref_num, static_cast<std::uint8_t>(reference));
        sm.tlvs.add_u8(smpp::tag::sar_total_segments, static_cast<std::uint8_t>(total));
        sm.tlvs.add_u8(smpp::tag::sar_segment_seqnum, static_cast<std::uint8_t>(number));
        break;
    default: sm.esm_class = smpp::esm::udhi; break; // a header of the fuzzer's own
    }
    sm.short_message += in.take(in.below(32));
    return sm;
}

smpp::message_part unplaced(const smpp::message_part& from) {
    smpp::message_part p = from;
    p.place.reset();
    return p;
}

void check_pieces(const smpp::assembled_message& m, const std::vector<smpp::message_part>& came) {
    std::size_t last = 0;
    for (const auto& piece : m.pieces) {
        must(piece.number > last && piece.number <= m.total, "pieces in order, each once");
        last = piece.number;
        must(piece.token < came.size(), "a token that was given");
        const auto& part = came[piece.token];
        must(part.octets == piece.octets && part.data_coding == piece.data_coding &&
                 part.source.value == m.source.value,
             "a piece is a part that came");
        if (m.total > 1)
            must(part.place == smpp::part_place{m.method, m.reference, m.total, piece.number},
                 "at its place");
    }
    const auto text = smpp::text_of(m);
    if (m.pieces.size() == 1)
        must(text == smpp::read_text(unplaced(came[m.pieces[0].token])), "read as it came");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    fuzz::input in{data, size};
    smpp::reassembly_limits limits;
    limits.lifetime = std::chrono::milliseconds{in.octet() + 1};
    limits.memory = std::chrono::milliseconds{in.octet()};
    limits.max_messages = 1 + in.below(8);
    limits.max_parts = 1 + in.below(16);
    limits.max_octets = 1 + in.octet();
    limits.max_per_source = 1 + in.below(4);
    smpp::reassembler joined{limits};
    smpp::reassembler::time_point now{};
    std::vector<smpp::message_part> came;
    while (!in.empty()) {
        now += std::chrono::milliseconds{in.octet() & 15};
        auto part = smpp::take_part(message_of(in));
        if (!part)
            continue;
        came.push_back(*part);
        const std::size_t before = joined.parts();
        const auto r = joined.add(std::move(*part), came.size() - 1, now);
        must(r.message.has_value() == (r.what == smpp::reassembler::outcome::whole),
             "a message when it says so");
        if (r.message) {
            must(r.message->whole(), "whole with all of its parts");
            check_pieces(*r.message, came);
        }
        std::size_t lost = 0;
        for (const auto& l : r.lost) {
            must(!l.message.whole() && !l.message.pieces.empty(), "lost is what is not whole");
            check_pieces(l.message, came);
            lost += l.message.pieces.size();
        }
        must(joined.parts() + lost <= before + 1, "no part is made up");
        must(joined.messages() <= limits.max_messages && joined.parts() <= limits.max_parts &&
                 joined.octets() <= limits.max_octets,
             "within the bounds");
        must(joined.messages() == 0 || joined.wake() > now, "what has expired is gone");
    }
    joined.tick(now + limits.lifetime);
    must(joined.messages() == 0 && joined.parts() == 0 && joined.octets() == 0,
         "nothing stays for ever");
    return 0;
}
