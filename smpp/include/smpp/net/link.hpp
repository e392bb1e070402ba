#pragma once
// A socket with a session on it. All calls and callbacks on the executor's one thread.
#include "smpp/session.hpp"
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <memory>
#include <string>
#include <string_view>

namespace smpp::net {

class link;
class stream;

/// What a link tells its owner. Callbacks may call back into the link.
///
/// Where a callback throws, the exception leaves io_context::run(), which may be called again. It
/// ends the link that the callback was about, and nothing else: its socket is closed at once, and
/// at the next turn of the loop its owner is told what it was not told yet, `closed` with
/// connection_lost at the end (unless `closed` is where it threw). So a client connects again, a
/// pool too, a server gives the account's place back, and a listener goes on accepting.
class link_handler {
public:
    virtual ~link_handler() = default;
    /// A listener made this link: called before link::start(), once, with the address that was
    /// admitted (the one that a PROXY header names). Not called for a client's links.
    virtual void on_open(link&, const boost::asio::ip::address& /*from*/) {}
    virtual void on_event(link& l, session_event& e) = 0;
    /// All events of one read (or one tick) were given: the moment to hand a batch on.
    virtual void on_batch_end(link&) {}
    /// A client's try to connect came to nothing (no such host, refused, too late, a certificate
    /// that is not good): there is no link to tell it of. The client goes on trying. The reason
    /// begins with the address: "10.0.0.1:2775: Connection refused". A server that speaks TLS 1.3
    /// refuses our certificate only when the link is there: the reason then follows its `closed`.
    /// Also told of a bind that does not fit the wire, with the field and no address; there the
    /// client gives up.
    virtual void on_unreachable(std::string_view /*reason*/) {}
    /// A listener ended a connection that was no link yet: no place, not admitted, no PROXY header,
    /// no TLS, too late. For the log; there may be very many of these.
    virtual void on_turned_away(std::string_view /*peer*/, std::string_view /*reason*/) {}
};

/// Reads, feeds, gives events, writes what the session has to say, ticks it: every 100 ms while
/// something is due; while it is bound and quiet at a tenth of its shortest timer, at most every
/// second. TCP_NODELAY and keepalive on. Writes are coalesced: one in flight, what gathers
/// meanwhile goes in the next. A write that makes no progress for `write_timeout` closes the link.
/// Holds 2 KiB to read into while little comes, up to 64 KiB while much does. Made with
/// std::make_shared; once started it keeps itself alive until its `closed` event was given and the
/// socket is done with.
class link : public std::enable_shared_from_this<link> {
public:
    /// On a connected socket without TLS; its executor is of an io_context. Clients and listeners
    /// make their own links. An SMSC that says outbind connects a socket, makes a link with role
    /// smsc, start()s it and calls outbind() on the session.
    link(boost::asio::ip::tcp::socket socket, const session_config& config, link_handler& handler);
    /// For clients and listeners: a stream whose handshake is done.
    link(std::unique_ptr<stream> s, std::string peer, const session_config& config,
         link_handler& handler);
    ~link();

    /// Begins to read. Before: bind() on the session, for an ESME.
    void start();
    /// The session, to request and respond on. Call flush() after.
    smpp::session& session() noexcept { return session_; }
    /// Writes what the session has to say (no more than one write is ever under way).
    void flush();
    /// Closes the socket now; `closed` follows, never from within this call.
    void close();
    /// Closes the socket now and calls the handler no more: for an owner that goes away.
    void abandon() noexcept;
    /// Where the peer is, "127.0.0.1:2775"; behind a PROXY protocol, whom its header names.
    const std::string& peer() const noexcept { return peer_; }
    /// What the socket or TLS said when the connection was lost; empty while it was not.
    const std::string& why_lost() const noexcept { return why_lost_; }
    /// Stops reading (back-pressure) until resume_reading().
    void pause_reading() noexcept;
    void resume_reading();

private:
    struct io;
    smpp::session session_;
    std::string peer_;
    std::string why_lost_;
    std::unique_ptr<io> io_;
};

} // namespace smpp::net
