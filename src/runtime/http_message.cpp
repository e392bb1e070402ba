#include "runtime/http_message.hpp"

#include <algorithm>
#include <boost/json.hpp>

namespace yeelen::runtime {

namespace {

char lower(char c) noexcept {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool same_name(std::string_view a, std::string_view b) noexcept {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](char x, char y) { return lower(x) == lower(y); });
}

std::string_view first_of(const http_headers& headers, std::string_view name) noexcept {
    for (const auto& [key, value] : headers) {
        if (same_name(key, name)) {
            return value;
        }
    }
    return {};
}

} // namespace

std::string_view http_request::header(std::string_view name) const noexcept {
    return first_of(headers, name);
}

std::string_view http_request::path() const noexcept {
    return std::string_view{target}.substr(0, target.find('?'));
}

std::string_view http_response::header(std::string_view name) const noexcept {
    return first_of(headers, name);
}

http_response json_response(unsigned status, std::string body) {
    return {status, {{"Content-Type", "application/json"}}, std::move(body)};
}

http_response json_error(unsigned status, std::string_view code, std::string_view message) {
    boost::json::object error;
    error["code"] = code;
    error["message"] = message;
    boost::json::object body;
    body["error"] = std::move(error);
    return json_response(status, boost::json::serialize(body));
}

} // namespace yeelen::runtime
