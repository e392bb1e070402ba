#pragma once
// A TCP server that says what its script tells it, right or wrong.
#include "runtime/executor.hpp"
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <charconv>
#include <functional>
#include <string>

namespace yeelen::test {

namespace asio = boost::asio;

/// One accepted connection, as a script sees it. It closes when the script returns.
class raw_connection {
public:
    raw_connection(runtime::tcp_socket socket, std::size_t number)
        : number(number)
        , socket_(std::move(socket)) {
        socket_.set_option(asio::ip::tcp::no_delay(true));
    }

    const std::size_t number; ///< from 1, in the order accepted

    /// The next whole request; empty when the client closed.
    runtime::task<std::string> request() {
        for (;;) {
            if (const auto end = unread_.find("\r\n\r\n"); end != std::string::npos) {
                std::size_t body = 0;
                if (const auto at = unread_.find("Content-Length: "); at < end) {
                    std::from_chars(unread_.data() + at + 16, unread_.data() + end, body);
                }
                if (unread_.size() >= end + 4 + body) {
                    std::string whole = unread_.substr(0, end + 4 + body);
                    unread_.erase(0, whole.size());
                    co_return whole;
                }
            }
            char bytes[4096];
            boost::system::error_code error;
            const auto n = co_await socket_.async_read_some(
                asio::buffer(bytes),
                asio::redirect_error(asio::use_awaitable_t<runtime::executor>{}, error));
            if (error) {
                co_return std::string{};
            }
            unread_.append(bytes, n);
        }
    }

    runtime::task<void> send(std::string text) {
        boost::system::error_code ignored;
        co_await asio::async_write(
            socket_, asio::buffer(text),
            asio::redirect_error(asio::use_awaitable_t<runtime::executor>{}, ignored));
    }

    /// Each byte in a write of its own, with a turn of the loop between.
    runtime::task<void> send_bytewise(std::string text) {
        for (const char c : text) {
            co_await send(std::string(1, c));
            co_await asio::post(socket_.get_executor(), asio::use_awaitable_t<runtime::executor>{});
        }
    }

    /// Reads until the client closes.
    runtime::task<void> until_closed() {
        while (!(co_await request()).empty()) {
        }
    }

    /// Closing sends RST instead of FIN.
    void reset_on_close() { socket_.set_option(asio::socket_base::linger(true, 0)); }

private:
    runtime::tcp_socket socket_;
    std::string unread_;
};

class raw_peer {
public:
    using script = std::function<runtime::task<void>(raw_connection&)>;

    raw_peer(asio::io_context& io, script play)
        : io_(io)
        , acceptor_(io, {asio::ip::address_v4::loopback(), 0})
        , play_(std::move(play)) {
        asio::co_spawn(io_, accept(), asio::detached);
    }

    std::string port() const { return std::to_string(acceptor_.local_endpoint().port()); }
    std::size_t accepted() const { return accepted_; }
    std::size_t ended() const { return ended_; }

private:
    runtime::task<void> accept() {
        for (;;) {
            runtime::tcp_socket socket{io_};
            boost::system::error_code error;
            co_await acceptor_.async_accept(
                socket, asio::redirect_error(asio::use_awaitable_t<runtime::executor>{}, error));
            if (error) {
                co_return;
            }
            asio::co_spawn(io_, serve(std::move(socket), ++accepted_), asio::detached);
        }
    }

    runtime::task<void> serve(runtime::tcp_socket socket, std::size_t number) {
        {
            raw_connection connection{std::move(socket), number};
            co_await play_(connection);
        }
        ++ended_;
    }

    asio::io_context& io_;
    runtime::tcp_acceptor acceptor_;
    script play_;
    std::size_t accepted_ = 0;
    std::size_t ended_ = 0;
};

} // namespace yeelen::test
