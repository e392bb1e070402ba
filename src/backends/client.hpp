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
    std::uint64_t pending = 0;    ///< of the timeouts: answered "not done yet" (202)
    double seconds = 0;           ///< sum over all calls
};

/// What came of a call, and the HTTP status that said so; 0 where none came. For logs.
struct call_result {
    core::call_outcome outcome;
    unsigned status = 0;
};

/// Calls operations by name. One thread: the io_context's; each backend has its own connections, so
/// that one which hangs slows no other (P7).
class client {
public:
    client(runtime::asio::io_context& io, const std::shared_ptr<const catalogue>& operations);
    ~client();

    using on_result = std::move_only_function<void(call_result)>;
    /// Never calls `done` before it returns; always calls it, by the operation's deadline. An
    /// unknown operation or a missing argument is `rejected` (the checker finds those at load
    /// time).
    void call(const core::call_request& request, const core::correlation_id& trace,
              std::uint64_t span, on_result done);
    /// The request would be sent: its operation is declared, and takes these arguments. After a
    /// reload it may not be, which says nothing of what an earlier try did.
    bool fits(const core::call_request& request) const;
    /// From now on these are called. Calls under way end as they began; a backend whose address and
    /// limits are the same keeps its connections, and operations keep their counters.
    void replace(const std::shared_ptr<const catalogue>& operations);
    /// Of the operations that are declared, and of earlier ones.
    std::vector<operation_counters> counters() const;
    void stop();

private:
    struct impl;
    std::unique_ptr<impl> impl_;
};

} // namespace yeelen::backends
