#pragma once
// Percent-encoding (RFC 3986 2.1) and the query part of a target.
#include <optional>
#include <string>
#include <string_view>

namespace yeelen::runtime {

/// Everything but the unreserved characters (letters, digits, "-._~") becomes %XX: fit for one
/// segment of a path, or one name or value of a query.
std::string percent_encode(std::string_view text);
void append_percent_encoded(std::string& out, std::string_view text);

/// Nothing when a '%' is not followed by two hex digits. A '+' stays a '+'.
std::optional<std::string> percent_decode(std::string_view text);

/// The decoded value of the first `name` in the target's query; here '+' is a space, as forms write
/// it. Nothing when it is not there or not well encoded; "?name" and "?name=" give an empty text.
std::optional<std::string> query_argument(std::string_view target, std::string_view name);

} // namespace yeelen::runtime
