#pragma once
#include <expected>
#include <string>

namespace yeelen::backends {

struct base_url {
    std::string host; ///< without brackets
    std::string port;
    std::string path; ///< without '/' at its end; empty for the root
};

/// http:// only. The error says what is wrong and does not repeat the URL, which may come from the
/// environment.
std::expected<base_url, std::string> parse_base_url(const std::string& text);

} // namespace yeelen::backends
