#include "smpp/session.hpp"
#include "../layout.hpp"
#include "impl.hpp"
#include "operations.hpp"
#include <algorithm>

namespace smpp {

std::string_view name_of(close_reason reason) noexcept {
    switch (reason) {
    case close_reason::peer_unbound: return "peer_unbound";
    case close_reason::unbound: return "unbound";
    case close_reason::bind_refused: return "bind_refused";
    case close_reason::session_init_timeout: return "session_init_timeout";
    case close_reason::enquire_link_timeout: return "enquire_link_timeout";
    case close_reason::protocol_error: return "protocol_error";
    case close_reason::inactivity: return "inactivity";
    case close_reason::connection_lost: return "connection_lost";
    case close_reason::write_timeout: return "write_timeout";
    }
    return {};
}

session::impl::impl(const session_config& c, time_point t)
    : config(c)
    , now(t)
    , last_received(t)
    , last_message(t)
    , last_written(t)
    , init_deadline(t + c.session_init)
    , window(c.window, c.first_sequence) {}

void session::impl::moment(time_point t) noexcept {
    now = std::max(now, t);
    if (out.pending() == 0) {
        last_written = now;
    }
}

tlv_policy session::impl::tlvs() const noexcept {
    return version < version_34 ? tlv_policy::leave_out : tlv_policy::keep;
}

bool session::impl::send(std::string& to, command_status status, std::uint32_t sequence,
                         const body& b) {
    return encode(status, sequence, b, tlvs(), to).has_value();
}

void session::impl::ask(std::string& to, const body& b, command_id answer, time_point deadline) {
    send(to, command_status::rok, window.next_sequence(), b);
    window.add(answer, 0, deadline);
}

void session::impl::become_bound(link_state as, std::uint8_t peer) {
    state = as;
    bound_as = as;
    version = peer;
    last_message = now;
    events.add<event::bound>(as, peer);
}

void session::impl::begin_unbind(close_reason why) {
    state = link_state::unbinding;
    unbind_why = why;
    // Answers on their way are waited for, half of the time: an unbind makes many peers forget
    // them.
    drain_until =
        now + (config.unbind_patience.count() > 0 ? config.unbind_patience : config.response / 2);
    unbind_deadline = now + config.response;
    if (window.messages() == 0) {
        send_unbind();
    }
}

void session::impl::send_unbind() {
    unbind_sent = true;
    ask(out.queue(), smpp::unbind{}, command_id::unbind_resp, unbind_deadline);
}

void session::impl::close(close_reason why, command_status status) {
    state = link_state::closed;
    tail = {};
    unanswered = window.take_all();
    events.add<event::closed>(why, status);
}

session::session(const session_config& config, time_point now)
    : impl_(std::make_unique<impl>(config, now)) {}
session::~session() = default;
session::session(session&&) noexcept = default;
session& session::operator=(session&&) noexcept = default;

void session::feed(std::string_view octets, time_point now) {
    impl_->moment(now);
    impl_->feed(octets);
}

std::optional<session_event> session::next_event() {
    return impl_->events.take();
}

void session::tick(time_point now, bool reading) {
    impl_->moment(now);
    if (impl_->state != link_state::closed) {
        impl_->tick(reading);
    }
}

void session::connection_closed(time_point now) {
    impl_->moment(now);
    impl_->out.drop_waiting();
    if (impl_->state != link_state::closed) {
        // Many peers take an unbind and close without a word.
        impl_->close(impl_->state == link_state::unbinding && impl_->unbind_sent
                         ? impl_->unbind_why
                         : close_reason::connection_lost);
    }
}

void session::bind(command_id kind, const bind_body& b, time_point now) {
    impl& s = *impl_;
    s.moment(now);
    if (s.state != link_state::open || s.config.role != role::esme || !is_bind(kind) ||
        s.bind_sent) {
        return;
    }
    s.bind_sent = true;
    body request;
    layout::with_type(kind, [&]<class T>() {
        if constexpr (std::is_base_of_v<bind_body, T>) {
            static_cast<bind_body&>(request.emplace<T>()) = b;
        }
    });
    const auto sent =
        encode(command_status::rok, s.window.next_sequence(), request, s.tlvs(), s.out.queue());
    if (!sent) {
        s.close(close_reason::bind_refused, sent.error().status);
        return;
    }
    s.window.add(response_to(kind), 0, s.now + s.config.session_init);
}

void session::accept_bind(const std::string& system_id, time_point now) {
    impl& s = *impl_;
    s.moment(now);
    if (!s.bind_waits || s.state != link_state::open) {
        return;
    }
    s.bind_waits = false;
    bind_resp_body answer{.system_id = system_id.substr(0, 15), .tlvs = {}};
    if (s.version >= version_34) {
        answer.tlvs.add_u8(tag::sc_interface_version, version_34);
    }
    body b;
    layout::with_type(response_to(s.bind_kind), [&]<class T>() {
        if constexpr (std::is_base_of_v<bind_resp_body, T>) {
            static_cast<bind_resp_body&>(b.emplace<T>()) = std::move(answer);
        }
    });
    s.send(s.out.queue(), command_status::rok, s.bind_sequence, b);
    s.become_bound(bound_by(s.bind_kind), s.version);
}

void session::refuse_bind(command_status status, time_point now) {
    impl& s = *impl_;
    s.moment(now);
    if (!s.bind_waits || s.state != link_state::open) {
        return;
    }
    s.bind_waits = false;
    body b;
    layout::with_type(response_to(s.bind_kind), [&]<class T>() { b.emplace<T>(); });
    s.send(s.out.queue(), status, s.bind_sequence, b);
    s.close(close_reason::bind_refused, status);
}

std::expected<std::uint32_t, request_error> session::request(const body& b, std::uint64_t token,
                                                             time_point now) {
    impl& s = *impl_;
    s.moment(now);
    if (!is_bound(s.state)) {
        return std::unexpected(request_error::not_bound);
    }
    const command_id id = id_of(b);
    if (id != message_of(s.config.role) || !may_send(s.config.role, s.state, id)) {
        return std::unexpected(request_error::not_allowed);
    }
    if (s.window.messages() >= s.window.limit()) {
        return std::unexpected(request_error::window_full);
    }
    if (s.out.pending() >= s.config.max_output) {
        return std::unexpected(request_error::output_full);
    }
    const std::uint32_t sequence = s.window.next_sequence();
    if (!s.send(s.out.queue(), command_status::rok, sequence, b)) {
        return std::unexpected(request_error::invalid_pdu);
    }
    s.window.add(response_to(id), token, s.now + s.config.response);
    s.last_message = s.now;
    return sequence;
}

void session::respond(std::uint32_t sequence, command_status status, const body& b) {
    impl& s = *impl_;
    if (s.state == link_state::closed || !is_response(id_of(b))) {
        return;
    }
    if (s.out.pending() == 0) {
        s.last_written = s.now;
    }
    s.last_message = s.now;
    if (!s.send(s.out.queue(), status, sequence, b)) {
        // A message_id that does not fit: the peer must still get its answer.
        body bare;
        layout::with_type(id_of(b), [&]<class T>() { bare.emplace<T>(); });
        s.send(s.out.queue(), command_status::rsyserr, sequence, bare);
    }
}

void session::unbind(time_point now) {
    impl& s = *impl_;
    s.moment(now);
    if (is_bound(s.state)) {
        s.begin_unbind(close_reason::unbound);
    } else if (s.state == link_state::open) {
        s.close(close_reason::unbound);
    }
}

std::string_view session::output() const noexcept {
    return impl_->out.current();
}

void session::consume_output(std::size_t octets, time_point now) {
    impl_->now = std::max(impl_->now, now);
    impl_->out.consume(octets);
    if (octets != 0) {
        impl_->last_written = impl_->now;
    }
}

std::size_t session::output_pending() const noexcept {
    return impl_->out.pending();
}

std::vector<std::uint64_t> session::take_unanswered() {
    return std::move(impl_->unanswered);
}

link_state session::state() const noexcept {
    return impl_->state;
}

std::size_t session::in_flight() const noexcept {
    return impl_->window.messages();
}

std::size_t session::window_free() const noexcept {
    const impl& s = *impl_;
    return may_send(s.config.role, s.state, message_of(s.config.role))
               ? s.window.limit() - s.window.messages()
               : 0;
}

std::uint8_t session::peer_version() const noexcept {
    return impl_->version;
}

} // namespace smpp
