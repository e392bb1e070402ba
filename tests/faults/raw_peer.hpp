#pragma once
// A TCP server that a test plays by hand, octet by octet. Every wait is bounded.
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace yeelen::test {

class raw_connection {
public:
    explicit raw_connection(boost::asio::ip::tcp::socket socket)
        : socket_(std::move(socket)) {}

    /// What the peer does not take is dropped: it may have closed.
    void send(std::string_view octets);
    /// The next `size` octets; nothing when the peer closed or the time is over before.
    std::optional<std::string> read(std::size_t size,
                                    std::chrono::milliseconds limit = std::chrono::seconds{20});
    /// The next SMPP PDU, whole.
    std::optional<std::string> read_pdu(std::chrono::milliseconds limit = std::chrono::seconds{20});
    /// Reads and forgets until the peer closes; whether it did so in time.
    bool closed_by_peer(std::chrono::milliseconds limit = std::chrono::seconds{20});

private:
    bool readable(std::chrono::steady_clock::time_point until);
    boost::asio::ip::tcp::socket socket_;
};

class raw_listener {
public:
    raw_listener()
        : acceptor_(io_, {boost::asio::ip::address_v4::loopback(), 0}) {}
    std::uint16_t port() const { return acceptor_.local_endpoint().port(); }
    /// The next connection; null when none comes in time. One that nobody accepts waits, connected,
    /// in the system.
    std::unique_ptr<raw_connection> accept(std::chrono::milliseconds limit = std::chrono::seconds{
                                               20});

private:
    boost::asio::io_context io_;
    boost::asio::ip::tcp::acceptor acceptor_;
};

/// Big-endian.
std::uint32_t number_at(std::string_view octets, std::size_t at);
std::string header(std::uint32_t length, std::uint32_t command, std::uint32_t status,
                   std::uint32_t sequence);

/// Reads the bind_transceiver and says yes.
bool accept_bind(raw_connection& c);

} // namespace yeelen::test
