#pragma once
// One SMPP link as a state machine without sockets or clocks (SMPP 3.4 2.2, 2.9). Octets and times
// in, events and octets out. Not thread-safe: owned by the thread of its link.
//
// What bounds it. Requests of ours: `window` and `max_output`. Answers of ours: they are about as
// long as what was read, so the link stops reading while output_pending() is over `max_output`: a
// peer that sends and does not read gets no further. Requests that the owner has not answered:
// `max_unanswered` (each costs 16 octets until its answer, five times that where the peer's numbers
// do not rise and answers come in another order). A PDU on its way in: `max_pdu`. Events:
// those of one feed, if the owner takes them after it. Idle, window and buffers take some hundred
// octets.
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
    /// Both roles: from connect (or outbind) to bind, and from there to its answer.
    duration session_init = std::chrono::seconds(10);
    duration enquire_link = std::chrono::seconds(30); ///< silence after which we ask; 0 is never
    duration inactivity =
        std::chrono::seconds(0); ///< silence of messages after which we unbind; 0 is never
    duration response = std::chrono::seconds(10); ///< for each request of ours
    /// How long answers on their way, theirs and ours, are waited for before our unbind leaves, and
    /// answers of ours before the peer's unbind is answered; 0: half of `response`. At most
    /// `response`.
    duration unbind_patience = std::chrono::seconds(0);
    duration write_timeout =
        std::chrono::seconds(10); ///< output that makes no progress for so long closes; 0 is never
    /// Role esme: what the peer speaks when its bind answer has no sc_interface_version. The
    /// specification says 3.3 (no TLVs are sent then); operators that know TLVs and do not say so
    /// need version_34 here.
    std::uint8_t assumed_peer_version = version_33;
    std::uint32_t first_sequence = 1; ///< 1 to 0x7FFFFFFF
    /// What we speak at most: version_33, version_34 or version_50. A bind speaks the lower one of
    /// ours and the peer's (0x34 for 0x35-0x4F, 0x33 for what is lower). Role esme: ours is what
    /// bind() announces, so 5.0 wants bind_body.interface_version set too.
    std::uint8_t version = version_50;
    /// Requests are held against validate() too and refused with its status, and a sequence number
    /// outside 1 to 0x7FFFFFFF with RUNKNOWNERR (SMPP 3.4 3.2); else only what cannot be read is.
    bool strict = false;
    /// Passwords of 9 to 16 octets, which the specification does not know but providers give. Else
    /// bind() and outbind() close with bind_refused, RINVPASWD, and `strict` refuses them so.
    bool long_passwords = false;
    /// Requests of the peer that the owner has not answered yet, at most: further ones are answered
    /// with RMSGQFUL and do not become events. 0 is no bound: for peers that are trusted. Each
    /// request event must be answered some time: one that never is keeps its place.
    std::size_t max_unanswered = 10'000;
};

enum class close_reason : std::uint8_t {
    peer_unbound,         ///< the peer's unbind was answered (it may have crossed ours)
    unbound,              ///< our unbind was answered, or its time ran out
    bind_refused,         ///< bind_resp with an error status
    session_init_timeout, ///< no bind, or no answer to it, in time
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
    std::uint8_t peer_version; ///< as session::peer_version()
};
/// Role smsc: answer with accept_bind() or refuse_bind().
struct bind_request {
    command_id kind;
    bind_body body;
    std::uint32_t sequence;
};
/// A request of the peer that this state and version allow: answer with respond(). A message or
/// what concerns one: submit_sm, deliver_sm, data_sm, submit_multi, query_sm, cancel_sm,
/// replace_sm, broadcast_sm and its kin; or alert_notification, which has no answer. One that comes
/// after unbind() may be left without an answer: a peer keeps it for the next bind.
struct request {
    pdu pdu;
};
/// Role esme, open: the SMSC asks to be bound to. bind() answers (SMPP 3.4 2.2.1), as a receiver,
/// where both speak 5.0 as a transceiver too; there is no response. Once: a second one is refused.
/// It may cross a bind() that did not wait for it.
struct outbind_request {
    outbind body;
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
using session_event = std::variant<event::bound, event::bind_request, event::outbind_request,
                                   event::request, event::response, event::request_timeout,
                                   event::late_response, event::peer_error, event::closed>;

enum class request_error : std::uint8_t {
    window_full,
    output_full,
    not_bound,
    not_allowed, ///< by the state, the role or the version of this bind
    invalid_pdu  ///< encode() would say which field does not fit the wire
};
std::string_view name_of(request_error e) noexcept;

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
    /// (`reading` false) its silence is not held against it, and answers are not missed yet: what
    /// ran out meanwhile is told at the first tick that reads, so feed what has gathered before
    /// that. Only the write time-out and an unbind of ours go on.
    void tick(time_point now, bool reading = true);
    /// The connection is gone (read or write failed, or it was closed).
    void connection_closed(time_point now);

