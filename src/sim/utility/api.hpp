#pragma once
// The utility over HTTP: config/backends/utility.yaml, and what tests ask of it.
#include "runtime/executor.hpp"
#include "runtime/http_message.hpp"
#include "sim/utility/desk.hpp"
#include "sim/utility/faults.hpp"
#include <array>
#include <chrono>
#include <cstdint>

namespace yeelen::sim {

/// The operations, with a bearer token of any kind; and without one:
///   GET  /v1/stats, /v1/deferrals?contract=N, /v1/tickets?contract=N, /v1/payments?contract=N
///   POST /v1/faults {"operation": "balance" | "*", "kind": "500", "count": 3}, DELETE /v1/faults
/// Answers on the io_context's one thread. A response of status 0 asks the server to close without
/// an answer.
class utility_api {
public:
    utility_api(runtime::asio::io_context& io, desk& d, std::chrono::milliseconds latency)
        : io_(io)
        , desk_(d)
        , latency_(latency) {}
    runtime::task<runtime::http_response> handle(runtime::http_request request);

private:
    runtime::http_response carry_out(const desk_request& r);
    runtime::task<runtime::http_response> fail(fault f, desk_request r);
    runtime::http_response manage(const runtime::http_request& r);
    runtime::http_response add_fault(const runtime::http_request& r);
    runtime::http_response stats() const;
    runtime::task<void> pause(std::chrono::milliseconds time);

    runtime::asio::io_context& io_;
    desk& desk_;
    std::chrono::milliseconds latency_;
    fault_list faults_;
    std::array<std::uint64_t, operation_count> calls_{};
    std::uint64_t faults_given_ = 0;
    std::uint64_t unauthorized_ = 0;
};

} // namespace yeelen::sim
