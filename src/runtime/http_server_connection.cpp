#include "runtime/http_server_connection.hpp"

#include "runtime/http_writer.hpp"
#include <algorithm>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

namespace yeelen::runtime {

namespace {

using boost::system::error_code;

/// What a refused sender may still send before it is cut off: enough that the answer is not lost to
/// a reset.
constexpr std::size_t most_drained = 1 << 20;
constexpr std::chrono::milliseconds longest_drain{1000};

auto into(error_code& error) {
    return asio::redirect_error(asio::use_awaitable_t<executor>{}, error);
}

unsigned status_of(parse_fault fault) {
    switch (fault) {
    case parse_fault::malformed: return 400;
    case parse_fault::bad_version: return 505;
    case parse_fault::header_too_large: return 431;
    case parse_fault::body_too_large: return 413;
    }
    return 400;
}

http_response refusal(unsigned status) {
    switch (status) {
    case 408: return json_error(status, "request_timeout", "The request did not arrive in time.");
    case 413:
        return json_error(status, "body_too_large", "The body is larger than this server takes.");
    case 431:
        return json_error(status, "header_too_large",
                          "The header is larger than this server takes.");
    case 505: return json_error(status, "http_version", "This server speaks HTTP/1.1.");
    default:
        return json_error(status, "bad_request", "This is not a well-formed HTTP/1.1 request.");
    }
}

parse_limits limits_of(const http_server_config& config) {
    parse_limits limits;
    limits.body = config.max_body;
    return limits;
}

} // namespace

http_server_connection::http_server_connection(std::shared_ptr<http_server_state> server,
                                               tcp_socket socket)
    : server_(std::move(server))
    , socket_(std::move(socket))
    , parser_(limits_of(server_->config))
    , buffer_(buffer_for(limits_of(server_->config))) {
    server_->connections.insert(this);
    error_code ignored;
    socket_.set_option(asio::ip::tcp::no_delay(true), ignored);
    socket_.non_blocking(true, ignored);
}

http_server_connection::~http_server_connection() {
    server_->connections.erase(this);
}

void http_server_connection::enter(phase next, std::chrono::milliseconds limit) {
    phase_ = next;
    deadline_ = std::chrono::steady_clock::now() + limit;
}

void http_server_connection::tick(time_point now) {
    if (phase_ != phase::handling && now >= deadline_ && !expired_) {
        expired_ = true;
        error_code ignored;
        socket_.cancel(ignored);
    }
}

void http_server_connection::stop() {
    if (phase_ != phase::handling && phase_ != phase::writing) {
        error_code ignored;
        socket_.cancel(ignored);
    }
}

task<void> http_server_connection::run() {
    while (!server_->stopping) {
        if (const auto refused = co_await receive()) {
            if (*refused != 0) {
                co_await refuse(*refused);
            }
            co_return;
        }
        response_form form;
        form.to_http_1_0 = parser_.http_1_0();
        bool keep = parser_.keep_alive();
        auto request = parser_.take();
        form.to_head = request.method == "HEAD";
        phase_ = phase::handling;
        const auto response = co_await handle(std::move(request));
        if (response.status == 0) {
            co_return; // the handler wants the connection closed without a word
        }
        form.keep_alive = keep = keep && !server_->stopping;
        if (!co_await write(response_text(response, form))) {
            co_return;
        }
        if (!keep) {
            co_return co_await drain();
        }
    }
}

/// Nothing when a request is complete; else the status to refuse it with, 0 for none (the client
/// went, or stop).
task<std::optional<unsigned>> http_server_connection::receive() {
    const auto& config = server_->config;
    bool continued = false;
    parser_.reset();
    enter(phase::idle, config.idle);
    for (;;) {
        if (!buffer_.empty()) {
            const auto used = parser_.feed(buffer_.unread());
            if (!used) {
                co_return status_of(used.error());
            }
            buffer_.consume(*used);
            if (parser_.done()) {
                co_return std::nullopt;
            }
            if (phase_ == phase::idle && parser_.started()) {
                enter(phase::receiving, config.request_timeout);
            }
            if (!continued && parser_.awaits_continue()) {
                continued = true;
                const auto before = deadline_;
                if (!co_await write("HTTP/1.1 100 Continue\r\n\r\n")) {
                    co_return 0;
                }
                phase_ = phase::receiving;
                deadline_ = before;
            }
            if (buffer_.room().empty()) {
                co_return 431; // a chunk's or trailer's line without end
            }
        }
        if (!co_await read_more()) {
            const bool late = expired_ && phase_ == phase::receiving && !server_->stopping;
            co_return late ? 408 : 0;
        }
    }
}

task<bool> http_server_connection::read_more() {
    if (server_->stopping || expired_) {
        co_return false;
    }
    const auto room = buffer_.room();
    error_code error;
    const auto n =
        co_await socket_.async_read_some(asio::buffer(room.data(), room.size()), into(error));
    buffer_.filled(n);
    co_return !error && !server_->stopping && !expired_;
}

/// Mostly the socket takes all at once, without a turn through the reactor.
task<bool> http_server_connection::write(std::string text) {
    enter(phase::writing, server_->config.request_timeout);
    error_code error;
    auto sent = socket_.write_some(asio::buffer(text), error);
    if (error == asio::error::would_block) {
        error.clear();
        sent = 0;
    }
    if (!error && sent < text.size()) {
        co_await asio::async_write(socket_, asio::buffer(text) + sent, into(error));
    }
    co_return !error && !expired_;
}

task<http_response> http_server_connection::handle(http_request request) {
    const std::string path{server_->config.on_exception ? request.path() : std::string_view{}};
    std::string what = "not a std::exception";
    try {
        co_return co_await server_->handle(std::move(request));
    } catch (const std::exception& thrown) {
        what = thrown.what();
    } catch (...) {
    }
    if (server_->config.on_exception) {
        server_->config.on_exception(path, what);
    }
    co_return json_error(500, "internal", "The server met a fault of its own.");
}

task<void> http_server_connection::refuse(unsigned status) {
    expired_ = false;
    response_form form;
    form.keep_alive = false;
    if (co_await write(response_text(refusal(status), form))) {
        co_await drain();
    }
}

/// After the last answer reads on for a moment: closing with unread bytes would reset the
/// connection and lose the answer on its way.
task<void> http_server_connection::drain() {
    error_code error;
    socket_.shutdown(tcp_socket::shutdown_send, error);
    enter(phase::draining, std::min(longest_drain, server_->config.request_timeout));
    for (std::size_t drained = 0;
         !error && !expired_ && !server_->stopping && drained < most_drained;) {
        buffer_.consume(buffer_.unread().size());
        const auto room = buffer_.room();
        drained +=
            co_await socket_.async_read_some(asio::buffer(room.data(), room.size()), into(error));
    }
}

} // namespace yeelen::runtime
