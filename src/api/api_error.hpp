#pragma once
#include "api/message_desk.hpp"
#include "runtime/http_message.hpp"
#include <string>
#include <string_view>

namespace yeelen::api {

/// Why a request is refused: for a program (`code`, `field`) and for the person who wrote it
/// (`message`).
struct api_error {
    unsigned status = 400;
    std::string_view code;    ///< a literal
    std::string message;      ///< UTF-8; what came from the request only through in_quotes()
    std::string_view field{}; ///< a literal; empty: not one field's fault
};

/// {"error":{"code","message","field"?}}
runtime::http_response render(const api_error& error);
/// What the gateway behind the API refuses, in HTTP's terms.
api_error to_error(refusal why);

/// What a person sent, fit for a message: cut to 40 bytes, all but printable ASCII as '?'.
std::string in_quotes(std::string_view text);

} // namespace yeelen::api
