#pragma once
// From an HTTP request to its answer, without sockets.
#include "api/key_ring.hpp"
#include "api/message_desk.hpp"
#include "api/reload_desk.hpp"
#include "api/server.hpp"
#include "runtime/executor.hpp"
#include "runtime/http_message.hpp"
#include <chrono>
#include <memory>
#include <string_view>

namespace yeelen::api {

/// What the handlers share. Owned by the one thread of the io_context; a handler under way keeps it
/// alive.
struct routes {
    key_ring keys;
    std::chrono::milliseconds default_validity;
    message_desk& desk;
    reload_desk* reloads = nullptr; ///< null: there is nothing to reload
    api_counters counters{};
};

runtime::task<runtime::http_response> handle(std::shared_ptr<routes> api,
                                             runtime::http_request request);

/// "application/json", with parameters or not, in any case. Empty (no header) will do as well.
bool is_json(std::string_view content_type) noexcept;

} // namespace yeelen::api
