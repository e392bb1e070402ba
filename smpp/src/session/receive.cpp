// What the peer's octets do to a session.
#include "../layout.hpp"
#include "../octets.hpp"
#include "impl.hpp"
#include "operations.hpp"

namespace smpp {

void session::impl::feed(std::string_view octets) {
    if (!tail.empty()) {
        octets = complete_tail(octets);
    }
    while (state != link_state::closed && octets.size() >= header_size) {
        if (!length_is_good(octets)) {
            return;
        }
        const std::size_t length = octets::load_u32(octets.data());
        if (octets.size() < length) {
            break;
        }
        receive(octets.substr(0, length));
        octets.remove_prefix(length);
    }
    if (state != link_state::closed && !octets.empty()) {
        tail.append(octets);
    }
}

/// Brings the PDU begun in `tail` to its end, if `octets` has it; what is left of them.
std::string_view session::impl::complete_tail(std::string_view octets) {
    const auto take_up_to = [&](std::size_t size) {
        const std::size_t n = std::min(octets.size(), size - std::min(size, tail.size()));
        tail.append(octets.substr(0, n));
        octets.remove_prefix(n);
        return tail.size() >= size;
    };
    if (!take_up_to(header_size) || !length_is_good(tail)) {
        return {};
    }
    if (!take_up_to(octets::load_u32(tail.data()))) {
        return {};
    }
    const std::string whole = std::move(tail);
    tail.clear();
    receive(whole);
    return octets;
}

/// Looks as soon as a header is there, before anything is kept for the PDU. The stream cannot be
/// read on after a bad length (it may be "HTTP" or a TLS hello), so: generic_nack, then close.
bool session::impl::length_is_good(std::string_view octets) {
    const header h = read_header(octets);
    if (h.length >= header_size && h.length <= config.max_pdu) {
        return true;
    }
    const bool header_makes_sense = !name_of(h.id).empty();
    send(out.queue(), command_status::rinvcmdlen, header_makes_sense ? h.sequence : 0,
         generic_nack{});
    events.add<event::peer_error>(
        decode_error{command_status::rinvcmdlen, "command_length", 0, true}, h);
    close(close_reason::protocol_error, command_status::rinvcmdlen);
    return false;
}

void session::impl::receive(std::string_view octets) {
    const header h = read_header(octets);
    last_received = now;
    if (is_response(h.id)) {
        receive_response(octets, h);
    } else {
        receive_request(octets, h);
    }
}

/// Messages that cross our unbind are still served, as the bind allowed.
link_state session::impl::state_for(command_id id) const noexcept {
    const bool message = id == command_id::submit_sm || id == command_id::deliver_sm;
    return state == link_state::unbinding && message ? bound_as : state;
}

void session::impl::receive_request(std::string_view octets, const header& h) {
    if (name_of(h.id).empty()) {
        refuse(h, {command_status::rinvcmdid, "command_id", 4, false});
        return;
    }
    if (!may_send(other(config.role), state_for(h.id), h.id) || (is_bind(h.id) && bind_waits)) {
        const bool again = is_bind(h.id) && config.role == role::smsc;
        refuse(h, {again ? command_status::ralybnd : command_status::rinvbndsts, "command_id", 4,
                   false});
        return;
    }
    auto decoded = decode(octets);
    if (!decoded) {
        refuse(h, decoded.error());
        return;
    }
    take_request(h, std::move(*decoded));
}

/// SMPP 3.4 2.8: the fitting response with the error; a generic_nack where the command is not known
/// or has none.
void session::impl::refuse(const header& h, const decode_error& e) {
    const bool has_response = !name_of(h.id).empty() && !name_of(response_to(h.id)).empty();
    body answer;
    if (has_response) {
        layout::with_type(response_to(h.id), [&]<class T>() { answer.emplace<T>(); });
    }
    send(out.queue(), e.status, h.sequence, answer);
    events.add<event::peer_error>(e, h);
}

void session::impl::take_request(const header& h, pdu&& p) {
    if (h.id == command_id::enquire_link) {
        send(out.urgent(), command_status::rok, h.sequence, enquire_link_resp{});
    } else if (h.id == command_id::unbind) {
        send(out.queue(), command_status::rok, h.sequence, unbind_resp{});
        close(close_reason::peer_unbound);
    } else if (is_bind(h.id)) {
        bind_waits = true;
        bind_kind = h.id;
        bind_sequence = h.sequence;
        // From here on the answer is the owner's business: it gets as long again.
        init_deadline = now + config.session_init;
        std::visit(
            [&]<class T>(T& b) {
                if constexpr (std::is_base_of_v<bind_body, T>) {
                    version = b.interface_version;
                    events.add<event::bind_request>(h.id, std::move(static_cast<bind_body&>(b)),
                                                    h.sequence);
                }
            },
            p.body);
    } else {
        last_message = now;
        events.add<event::request>(std::move(p));
    }
}

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
    auto decoded = decode(octets);
    if (!decoded) {
        // The peer did answer: no answer at all would have the request sent twice.
        log(decoded.error().field, decoded.error().offset);
        decoded = pdu{.status = h.status, .sequence = h.sequence, .body = {}};
        layout::with_type(h.id, [&]<class T>() { decoded->body.template emplace<T>(); });
    }
    if (request) {
        take_answer(*request, std::move(*decoded));
    } else {
        events.add<event::late_response>(*late, std::move(*decoded));
    }
}

void session::impl::take_answer(const in_flight_request& r, pdu&& p) {
    if (r.answer == command_id::enquire_link_resp) {
        enquiring = false;
    } else if (r.answer == command_id::unbind_resp) {
        close(unbind_why);
    } else if (r.answer == command_id::submit_sm_resp || r.answer == command_id::deliver_sm_resp) {
        last_message = now;
        events.add<event::response>(r.token, std::move(p));
        if (state == link_state::unbinding && !unbind_sent && window.messages() == 0) {
            send_unbind();
        }
    } else {
        bind_answered(r, p);
    }
}

void session::impl::bind_answered(const in_flight_request& r, const pdu& p) {
    if (p.status != command_status::rok || id_of(p.body) == command_id::generic_nack) {
        close(close_reason::bind_refused, p.status);
        return;
    }
    std::uint8_t peer = config.assumed_peer_version;
    std::visit(
        [&]<class T>(const T& b) {
            if constexpr (std::is_base_of_v<bind_resp_body, T>) {
                peer = b.tlvs.find_u8(tag::sc_interface_version).value_or(peer);
            }
        },
        p.body);
    become_bound(bound_by(static_cast<command_id>(static_cast<std::uint32_t>(r.answer) & 0xFFu)),
                 peer);
}

} // namespace smpp
