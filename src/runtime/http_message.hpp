#pragma once
// HTTP/1.1 messages as plain values: Beast stays inside runtime/.
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace yeelen::runtime {

using http_headers = std::vector<std::pair<std::string, std::string>>; ///< names in any case

struct http_request {
    std::string method; ///< "GET"
    std::string target; ///< path and query, as on the wire
    http_headers headers;
    std::string body;
    /// The value of the first header of that name, whatever its case; empty if there is none.
    std::string_view header(std::string_view name) const noexcept;
    std::string_view path() const noexcept; ///< target up to '?'
};

struct http_response {
    unsigned status = 200;
    http_headers headers;
    std::string body;
    std::string_view header(std::string_view name) const noexcept;
};

/// {"error": {"code", "message"}} with its status.
http_response json_error(unsigned status, std::string_view code, std::string_view message);
http_response json_response(unsigned status, std::string body);

} // namespace yeelen::runtime
