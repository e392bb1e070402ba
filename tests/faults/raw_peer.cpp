#include "faults/raw_peer.hpp"

#include <boost/asio/write.hpp>
#include <poll.h>

namespace yeelen::test {

namespace {

using clock = std::chrono::steady_clock;

bool wait_readable(int fd, clock::time_point until) {
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(until - clock::now()).count();
    pollfd what{fd, POLLIN, 0};
    return poll(&what, 1, left > 0 ? static_cast<int>(left) : 0) > 0;
}

} // namespace

bool raw_connection::readable(clock::time_point until) {
    return wait_readable(socket_.native_handle(), until);
}

void raw_connection::send(std::string_view octets) {
    boost::system::error_code ignored;
    boost::asio::write(socket_, boost::asio::buffer(octets), ignored);
}

std::optional<std::string> raw_connection::read(std::size_t size, std::chrono::milliseconds limit) {
    const auto until = clock::now() + limit;
    std::string octets(size, '\0');
    for (std::size_t got = 0; got < size;) {
        boost::system::error_code failed;
        if (!readable(until)) {
            return std::nullopt;
        }
        got += socket_.read_some(boost::asio::buffer(octets.data() + got, size - got), failed);
        if (failed) {
            return std::nullopt;
        }
    }
    return octets;
}

std::optional<std::string> raw_connection::read_pdu(std::chrono::milliseconds limit) {
    auto pdu = read(16, limit);
    if (!pdu) {
        return std::nullopt;
    }
    const auto rest = read(number_at(*pdu, 0) - 16, limit);
    return rest ? std::optional{*pdu + *rest} : std::nullopt;
}

bool raw_connection::closed_by_peer(std::chrono::milliseconds limit) {
    const auto until = clock::now() + limit;
    char octets[4096];
    for (boost::system::error_code failed; readable(until);) {
        socket_.read_some(boost::asio::buffer(octets), failed);
        if (failed) {
            return true;
        }
    }
    return false;
}

std::unique_ptr<raw_connection> raw_listener::accept(std::chrono::milliseconds limit) {
    if (!wait_readable(acceptor_.native_handle(), clock::now() + limit)) {
        return nullptr;
    }
    return std::make_unique<raw_connection>(acceptor_.accept());
}

std::uint32_t number_at(std::string_view octets, std::size_t at) {
    std::uint32_t n = 0;
    for (std::size_t i = 0; i < 4; ++i) {
        n = n << 8 | static_cast<unsigned char>(octets[at + i]);
    }
    return n;
}

std::string header(std::uint32_t length, std::uint32_t command, std::uint32_t status,
                   std::uint32_t sequence) {
    std::string octets;
    for (const auto n : {length, command, status, sequence}) {
        for (int shift = 24; shift >= 0; shift -= 8) {
            octets += static_cast<char>(n >> shift & 0xFF);
        }
    }
    return octets;
}

bool accept_bind(raw_connection& c) {
    const auto bind = c.read_pdu();
    if (!bind || number_at(*bind, 4) != 0x00000009) {
        return false;
    }
    c.send(header(21, 0x80000009, 0, number_at(*bind, 12)) + std::string("smsc\0", 5));
    return true;
}

} // namespace yeelen::test
