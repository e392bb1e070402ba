#pragma once
// A desk that answers as the test says, and a way to run one request through the routes.
#include "api/routes.hpp"
#include "runtime/promise.hpp"
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/json.hpp>
#include <expected>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace yeelen::api::test {

using namespace std::chrono_literals;

inline const std::string key = "0123456789abcdef";
inline constexpr core::correlation_id uid{{0x0123456789abcdef, 0xfedcba9876543210}};
inline const std::string uid_hex = "0123456789abcdeffedcba9876543210";

class fake_desk : public message_desk {
public:
    runtime::task<std::expected<acceptance, refusal>> accept(message_request request) override {
        accepted.push_back(std::move(request));
        if (wait_for) {
            co_return co_await wait_for->wait();
        }
        co_return answer;
    }
    std::optional<message_status> find(const core::correlation_id& asked) override {
        return stored && stored->message.uid == asked ? stored : std::nullopt;
    }

    std::expected<acceptance, refusal> answer = acceptance{.uid = uid, .segments = 1};
    std::optional<runtime::promise<std::expected<acceptance, refusal>>> wait_for;
    std::optional<message_status> stored;
    std::vector<message_request> accepted;
};

class fake_reloads : public reload_desk {
public:
    runtime::task<std::expected<reload_report, reload_failure>> reload() override {
        ++asked;
        co_return answer;
    }
    std::expected<reload_report, reload_failure> answer = reload_report{};
    int asked = 0;
};

struct caller {
    runtime::asio::io_context io{1};
    fake_desk desk;
    fake_reloads reloads;
    std::shared_ptr<routes> api =
        std::make_shared<routes>(routes{.keys = key_ring{{"another-key-of-24-letters", key}},
                                        .default_validity = 24h,
                                        .desk = desk,
                                        .reloads = &reloads});

    runtime::http_response call(runtime::http_request request) {
        std::optional<runtime::http_response> response;
        runtime::asio::co_spawn(
            io, handle(api, std::move(request)),
            [&](std::exception_ptr, runtime::http_response r) { response = std::move(r); });
        io.restart();
        io.run();
        return response.value_or(runtime::http_response{.status = 0, .headers = {}, .body = {}});
    }

    runtime::http_response post(std::string body, runtime::http_headers more = {}) {
        runtime::http_request request{
            .method = "POST",
            .target = "/v1/messages",
            .headers = {{"authorization", "Bearer " + key}, {"content-type", "application/json"}},
            .body = std::move(body)};
        request.headers.insert(request.headers.end(), more.begin(), more.end());
        return call(std::move(request));
    }

    runtime::http_response get(std::string target) {
        return call({.method = "GET",
                     .target = std::move(target),
                     .headers = {{"X-Api-Key", key}},
                     .body = {}});
    }
};

/// error.code, or what stands there instead.
inline std::string error_code_of(const runtime::http_response& response) {
    boost::json::error_code ec;
    const auto body = boost::json::parse(response.body, ec);
    if (ec || !body.is_object() || !body.as_object().contains("error")) {
        return response.body;
    }
    return std::string{body.at("error").at("code").as_string()};
}

inline std::string error_field_of(const runtime::http_response& response) {
    const auto body = boost::json::parse(response.body);
    const auto* field = body.at("error").as_object().if_contains("field");
    return field ? std::string{field->as_string()} : std::string{};
}

} // namespace yeelen::api::test
