#pragma once
// The connections and the queue of one http_client. Inside runtime/ only.
#include "runtime/http_client.hpp"
#include <deque>
#include <vector>

namespace yeelen::runtime {

class http_client_connection;

/// One request on its way to an answer.
struct http_call {
    std::string wire; ///< the whole request as sent
    bool to_head = false;
    bool repeatable = false;
    bool repeated = false; ///< met a stale connection once already: only a fresh one will do
    std::chrono::steady_clock::time_point deadline;
    http_client::on_answer done;
};

/// Calls wait first in, first out for a connection. Connections report back here; whoever completes
/// a call has brought pool and connection into order before, as `done` may send again, stop or
/// destroy the client.
class http_client_pool : public std::enable_shared_from_this<http_client_pool> {
public:
    using result = std::expected<http_response, http_failure>;
    using time_point = std::chrono::steady_clock::time_point;

    http_client_pool(asio::io_context& io, http_client_config config);

    void send(const http_request& request, bool repeatable, std::chrono::milliseconds deadline,
              http_client::on_answer done);
    std::size_t busy() const noexcept;
    void stop();

    // For connections:
    const http_client_config& config() const noexcept { return config_; }
    asio::io_context& io() noexcept { return io_; }
    /// Connected, or done with a call: takes the next one or waits idle.
    void ready(http_client_connection& connection);
    /// It never got connected.
    void connect_failed(http_client_connection& connection);
    /// It is closed; another may take its place.
    void gone(http_client_connection& connection);
    /// The call met a stale connection: to the front, for a fresh one.
    void repeat(http_call call);

private:
    std::size_t connecting() const noexcept;
    /// Opens a connection for each call that waits without one, up to the limit.
    void pump();
    void remove(http_client_connection& connection);
    void post(http_client::on_answer done, http_failure failure);
    void arm(bool soon);
    void tick(time_point now);

    asio::io_context& io_;
    http_client_config config_;
    std::string host_header_;
    steady_timer ticker_;
    std::deque<http_call> queue_;
    std::vector<std::shared_ptr<http_client_connection>> connections_;
    std::vector<http_client_connection*>
        idle_; ///< last in, first out: the warmest is used, the others grow old
    bool ticking_ = false;
    bool ticking_soon_ = false;
    bool stopped_ = false;
};

} // namespace yeelen::runtime
