#pragma once
// The operator as a whole, on one io_context.
#include "runtime/executor.hpp"
#include "sim/operator/options.hpp"
#include <cstdint>
#include <expected>
#include <memory>
#include <string>

namespace yeelen::sim {

/// One thread: the io_context's, which outlives it.
class operator_simulator {
public:
    /// Listening when it returns; the error names the port that cannot be had.
    static std::expected<std::unique_ptr<operator_simulator>, std::string>
    open(runtime::asio::io_context& io, operator_options options);
    ~operator_simulator();
    std::uint16_t smpp_port() const noexcept;
    std::uint16_t phones_port() const noexcept;
    /// Unbinds, answers who waits, takes nobody new. The io_context then runs out of work within
    /// seconds.
    void stop();

private:
    struct impl;
    explicit operator_simulator(std::unique_ptr<impl> i);
    std::unique_ptr<impl> impl_;
};

/// `yeelen-sim operator`: until SIGINT or SIGTERM. The exit code.
int run_operator(const operator_options& options);

} // namespace yeelen::sim
