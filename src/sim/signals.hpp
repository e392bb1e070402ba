#pragma once
#include "runtime/executor.hpp"
#include <functional>

namespace yeelen::sim {

/// Runs the io_context on this thread. At SIGINT or SIGTERM calls `stop`, then lets what is under
/// way end, up to two seconds; a second signal ends it at once.
void run_until_signal(runtime::asio::io_context& io, const std::function<void()>& stop);

} // namespace yeelen::sim
