#pragma once
// Structured logs: one JSON object a line, written by one logging thread (spdlog async), never
// blocking a shard: when the queue is full the oldest lines are dropped and counted.
#include "core/ids.hpp"
#include <boost/json.hpp>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace yeelen::telemetry {

enum class level : std::uint8_t { debug, info, warn, error };

struct log_config {
    level least = level::info;
    std::string file;         ///< empty: standard error
    bool json = true;         ///< false: one plain line, for a person's terminal
    std::size_t queue = 8192; ///< lines that may wait; about 0.5 KiB each, taken at start
};

/// A value in a log line. Text is escaped: CR, LF and control characters cannot break a line.
using log_value = std::variant<std::string_view, std::int64_t, std::uint64_t, double, bool>;
struct field {
    std::string_view name;
    log_value value;
};

/// A file that cannot be opened gives way to standard error, with an error line that says so.
void start_logging(const log_config& config);
/// Writes what is queued, then ends the logging thread.
void stop_logging();
/// False before start_logging and after stop_logging: then log() does nothing.
bool enabled(level l) noexcept;
/// `event` is a short stable name ("session.begin"); `trace` (if not all zero) is written as
/// "trace".
void log(level l, std::string_view event, const core::correlation_id& trace,
         std::initializer_list<field> fields);
void log(level l, std::string_view event, std::initializer_list<field> fields);
/// Lines dropped since start: pushed out of a full queue, or not taken by the disk.
std::uint64_t dropped_lines() noexcept;

} // namespace yeelen::telemetry
