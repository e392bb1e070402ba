#pragma once
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <cstdint>
#include <random>
#include <stdexcept>

namespace yeelen::test {

/// A loopback port that nobody listens on, below the range from which the system takes ports for
/// outgoing connections: for the few programs that must have the same port again after a restart.
inline std::uint16_t free_port() {
    std::random_device random;
    boost::asio::io_context io;
    for (int tries = 0; tries < 100; ++tries) {
        const auto port =
            static_cast<std::uint16_t>(std::uniform_int_distribution{20'000, 32'000}(random));
        boost::asio::ip::tcp::acceptor acceptor{io};
        boost::system::error_code failed;
        acceptor.open(boost::asio::ip::tcp::v4(), failed);
        acceptor.set_option(boost::asio::socket_base::reuse_address(true), failed);
        acceptor.bind({boost::asio::ip::address_v4::loopback(), port}, failed);
        if (!failed) {
            acceptor.listen(1, failed);
        }
        if (!failed) {
            return port;
        }
    }
    throw std::runtime_error{"no free port"};
}

} // namespace yeelen::test