    /// Role esme, once, right after the connection is made or after outbind_request; a second call
    /// does nothing. The interface_version that leaves is `version` of the configuration at most.
    /// A body that does not fit the wire closes with bind_refused.
    void bind(command_id kind, const bind_body& body, time_point now);
    /// Role smsc: the answer to bind_request. `max_version` is what this bind speaks at most, where
    /// that is less than session_config::version.
    void accept_bind(const std::string& system_id, time_point now,
                     std::uint8_t max_version = version_50);
    void refuse_bind(command_status status, time_point now);

    /// Role smsc, while open, once: asks the ESME that we connected to for its bind (SMPP 3.4
    /// 4.1.7), which must come within session_init. Only a bind_receiver answers it, where both
    /// speak 5.0 a bind_transceiver too: another bind is refused with RINVBNDSTS and the wait goes
    /// on. A body that does not fit the wire closes with bind_refused.
    void outbind(const smpp::outbind& body, time_point now);

    /// Sends a request: for an esme submit_sm, submit_multi, data_sm, query_sm, cancel_sm,
    /// replace_sm, broadcast_sm, query_broadcast_sm, cancel_broadcast_sm; for an smsc deliver_sm,
    /// data_sm, alert_notification (which takes no place in the window and has no answer; its token
    /// never comes back). The sequence number it got; the answer's event carries `token`.
    std::expected<std::uint32_t, request_error> request(const body& b, std::uint64_t token,
                                                        time_point now);
    /// Answers a request event, in any order, once: with the response of its command, or with a
    /// generic_nack. False: no such answer is owed for this number, `b` is no response or the
    /// session is closed, and nothing was sent; or `b` does not fit the wire in the version of this
    /// bind (a message_id of more than 8 octets for 3.3), and RSYSERR was sent in its place. Of two
    /// requests with one number and command each gets an answer.
    bool respond(std::uint32_t sequence, command_status status, const body& b);
    /// Asks to unbind: no new requests of ours. The unbind leaves when the answers to ours are in
    /// and the peer's requests so far are answered, after `unbind_patience` at the latest; `closed`
    /// follows when the peer answered, or after the response time. Requests that come later are
    /// events as before and may be answered, but nothing waits for that: a peer that goes on
    /// sending does not hold the unbind up. To leave them unanswered is right where the answer
    /// promises what cannot be done any more: the peer keeps them for the next bind.
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
    /// Request events that respond() has not answered yet.
    std::size_t unanswered_requests() const noexcept;
    /// What this bind speaks: 0x33, 0x34 or 0x50. 0x33 where the peer gave none: then no TLVs are
    /// sent.
    std::uint8_t peer_version() const noexcept;
    /// The last congestion_state that the peer gave in any answer, 0 to 100 (SMPP 5.0 4.8.4.18).
    std::optional<std::uint8_t> congestion() const noexcept;

private:
    struct impl;
    std::unique_ptr<impl> impl_;
};

} // namespace smpp
