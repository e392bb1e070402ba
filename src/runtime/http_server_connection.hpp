#pragma once
// One connection of an http_server. Inside runtime/ only.
#include "runtime/http_parser.hpp"
#include "runtime/http_server_state.hpp"
#include "runtime/read_buffer.hpp"
#include <chrono>
#include <optional>

namespace yeelen::runtime {

/// Owned by the coroutine that runs it; the server knows it by address for ticks and stop. It has
/// no timer of its own.
class http_server_connection {
public:
    using time_point = std::chrono::steady_clock::time_point;

    http_server_connection(std::shared_ptr<http_server_state> server, tcp_socket socket);
    ~http_server_connection();
    http_server_connection(const http_server_connection&) = delete;
    http_server_connection& operator=(const http_server_connection&) = delete;

    task<void> run();
    /// Wakes a read or write that is past its deadline.
    void tick(time_point now);
    /// Ends it, unless a handler is at work or its answer is being written.
    void stop();

private:
    enum class phase : std::uint8_t { idle, receiving, handling, writing, draining };

    void enter(phase next, std::chrono::milliseconds limit);
    task<std::optional<unsigned>> receive();
    task<bool> read_more();
    task<bool> write(std::string text);
    task<http_response> handle(http_request request);
    task<void> refuse(unsigned status);
    task<void> drain();

    std::shared_ptr<http_server_state> server_;
    tcp_socket socket_;
    request_parser parser_;
    read_buffer buffer_;
    phase phase_ = phase::idle;
    time_point deadline_;
    bool expired_ = false;
};

} // namespace yeelen::runtime
