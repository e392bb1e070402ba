#include "backends/answer_mapping.hpp"
#include "backends/request_builder.hpp"

#include <boost/json.hpp>
#include <doctest/doctest.h>

using namespace yeelen;
using core::call_failure;
using runtime::http_failure;

namespace {

std::string text(const core::call_outcome& outcome) {
    return outcome ? boost::json::serialize(*outcome) : std::string{core::name_of(outcome.error())};
}

backends::operation declared() {
    backends::operation o;
    o.name = "o";
    o.method = "POST";
    o.path = "/a/{x}/{y}-{z}";
    o.query = {{"q q", "x"}, {"r", "y"}};
    o.body = {{"n", "n"}, {"l", "l"}};
    o.once = true;
    return o;
}

} // namespace

TEST_CASE("an answer is mapped by its paths") {
    const std::string deep = R"({"a":{"b":[{"c":1.50},{"c":"two"}]},"n":null,"t":true,"0":"zero"})";
    struct {
        std::string name;
        std::vector<backends::answer_field> fields;
        std::string body;
        std::string expected;
    } const cases[] = {
        {"a step", {{"v", {"t"}}}, deep, R"({"v":true})"},
        {"deep", {{"v", {"a", "b", "1", "c"}}}, deep, R"({"v":"two"})"},
        {"a number as a key of an object", {{"v", {"0"}}}, deep, R"({"v":"zero"})"},
        {"the whole", {{"v", {}}}, "[1,2]", R"({"v":[1,2]})"},
        {"the whole, a plain value", {{"v", {}}}, " 7 ", R"({"v":7})"},
        {"missing", {{"v", {"a", "x"}}}, deep, "garbage"},
        {"missing, optional", {{"v", {"a", "x"}, true}, {"w", {"t"}}}, deep, R"({"w":true})"},
        {"null counts as missing", {{"v", {"n"}}}, deep, "garbage"},
        {"null, optional", {{"v", {"n"}, true}}, deep, "{}"},
        {"beyond the end of a list", {{"v", {"a", "b", "2"}}}, deep, "garbage"},
        {"a name into a list", {{"v", {"a", "b", "c"}}}, deep, "garbage"},
        {"-1 into a list", {{"v", {"a", "b", "-1"}}}, deep, "garbage"},
        {"into a plain value", {{"v", {"t", "x"}}}, deep, "garbage"},
        {"large whole numbers stay whole",
         {{"v", {}}},
         "9007199254740993",
         R"({"v":9007199254740993})"},
        {"nothing asked, nothing read", {}, "not JSON at all", "{}"},
        {"not JSON", {{"v", {}}}, "<html>", "garbage"},
        {"empty", {{"v", {}}}, "", "garbage"},
        {"more behind", {{"v", {}}}, "{} {}", "garbage"},
        {"half", {{"v", {}}}, R"({"v": )", "garbage"},
        {"not UTF-8", {{"v", {}}}, "\"\xff\xfe\"", "garbage"},
        {"too deep", {{"v", {}}}, std::string(40, '[') + std::string(40, ']'), "garbage"},
        {"deep enough",
         {{"v", {}}},
         std::string(20, '[') + std::string(20, ']'),
         R"({"v":)" + std::string(20, '[') + std::string(20, ']') + "}"},
        {"a bomb of depth", {{"v", {}}}, std::string(200'000, '['), "garbage"},
    };
    for (const auto& c : cases) {
        CAPTURE(c.name);
        backends::operation o;
        o.answer = c.fields;
        CHECK(text(backends::outcome_of(o, runtime::json_response(200, c.body))) == c.expected);
    }
}

TEST_CASE("what each status and failure means") {
    struct {
        std::expected<runtime::http_response, http_failure> result;
        std::string expected;
        std::string expected_once;
    } const cases[] = {
        {runtime::json_response(200, "{}"), "{}", "{}"},
        {runtime::json_response(201, "{}"), "{}", "{}"},
        {runtime::json_response(202, "{}"), "{}", "timeout"}, // pending
        {runtime::json_response(204, ""), "{}", "{}"},
        {runtime::json_response(301, "{}"), "garbage", "garbage"},
        {runtime::json_response(304, "{}"), "garbage", "garbage"},
        {runtime::json_response(400, "{}"), "rejected", "rejected"},
        {runtime::json_response(401, "{}"), "server_error", "server_error"},
        {runtime::json_response(404, "{}"), "not_found", "not_found"},
        {runtime::json_response(408, "{}"), "server_error", "server_error"},
        {runtime::json_response(409, "{}"), "rejected", "server_error"},
        {runtime::json_response(422, "{}"), "rejected", "rejected"},
        {runtime::json_response(425, "{}"), "server_error", "server_error"},
        {runtime::json_response(429, "{}"), "server_error", "server_error"},
        {runtime::json_response(500, "{}"), "server_error", "server_error"},
        {runtime::json_response(503, "{}"), "server_error", "server_error"},
        {runtime::json_response(599, "{}"), "server_error", "server_error"},
        {std::unexpected(http_failure::timeout), "timeout", "timeout"},
        {std::unexpected(http_failure::never_sent), "unreachable", "unreachable"},
        {std::unexpected(http_failure::broken), "unreachable", "timeout"},
        {std::unexpected(http_failure::bad_answer), "garbage", "garbage"},
    };
    for (const auto& c : cases) {
        CAPTURE(c.result ? static_cast<int>(c.result->status) : static_cast<int>(c.result.error()));
        backends::operation o;
        CHECK(text(backends::outcome_of(o, c.result)) == c.expected);
        o.once = true;
        CHECK(text(backends::outcome_of(o, c.result)) == c.expected_once);
    }
}

TEST_CASE("a request as it goes out") {
    const auto o = declared();
    backends::backend where;
    where.base_path = "/base";
    where.headers = {{"Authorization", "Bearer t"}};
    const backends::request_builder builder{where, o};
    const auto request = builder.build({"o",
                                        {{"x", "a/b ?&\xC3\xA9"},
                                         {"y", 7},
                                         {"z", true},
                                         {"n", nullptr},
                                         {"l", {1, 2}},
                                         {"other", 1}},
                                        "key-1"},
                                       "tp");
    REQUIRE(request);
    CHECK(request->method == "POST");
    CHECK(request->target == "/base/a/a%2Fb%20%3F%26%C3%A9/7-true?q%20q=a%2Fb%20%3F%26%C3%A9&r=7");
    CHECK(request->body == R"({"n":null,"l":[1,2]})");
    CHECK(request->header("Authorization") == "Bearer t");
    CHECK(request->header("Accept") == "application/json");
    CHECK(request->header("Content-Type") == "application/json");
    CHECK(request->header("traceparent") == "tp");
    CHECK(request->header("Idempotency-Key") == "key-1");
}

TEST_CASE("calls that do not fit their operation are not sent") {
    const auto o = declared();
    const backends::request_builder builder{{}, o};
    const boost::json::object good = {{"x", "1"}, {"y", "2"}, {"z", "3"}, {"n", 1}, {"l", 2}};
    REQUIRE(builder.build({"o", good, "k"}, "tp"));
    const auto with = [&](std::string_view name, boost::json::value value) {
        auto changed = good;
        changed[name] = std::move(value);
        return builder.build({"o", changed, "k"}, "tp").has_value();
    };
    for (const char* name : {"x", "y", "z", "n", "l"}) {
        CAPTURE(std::string{name});
        auto without = good;
        without.erase(name);
        CHECK_FALSE(builder.build({"o", without, "k"}, "tp"));
    }
    CHECK_FALSE(with("x", ""));
    CHECK_FALSE(with("x", nullptr));
    CHECK_FALSE(with("x", boost::json::array{1}));
    CHECK_FALSE(with("x", boost::json::object{}));
    CHECK_FALSE(with("x", ".."));
    CHECK_FALSE(with("x", "."));
    CHECK(with("x", "..."));
    CHECK(with("x", "../.."));
    for (const std::string& key :
         {std::string{}, std::string{"a b"}, std::string{"a\r\nX: y"}, std::string(300, 'k')}) {
        CAPTURE(key);
        CHECK_FALSE(builder.build({"o", good, key}, "tp"));
    }
}
