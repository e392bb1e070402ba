#pragma once
// The text of one log line. Pure.
#include "core/time.hpp"
#include "telemetry/log.hpp"
#include <fmt/format.h>
#include <span>
#include <string_view>

namespace yeelen::telemetry {

/// Appends `text` as the inside of a JSON string: control characters (C0, DEL, C1), U+2028 and
/// U+2029 are escaped, each octet that is not part of valid UTF-8 becomes U+FFFD.
void append_escaped(fmt::memory_buffer& out, std::string_view text);

/// "2026-01-31T09:05:07.042Z": RFC 3339, UTC, milliseconds.
void append_timestamp(fmt::memory_buffer& out, core::utc_time at);

/// Everything that one line says.
struct line {
    core::utc_time at;
    telemetry::level level;
    std::string_view event;
    const core::correlation_id* trace; ///< null or all zero: left out
    std::span<const field> fields;
};

/// {"ts":...,"level":...,"event":...,"trace":...,fields}. NaN and infinity are null: JSON has no
/// word for them.
void append_json(fmt::memory_buffer& out, const line& l);
/// For a person: 2026-01-31T09:05:07.042Z info  event name="value" trace=...
void append_plain(fmt::memory_buffer& out, const line& l);

} // namespace yeelen::telemetry
