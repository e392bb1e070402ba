#pragma once
// What a link reads from and writes to: TCP, or TLS over it.
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/system/error_code.hpp>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace smpp::net {

/// What is called when an operation ends: one type, so that streams can be virtual and their
/// operations still are handlers of Asio without std::function. `keep` lives until then.
struct stream_done {
    std::shared_ptr<void> keep;
    void (*then)(void* kept, const boost::system::error_code& ec, std::size_t octets);

    void operator()(const boost::system::error_code& ec, std::size_t octets = 0) {
        then(keep.get(), ec, octets);
    }
};

/// One read and one write at a time. Whoever starts an operation keeps the stream alive until its
/// end, and what it reads into or writes from too.
class stream {
public:
    stream() = default;
    virtual ~stream() = default;
    stream(const stream&) = delete;
    stream& operator=(const stream&) = delete;

    virtual boost::asio::any_io_executor executor() = 0;
    /// Once, before all else. `done` comes at once, from within the call, where there is nothing
    /// to agree on.
    virtual void handshake(stream_done done) = 0;
    virtual void read_some(boost::asio::mutable_buffer into, stream_done done) = 0;
    virtual void write_some(boost::asio::const_buffer from, stream_done done) = 0;
    /// Ends a read that waits, with operation_aborted; false where that cannot be done without harm
    /// to the stream. While nothing is being written.
    virtual bool cancel_read() noexcept = 0;
    /// Tells the peer that no more comes; while nothing is being written.
    virtual void end_writing(stream_done done) = 0;
    virtual bool is_open() const noexcept = 0;
    /// Ends all operations, each with an error.
    virtual void close() noexcept = 0;
    /// What an error of an operation means, for a person.
    virtual std::string explain(const boost::system::error_code& ec) const = 0;
};

std::unique_ptr<stream> make_plain_stream(boost::asio::ip::tcp::socket socket);

/// No delay, keepalive. A socket that is gone is told of by its first read or write.
void prepare(boost::asio::ip::tcp::socket& socket) noexcept;

/// "127.0.0.1:2775", "[::1]:2775".
std::string text_of(const boost::asio::ip::address& address, std::uint16_t port);
/// Of a socket's peer; "?" when it is gone.
std::string peer_of(const boost::asio::ip::tcp::socket& socket);
/// IPv4 that came in through an IPv6 socket (::ffff:a.b.c.d) is IPv4.
boost::asio::ip::address unmapped(const boost::asio::ip::address& address);

} // namespace smpp::net
