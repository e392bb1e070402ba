#pragma once
// What the API answers, as JSON. Pure.
#include "api/message_desk.hpp"
#include "api/reload_desk.hpp"
#include "core/time.hpp"
#include "runtime/http_message.hpp"
#include <cstddef>
#include <string>

namespace yeelen::api {

/// 202; `segments` 0 is not known and left out. A repeated request is told so by the header
/// Idempotent-Replayed.
runtime::http_response render_accepted(const core::correlation_id& uid, std::size_t segments,
                                       bool repeated);
/// 200 with the message's state and its parts', without its text.
runtime::http_response render_status(const message_status& status);
/// 200: what is in use now.
runtime::http_response render_reload(const reload_report& report);
/// 422 with the faults, 409 or 503.
runtime::http_response render_reload(const reload_failure& failure);
/// RFC 3339 in UTC with milliseconds: "2026-11-20T22:24:00.123Z".
std::string rfc3339(core::utc_time t);

} // namespace yeelen::api
