#pragma once
#include "api/api_error.hpp"
#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>

namespace yeelen::api {

/// The fields of POST /v1/messages as they were written: of the right JSON type, not yet checked.
struct request_fields {
    std::optional<std::string> to, text, from, idempotency_key;
    std::optional<std::int64_t> validity; ///< seconds
};

/// Reads the JSON in one pass, straight into the fields (no tree). Texts may hold bytes that are
/// not UTF-8.
std::expected<request_fields, api_error> read_fields(std::string_view body);

} // namespace yeelen::api
