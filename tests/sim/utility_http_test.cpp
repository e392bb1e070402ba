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
    explicit utility(int wallet_ms = 0)
        : wallet(wallet_ms) {}
    int wallet;
    folder at;
    runtime::asio::io_context io{1};
    std::unique_ptr<utility_simulator> sim = open();
    sim::test::http_calls http{io, sim->port()};
    const runtime::http_headers token{{"Authorization", "Bearer demo"}};

    std::unique_ptr<utility_simulator> open() {
        return utility_simulator::open(io, {.port = 0,
                                            .db = (at.path / "u.db").string(),
                                            .wallet = std::chrono::milliseconds{wallet}})
            .value();
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
             row{"/v1/contracts/0000100001",
                 {"contract", "name", "address", "tariff", "meter", "pin"}},
             row{"/v1/meters/04123456784", {"contract", "name", "meter", "pin"}},
             row{"/v1/accounts?phone=2250505060708", {"accounts"}},
             row{"/v1/contracts/100002/accounts", {"accounts"}},
             row{"/v1/contracts/100001/consumption/days", {"days"}},
             row{"/v1/contracts/100001/alerts?phone=2250700000001", {"active"}},
             row{"/v1/meters/04123456784/purchases", {"purchases"}},
             row{"/v1/meters/04123456784/quote?amount=5000", {"kwh", "fee", "currency"}},
             row{"/v1/agents/AB1234", {"name", "job", "on_duty"}},
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
    CHECK(u.get("/v1/tickets/" + ticket).at("status") == "received");
    CHECK(u.http.call("GET", "/v1/tickets/999999", {}, u.token)->status == 404);
    const auto complaint =
        u.post("/v1/complaints", R"({"contract":"100001","kind":"high","msisdn":"1"})", "c-1");
    CHECK(complaint->status == 201);
    CHECK(u.post("/v1/complaints", R"({"contract":"5","kind":"high"})")->status == 404);
    const std::string connection = R"({"kind":"shop","name":"Awa","place":"Abobo","phone":"07"})";
    CHECK(u.post("/v1/connections", connection, "n-1")->status == 201);
    CHECK(u.http.json("GET", "/v1/tickets").at("tickets").as_array().size() == 3);
    CHECK(u.stats().at("tickets") == 3);
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

TEST_CASE("a payment is pending, then done once for its key, also after a restart") {
    utility u{60'000};
    const std::string target = "/v1/meters/04123456784/purchases";
    const std::string body = R"({"amount":5000,"msisdn":"2250700000001"})";
    CHECK(u.post(target, body)->status == 400); // without a key it could be paid twice
    CHECK(u.post(target, body, "p-1")->status == 202);
    CHECK(u.post(target, body, "p-1")->status == 202);
    CHECK(u.post(target, R"({"amount":6000})", "p-1")->status == 409);
    CHECK(u.get("/v1/payments/last?phone=2250700000001").at("status") == "pending");
    CHECK(u.http.call("GET", "/v1/payments/last?phone=2250700000002", {}, u.token)->status == 404);
    const std::string claims =
        "/v1/payments/" +
        std::string{u.get("/v1/payments/last?phone=2250700000001").at("number").as_string()} +
        "/claims";
    const auto claim = u.post(claims, R"({"msisdn":"2250700000001"})", "c-1");
    CHECK(claim->status == 201);
    CHECK(u.post(claims, R"({"msisdn":"2250700000001"})", "c-1")->body == claim->body);
    CHECK(u.post(claims, R"({"msisdn":"2250700000002"})", "c-2")->status == 404);
    CHECK(u.post("/v1/payments/P1/claims", R"({"msisdn":"2250700000001"})", "c-3")->status == 404);

    u.wallet = 0;
    u.sim = u.open();
    sim::test::http_calls http{u.io, u.sim->port()};
    auto headers = u.token;
    headers.emplace_back("Idempotency-Key", "p-1");
    const auto done = http.call("POST", target, body, headers);
    REQUIRE(done->status == 201);
    const auto bought = json::parse(done->body).as_object();
    CHECK(bought.at("kwh") == 62);
    CHECK(http.call("POST", target, body, headers)->body == done->body);
    CHECK(http.json("GET", "/v1/payments/last?phone=2250700000001", {}, u.token).at("status") ==
          "done");
    const auto purchases = http.json("GET", target, {}, u.token).at("purchases").as_array();
    REQUIRE(purchases.size() == 3);
    CHECK(purchases[0].at("number") == bought.at("number"));
    CHECK(purchases[0].at("tokens").as_array().size() == 1);
    CHECK(purchases[2].at("tokens").as_array().size() == 3);
    const std::string number{bought.at("number").as_string()};
    CHECK(http.json("GET", "/v1/purchases/" + number, {}, u.token).at("fee") == 100);
}

TEST_CASE("the wallet refuses what ends in 13 francs, and what is no purchase is never begun") {
    utility u;
    const std::string meter = "/v1/meters/00024000010/purchases";
    CHECK(u.post(meter, R"({"amount":5013,"msisdn":"1"})", "r-1")->status == 402);
    CHECK(u.post(meter, R"({"amount":5013,"msisdn":"1"})", "r-1")->status == 402);
    CHECK(u.get("/v1/payments/last?phone=1").at("status") == "refused");
    CHECK(u.post(meter, R"({"amount":100,"msisdn":"1"})", "r-2")->status == 422);
    CHECK(u.post("/v1/meters/00021234562/purchases", R"({"amount":5000})", "r-3")->status == 422);
    CHECK(u.post("/v1/meters/123/purchases", R"({"amount":5000})", "r-4")->status == 404);
    const auto first = u.post(meter, R"({"amount":5000,"msisdn":"1"})", "r-5");
    REQUIRE(first->status == 201);
    CHECK(json::parse(first->body).at("tokens").as_array().size() == 3); // the key changes
    const auto made_up = u.get(meter).at("purchases").as_array();
    CHECK(made_up.size() == 3);
    const std::string number{made_up[1].at("number").as_string()};
    CHECK(u.get("/v1/purchases/" + number).at("number") == made_up[1].at("number"));
}

TEST_CASE("an invoice that is paid is owed no more") {
    utility u;
    const std::string contract = "/v1/contracts/100001";
    const auto due = u.get(contract + "/balance").at("amount").as_int64();
    const auto pay = [&](std::int64_t amount, const std::string& key) {
        return u.post(contract + "/payments",
                      json::serialize(json::object{{"amount", amount}, {"msisdn", "1"}}), key);
    };
    CHECK(pay(due + 1, "i-1")->status == 422);
    const auto part = pay(1'000, "i-2");
    REQUIRE(part->status == 201);
    CHECK(json::parse(part->body).at("rest") == due - 1'000);
    CHECK(u.get(contract + "/balance").at("amount") == due - 1'000);
    CHECK(json::parse(pay(due - 1'000, "i-3")->body).at("rest") == 0);
    CHECK(u.get(contract + "/invoices/last").at("status") == "paid");
    u.sim = u.open();
    sim::test::http_calls http{u.io, u.sim->port()};
    CHECK(http.json("GET", contract + "/balance", {}, u.token).at("amount") == 0);
    CHECK(http.json("GET", "/v1/payments?contract=100001").at("payments").as_array().size() == 2);
}

TEST_CASE("codes, alerts and readings are kept") {
    utility u;
    const std::string contract = "/v1/contracts/100001";
    const auto correct = [&](const std::string& number, const std::string& code) {
        const auto body = json::serialize(json::object{{"pin", code}});
        return json::parse(u.post("/v1/contracts/" + number + "/pin/check", body)->body)
            .at("correct")
            .as_bool();
    };
    CHECK(correct("100004", "2468"));
    CHECK_FALSE(correct("100004", "1111"));
    CHECK(u.get("/v1/contracts/100004").at("pin") == true);
    CHECK(u.get(contract).at("pin") == false);
    const auto put = [&](const std::string& target, const std::string& body) {
        return u.http.call("PUT", target, body, u.token)->status;
    };
    CHECK(put(contract + "/pin", R"({"pin":"12"})") == 422);
    CHECK(put(contract + "/pin", R"({"pin":"1357"})") == 200);
    CHECK(put(contract + "/pin", R"({"pin":"9999"})") == 422); // not over another's
    CHECK(correct("100001", "1357"));
    CHECK(u.get(contract).at("pin") == true);
    CHECK(u.http.call("DELETE", contract + "/pin", {}, u.token)->status == 200);
    CHECK(u.get(contract).at("pin") == false);

    CHECK(put(contract + "/alerts", R"({"active":true,"phone":"22507"})") == 200);
    CHECK(u.get(contract + "/alerts?phone=22507").at("active") == true);
    CHECK(u.get(contract + "/alerts?phone=22508").at("active") == false);
    CHECK(put(contract + "/alerts", R"({"phone":"22507"})") == 422);

    CHECK(u.post(contract + "/readings", R"({"index":"12000"})", "x-1")->status == 422);
    CHECK(u.post(contract + "/readings", R"({"index":"012250"})", "x-2")->status == 201);
    CHECK(u.post(contract + "/readings", R"({"index":"12250"})", "x-3")->status == 422);
    CHECK(json::parse(u.post(contract + "/readings", R"({"index":"12300"})", "x-4")->body)
              .at("kwh") == 50);
}

TEST_CASE("a company's contracts, by one of them and by its phone") {
    utility u;
    const auto by_contract = u.get("/v1/contracts/100006/accounts").at("accounts").as_array();
    REQUIRE(by_contract.size() == 3);
    CHECK(by_contract[0].at("contract") == "100002");
    CHECK(u.get("/v1/accounts?phone=2250505060708").at("accounts").as_array() == by_contract);
    CHECK(u.get("/v1/accounts?phone=2250700000001").at("accounts").as_array().empty());
    CHECK(u.get("/v1/contracts/2123456/accounts").at("accounts").as_array().size() == 1);
    CHECK(u.http.call("GET", "/v1/agents/ZZ0000", {}, u.token)->status == 404);
}
