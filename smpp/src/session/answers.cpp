// What the peer's answers do to a session.
#include "../codec/layout.hpp"
#include "impl.hpp"
#include <type_traits>

namespace smpp {

namespace {
constexpr std::uint8_t most_congested = 100; ///< SMPP 5.0 4.8.4.18: above is reserved
} // namespace

void session::impl::receive_response(std::string_view octets, const header& h) {
    const auto log = [&](std::string_view field, std::size_t offset) {
        events.add<event::peer_error>(decode_error{command_status::rok, field, offset, false}, h);
    };
    const auto request = window.take(h.sequence, h.id);
    const auto late = request ? std::nullopt : window.take_late(h.sequence, h.id);
    if (!request && !late) {
        log("sequence_number", 12);
        return;
    }
    const auto read = [&](pdu& to) {
        const auto decoded = decode(octets, to);
        if (decoded) {
            note_congestion(to);
            return std::optional<decode_error>{};
        }
        return std::optional{decoded.error()};
    };
    const auto bare = [&](pdu& to) {
        to.status = h.status;
        to.sequence = h.sequence;
        layout::with_type(h.id, [&]<class T>() { to.body.template emplace<T>(); });
    };
    if (request && is_management(request_of(request->answer))) {
        pdu p;
        if (const auto fault = read(p)) {
            log(fault->field, fault->offset);
            bare(p);
        }
        take_answer(*request, p);
        return;
    }
    // Read where it stays. An answer that cannot be read is one all the same: without it the
    // request would be sent twice.
    const auto take = [&]<class Event>(std::type_identity<Event>, std::uint64_t token) {
        if (const auto fault = read(events.add<Event>(token).pdu)) {
            events.take_back();
            log(fault->field, fault->offset);
            bare(events.add<Event>(token).pdu);
        }
    };
    if (request) {
        talked();
        take(std::type_identity<event::response>{}, request->token);
        go_on_unbinding();
    } else {
        take(std::type_identity<event::late_response>{}, *late);
    }
}

void session::impl::take_answer(const in_flight_request& r, const pdu& p) {
    if (r.answer == command_id::enquire_link_resp) {
        enquiring = false;
    } else if (r.answer == command_id::unbind_resp) {
        close(unbind_why);
    } else {
        bind_answered(r, p);
    }
}

void session::impl::note_congestion(const pdu& p) {
    const tlv_list& tlvs =
        std::visit([](const auto& b) -> const tlv_list& { return b.tlvs; }, p.body);
    if (tlvs.empty()) {
        return;
    }
    const auto said = tlvs.find_u8(tag::congestion_state);
    if (said && *said <= most_congested) {
        congestion = said;
    }
}

} // namespace smpp
