#pragma once
// HTTP requests in a test that runs the io_context itself.
#include "runtime/http_client.hpp"
#include <boost/json.hpp>
#include <chrono>
#include <optional>
#include <string>

namespace yeelen::sim::test {

class http_calls {
public:
    http_calls(runtime::asio::io_context& io, std::uint16_t port)
        : io_(io)
        , client_(io, {.host = "127.0.0.1", .port = std::to_string(port)}) {}
    ~http_calls() { client_.stop(); }

    using answer = std::expected<runtime::http_response, runtime::http_failure>;
    /// Runs the io_context until the answer is there; at most ten seconds.
    answer call(std::string method, std::string target, std::string body = {},
                runtime::http_headers headers = {},
                std::chrono::milliseconds deadline = std::chrono::seconds{8}) {
        std::optional<answer> got;
        client_.send({std::move(method), std::move(target), std::move(headers), std::move(body)},
                     false, deadline, [&](answer a) { got = std::move(a); });
        const auto until = std::chrono::steady_clock::now() + std::chrono::seconds{10};
        while (!got && std::chrono::steady_clock::now() < until) {
            io_.run_one_for(std::chrono::milliseconds{100});
            io_.restart();
        }
        return got.value_or(std::unexpected(runtime::http_failure::timeout));
    }
    boost::json::object json(std::string method, std::string target, std::string body = {},
                             runtime::http_headers headers = {}) {
        const auto a =
            call(std::move(method), std::move(target), std::move(body), std::move(headers));
        return a ? boost::json::parse(a->body).as_object() : boost::json::object{};
    }

private:
    runtime::asio::io_context& io_;
    runtime::http_client client_;
};

/// Runs the io_context until `done` or ten seconds have passed; whether it is done.
template<typename Done>
bool run_until(runtime::asio::io_context& io, Done done) {
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds{10};
    while (!done() && std::chrono::steady_clock::now() < until) {
        io.run_one_for(std::chrono::milliseconds{50});
        io.restart();
    }
    return done();
}

} // namespace yeelen::sim::test
