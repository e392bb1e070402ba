#pragma once
// One SMPP link as a state machine without sockets or clocks (SMPP 3.4 2.2, 2.9). Octets and times
// in, events and octets out. Not thread-safe: owned by the thread of its link.
#include "smpp/codec.hpp"
#include "smpp/pdu.hpp"
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace smpp {

using time_point = std::chrono::steady_clock::time_point;
using duration = std::chrono::steady_clock::duration;

enum class role : std::uint8_t { esme, smsc };
/// SMPP 3.4 2.2: what the link may do now.
enum class link_state : std::uint8_t { open, bound_tx, bound_rx, bound_trx, unbinding, closed };

struct session_config {
    smpp::role role = role::esme;
    std::size_t window = 100;           ///< requests of ours in flight, 1 to 10,000
    std::size_t max_pdu = max_pdu_size; ///< octets
    std::size_t max_output =
        4u << 20; ///< octets not yet taken by the socket; over it request() says `full`
    duration session_init =
        std::chrono::seconds(10); ///< smsc: from connect to bind; esme: from bind to its answer
    duration enquire_link = std::chrono::seconds(30); ///< silence after which we ask; 0 is never
    duration inactivity =
        std::chrono::seconds(0); ///< silence of messages after which we unbind; 0 is never
    duration response = std::chrono::seconds(10); ///< for each request of ours
    /// How long answers on their way are waited for before our unbind leaves; 0: half of
    /// `response`.
    duration unbind_patience = std::chrono::seconds(0);
    duration write_timeout =
        std::chrono::seconds(10); ///< output that makes no progress for so long closes; 0 is never
    /// Role esme: what the peer speaks when its bind answer has no sc_interface_version. The
    /// specification says 3.3 (no TLVs are sent then); operators that know TLVs and do not say so
    /// need version_34 here.
    std::uint8_t assumed_peer_version = version_33;
    std::uint32_t first_sequence = 1; ///< 1 to 0x7FFFFFFF
};

enum class close_reason : std::uint8_t {
    peer_unbound, ///< the peer's unbind was answered
    unbound,      ///< our unbind was answered, or its time ran out
    bind_refused, ///< bind_resp with an error status
    session_init_timeout,
    enquire_link_timeout,
    protocol_error, ///< the stream cannot be read on
    inactivity,
    connection_lost, ///< connection_closed() was called while open
    write_timeout,   ///< the peer takes no octets
};
std::string_view name_of(close_reason reason) noexcept;

namespace event {
/// The bind was accepted (role esme), or accept_bind() was called (role smsc).
struct bound {
    link_state state;
    std::uint8_t peer_version;
};
/// Role smsc: answer with accept_bind() or refuse_bind().
struct bind_request {
    command_id kind;
    bind_body body;
    std::uint32_t sequence;
};
/// A request of the peer that this state allows: answer with respond(). Always submit_sm or
/// deliver_sm (or outbind, which has no answer).
struct request {
    pdu pdu;
};
/// The answer to a request of ours; `token` is what was given to request().
struct response {
    std::uint64_t token;
    pdu pdu;
};
/// No answer in time. The window place is free; an answer that comes later is `late_response`.
struct request_timeout {
    std::uint64_t token;
};
/// An answer after its request_timeout. It must not lead to a second send.
struct late_response {
    std::uint64_t token;
    pdu pdu;
};
/// The peer sent something that was answered with an error; for the log. With status rok nothing
/// was answered: a response that belongs to no request, or one whose body is bad (its `response`
/// follows, with the body left empty).
struct peer_error {
    decode_error error;
    header pdu_header;
};
/// The last event. Requests in flight then have no answer: `unanswered` tokens follow from
/// take_unanswered().
struct closed {
    close_reason reason;
    command_status status;
};
} // namespace event
using session_event =
    std::variant<event::bound, event::bind_request, event::request, event::response,
                 event::request_timeout, event::late_response, event::peer_error, event::closed>;

enum class request_error : std::uint8_t {
    window_full,
    output_full,
    not_bound,
    not_allowed,
    invalid_pdu
};

class session {
public:
    session(const session_config& config, time_point now);
    ~session();
    session(session&&) noexcept;
    session& operator=(session&&) noexcept;

    /// Octets from the peer, split anywhere. Events are then ready.
    void feed(std::string_view octets, time_point now);
    /// The oldest event not yet taken.
    std::optional<session_event> next_event();
    /// Time passes: enquire_link, time-outs. Call about every 100 ms. While the owner does not read
    /// what the peer sends
    /// (`reading` false) its silence and missing answers are not held against it; only the write
    /// time-out counts.
    void tick(time_point now, bool reading = true);
    /// The connection is gone (read or write failed, or it was closed).
    void connection_closed(time_point now);

    /// Role esme, once, right after the connection is made; a second call does nothing.
    void bind(command_id kind, const bind_body& body, time_point now);
    /// Role smsc: the answer to bind_request.
    void accept_bind(const std::string& system_id, time_point now);
    void refuse_bind(command_status status, time_point now);

    /// Sends a request (submit_sm or deliver_sm). The sequence number it got; the answer's event
    /// carries `token`.
    std::expected<std::uint32_t, request_error> request(const body& b, std::uint64_t token,
                                                        time_point now);
    /// Answers a request event.
    void respond(std::uint32_t sequence, command_status status, const body& b);
    /// Asks to unbind: no new requests; `closed` follows when the peer answered, or after the
    /// response time.
    void unbind(time_point now);

    /// What must be written to the socket now, whole PDUs of about 64 KiB together; more may follow
    /// when it is taken. Stays where it is until all of it was consumed, whatever is called
    /// meanwhile; what is added waits its turn (enquire_link and its answer in front). Empty after
    /// `closed` was taken and all is written.
    std::string_view output() const noexcept;
    /// The socket took the first `octets` of it.
    void consume_output(std::size_t octets, time_point now);
    /// All octets not yet taken by the socket.
    std::size_t output_pending() const noexcept;

    /// After `closed`: the tokens of the requests that have no answer, oldest first. They may have
    /// reached the peer.
    std::vector<std::uint64_t> take_unanswered();

    link_state state() const noexcept;
    std::size_t in_flight() const noexcept;
    std::size_t window_free() const noexcept; ///< 0 while not bound for sending
    std::uint8_t peer_version()
        const noexcept; ///< 0x33 where the peer gave none: then no TLVs are sent in 3.3 ways

private:
    struct impl;
    std::unique_ptr<impl> impl_;
};

} // namespace smpp
