#pragma once
// Messages as the text that goes on the wire: one buffer, one write.
#include "runtime/http_message.hpp"
#include <string>
#include <string_view>

namespace yeelen::runtime {

/// False when method or target would not stay one request line (spaces, control characters,
/// nothing).
bool writable(const http_request& request) noexcept;

/// Adds Host (`host`) when the request has none, and Content-Length when there is a body or the
/// method calls for one. Line ends within header names and values become spaces: nobody smuggles a
/// header in.
std::string request_text(const http_request& request, std::string_view host);

struct response_form {
    bool to_head = false; ///< header only
    bool keep_alive = true;
    bool to_http_1_0 = false;
};

/// Adds Date, Content-Length and Connection; a handler's own of these are left out.
std::string response_text(const http_response& response, const response_form& form);

} // namespace yeelen::runtime
