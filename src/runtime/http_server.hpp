#pragma once
#include "runtime/executor.hpp"
#include "runtime/http_message.hpp"
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <system_error>

namespace yeelen::runtime {

struct http_server_config {
    std::string host = "127.0.0.1";
    std::uint16_t port = 0;             ///< 0 takes a free one
    std::size_t max_connections = 1000; ///< more are closed at once
    std::size_t max_body = 64 * 1024;   ///< larger: 413
    std::chrono::milliseconds request_timeout{
        10'000}; ///< for a whole request to arrive once it began (slowloris)
    std::chrono::milliseconds idle{60'000};
    /// Told of a handler that threw (the caller gets 500): the request's path, and what() of the
    /// exception.
    std::function<void(std::string_view path, std::string_view what)> on_exception = {};
};

/// HTTP/1.1 with keep-alive and pipelining in order. One thread: the io_context's. A handler that
/// throws gives 500. The server goes before its io_context; connections whose handler still runs
/// end by themselves.
/// A response of status 0 closes the connection without an answer.
class http_server {
public:
    using handler = std::function<task<http_response>(http_request)>;
    static std::expected<std::unique_ptr<http_server>, std::error_code>
    open(asio::io_context& io, http_server_config config, handler handle);
    ~http_server();
    std::uint16_t port() const noexcept;
    /// Accepts no more, closes idle connections, lets those in a handler finish.
    void stop();
    std::size_t connections() const noexcept;

private:
    struct impl;
    explicit http_server(std::shared_ptr<impl> i)
        : impl_(std::move(i)) {}
    std::shared_ptr<impl> impl_;
};

} // namespace yeelen::runtime
