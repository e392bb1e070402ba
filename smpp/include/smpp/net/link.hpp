#pragma once
// A socket with a session on it. All calls and callbacks on the executor's one thread.
#include "smpp/session.hpp"
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <memory>
#include <string>
#include <string_view>

namespace smpp::net {

class link;

/// What a link tells its owner. Callbacks may call back into the link.
class link_handler {
public:
    virtual ~link_handler() = default;
    virtual void on_event(link& l, session_event& e) = 0;
    /// All events of one read (or one tick) were given: the moment to hand a batch on.
    virtual void on_batch_end(link&) {}
    /// A client's try to connect came to nothing (no such host, refused, too late): there is no
    /// link to tell it of. The client goes on trying.
    virtual void on_unreachable(std::string_view /*reason*/) {}
};

/// Reads, feeds, gives events, writes what the session has to say, ticks it every 100 ms.
/// TCP_NODELAY on. Writes are coalesced: one in flight, what gathers meanwhile goes in the next. A
/// write that makes no progress for `write_timeout` closes the link. Made with std::make_shared;
/// once started it keeps itself alive until its `closed` event was given and the socket is done
/// with.
class link : public std::enable_shared_from_this<link> {
public:
    link(boost::asio::ip::tcp::socket socket, const session_config& config, link_handler& handler);
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
    /// Where the peer is, "127.0.0.1:2775".
    const std::string& peer() const noexcept { return peer_; }
    /// Stops reading (back-pressure) until resume_reading().
    void pause_reading() noexcept;
    void resume_reading();

private:
    struct io;
    smpp::session session_;
    std::string peer_;
    std::unique_ptr<io> io_;
};

} // namespace smpp::net
