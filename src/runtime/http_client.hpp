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

namespace yeelen::runtime {

struct http_client_config {
    std::string host;
    std::string port;
    std::size_t connections = 32; ///< kept alive at most
    std::size_t queue = 1000; ///< requests waiting for a connection; beyond: `queue_full` at once
    std::size_t max_body = 256 * 1024; ///< of an answer
    std::chrono::milliseconds connect_timeout{2000};
    std::chrono::milliseconds idle{30'000}; ///< a connection unused so long is closed
};

enum class http_failure : std::uint8_t {
    timeout,    ///< the deadline passed while an answer was awaited: the server may have acted
    never_sent, ///< refused, unresolved, queue full, or the deadline passed before it was sent
    broken,     ///< connection lost after (part of) the request was sent
    bad_answer, ///< not HTTP, or larger than max_body
};

/// Requests to one host over keep-alive connections. One thread: the io_context's. A request that
/// meets a connection which the server closed while idle is sent again on a fresh one if
/// `repeatable` (GET, or with an idempotency key).
class http_client {
public:
    http_client(asio::io_context& io, http_client_config config);
    ~http_client();

    using on_answer = std::move_only_function<void(std::expected<http_response, http_failure>)>;
    /// Never calls `done` before it returns. Deadlines are kept to about 20 ms (one ticking timer
    /// for all).
    void send(const http_request& request, bool repeatable, std::chrono::milliseconds deadline,
              on_answer done);
    /// Requests waiting or under way.
    std::size_t busy() const noexcept;
    /// Fails all that is under way with never_sent/broken and closes the connections.
    void stop();

private:
    struct impl;
    std::shared_ptr<impl> impl_;
};

} // namespace yeelen::runtime
