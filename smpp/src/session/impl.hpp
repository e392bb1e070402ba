#pragma once
// What a session knows. session.cpp is its surface, establish.cpp how it begins, receive.cpp what
// the peer's requests do, answers.cpp what its answers do, unbind.cpp how it ends, tick.cpp what
// time does.
#include "../codec/encode.hpp"
#include "event_queue.hpp"
#include "operations.hpp"
#include "outbox.hpp"
#include "owed_answers.hpp"
#include "smpp/session.hpp"
#include "window.hpp"

namespace smpp {

struct session::impl {
    impl(const session_config& c, time_point now);

    // session.cpp
    void moment(time_point t) noexcept;
    void talked() noexcept;
    bool send(std::string& to, command_status status, std::uint32_t sequence, const body& b);
    /// A request of the session's own.
    void ask(std::string& to, const body& b, command_id answer, time_point deadline);
    void close(close_reason why, command_status status = command_status::rok);
    /// What is spoken now: before the bind what we know.
    std::uint8_t speaks() const noexcept { return bound_as == link_state::open ? ours : version; }
    /// What the peer may say: an SMSC that keeps its own version to itself has read ours in the
    /// bind.
    std::uint8_t hears() const noexcept { return config.role == role::esme ? ours : speaks(); }
    std::expected<std::uint32_t, request_error> request(const body& b, std::uint64_t token);
    bool respond(std::uint32_t sequence, command_status status, const body& b);

    // establish.cpp
    bool send_opening(body b);
    bool password_is_allowed(const body& b) const noexcept;
    void bind(command_id kind, const bind_body& b);
    void accept_bind(std::string_view system_id, std::uint8_t max_version);
    void refuse_bind(command_status status);
    void outbind(const smpp::outbind& b);
    bool may_bind(const pdu& p) const noexcept;
    void take_bind(const header& h, pdu&& p);
    void take_outbind(pdu&& p);
    void bind_answered(const in_flight_request& r, const pdu& p);
    void become_bound(link_state as);

    // receive.cpp
    void feed(std::string_view octets);
    std::string_view complete_tail(std::string_view octets);
    bool length_is_good(std::string_view octets);
    void receive(std::string_view octets);
    void receive_request(std::string_view octets, const header& h);
    std::optional<command_status> forbidden(const operation* o, const header& h) const noexcept;
    void take_message(std::string_view octets, const header& h);
    std::optional<decode_error> fault_of(std::string_view octets, pdu& to) const;
    void refuse(const header& h, const decode_error& e);

    // answers.cpp
    void receive_response(std::string_view octets, const header& h);
    void take_answer(const in_flight_request& r, const pdu& p);
    void note_congestion(const pdu& p);

    // unbind.cpp
    void begin_unbind(close_reason why);
    void take_unbind(const header& h);
    /// The next step of an unbind, if nothing is waited for any more.
    void go_on_unbinding();
    bool owner_is_done() const noexcept { return owed.answered_before(unbind_mark); }

    // tick.cpp
    void tick(bool reading);
    bool out_of_time_before_bind() const noexcept;
    void expired(const in_flight_request& r);
    void end_unbinding();
    void ask_for_life();
    void rest();

    session_config config;
    link_state state = link_state::open;
    link_state bound_as = link_state::open; ///< still so while unbinding
    std::uint8_t ours;                      ///< what we said that we speak
    std::uint8_t version = version_33;      ///< what this bind speaks
    std::optional<std::uint8_t> congestion;
    time_point now;
    time_point last_received; ///< a whole PDU
    time_point last_message;  ///< a request of an owner or an answer to one, either way
    time_point last_written;  ///< progress of the output, or when it was last empty
    time_point init_deadline; ///< until bound; role esme: until its bind is sent
    std::string tail;         ///< the beginning of a PDU whose end has not come
    request_window window;
    outbox out;
    event_queue events;
    std::vector<std::uint64_t> unanswered;
    owed_answers owed; ///< requests of the peer that the owner did not answer yet

    // Role smsc: a bind_request that waits for accept_bind() or refuse_bind().
    bool bind_waits = false;
    command_id bind_kind{};
    std::uint32_t bind_sequence = 0;

    bool bind_sent = false; ///< role esme
    bool outbound = false;  ///< an outbind came, or was sent

    bool enquiring = false;
    time_point enquired_at;

    close_reason unbind_why = close_reason::unbound;
    std::uint64_t unbind_mark = 0; ///< of `owed`, when the unbind began
    bool unbind_sent = false;
    std::optional<std::uint32_t> unbind_owed; ///< the peer's, not answered yet
    time_point drain_until;                   ///< then we go on though answers are missing
    time_point unbind_deadline;               ///< then we close
};

} // namespace smpp
