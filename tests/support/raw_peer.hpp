#pragma once
// Sockets that say what a test says: no SMPP of their own.
#include <array>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/write.hpp>
#include <memory>
#include <string>

namespace support {

/// Connected to a port of loopback; gathers what comes. Small writes go out at once, whole.
class raw_peer {
public:
    using tcp = boost::asio::ip::tcp;

    raw_peer(boost::asio::io_context& io, std::uint16_t port, bool reads = true)
        : socket(io) {
        socket.connect({boost::asio::ip::address_v4::loopback(), port});
        socket.set_option(tcp::no_delay(true));
        if (reads) {
            read();
        }
    }
    raw_peer(const raw_peer&) = delete;
    raw_peer& operator=(const raw_peer&) = delete;
    ~raw_peer() { *alive_ = false; }

    /// False when the other side is gone.
    bool write(std::string_view octets) {
        boost::system::error_code ec;
        boost::asio::write(socket, boost::asio::buffer(octets), ec);
        return !ec;
    }
    /// Ends with a reset, not with an end of stream.
    void reset() {
        socket.set_option(boost::asio::socket_base::linger(true, 0));
        socket.close();
    }

    tcp::socket socket;
    std::string got;
    bool ended = false;

private:
    void read() {
        socket.async_read_some(
            boost::asio::buffer(buffer_),
            [this, alive = alive_](const boost::system::error_code& ec, std::size_t n) {
                if (!*alive) {
                    return;
                }
                got.append(buffer_.data(), n);
                ended = static_cast<bool>(ec);
                if (!ec) {
                    read();
                }
            });
    }

    std::array<char, 4096> buffer_{};
    std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

/// Takes one connection, says `first` to a port of loopback, and hands on what comes, either way.
class relay {
public:
    using tcp = boost::asio::ip::tcp;

    relay(tcp::acceptor& front, std::uint16_t port, std::string first)
        : pair_(std::make_shared<sides>(front, port, std::move(first))) {
        front.async_accept(pair_->in.socket, [p = pair_](const boost::system::error_code& ec) {
            if (!ec) {
                boost::asio::write(p->out.socket, boost::asio::buffer(p->first));
                hand_on(p, p->in, p->out);
                hand_on(p, p->out, p->in);
            }
        });
    }

private:
    struct side {
        tcp::socket socket;
        std::array<char, 4096> buffer{};
    };
    struct sides {
        sides(tcp::acceptor& front, std::uint16_t port, std::string f)
            : in{tcp::socket{front.get_executor()}}
            , out{tcp::socket{front.get_executor()}}
            , first(std::move(f)) {
            out.socket.connect({boost::asio::ip::address_v4::loopback(), port});
        }
        side in;
        side out;
        std::string first;
    };
    static void hand_on(const std::shared_ptr<sides>& p, side& from, side& to) {
        from.socket.async_read_some(
            boost::asio::buffer(from.buffer),
            [p, &from, &to](boost::system::error_code ec, std::size_t n) {
                if (!ec) {
                    boost::asio::write(to.socket, boost::asio::buffer(from.buffer.data(), n), ec);
                }
                if (!ec) {
                    hand_on(p, from, to);
                }
            });
    }

    std::shared_ptr<sides> pair_;
};

} // namespace support
