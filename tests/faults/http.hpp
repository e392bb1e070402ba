#pragma once
// HTTP from a test to a program in another process.
#include "runtime/http_client.hpp"
#include <boost/json.hpp>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace yeelen::test {

/// One request under way. It moves on while poll() or get() runs.
class http_call {
public:
    http_call(std::uint16_t port, std::string method, std::string target, std::string body = {},
              runtime::http_headers headers = {},
              std::chrono::milliseconds deadline = std::chrono::seconds{40});
    ~http_call();
    http_call(const http_call&) = delete;
    http_call& operator=(const http_call&) = delete;

    void poll();
    bool done() const noexcept { return answer_.has_value(); }
    /// Waits for it. Status 0: no answer.
    runtime::http_response get();

private:
    runtime::asio::io_context io_;
    runtime::http_client client_;
    std::optional<runtime::http_response> answer_;
};

/// Asks and waits. Status 0: no answer.
runtime::http_response http(std::uint16_t port, std::string method, std::string target,
                            std::string body = {}, runtime::http_headers headers = {});
/// The body of the answer; an empty object when it is none.
boost::json::object object_of(const runtime::http_response& answer);

} // namespace yeelen::test
