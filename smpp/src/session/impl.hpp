#pragma once
// What a session knows. session.cpp is its surface, receive.cpp what the peer's octets do, tick.cpp
// what time does.
#include "../encode.hpp"
#include "event_queue.hpp"
#include "outbox.hpp"
#include "smpp/session.hpp"
#include "window.hpp"

namespace smpp {

struct session::impl {
    impl(const session_config& c, time_point now);

    // session.cpp
    void moment(time_point t) noexcept;
    bool send(std::string& to, command_status status, std::uint32_t sequence, const body& b);
    /// A request of the session's own.
    void ask(std::string& to, const body& b, command_id answer, time_point deadline);
    void become_bound(link_state as, std::uint8_t version);
    void begin_unbind(close_reason why);
    void send_unbind();
    void close(close_reason why, command_status status = command_status::rok);
    tlv_policy tlvs() const noexcept;

    // receive.cpp
    void feed(std::string_view octets);
    std::string_view complete_tail(std::string_view octets);
    bool length_is_good(std::string_view octets);
    void receive(std::string_view octets);
    void receive_request(std::string_view octets, const header& h);
    void receive_response(std::string_view octets, const header& h);
    void take_request(const header& h, pdu&& p);
    void take_answer(const in_flight_request& r, pdu&& p);
    void bind_answered(const in_flight_request& r, const pdu& p);
    link_state state_for(command_id id) const noexcept;
    void refuse(const header& h, const decode_error& e);

    // tick.cpp
    void tick(bool reading);
    void expired(const in_flight_request& r);
    void ask_for_life();

    session_config config;
    link_state state = link_state::open;
    link_state bound_as = link_state::open; ///< still so while unbinding
    std::uint8_t version = version_33;      ///< the peer's
    time_point now;
    time_point last_received; ///< a whole PDU
    time_point last_message;  ///< submit_sm, deliver_sm or an answer to one, either way
    time_point last_written;  ///< progress of the output, or when it was last empty
    time_point init_deadline; ///< role smsc, until bound
    std::string tail;         ///< the beginning of a PDU whose end has not come
    request_window window;
    outbox out;
    event_queue events;
    std::vector<std::uint64_t> unanswered;

    // Role smsc: a bind_request that waits for accept_bind() or refuse_bind().
    bool bind_waits = false;
    command_id bind_kind{};
    std::uint32_t bind_sequence = 0;

    bool enquiring = false;
    time_point enquired_at;

    close_reason unbind_why = close_reason::unbound;
    bool bind_sent = false; ///< role esme
    bool unbind_sent = false;
    time_point drain_until;     ///< then unbind goes out though answers are missing
    time_point unbind_deadline; ///< then we close
};

} // namespace smpp
