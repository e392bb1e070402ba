#pragma once
#include <chrono>

namespace yeelen::core {

/// For timers: never jumps.
using steady_time = std::chrono::steady_clock::time_point;
/// For the store, logs and people: UTC, milliseconds.
using utc_time = std::chrono::sys_time<std::chrono::milliseconds>;

/// "Now" as pure parts get it, read once per batch of work by whoever owns the thread.
struct instant {
    steady_time steady;
    utc_time utc;
};

/// Reads both clocks. Only shells (threads' owners) call it.
instant now() noexcept;

} // namespace yeelen::core
