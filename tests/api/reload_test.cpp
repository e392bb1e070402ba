#include "fake_desk.hpp"

#include <doctest/doctest.h>

using namespace yeelen;
using namespace yeelen::api;
using namespace yeelen::api::test;

namespace {

runtime::http_response reload(caller& c, std::string method = "POST", bool with_key = true) {
    runtime::http_request request{
        .method = std::move(method), .target = "/v1/reload", .headers = {}, .body = {}};
    if (with_key) {
        request.headers.emplace_back("Authorization", "Bearer " + key);
    }
    return c.call(std::move(request));
}

} // namespace

TEST_CASE("a reload tells what is in use and what waits for a restart") {
    caller c;
    c.reloads.answer =
        reload_report{.services = {{"*123#", "electricity", "0123456789abcdef", true},
                                   {"*124#", "survey", "fedcba9876543210", false}},
                      .backends_changed = true,
                      .needs_restart = {"api.port"}};
    const auto answer = reload(c);
    CHECK(answer.status == 200);
    CHECK(boost::json::parse(answer.body) ==
          boost::json::parse(
              R"({"services":[{"code":"*123#","menu":"electricity","version":"0123456789abcdef",
              "changed":true},{"code":"*124#","menu":"survey","version":"fedcba9876543210",
              "changed":false}],"backends_changed":true,"needs_restart":["api.port"]})"));
}

TEST_CASE("faults come with their places") {
    caller c;
    c.reloads.answer = std::unexpected(reload_failure{
        reload_refusal::faulty,
        {{"menus/e/menu.yaml", 7, 3, "unknown \"screen\""}, {"x.yaml", 0, 0, "gone"}}});
    const auto answer = reload(c);
    CHECK(answer.status == 422);
    CHECK(error_code_of(answer) == "faulty");
    const auto faults = boost::json::parse(answer.body).at("error").at("faults").as_array();
    REQUIRE(faults.size() == 2);
    CHECK(faults[0] == boost::json::parse(R"({"file":"menus/e/menu.yaml","line":7,"column":3,
                                               "message":"unknown \"screen\""})"));
}

TEST_CASE("a reload that cannot be") {
    caller c;
    c.reloads.answer = std::unexpected(reload_failure{reload_refusal::busy, {}});
    CHECK(reload(c).status == 409);
    c.reloads.answer = std::unexpected(reload_failure{reload_refusal::unavailable, {}});
    CHECK(reload(c).status == 503);
    const int asked = c.reloads.asked;
    CHECK(reload(c, "GET").status == 405);
    CHECK(reload(c, "POST", false).status == 401);
    CHECK(c.reloads.asked == asked);
    c.api->reloads = nullptr;
    CHECK(reload(c).status == 404);
}
