#include "api/routes.hpp"

#include "api/api_error.hpp"
#include "api/render.hpp"
#include "api/request_reader.hpp"
#include <algorithm>
#include <fmt/format.h>
#include <utility>

namespace yeelen::api {

namespace {

constexpr std::string_view collection = "/v1/messages";
constexpr std::string_view reload_path = "/v1/reload";

runtime::http_response with_header(runtime::http_response response, std::string name,
                                   std::string value) {
    response.headers.emplace_back(std::move(name), std::move(value));
    return response;
}

runtime::http_response not_allowed(std::string_view allowed) {
    return with_header(
        render({405, "method_not_allowed", fmt::format("only {} is served here", allowed)}),
        "Allow", std::string{allowed});
}

runtime::http_response refused(routes& api, refusal why) {
    ++api.counters.refused;
    auto response = render(to_error(why));
    return response.status == 503 ? with_header(std::move(response), "Retry-After", "5") : response;
}

runtime::http_response answer_get(routes& api, std::string_view id) {
    if (const auto uid = core::correlation_id::parse(id)) {
        if (const auto found = api.desk.find(*uid)) {
            return render_status(*found);
        }
    }
    return render({404, "not_found", "there is no such message"});
}

runtime::task<runtime::http_response> answer_post(routes* api_at, runtime::http_request request) {
    routes& api = *api_at;
    if (!is_json(request.header("Content-Type"))) {
        ++api.counters.invalid;
        co_return render({415, "not_json", "the body must be application/json"});
    }
    auto message =
        read_request(request.body, request.header("Idempotency-Key"), api.default_validity);
    if (!message) {
        ++api.counters.invalid;
        co_return render(message.error());
    }
    const auto accepted = co_await api.desk.accept(std::move(*message));
    if (!accepted) {
        co_return refused(api, accepted.error());
    }
    std::size_t segments = accepted->segments;
    if (accepted->repeated) {
        ++api.counters.repeated;
        const auto first = api.desk.find(accepted->uid);
        segments = first ? first->parts.size() : 0;
    } else {
        ++api.counters.accepted;
    }
    co_return render_accepted(accepted->uid, segments, accepted->repeated);
}

runtime::task<runtime::http_response> answer_reload(reload_desk* desk) {
    const auto done = co_await desk->reload();
    co_return done ? render_reload(*done) : render_reload(done.error());
}

} // namespace

runtime::task<runtime::http_response> handle(std::shared_ptr<routes> api,
                                             runtime::http_request request) {
    if (!api->keys.holds(
            presented_key(request.header("Authorization"), request.header("X-Api-Key")))) {
        ++api->counters.unauthorized;
        co_return with_header(
            render({401, "unauthorized", "an API key is needed: Authorization: Bearer KEY"}),
            "WWW-Authenticate", R"(Bearer realm="yeelen")");
    }
    const auto path = request.path();
    if (path == collection) {
        if (request.method != "POST") {
            co_return not_allowed("POST");
        }
        co_return co_await answer_post(api.get(), std::move(request));
    }
    if (path == reload_path && api->reloads) {
        if (request.method != "POST") {
            co_return not_allowed("POST");
        }
        co_return co_await answer_reload(api->reloads);
    }
    if (path.size() > collection.size() + 1 && path.starts_with(collection) &&
        path[collection.size()] == '/') {
        const auto id = path.substr(collection.size() + 1);
        if (id.find('/') == std::string_view::npos) {
            if (request.method != "GET") {
                co_return not_allowed("GET");
            }
            co_return answer_get(*api, id);
        }
    }
    co_return render({404, "not_found", "there is nothing at this path"});
}

bool is_json(std::string_view content_type) noexcept {
    constexpr std::string_view json = "application/json";
    content_type = content_type.substr(0, content_type.find(';'));
    while (content_type.ends_with(' ') || content_type.ends_with('\t')) {
        content_type.remove_suffix(1);
    }
    return content_type.empty() ||
           std::equal(content_type.begin(), content_type.end(), json.begin(), json.end(),
                      [](char a, char b) {
                          return (a >= 'A' && a <= 'Z' ? static_cast<char>(a + 32) : a) == b;
                      });
}

} // namespace yeelen::api
