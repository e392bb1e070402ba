#include "backends/client.hpp"
#include "runtime/http_server.hpp"
#include "runtime/promise.hpp"
#include "support/run_until.hpp"
#include "temporary_files.hpp"

#include <algorithm>
#include <boost/asio/this_coro.hpp>
#include <boost/json.hpp>
#include <doctest/doctest.h>

using namespace yeelen;
using namespace std::chrono_literals;
using runtime::http_request;
using runtime::http_response;

namespace {

/// The backend's side: a table of answers by path, and what was asked.
struct utility {
    utility() {
        auto opened = runtime::http_server::open(
            io, {}, [this](http_request r) { return answer(std::move(r)); });
        REQUIRE(opened);
        server = std::move(*opened);
    }

    runtime::task<http_response> answer(http_request request) {
        seen.push_back(request);
        if (request.path() == "/v1/contracts/slow/balance") {
            runtime::promise<int> never{co_await boost::asio::this_coro::executor};
            co_await never.wait();
        }
        if (request.path() == "/v1/contracts/17/balance") {
            co_return runtime::json_response(
                200,
                R"({"amount":12500,"currency":"XOF","as_of":"2026-01-02","due_date":null,"more":1})");
        }
        if (request.path() == "/v1/contracts/html/balance") {
            co_return http_response{200, {{"Content-Type", "text/html"}}, "<html>"};
        }
        if (request.path() == "/v1/contracts/large/balance") {
            co_return runtime::json_response(200, "\"" + std::string(300 * 1024, 'x') + "\"");
        }
        if (request.path() == "/v1/contracts/busy/balance") {
            co_return runtime::json_error(503, "busy", "later");
        }
        if (request.path() == "/v1/contracts/7/deferrals") {
            co_return runtime::json_response(
                201, R"({"number":"D1","deposit":1,"currency":"XOF","first_date":"2026-02-01"})");
        }
        co_return runtime::json_error(404, "not_found", "no such thing");
    }

    std::shared_ptr<const backends::catalogue> catalogue() {
        const auto url = "http://127.0.0.1:" + std::to_string(server->port());
        auto loaded =
            backends::load({YEELEN_SOURCE_DIR "/config/backends/utility.yaml"},
                           [&](const std::string& name) -> std::optional<std::string> {
                               return name == "UTILITY_URL" ? std::optional{url} : std::nullopt;
                           });
        REQUIRE(loaded);
        return *loaded;
    }

    boost::asio::io_context io{1};
    std::unique_ptr<runtime::http_server> server;
    std::vector<http_request> seen;
};

std::string text(const core::call_outcome& outcome) {
    return outcome ? boost::json::serialize(*outcome) : std::string{core::name_of(outcome.error())};
}

std::string call(boost::asio::io_context& io, backends::client& client,
                 const core::call_request& request) {
    std::optional<std::string> got;
    client.call(request, core::correlation_id{{1, 2}}, 3,
                [&](const backends::call_result& r) { got = text(r.outcome); });
    CHECK_FALSE(got);
    return test::run_until(io, [&] { return got.has_value(); }) ? *got : "never";
}

} // namespace

