#pragma once
// A mobile money backend on a thread of the test: says "not done yet" for a while, pays each key
// once.
#include "runtime/http_server.hpp"
#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <vector>

namespace yeelen::test {

class wallet {
public:
    wallet();
    ~wallet();
    wallet(const wallet&) = delete;
    wallet& operator=(const wallet&) = delete;

    std::uint16_t port() const noexcept { return port_; }
    /// The customer types the PIN: from now on payments are done.
    void confirm() noexcept { confirmed_ = true; }

    struct request {
        std::string key;
        std::chrono::steady_clock::time_point at;
    };
    std::vector<request> requests() const;
    /// The keys of payments that were done.
    std::set<std::string> paid() const;

private:
    runtime::task<runtime::http_response> answer(runtime::http_request asked);

    runtime::asio::io_context io_{1};
    std::unique_ptr<runtime::http_server> server_;
    std::uint16_t port_ = 0;
    std::atomic<bool> confirmed_{false};
    mutable std::mutex mutex_; ///< guards the two below
    std::vector<request> requests_;
    std::set<std::string> paid_;
    std::thread thread_;
};

} // namespace yeelen::test
