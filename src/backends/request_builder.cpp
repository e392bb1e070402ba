#include "backends/request_builder.hpp"

#include "runtime/url_text.hpp"
#include <algorithm>
#include <boost/json/serialize.hpp>

namespace yeelen::backends {

namespace {

namespace json = boost::json;

/// How an argument is written in a URL; nothing for null, lists and objects.
std::optional<std::string> plain_text(const json::value* value) {
    if (!value || value->is_null() || value->is_structured()) {
        return std::nullopt;
    }
    return value->is_string() ? std::string{value->get_string()} : json::serialize(*value);
}

/// "." and ".." are steps for whoever normalises the path, encoded or not: a customer's input must
/// not walk.
bool climbs(std::string_view path) {
    for (;;) {
        const auto slash = path.find('/');
        const auto segment = path.substr(0, slash);
        if (segment == "." || segment == "..") {
            return true;
        }
        if (slash == std::string_view::npos) {
            return false;
        }
        path.remove_prefix(slash + 1);
    }
}

bool usable_key(std::string_view key) {
    return !key.empty() && key.size() <= 255 &&
           std::all_of(key.begin(), key.end(), [](char c) { return c > ' ' && c < 0x7f; });
}

} // namespace

request_builder::request_builder(const backend& where, const operation& declared)
    : operation_(declared) {
    // Catalogues come from load(), which refuses a path that does not parse.
    path_ = parse_path(declared.path).value();
    path_.pieces.insert(path_.pieces.begin(), {where.base_path, false});
    runtime::http_request fixed;
    fixed.headers = where.headers;
    if (fixed.header("Accept").empty()) {
        fixed.headers.emplace_back("Accept", "application/json");
    }
    headers_ = std::move(fixed.headers);
    if (!declared.body.empty()) {
        headers_.emplace_back("Content-Type", "application/json");
    }
}

std::optional<std::string> request_builder::target_of(const json::object& arguments) const {
    std::string target;
    for (const auto& piece : path_.pieces) {
        if (!piece.argument) {
            target += piece.text;
            continue;
        }
        const auto text = plain_text(arguments.if_contains(piece.text));
        if (!text || text->empty()) {
            return std::nullopt;
        }
        runtime::append_percent_encoded(target, *text);
    }
    if (climbs(target)) {
        return std::nullopt;
    }
    char mark = '?';
    for (const auto& [name, argument] : operation_.query) {
        const auto text = plain_text(arguments.if_contains(argument));
        if (!text) {
            return std::nullopt;
        }
        target += std::exchange(mark, '&');
        runtime::append_percent_encoded(target, name);
        target += '=';
        runtime::append_percent_encoded(target, *text);
    }
    return target;
}

std::optional<runtime::http_request> request_builder::build(const core::call_request& call,
                                                            std::string traceparent) const {
    auto target = target_of(call.arguments);
    if (!target || (operation_.once && !usable_key(call.idempotency_key))) {
        return std::nullopt;
    }
    runtime::http_request request;
    request.method = operation_.method;
    request.target = std::move(*target);
    request.headers.reserve(headers_.size() + 2);
    request.headers = headers_;
    request.headers.emplace_back("traceparent", std::move(traceparent));
    if (operation_.once) {
        request.headers.emplace_back("Idempotency-Key", call.idempotency_key);
    }
    if (!operation_.body.empty()) {
        json::object body;
        for (const auto& [name, argument] : operation_.body) {
            const auto* value = call.arguments.if_contains(argument);
            if (!value) {
                return std::nullopt;
            }
            body[name] = *value;
        }
        request.body = json::serialize(body);
    }
    return request;
}

} // namespace yeelen::backends
