// How a session begins: bind, its answer, outbind (SMPP 3.4 2.2, 4.1).
#include "../codec/layout.hpp"
#include "impl.hpp"
#include <algorithm>

namespace smpp {

/// SMPP 3.4 4.1.1: 9 octets with the NUL.
bool session::impl::password_is_allowed(const body& b) const noexcept {
    constexpr std::size_t specified = 8;
    return config.long_passwords || std::visit(
                                        []<class T>(const T& opening) {
                                            if constexpr (requires { opening.password; }) {
                                                return opening.password.size() <= specified;
                                            }
                                            return true;
                                        },
                                        b);
}

/// Written as for 3.4, which knows bind_transceiver and outbind: binds that call themselves 3.3 use
/// them too. TLVs go only where we speak a version that has them.
bool session::impl::send_opening(body b) {
    if (!password_is_allowed(b)) {
        close(close_reason::bind_refused, command_status::rinvpaswd);
        return false;
    }
    if (ours < version_34) {
        std::visit([](auto& opening) { opening.tlvs = {}; }, b);
    }
    const auto sent = encode(command_status::rok, window.next_sequence(), b,
                             std::max(ours, version_34), out.queue());
    if (!sent) {
        close(close_reason::bind_refused, sent.error().status);
    }
    return sent.has_value();
}

void session::impl::bind(command_id kind, const bind_body& b) {
    if (state != link_state::open || config.role != role::esme || !is_bind(kind) || bind_sent) {
        return;
    }
    bind_sent = true;
    // What we announce binds us: the peer takes us at our word.
    const std::uint8_t announced = std::min(b.interface_version, ours);
    ours = spoken(announced);
    body request;
    layout::with_type(kind, [&]<class T>() {
        if constexpr (std::is_base_of_v<bind_body, T>) {
            auto& own = static_cast<bind_body&>(request.emplace<T>());
            own = b;
            own.interface_version = announced;
        }
    });
    if (send_opening(std::move(request))) {
        window.add(response_to(kind), 0, now + config.session_init);
    }
}

/// An outbind asks for a receiver (SMPP 3.4 2.2.1, 4.1.7); 5.0 lets a transceiver answer too (SMPP
/// 5.0 4.1.1.7).
bool session::impl::may_bind(const pdu& p) const noexcept {
    const auto* asked = std::get_if<bind_transceiver>(&p.body);
    return !outbound || std::holds_alternative<bind_receiver>(p.body) ||
           (asked != nullptr && std::min(ours, spoken(asked->interface_version)) >= version_50);
}

void session::impl::take_bind(const header& h, pdu&& p) {
    bind_waits = true;
    bind_kind = h.id;
    bind_sequence = h.sequence;
    // From here on the answer is the owner's business: it gets as long again.
    init_deadline = now + config.session_init;
    std::visit(
        [&]<class T>(T& b) {
            if constexpr (std::is_base_of_v<bind_body, T>) {
                version = std::min(ours, spoken(b.interface_version));
                events.add<event::bind_request>(h.id, std::move(static_cast<bind_body&>(b)),
                                                h.sequence);
            }
        },
        p.body);
}

void session::impl::accept_bind(std::string_view system_id, std::uint8_t max_version) {
    if (!bind_waits || state != link_state::open) {
        return;
    }
    bind_waits = false;
    ours = std::min(ours, spoken(max_version));
    version = std::min(version, ours);
    body b;
    layout::with_type(response_to(bind_kind), [&]<class T>() {
        auto& answer = b.emplace<T>();
        if constexpr (std::is_base_of_v<bind_resp_body, T>) {
            answer.system_id = system_id.substr(0, 15);
            if (version >= version_34) {
                answer.tlvs.add_u8(tag::sc_interface_version, ours);
            }
        }
    });
    send(out.queue(), command_status::rok, bind_sequence, b);
    become_bound(bound_by(bind_kind));
}

void session::impl::refuse_bind(command_status status) {
    if (!bind_waits || state != link_state::open) {
        return;
    }
    bind_waits = false;
    body b;
    layout::with_type(response_to(bind_kind), [&]<class T>() { b.emplace<T>(); });
    send(out.queue(), status, bind_sequence, b);
    close(close_reason::bind_refused, status);
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
    version = std::min(ours, spoken(peer));
    become_bound(bound_by(request_of(r.answer)));
}

void session::impl::become_bound(link_state as) {
    state = as;
    bound_as = as;
    talked();
    events.add<event::bound>(as, version);
}

void session::impl::outbind(const smpp::outbind& b) {
    if (state != link_state::open || config.role != role::smsc || outbound || bind_waits) {
        return;
    }
    outbound = true;
    // From here on it is the ESME's turn.
    init_deadline = now + config.session_init;
    if (send_opening(b)) {
        window.pass();
    }
}

void session::impl::take_outbind(pdu&& p) {
    outbound = true;
    if (!bind_sent) {
        // From here on the bind is the owner's business: it gets as long again.
        init_deadline = now + config.session_init;
    }
    events.add<event::outbind_request>(std::get<smpp::outbind>(std::move(p.body)));
}

} // namespace smpp
