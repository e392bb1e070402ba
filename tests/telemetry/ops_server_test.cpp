#include "telemetry/ops_server.hpp"

#include <Poco/Net/HTTPClientSession.h>
#include <Poco/Net/HTTPRequest.h>
#include <Poco/Net/HTTPResponse.h>
#include <Poco/Net/StreamSocket.h>
#include <Poco/StreamCopier.h>
#include <atomic>
#include <boost/json.hpp>
#include <doctest/doctest.h>
#include <stdexcept>
#include <string>

using namespace yeelen::telemetry;

namespace {

struct reply {
    int status;
    std::string type, body;
    bool kept_alive;
};

reply fetch(std::uint16_t port, const std::string& target, const std::string& method = "GET") {
    Poco::Net::HTTPClientSession session{"127.0.0.1", port};
    session.setTimeout(Poco::Timespan{10, 0});
    Poco::Net::HTTPRequest request{method, target, "HTTP/1.1"};
    request.setKeepAlive(true);
    session.sendRequest(request);
    Poco::Net::HTTPResponse response;
    std::string body;
    Poco::StreamCopier::copyToString(session.receiveResponse(response), body);
    return {response.getStatus(), response.getContentType(), body, response.getKeepAlive()};
}

struct running {
    std::atomic<bool> alive{true}, storage{true}, throws{false};
    std::unique_ptr<ops_server> server;

    running() {
        auto opened = ops_server::open({}, {.alive = [this] { return alive.load(); },
                                            .ready = [this] { return conditions(); },
                                            .metrics = [this] { return text(); }});
        REQUIRE(opened.has_value());
        server = std::move(*opened);
    }
    std::vector<readiness> conditions() const {
        return {{"storage", storage, storage ? "" : "disk \"full\""},
                {"operator demo", true, "bound"}};
    }
    std::string text() const {
        if (throws) {
            throw std::runtime_error{"no metrics today"};
        }
        return "a_total 1\n";
    }
};

} // namespace

TEST_CASE("healthz follows alive") {
    running r;
    const auto good = fetch(r.server->port(), "/healthz");
    CHECK(good.status == 200);
    CHECK(good.body == "ok\n");
    CHECK_FALSE(good.kept_alive);
    r.alive = false;
    CHECK(fetch(r.server->port(), "/healthz").status == 503);
}

TEST_CASE("readyz is 200 when all conditions hold and names them all") {
    running r;
    const auto good = fetch(r.server->port(), "/readyz");
    CHECK(good.status == 200);
    CHECK(good.type == "application/json");
    r.storage = false;
    const auto bad = fetch(r.server->port(), "/readyz");
    CHECK(bad.status == 503);
    const auto list = boost::json::parse(bad.body).as_array();
    REQUIRE(list.size() == 2);
    CHECK(list[0].at("name") == "storage");
    CHECK(list[0].at("ok") == false);
    CHECK(list[0].at("detail") == "disk \"full\"");
    CHECK(list[1].at("ok") == true);
}

TEST_CASE("metrics are text; a source that throws is 500 and the server goes on") {
    running r;
    const auto good = fetch(r.server->port(), "/metrics?x=1");
    CHECK(good.status == 200);
    CHECK(good.type.starts_with("text/plain; version=0.0.4"));
    CHECK(good.body == "a_total 1\n");
    r.throws = true;
    CHECK(fetch(r.server->port(), "/metrics").status == 500);
    CHECK(fetch(r.server->port(), "/healthz").status == 200);
}

TEST_CASE("other paths and methods") {
    running r;
    CHECK(fetch(r.server->port(), "/").status == 404);
    CHECK(fetch(r.server->port(), "/metrics/").status == 404);
    CHECK(fetch(r.server->port(), "/healthz", "POST").status == 405);
    const auto head = fetch(r.server->port(), "/healthz", "HEAD");
    CHECK(head.status == 200);
    CHECK(head.body.empty());
}

TEST_CASE("octets that are not HTTP do no harm") {
    running r;
    {
        Poco::Net::StreamSocket socket{Poco::Net::SocketAddress{"127.0.0.1", r.server->port()}};
        const std::string nonsense(20'000, '\xFF');
        socket.sendBytes(nonsense.data(), static_cast<int>(nonsense.size()));
    }
    CHECK(fetch(r.server->port(), "/healthz").status == 200);
}

TEST_CASE("a client that sends nothing does not hold up the end") {
    running r;
    const Poco::Net::StreamSocket silent{Poco::Net::SocketAddress{"127.0.0.1", r.server->port()}};
    CHECK(fetch(r.server->port(), "/healthz").status == 200);
    r.server.reset();
}

TEST_CASE("a port that is taken and an address that is none are errors for a person") {
    const running r;
    const auto taken = ops_server::open({.host = "127.0.0.1", .port = r.server->port()}, {});
    REQUIRE_FALSE(taken.has_value());
    CHECK(taken.error().find("127.0.0.1:" + std::to_string(r.server->port())) != std::string::npos);
    CHECK_FALSE(ops_server::open({.host = "not an address", .port = 0}, {}).has_value());
}
