#pragma once
// Declared HTTP operations, called for menus.
#include "backends/declaration.hpp"
#include "core/call_outcome.hpp"
#include "core/ids.hpp"
#include "runtime/executor.hpp"
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace yeelen::backends {

/// Counters of one operation since start, for /metrics.
struct operation_counters {
    std::string backend, operation;
    std::uint64_t ok = 0;
    std::uint64_t failed[6] = {}; ///< by core::call_failure
    double seconds = 0;           ///< sum over all calls
};

/// Calls operations by name. One thread: the io_context's; each backend has its own connections, so
/// that one which hangs slows no other (P7).
class client {
public:
    client(runtime::asio::io_context& io, const std::shared_ptr<const catalogue>& operations);
    ~client();

    using on_outcome = std::move_only_function<void(core::call_outcome)>;
    /// Never calls `done` before it returns; always calls it, by the operation's deadline. An
    /// unknown operation or a missing argument is `rejected` (the checker finds those at load
    /// time).
    void call(const core::call_request& request, const core::correlation_id& trace,
              std::uint64_t span, on_outcome done);
    std::vector<operation_counters> counters() const;
    void stop();

private:
    struct impl;
    std::unique_ptr<impl> impl_;
};

} // namespace yeelen::backends
