#pragma once
// From the body of POST /v1/messages to a checked request. Pure.
#include "api/api_error.hpp"
#include "api/message_desk.hpp"
#include <chrono>
#include <expected>
#include <string_view>

namespace yeelen::api {

inline constexpr std::chrono::seconds least_validity{1};
inline constexpr std::chrono::seconds most_validity{std::chrono::hours{7 * 24}};

/// 400 with line and column for what is not JSON, not an object, names a field that there is not,
/// or one twice; 422 with the field for a value that cannot be. `header_key` is the Idempotency-Key
/// header, empty if there is none; given in both places it must be the same.
std::expected<message_request, api_error> read_request(std::string_view body,
                                                       std::string_view header_key,
                                                       std::chrono::milliseconds default_validity);

} // namespace yeelen::api
