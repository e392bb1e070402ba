#include "api/api_error.hpp"

#include <boost/json.hpp>

namespace yeelen::api {

runtime::http_response render(const api_error& error) {
    boost::json::object details{{"code", error.code}, {"message", error.message}};
    if (!error.field.empty()) {
        details["field"] = error.field;
    }
    return {.status = error.status,
            .headers = {{"Content-Type", "application/json"}},
            .body = boost::json::serialize(boost::json::object{{"error", std::move(details)}})};
}

api_error to_error(refusal why) {
    switch (why) {
    case refusal::key_reused:
        return {409, "key_reused", "this idempotency key came before with another request",
                "idempotency_key"};
    case refusal::no_route: return {422, "no_route", "no operator takes this number", "to"};
    case refusal::too_long:
        return {422, "too_long", "the text needs more SMS parts than are allowed", "text"};
    case refusal::full: return {503, "full", "too many messages wait; try again later"};
    case refusal::unavailable:
        return {503, "unavailable", "the gateway takes no messages at the moment; try again later"};
    }
    return {503, "unavailable", "the gateway takes no messages at the moment; try again later"};
}

std::string in_quotes(std::string_view text) {
    constexpr std::size_t most = 40;
    std::string shown{text.substr(0, most)};
    for (char& c : shown) {
        if (c < 0x20 || c > 0x7e) {
            c = '?';
        }
    }
    return "'" + shown + (text.size() > most ? "...'" : "'");
}

} // namespace yeelen::api
