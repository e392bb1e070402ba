#pragma once
#include "api/message_desk.hpp"
#include "api/reload_desk.hpp"
#include "runtime/http_server.hpp"
#include <cstdint>
#include <expected>
#include <functional>
#include <memory>
#include <string>
#include <system_error>
#include <vector>

namespace yeelen::api {

struct api_config {
    runtime::http_server_config http;
    /// Keys that may call; at least one, each of 16 characters or more. Compared in constant time.
    std::vector<std::string> keys;
    std::chrono::milliseconds default_validity{std::chrono::hours{24}};
};

struct api_counters {
    std::uint64_t accepted = 0, repeated = 0, refused = 0, unauthorized = 0, invalid = 0;
};

/// POST /v1/messages, GET /v1/messages/{id}, POST /v1/reload. Runs on the io_context's one thread.
class server {
public:
    static std::expected<std::unique_ptr<server>, std::error_code>
    open(runtime::asio::io_context& io, api_config config, message_desk& desk,
         reload_desk* reloads = nullptr);
    ~server();
    std::uint16_t port() const noexcept;
    const api_counters& counters() const noexcept;
    void stop();

private:
    struct impl;
    explicit server(std::unique_ptr<impl> i);
    std::unique_ptr<impl> impl_;
};

} // namespace yeelen::api
