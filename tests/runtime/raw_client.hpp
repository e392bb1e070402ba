#pragma once
// A TCP client that sends what it is told and keeps what comes back.
#include "runtime/executor.hpp"
#include <boost/asio/write.hpp>
#include <string>
#include <string_view>

namespace yeelen::test {

namespace asio = boost::asio;

/// Connects and writes at once (blocking: the kernel takes it); reads by the context, which must
/// run for that.
class raw_client {
public:
    raw_client(asio::io_context& io, std::uint16_t port)
        : socket_(io) {
        socket_.connect({asio::ip::address_v4::loopback(), port});
        socket_.set_option(asio::ip::tcp::no_delay(true));
        read();
    }

    void send(std::string_view text) {
        boost::system::error_code ignored;
        asio::write(socket_, asio::buffer(text), ignored);
    }
    void close() {
        boost::system::error_code ignored;
        socket_.close(ignored);
    }
    void shutdown_send() { socket_.shutdown(runtime::tcp_socket::shutdown_send); }

    const std::string& received() const { return received_; }
    bool closed() const { return closed_; } ///< by the server
    bool reset() const { return reset_; }
    /// How often `text` has come.
    std::size_t count(std::string_view text) const {
        std::size_t found = 0;
        for (auto at = received_.find(text); at != std::string::npos;
             at = received_.find(text, at + 1)) {
            ++found;
        }
        return found;
    }

private:
    void read() {
        socket_.async_read_some(asio::buffer(bytes_), [this](const auto& error, std::size_t n) {
            if (error == asio::error::operation_aborted) {
                return;
            }
            received_.append(bytes_, n);
            if (error) {
                closed_ = true;
                reset_ = error != asio::error::eof;
                return;
            }
            read();
        });
    }

    runtime::tcp_socket socket_;
    char bytes_[4096];
    std::string received_;
    bool closed_ = false;
    bool reset_ = false;
};

} // namespace yeelen::test
