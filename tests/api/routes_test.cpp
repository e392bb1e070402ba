#include "fake_desk.hpp"

#include <doctest/doctest.h>
#include <iterator>
#include <string>

using namespace yeelen;
using namespace yeelen::api;
using namespace yeelen::api::test;

namespace {
const std::string good = R"({"to":"+2250700000001","text":"Bonjour"})";
}

TEST_CASE("an accepted message is answered 202") {
    caller c;
    c.desk.answer = acceptance{.uid = uid, .segments = 3};
    const auto response = c.post(good, {{"Idempotency-Key", "order-7"}});
    CHECK(response.status == 202);
    CHECK(response.body == R"({"id":")" + uid_hex + R"(","status":"queued","segments":3})");
    CHECK(response.header("Content-Type") == "application/json");
    CHECK(response.header("Location") == "/v1/messages/" + uid_hex);
    CHECK(response.header("Idempotent-Replayed").empty());
    REQUIRE(c.desk.accepted.size() == 1);
    CHECK(c.desk.accepted[0].to.digits() == "2250700000001");
    CHECK(c.desk.accepted[0].idempotency_key == "order-7");
    CHECK(c.desk.accepted[0].validity == 24h);
    CHECK(c.api->counters.accepted == 1);
}

TEST_CASE("no answer before the desk has committed") {
    caller c;
    c.desk.wait_for.emplace(c.io.get_executor());
    std::optional<runtime::http_response> response;
    runtime::asio::co_spawn(
        c.io,
        handle(c.api, {.method = "POST",
                       .target = "/v1/messages",
                       .headers = {{"X-Api-Key", key}},
                       .body = good}),
        [&](std::exception_ptr, runtime::http_response r) { response = std::move(r); });
    c.io.poll();
    CHECK(c.desk.accepted.size() == 1);
    CHECK_FALSE(response);
    c.desk.wait_for->set(acceptance{.uid = uid, .segments = 1});
    c.io.poll();
    REQUIRE(response);
    CHECK(response->status == 202);
}

TEST_CASE("a repeated request gets the same id again") {
    caller c;
    c.desk.answer = acceptance{.uid = uid, .repeated = true, .segments = 0};
    message_status stored;
    stored.message.uid = uid;
    stored.parts.resize(2);
    c.desk.stored = stored;
    const auto response = c.post(good);
    CHECK(response.status == 202);
    CHECK(response.body == R"({"id":")" + uid_hex + R"(","status":"queued","segments":2})");
    CHECK(response.header("Idempotent-Replayed") == "true");
    CHECK(c.api->counters.repeated == 1);
    CHECK(c.api->counters.accepted == 0);
    c.desk.stored.reset();
    CHECK(c.post(good).body == R"({"id":")" + uid_hex + R"(","status":"queued"})");
}

TEST_CASE("what the desk refuses") {
    struct row {
        std::string name;
        refusal why;
        unsigned status;
        const char* code;
        const char* field;
        const char* retry_after;
    };
    const row rows[] = {
        {"key reused", refusal::key_reused, 409, "key_reused", "idempotency_key", ""},
        {"no route", refusal::no_route, 422, "no_route", "to", ""},
        {"too long", refusal::too_long, 422, "too_long", "text", ""},
        {"full", refusal::full, 503, "full", "", "5"},
        {"unavailable", refusal::unavailable, 503, "unavailable", "", "5"},
    };
    caller c;
    for (const auto& r : rows) {
        CAPTURE(r.name);
        c.desk.answer = std::unexpected(r.why);
        const auto response = c.post(good);
        CHECK(response.status == r.status);
        CHECK(error_code_of(response) == r.code);
        CHECK(error_field_of(response) == r.field);
        CHECK(response.header("Retry-After") == r.retry_after);
    }
    CHECK(c.api->counters.refused == std::size(rows));
}

