#include "smpp/session.hpp"
#include "../codec/layout.hpp"
#include "impl.hpp"
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

std::string_view name_of(request_error e) noexcept {
    switch (e) {
    case request_error::window_full: return "window_full";
    case request_error::output_full: return "output_full";
    case request_error::not_bound: return "not_bound";
    case request_error::not_allowed: return "not_allowed";
    case request_error::invalid_pdu: return "invalid_pdu";
    }
    return {};
}

session::impl::impl(const session_config& c, time_point t)
    : config(c)
    , ours(spoken(c.version))
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

void session::impl::talked() noexcept {
    last_message = now;
}

bool session::impl::send(std::string& to, command_status status, std::uint32_t sequence,
                         const body& b) {
    return encode(status, sequence, b, version, to).has_value();
}

void session::impl::ask(std::string& to, const body& b, command_id answer, time_point deadline) {
    send(to, command_status::rok, window.next_sequence(), b);
    window.add(answer, 0, deadline);
}

void session::impl::close(close_reason why, command_status status) {
    state = link_state::closed;
    std::string{}.swap(tail); // an assignment keeps the memory
    unanswered = window.take_all();
    events.add<event::closed>(why, status);
}

std::expected<std::uint32_t, request_error> session::impl::request(const body& b,
                                                                   std::uint64_t token) {
    if (!is_bound(state)) {
        return std::unexpected(request_error::not_bound);
    }
    const command_id id = id_of(b);
    const operation* o = find_operation(id);
    if (o == nullptr || is_management(id) || o->since > version ||
        !may_send(*o, config.role, state)) {
        return std::unexpected(request_error::not_allowed);
    }
    const bool answered = has_response(id);
    if (answered && window.messages() >= window.limit()) {
        return std::unexpected(request_error::window_full);
    }
    if (out.pending() >= config.max_output) {
        return std::unexpected(request_error::output_full);
    }
    const std::uint32_t sequence = window.next_sequence();
    if (!send(out.queue(), command_status::rok, sequence, b)) {
        return std::unexpected(request_error::invalid_pdu);
    }
    if (answered) {
        window.add(response_to(id), token, now + config.response);
    } else {
        window.pass();
    }
    talked();
    return sequence;
}

bool session::impl::respond(std::uint32_t sequence, command_status status, const body& b) {
    const command_id id = id_of(b);
    if (state == link_state::closed || !is_response(id) || !owed.take(sequence, id)) {
        return false;
    }
    if (out.pending() == 0) {
        last_written = now;
    }
    talked();
    const bool fits = send(out.queue(), status, sequence, b);
    if (!fits) {
        // Such as a message_id of more than 8 octets for 3.3: the peer must still get its answer.
        body bare;
        layout::with_type(id, [&]<class T>() { bare.emplace<T>(); });
        send(out.queue(), command_status::rsyserr, sequence, bare);
    }
    go_on_unbinding();
    return fits;
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
    impl& s = *impl_;
    s.moment(now);
    s.out.drop_waiting();
    if (s.state == link_state::closed) {
        return;
    }
    if (s.unbind_owed) {
        s.close(close_reason::peer_unbound);
    } else if (s.unbind_sent) {
        // Many peers take an unbind and close without a word.
        s.close(s.unbind_why);
    } else {
        s.close(close_reason::connection_lost);
    }
}

void session::bind(command_id kind, const bind_body& b, time_point now) {
    impl_->moment(now);
    impl_->bind(kind, b);
}

void session::accept_bind(const std::string& system_id, time_point now, std::uint8_t max_version) {
    impl_->moment(now);
    impl_->accept_bind(system_id, max_version);
}

void session::refuse_bind(command_status status, time_point now) {
    impl_->moment(now);
    impl_->refuse_bind(status);
}

void session::outbind(const smpp::outbind& b, time_point now) {
    impl_->moment(now);
    impl_->outbind(b);
}

std::expected<std::uint32_t, request_error> session::request(const body& b, std::uint64_t token,
                                                             time_point now) {
    impl_->moment(now);
    return impl_->request(b, token);
}

bool session::respond(std::uint32_t sequence, command_status status, const body& b) {
    return impl_->respond(sequence, status, b);
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
    const std::uint8_t sends = s.config.role == role::esme ? in::sending : in::receiving;
    return (sends & in::state(s.state)) != 0 ? s.window.limit() - s.window.messages() : 0;
}

std::size_t session::unanswered_requests() const noexcept {
    return impl_->owed.size();
}

std::uint8_t session::peer_version() const noexcept {
    return impl_->version;
}

std::optional<std::uint8_t> session::congestion() const noexcept {
    return impl_->congestion;
}

} // namespace smpp
