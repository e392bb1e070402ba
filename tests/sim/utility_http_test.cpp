#include "sim/utility/simulator.hpp"
#include "support/http_calls.hpp"
#include <cstdlib>
#include <doctest/doctest.h>
#include <filesystem>

using namespace yeelen;
using namespace yeelen::sim;
namespace json = boost::json;

namespace {

struct folder {
    folder() {
        std::string name =
            (std::filesystem::temp_directory_path() / "yeelen-utility-XXXXXX").string();
        path = ::mkdtemp(name.data());
    }
    ~folder() { std::filesystem::remove_all(path); }
    std::filesystem::path path;
};

struct utility {
    folder at;
    runtime::asio::io_context io{1};
    std::unique_ptr<utility_simulator> sim = open();
    sim::test::http_calls http{io, sim->port()};
    const runtime::http_headers token{{"Authorization", "Bearer demo"}};

    std::unique_ptr<utility_simulator> open() {
        return utility_simulator::open(io, {.port = 0, .db = (at.path / "u.db").string()}).value();
    }
    json::object get(const std::string& target) { return http.json("GET", target, {}, token); }
    auto post(const std::string& target, const std::string& body, const std::string& key = {}) {
        auto headers = token;
        if (!key.empty()) {
            headers.emplace_back("Idempotency-Key", key);
        }
        return http.call("POST", target, body, headers);
    }
    json::object stats() { return http.json("GET", "/v1/stats"); }
};

} // namespace

TEST_CASE("the declared operations answer what the declaration maps") {
    utility u;
    struct row {
        const char* target;
        std::vector<const char*> fields;
    };
    for (const auto& r : {
             row{"/v1/contracts/0000100001", {"contract", "name", "address", "tariff", "meter"}},
             row{"/v1/contracts/100001/balance", {"amount", "currency", "due_date", "as_of"}},
             row{"/v1/contracts/100001/invoices/last",
                 {"number", "month", "amount", "currency", "kwh", "due_date", "status"}},
             row{"/v1/contracts/100002/invoices", {"invoices"}},
             row{"/v1/contracts/2123456/consumption", {"months"}},
             row{"/v1/contracts/100004/deferral",
                 {"eligible", "reason", "amount", "currency", "options"}},
         }) {
        CAPTURE(r.target);
        const auto answer = u.get(r.target);
        for (const auto* f : r.fields) {
            CAPTURE(f);
            CHECK(answer.contains(f));
        }
    }
    const auto plan =
        json::parse(
            u.post("/v1/contracts/100001/deferral/simulations", R"({"instalments":3})")->body)
            .as_object();
    CHECK(plan.at("schedule").as_array().size() == 3);
    CHECK(u.post("/v1/contracts/100001/deferral/simulations", R"({"instalments":9})")->status ==
          422);
    CHECK(u.http.call("GET", "/v1/contracts/100001")->status == 401);
    CHECK(u.http.call("GET", "/v1/contracts/555555", {}, u.token)->status == 404);
    CHECK(u.http.call("GET", "/v1/nonsense", {}, u.token)->status == 404);
}

TEST_CASE("one key: done once, the same answer, also after a restart") {
    utility u;
    const std::string target = "/v1/contracts/100001/deferrals";
    const std::string body = R"({"instalments":3,"msisdn":"2250700000001"})";
    const auto first = u.post(target, body, "key-1");
    REQUIRE(first);
    CHECK(first->status == 201);
    CHECK(u.post(target, body, "key-1")->body == first->body);
    CHECK(u.stats().at("deferrals") == 1);
    CHECK(u.stats().at("duplicates") == 1);
    CHECK(u.post(target, R"({"instalments":2})", "key-1")->status == 409);

    const auto again = u.post(target, body, "key-2");
    CHECK(again->status == 422);
    CHECK(u.stats().at("second_requests") == 1);
    CHECK(u.get("/v1/contracts/100001/deferral").at("reason") == "running");

    u.sim = u.open();
    sim::test::http_calls restarted{u.io, u.sim->port()};
    auto headers = u.token;
    headers.emplace_back("Idempotency-Key", "key-1");
    CHECK(restarted.call("POST", target, body, headers)->body == first->body);
    CHECK(
        restarted.json("GET", "/v1/deferrals?contract=100001").at("deferrals").as_array().size() ==
        1);
    CHECK(
        restarted.json("GET", "/v1/deferrals?contract=100002").at("deferrals").as_array().empty());
}

TEST_CASE("an outage gets a ticket that can be followed") {
    utility u;
    const auto answer =
        u.post("/v1/incidents",
               R"({"contract":"2123456","kind":"outage","msisdn":"2250700000001"})", "i-1");
    const std::string ticket{json::parse(answer->body).at("ticket").as_string()};
    CHECK(u.get("/v1/incidents/" + ticket).at("status") == "received");
    CHECK(u.http.call("GET", "/v1/incidents/999999", {}, u.token)->status == 404);
    CHECK(u.post("/v1/incidents", "{}")->status == 422);
    CHECK(u.post("/v1/incidents", "what?")->status == 400);
}

TEST_CASE("failures on request") {
    utility u;
    const std::string balance = "/v1/contracts/100001/balance";
    const auto ask = [&](const std::string& kind, int count) {
        REQUIRE(u.http
                    .call("POST", "/v1/faults",
                          json::serialize(json::object{
                              {"operation", "balance"}, {"kind", kind}, {"count", count}}))
                    ->status == 200);
    };
    ask("503", 2);
    CHECK(u.http.call("GET", balance, {}, u.token)->status == 503);
    CHECK(u.http.call("GET", "/v1/contracts/100001", {}, u.token)->status == 200);
    CHECK(u.http.call("GET", balance, {}, u.token)->status == 503);
    CHECK(u.http.call("GET", balance, {}, u.token)->status == 200);

    ask("garbage", 1);
    boost::system::error_code ec;
    json::parse(u.http.call("GET", balance, {}, u.token)->body, ec);
    CHECK(ec);
    ask("hang", 1);
    CHECK(u.http.call("GET", balance, {}, u.token, std::chrono::milliseconds{100}).error() ==
          runtime::http_failure::timeout);
    ask("close", 1);
    CHECK_FALSE(u.http.call("GET", balance, {}, u.token));
    ask("huge", 1);
    CHECK(u.http.call("GET", balance, {}, u.token).error() == runtime::http_failure::bad_answer);
    ask("500", 0);
    u.http.call("DELETE", "/v1/faults");
    CHECK(u.http.call("GET", balance, {}, u.token)->status == 200);
    CHECK(u.http.call("GET", "/v1/contracts/9990500", {}, u.token)->status == 500);
    CHECK(u.http.call("POST", "/v1/faults", R"({"operation":"sing","kind":"500"})")->status == 400);
    CHECK(u.http.call("POST", "/v1/faults", R"({"operation":"*","kind":"sing"})")->status == 400);
}

TEST_CASE("a deferral that was granted while the answer was lost is granted once") {
    utility u;
    u.http.call("POST", "/v1/faults",
                R"({"operation":"request_deferral","kind":"lost","count":1})");
    const std::string target = "/v1/contracts/2123456/deferrals";
    const std::string body = R"({"instalments":2,"msisdn":"2250700000001"})";
    auto headers = u.token;
    headers.emplace_back("Idempotency-Key", "k");
    CHECK_FALSE(u.http.call("POST", target, body, headers, std::chrono::milliseconds{100}));
    CHECK(u.post(target, body, "k")->status == 201);
    CHECK(u.stats().at("deferrals") == 1);
    CHECK(u.stats().at("duplicates") == 1);
}