TEST_CASE("what does not reach the desk") {
    struct row {
        std::string name;
        runtime::http_request request;
        unsigned status;
        const char* code;
        const char* header;
        const char* value;
    };
    const runtime::http_headers who{{"X-Api-Key", key}};
    const std::string longer = key + "x";
    const row rows[] = {
        {"no key",
         {"POST", "/v1/messages", {}, good},
         401,
         "unauthorized",
         "WWW-Authenticate",
         "Bearer realm=\"yeelen\""},
        {"wrong key",
         {"POST", "/v1/messages", {{"X-Api-Key", longer}}, good},
         401,
         "unauthorized",
         "",
         ""},
        {"wrong scheme",
         {"POST", "/v1/messages", {{"Authorization", "Basic " + key}}, good},
         401,
         "unauthorized",
         "",
         ""},
        {"no key, GET", {"GET", "/v1/messages/" + uid_hex, {}, ""}, 401, "unauthorized", "", ""},
        {"no key, no path", {"GET", "/", {}, ""}, 401, "unauthorized", "", ""},
        {"no such path", {"GET", "/v2/messages", who, ""}, 404, "not_found", "", ""},
        {"almost the path", {"POST", "/v1/messagesx", who, good}, 404, "not_found", "", ""},
        {"with a slash", {"POST", "/v1/messages/", who, good}, 404, "not_found", "", ""},
        {"deeper",
         {"GET", "/v1/messages/" + uid_hex + "/parts", who, ""},
         404,
         "not_found",
         "",
         ""},
        {"no such message", {"GET", "/v1/messages/" + uid_hex, who, ""}, 404, "not_found", "", ""},
        {"no id", {"GET", "/v1/messages/42", who, ""}, 404, "not_found", "", ""},
        {"list of messages",
         {"GET", "/v1/messages", who, ""},
         405,
         "method_not_allowed",
         "Allow",
         "POST"},
        {"delete",
         {"DELETE", "/v1/messages/" + uid_hex, who, ""},
         405,
         "method_not_allowed",
         "Allow",
         "GET"},
        {"a form",
         {"POST",
          "/v1/messages",
          {{"X-Api-Key", key}, {"Content-Type", "application/x-www-form-urlencoded"}},
          good},
         415,
         "not_json",
         "",
         ""},
        {"bad body", {"POST", "/v1/messages", who, "{"}, 400, "bad_json", "", ""},
    };
    caller c;
    for (const auto& r : rows) {
        CAPTURE(r.name);
        const auto response = c.call(r.request);
        CHECK(response.status == r.status);
        CHECK(error_code_of(response) == r.code);
        CHECK(response.header("Content-Type") == "application/json");
        if (*r.header) {
            CHECK(response.header(r.header) == r.value);
        }
    }
    CHECK(c.desk.accepted.empty());
    CHECK(c.api->counters.unauthorized == 5);
    CHECK(c.api->counters.invalid == 2);
}

TEST_CASE("content types that are JSON") {
    for (const std::string good_type :
         {"", "application/json", "Application/JSON", "application/json; charset=utf-8",
          "application/json ;charset=utf-8"}) {
        CAPTURE(good_type);
        CHECK(is_json(good_type));
    }
    for (const std::string bad :
         {"text/plain", "application/jsonx", "application/jso", "text/json", "application/xml"}) {
        CAPTURE(bad);
        CHECK_FALSE(is_json(bad));
    }
}

TEST_CASE("the status of a message, without its text") {
    caller c;
    message_status stored;
    stored.message.uid = uid;
    stored.message.to = "2250700000001";
    stored.message.text = "secret";
    stored.message.created = core::utc_time{1'795'213'440'123ms};
    stored.parts = {{.number = 1,
                     .total = 2,
                     .state = sms::part_state::delivered,
                     .attempts = 1,
                     .smsc_id = "0A1",
                     .updated = stored.message.created + 2s},
                    {.number = 2,
                     .total = 2,
                     .state = sms::part_state::expired,
                     .attempts = 12,
                     .possibly_doubled = 1,
                     .error = "RSYSERR",
                     .updated = stored.message.created + 61s}};
    c.desk.stored = stored;
    const auto response = c.get("/v1/messages/" + uid_hex + "?pretty=no");
    CHECK(response.status == 200);
    CHECK(
        response.body ==
        R"({"id":")" + uid_hex +
            R"(","status":"failed","to":"2250700000001","segments":2,"created":"2026-11-20T22:24:00.123Z","updated":"2026-11-20T22:25:01.123Z","parts":[)"
            R"({"number":1,"status":"delivered","attempts":1,"possibly_doubled":0,"operator_message_id":"0A1","error":null},)"
            R"({"number":2,"status":"expired","attempts":12,"possibly_doubled":1,"operator_message_id":null,"error":"RSYSERR"}]})");
}
