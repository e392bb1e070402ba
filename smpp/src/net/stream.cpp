#include "stream.hpp"
#include <boost/asio/error.hpp>
#include <fmt/format.h>

namespace smpp::net {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

namespace {

class plain_stream final : public stream {
public:
    explicit plain_stream(tcp::socket socket)
        : socket_(std::move(socket)) {}

    asio::any_io_executor executor() override { return socket_.get_executor(); }
    void handshake(stream_done done) override { done({}, 0); }
    void read_some(asio::mutable_buffer into, stream_done done) override {
        socket_.async_read_some(into, std::move(done));
    }
    void write_some(asio::const_buffer from, stream_done done) override {
        socket_.async_write_some(from, std::move(done));
    }
    bool cancel_read() noexcept override {
        error_code failed;
        socket_.cancel(failed);
        return !failed;
    }
    void end_writing(stream_done) override {
        error_code ignored;
        socket_.shutdown(tcp::socket::shutdown_send, ignored);
    }
    bool is_open() const noexcept override { return socket_.is_open(); }
    void close() noexcept override {
        error_code ignored;
        socket_.close(ignored);
    }
    std::string explain(const error_code& ec) const override {
        return ec == asio::error::eof ? "the peer closed the connection" : ec.message();
    }

private:
    tcp::socket socket_;
};

} // namespace

std::unique_ptr<stream> make_plain_stream(tcp::socket socket) {
    return std::make_unique<plain_stream>(std::move(socket));
}

void prepare(tcp::socket& socket) noexcept {
    error_code ignored;
    socket.set_option(tcp::no_delay(true), ignored);
    socket.set_option(asio::socket_base::keep_alive(true), ignored);
}

std::string text_of(const asio::ip::address& address, std::uint16_t port) {
    return address.is_v6() ? fmt::format("[{}]:{}", address.to_string(), port)
                           : fmt::format("{}:{}", address.to_string(), port);
}

std::string peer_of(const tcp::socket& socket) {
    error_code ec;
    const tcp::endpoint peer = socket.remote_endpoint(ec);
    return ec ? std::string{"?"} : text_of(unmapped(peer.address()), peer.port());
}

asio::ip::address unmapped(const asio::ip::address& address) {
    if (address.is_v6() && address.to_v6().is_v4_mapped()) {
        return asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6());
    }
    return address;
}

} // namespace smpp::net
