#pragma once
// The utility as a whole, on one io_context.
#include "runtime/executor.hpp"
#include <chrono>
#include <cstdint>
#include <expected>
#include <memory>
#include <string>

namespace yeelen::sim {

struct utility_options {
    std::string host = "127.0.0.1";
    std::uint16_t port = 8700; ///< 0 takes a free one
    std::string db = "utility.db";
    bool fresh = false; ///< begin with the demonstration data, whatever was done before
    std::chrono::milliseconds latency{0};    ///< added to every operation
    std::chrono::milliseconds wallet{4'000}; ///< how long a payment is pending
    std::uint64_t seed = 1;
};

/// One thread: the io_context's, which outlives it and is not run after it.
class utility_simulator {
public:
    /// Listening when it returns.
    static std::expected<std::unique_ptr<utility_simulator>, std::string>
    open(runtime::asio::io_context& io, const utility_options& options);
    ~utility_simulator();
    std::uint16_t port() const noexcept;
    void stop();

private:
    struct impl;
    explicit utility_simulator(std::unique_ptr<impl> i);
    std::unique_ptr<impl> impl_;
};

/// `yeelen-sim utility`: until SIGINT or SIGTERM. The exit code.
int run_utility(const utility_options& options);

} // namespace yeelen::sim