TEST_CASE("operations of the utility against a server") {
    utility u;
    backends::client client{u.io, u.catalogue()};
    CHECK(call(u.io, client, {"balance", {{"contract", "17"}}, ""}) ==
          R"({"amount":12500,"currency":"XOF","as_of":"2026-01-02"})");
    CHECK(call(u.io, client, {"balance", {{"contract", "18"}}, ""}) == "not_found");
    CHECK(call(u.io, client, {"balance", {{"contract", "html"}}, ""}) == "garbage");
    CHECK(call(u.io, client, {"balance", {{"contract", "large"}}, ""}) == "garbage");
    CHECK(call(u.io, client, {"balance", {{"contract", "busy"}}, ""}) == "server_error");
    CHECK(call(u.io, client,
               {"request_deferral",
                {{"contract", "7"}, {"instalments", 3}, {"msisdn", "2250700000001"}},
                "k-1"}) ==
          R"({"number":"D1","deposit":1,"currency":"XOF","first_date":"2026-02-01"})");
    const auto& last = u.seen.back();
    CHECK(last.header("Idempotency-Key") == "k-1");
    CHECK(last.header("traceparent") == core::traceparent(core::correlation_id{{1, 2}}, 3));
    CHECK(last.header("Authorization") == "Bearer demo");
    CHECK(last.body == R"({"instalments":3,"msisdn":"2250700000001"})");

    const auto asked = u.seen.size();
    CHECK(call(u.io, client, {"no_such", {}, ""}) == "rejected");
    CHECK(call(u.io, client, {"balance", {}, ""}) == "rejected");
    CHECK(u.seen.size() == asked);

    for (const auto& counters : client.counters()) {
        if (counters.operation == "balance") {
            CHECK(counters.backend == "utility");
            CHECK(counters.ok == 1);
            CHECK(counters.failed[static_cast<std::size_t>(core::call_failure::not_found)] == 1);
            CHECK(counters.failed[static_cast<std::size_t>(core::call_failure::garbage)] == 2);
            CHECK(counters.failed[static_cast<std::size_t>(core::call_failure::server_error)] == 1);
            CHECK(counters.failed[static_cast<std::size_t>(core::call_failure::rejected)] == 1);
            CHECK(counters.seconds > 0);
        }
    }
    CHECK(client.counters().size() == u.catalogue()->backends.at(0).operations.size());
}

TEST_CASE("a backend that hangs is a timeout by the operation's own deadline and slows no other") {
    utility hanging;
    utility well;
    test::temporary_files files;
    const auto file = [&](const std::string& name, std::uint16_t port) {
        return files.write("backend: " + name +
                           "\nbase_url: http://127.0.0.1:" + std::to_string(port) +
                           "\ndeadline: 60s\nconnections: 1\nqueue: 1\noperations:\n  " + name +
                           ":\n    method: GET\n    path: /v1/contracts/{contract}/balance\n    "
                           "deadline: 800ms\n");
    };
    const auto loaded =
        backends::load({file("one", hanging.server->port()), file("two", well.server->port())},
                       [](const auto&) { return std::nullopt; });
    REQUIRE(loaded);
    // Both servers and the client share one thread.
    boost::asio::io_context& io = well.io;
    backends::client client{io, *loaded};
    std::vector<std::string> hung;
    for (int i = 0; i < 3; ++i) {
        client.call({"one", {{"contract", "slow"}}, ""}, {}, 1,
                    [&](const backends::call_result& r) { hung.push_back(text(r.outcome)); });
    }
    for (int i = 0; i < 20; ++i) {
        hanging.io.poll();
        CHECK(call(io, client, {"two", {{"contract", "17"}}, ""}) == "{}");
    }
    CHECK(hung.size() <= 1); // the one that found the queue full
    REQUIRE(test::run_until(io, [&] {
        hanging.io.restart();
        hanging.io.poll();
        return hung.size() == 3;
    }));
    std::sort(hung.begin(), hung.end());
    // One was sent, one waited in the queue, one found the queue full.
    CHECK(hung == std::vector<std::string>{"timeout", "unreachable", "unreachable"});
}

TEST_CASE("nobody listens") {
    utility u;
    const auto all = u.catalogue();
    u.server.reset();
    backends::client client{u.io, all};
    CHECK(call(u.io, client, {"balance", {{"contract", "17"}}, ""}) == "unreachable");
}

TEST_CASE("a client may go with calls under way: they are told") {
    utility u;
    std::vector<std::string> told;
    {
        backends::client client{u.io, u.catalogue()};
        client.call({"balance", {{"contract", "slow"}}, ""}, {}, 1,
                    [&](const backends::call_result& r) { told.push_back(text(r.outcome)); });
        CHECK(test::run_until(u.io, [&] { return u.seen.size() == 1; }));
    }
    CHECK(told.empty());
    CHECK(test::run_until(u.io, [&] { return told.size() == 1; }));
    CHECK(told == std::vector<std::string>{"unreachable"});
}

TEST_CASE("a catalogue is replaced while calls are under way") {
    utility u;
    test::temporary_files files;
    const auto load = [&](const std::string& operation, const std::string& more) {
        const auto loaded = backends::load(
            {files.write(
                "backend: utility\nbase_url: http://127.0.0.1:" + std::to_string(u.server->port()) +
                "\n" + more + "operations:\n  " + operation +
                ": { method: GET, path: \"/v1/contracts/{contract}/balance\", deadline: "
                "500ms, answer: { a: amount } }\n")},
            [](const auto&) { return std::nullopt; });
        REQUIRE(loaded);
        return *loaded;
    };
    backends::client client{u.io, load("balance", "")};
    CHECK(call(u.io, client, {"balance", {{"contract", "17"}}, ""}) == R"({"a":12500})");
    CHECK(client.fits({"balance", {{"contract", "17"}}, ""}));
    CHECK_FALSE(client.fits({"balance", {}, ""}));
    CHECK_FALSE(client.fits({"amount", {{"contract", "17"}}, ""}));

    std::vector<std::string> told;
    const auto slow = [&](const std::string& operation) {
        const auto asked = u.seen.size();
        client.call({operation, {{"contract", "slow"}}, ""}, {}, 1,
                    [&](const backends::call_result& r) { told.push_back(text(r.outcome)); });
        CHECK(test::run_until(u.io, [&] { return u.seen.size() == asked + 1; }));
    };
    slow("balance");
    client.replace(load("amount", "")); // the same peer
    slow("amount");
    client.replace(load("amount", "connections: 2\n")); // other limits: other connections
    slow("amount");
    CHECK(call(u.io, client, {"balance", {{"contract", "17"}}, ""}) == "rejected");
    CHECK(call(u.io, client, {"amount", {{"contract", "17"}}, ""}) == R"({"a":12500})");
    CHECK(told.empty());
    client.replace(std::make_shared<backends::catalogue>());
    REQUIRE(test::run_until(u.io, [&] { return told.size() == 3; }));
    CHECK(told == std::vector<std::string>{"timeout", "timeout", "timeout"});

    const auto counters = client.counters(); // of all that were ever declared
    REQUIRE(counters.size() == 2);
    CHECK(counters[0].operation == "amount");
    CHECK(counters[0].ok == 1);
    CHECK(counters[0].failed[static_cast<std::size_t>(core::call_failure::timeout)] == 2);
    CHECK(counters[1].operation == "balance");
    CHECK(counters[1].ok == 1);
    CHECK(counters[1].failed[static_cast<std::size_t>(core::call_failure::timeout)] == 1);
}

TEST_CASE("a client that goes tells the calls of replaced catalogues too") {
    utility u;
    std::vector<std::string> told;
    {
        backends::client client{u.io, u.catalogue()};
        client.call({"balance", {{"contract", "slow"}}, ""}, {}, 1,
                    [&](const backends::call_result& r) { told.push_back(text(r.outcome)); });
        CHECK(test::run_until(u.io, [&] { return u.seen.size() == 1; }));
        client.replace(std::make_shared<backends::catalogue>());
    }
    CHECK(test::run_until(u.io, [&] { return told.size() == 1; }));
    CHECK(told == std::vector<std::string>{"unreachable"});
}

TEST_CASE("an operation marked once that is accepted and not done is pending") {
    boost::asio::io_context io{1};
    auto opened =
        runtime::http_server::open(io, {}, [](http_request) -> runtime::task<http_response> {
            co_return runtime::json_response(202, R"({"ref":"R"})");
        });
    REQUIRE(opened);
    test::temporary_files files;
    const auto loaded = backends::load(
        {files.write(
            "backend: wallet\nbase_url: http://127.0.0.1:" + std::to_string((*opened)->port()) +
            "\noperations:\n"
            "  pay: { method: POST, path: /, answer: { ref: ref }, once: true }\n"
            "  tell: { method: POST, path: /, answer: { ref: ref } }\n")},
        [](const auto&) { return std::nullopt; });
    REQUIRE(loaded);
    backends::client client{io, *loaded};
    CHECK(call(io, client, {"pay", {}, "k-1"}) == "timeout");
    CHECK(call(io, client, {"tell", {}, ""}) == R"({"ref":"R"})");
    CHECK(client.counters().at(0).pending == 1);
    CHECK(client.counters().at(1).pending == 0);
}
