#include "raw_peer.hpp"
#include "runtime/http_client.hpp"
#include "support/run_until.hpp"

#include <doctest/doctest.h>

using namespace yeelen;
using namespace std::chrono_literals;
using runtime::http_failure;
using runtime::http_request;
using runtime::http_response;
using test::raw_connection;
using test::raw_peer;
using test::run_until;
using result = std::expected<http_response, http_failure>;

namespace {

const std::string ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

/// A client of one peer, and what came of its calls in the order in which they ended.
struct bench {
    bench(raw_peer::script play, runtime::http_client_config config = {})
        : peer(io, std::move(play)) {
        config.host = "127.0.0.1";
        config.port = peer.port();
        client.emplace(io, config);
    }

    void send(http_request request, bool repeatable = true,
              std::chrono::milliseconds deadline = 5s) {
        sending = true;
        client->send(std::move(request), repeatable, deadline, [this](result r) {
            CHECK_FALSE(sending);
            results.push_back(std::move(r));
        });
        sending = false;
    }
    void get(bool repeatable = true, std::chrono::milliseconds deadline = 5s) {
        send({"GET", "/", {}, ""}, repeatable, deadline);
    }
    bool until(std::size_t n) {
        return run_until(io, [&] { return results.size() >= n; });
    }
    /// "200 body", or the failure's name.
    std::string last() const { return text(results.back()); }
    static std::string text(const result& r) {
        static const char* names[] = {"timeout", "never_sent", "broken", "bad_answer"};
        return r ? std::to_string(r->status) + " " + r->body
                 : names[static_cast<std::size_t>(r.error())];
    }

    boost::asio::io_context io{1};
    raw_peer peer;
    std::optional<runtime::http_client> client;
    std::vector<result> results;
    bool sending = false;
};

runtime::task<void> answer_all(raw_connection& c) {
    while (!(co_await c.request()).empty()) {
        co_await c.send(ok);
    }
}

} // namespace

TEST_CASE("what a peer may do, and what is made of it") {
    using script = raw_peer::script;
    const auto once = [](std::string text) -> script {
        return [text](raw_connection& c) -> runtime::task<void> {
            co_await c.request();
            co_await c.send(text);
        };
    };
    const auto bytewise = [](std::string text) -> script {
        return [text](raw_connection& c) -> runtime::task<void> {
            co_await c.request();
            co_await c.send_bytewise(text);
            co_await c.until_closed();
        };
    };
    struct {
        std::string name;
        script play;
        const char* expected;
    } const cases[] = {
        {"answers byte by byte", bytewise(ok), "200 ok"},
        {"chunks byte by byte",
         bytewise(
             "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\no\r\n1\r\nk\r\n0\r\n\r\n"),
         "200 ok"},
        {"no chunk byte by byte",
         bytewise("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"), "200 "},
        {"100 Continue first", once("HTTP/1.1 100 Continue\r\n\r\n" + ok), "200 ok"},
        {"body until close", once("HTTP/1.1 200 OK\r\n\r\nall of it"), "200 all of it"},
        {"500", once("HTTP/1.1 500 Oh\r\nContent-Length: 1\r\n\r\nx"), "500 x"},
        {"204", once("HTTP/1.1 204 X\r\n\r\n"), "204 "},
        {"garbage", once("SSH-2.0-OpenSSH_9.2\r\n"), "bad_answer"},
        {"bytes", once(std::string(500, '\0')), "bad_answer"},
        {"huge length", once("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\nabc"),
         "bad_answer"},
        {"huge body", once("HTTP/1.1 200 OK\r\n\r\n" + std::string(5000, 'x')), "bad_answer"},
        {"huge chunks",
         once("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1000\r\n" +
              std::string(4096, 'x')),
         "bad_answer"},
        {"huge header", once("HTTP/1.1 200 OK\r\nA: " + std::string(40'000, 'x') + "\r\n\r\n"),
         "bad_answer"},
        {"half a header, then close", once("HTTP/1.1 200 OK\r\nContent-Le"), "broken"},
        {"half a body, then close", once("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabc"),
         "broken"},
        {"close without a word", once(""), "broken"},
        {"reset",
         [](raw_connection& c) -> runtime::task<void> {
             co_await c.request();
             c.reset_on_close();
         },
         "broken"},
        {"black hole", [](raw_connection& c) -> runtime::task<void> { co_await c.until_closed(); },
         "timeout"},
        {"half an answer, then silence",
         [](raw_connection& c) -> runtime::task<void> {
             co_await c.request();
             co_await c.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabc");
             co_await c.until_closed();
         },
         "timeout"},
        {"drips for ever",
         [](raw_connection& c) -> runtime::task<void> {
             co_await c.request();
             co_await c.send("HTTP/1.1 200 OK\r\nContent-Length: 2000\r\n\r\n");
             co_await c.send_bytewise(std::string(100, 'x'));
             co_await c.until_closed();
         },
         "timeout"},
    };
    for (const auto& c : cases) {
        CAPTURE(c.name);
        bench b{c.play, {.max_body = 3000}};
        b.get(true, 300ms);
        REQUIRE(b.until(1));
        CHECK(b.last() == c.expected);
        CHECK(b.client->busy() == 0);
        if (!b.results[0]) {
            CHECK(run_until(b.io, [&] { return b.peer.ended() == 1; }));
        }
    }
}

TEST_CASE("a deadline is kept, and the connection not used again") {
    bench b{[](raw_connection& c) -> runtime::task<void> {
        if (c.number == 1) {
            co_await c.until_closed();
        } else {
            co_await answer_all(c);
        }
    }};
    const auto began = std::chrono::steady_clock::now();
    b.get(true, 100ms);
    REQUIRE(b.until(1));
    const auto took = std::chrono::steady_clock::now() - began;
    CHECK(b.last() == "timeout");
    CHECK(took >= 100ms);
    CHECK(took < 2s);
    b.get();
    REQUIRE(b.until(2));
    CHECK(b.last() == "200 ok");
    CHECK(b.peer.accepted() == 2);
}

TEST_CASE("connections are kept and used again") {
    bench b{answer_all};
    for (std::size_t i = 1; i <= 20; ++i) {
        b.get();
        REQUIRE(b.until(i));
        CHECK(b.last() == "200 ok");
    }
    CHECK(b.peer.accepted() == 1);
}

TEST_CASE("no more connections than allowed; those who wait go first in, first out") {
    std::vector<std::string> seen;
    bench b{[&](raw_connection& c) -> runtime::task<void> {
                for (auto request = co_await c.request(); !request.empty();
                     request = co_await c.request()) {
                    seen.push_back(request.substr(4, request.find(' ', 4) - 4));
                    co_await c.send(ok);
                }
            },
            {.connections = 1}};
    std::vector<std::string> expected;
    for (int i = 0; i < 10; ++i) {
        expected.push_back("/" + std::to_string(i));
        b.send({"GET", expected.back(), {}, ""});
    }
    CHECK(b.client->busy() == 10);
    REQUIRE(b.until(10));
    CHECK(seen == expected);
    CHECK(b.peer.accepted() == 1);
    CHECK(b.client->busy() == 0);
}

TEST_CASE("a full queue refuses at once, and a deadline counts in the queue") {
    bench b{[](raw_connection& c) -> runtime::task<void> { co_await c.until_closed(); },
            {.connections = 2, .queue = 3}};
    for (int i = 0; i < 5; ++i) {
        b.get(true, 200ms);
    }
    // Five have a place (two on connections being opened); the others do not.
    b.get(true, 200ms);
    b.get(true, 200ms);
    REQUIRE(b.until(2));
    CHECK(bench::text(b.results[0]) == "never_sent");
    CHECK(bench::text(b.results[1]) == "never_sent");
    REQUIRE(b.until(7));
    std::size_t timeouts = 0;
    for (const auto& r : b.results) {
        timeouts += bench::text(r) == "timeout" ? 1 : 0;
    }
    CHECK(timeouts == 2);
}

TEST_CASE("nobody listens: never sent, for all who wait, and soon") {
    boost::asio::io_context io{1};
    runtime::http_client_config config;
    config.host = "127.0.0.1";
    config.connections = 3;
    {
        boost::asio::ip::tcp::acceptor free{io, {boost::asio::ip::address_v4::loopback(), 0}};
        config.port = std::to_string(free.local_endpoint().port());
    }
    runtime::http_client client{io, config};
    std::vector<result> results;
    for (int i = 0; i < 10; ++i) {
        client.send({"GET", "/", {}, ""}, true, 60s,
                    [&](result r) { results.push_back(std::move(r)); });
    }
    CHECK(results.empty());
    REQUIRE(run_until(io, [&] { return results.size() == 10; }));
    for (const auto& r : results) {
        CHECK(bench::text(r) == "never_sent");
    }
}

TEST_CASE("a name that does not resolve, and one that does") {
    boost::asio::io_context io{1};
    std::optional<result> got;
    runtime::http_client nobody{io, {.host = "no.such.name.invalid", .port = "80"}};
    nobody.send({"GET", "/", {}, ""}, true, 20s, [&](result r) { got = std::move(r); });
    REQUIRE(run_until(io, [&] { return got.has_value(); }, 30s));
    CHECK(bench::text(*got) == "never_sent");

    raw_peer peer{io, answer_all};
    runtime::http_client local{io, {.host = "localhost", .port = peer.port()}};
    got.reset();
    local.send({"GET", "/", {}, ""}, true, 20s, [&](result r) { got = std::move(r); });
    REQUIRE(run_until(io, [&] { return got.has_value(); }, 30s));
    CHECK(bench::text(*got) == "200 ok");
}

TEST_CASE("a request that could not be one line is not sent") {
    bench b{answer_all};
    b.send({"GET", "/a b", {}, ""});
    REQUIRE(b.until(1));
    CHECK(b.last() == "never_sent");
    CHECK(b.peer.accepted() == 0);
}

TEST_CASE("a stale connection: sent again on a fresh one, once, if repeatable") {
    struct {
        std::string name;
        bool repeatable;
        std::size_t dying; ///< so many connections answer once, then die on the second request
        const char* expected;
        std::size_t accepted;
    } const cases[] = {
        {"repeatable", true, 1, "200 ok", 2},
        {"not repeatable", false, 1, "broken", 1},
    };
    for (const auto& c : cases) {
        CAPTURE(c.name);
        for (const bool reset : {false, true}) {
            CAPTURE(reset);
            bench b{[&](raw_connection& connection) -> runtime::task<void> {
                if (connection.number > c.dying) {
                    co_return co_await answer_all(connection);
                }
                co_await connection.request();
                co_await connection.send(ok);
                co_await connection.request();
                if (reset) {
                    connection.reset_on_close();
                }
            }};
            b.get();
            REQUIRE(b.until(1));
            b.get(c.repeatable);
            REQUIRE(b.until(2));
            CHECK(b.last() == c.expected);
            CHECK(b.peer.accepted() == c.accepted);
        }
    }
}

TEST_CASE("a fresh connection that dies is not tried again") {
    bench b{[](raw_connection& c) -> runtime::task<void> { co_await c.request(); }};
    b.get();
    REQUIRE(b.until(1));
    CHECK(b.last() == "broken");
    CHECK(b.peer.accepted() == 1);
}

TEST_CASE("a stale connection's call waits for a fresh connection, not for another old one") {
    // Two connections, both of which die on their second request; the second request of the first
    // goes to a third.
    bench b{[](raw_connection& c) -> runtime::task<void> {
                if (c.number > 2) {
                    co_return co_await answer_all(c);
                }
                co_await c.request();
                co_await c.send(ok);
                co_await c.request();
            },
            {.connections = 2}};
    b.get();
    b.get();
    REQUIRE(b.until(2));
    b.get();
    b.get();
    REQUIRE(b.until(4));
    for (const auto& r : b.results) {
        CHECK(bench::text(r) == "200 ok");
    }
    CHECK(b.peer.accepted() == 4);
}

TEST_CASE("a server that closes while idle is noticed before the next call") {
    bench b{[](raw_connection& c) -> runtime::task<void> {
        co_await c.request();
        co_await c.send(ok);
    }};
    b.get(false);
    REQUIRE(b.until(1));
    REQUIRE(run_until(b.io, [&] { return b.peer.ended() == 1; }));
    b.io.restart();
    b.io.poll();
    b.get(false);
    REQUIRE(b.until(2));
    CHECK(b.last() == "200 ok");
    CHECK(b.peer.accepted() == 2);
}

TEST_CASE("bytes behind an answer, or Connection: close: answered, and the connection given up") {
    for (const std::string& text :
         {ok + "more", std::string{"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: "
                                   "2\r\n\r\nok"}}) {
        CAPTURE(text);
        bench b{[&](raw_connection& c) -> runtime::task<void> {
            co_await c.request();
            co_await c.send(text);
            co_await c.until_closed();
        }};
        b.get();
        b.get();
        REQUIRE(b.until(2));
        CHECK(b.last() == "200 ok");
        CHECK(b.peer.accepted() == 2);
        CHECK(run_until(b.io, [&] { return b.peer.ended() == 2; }));
    }
}

TEST_CASE("an early refusal of a large body is heard") {
    bench b{[](raw_connection& c) -> runtime::task<void> {
        co_await c.send("HTTP/1.1 413 X\r\nContent-Length: 0\r\n\r\n");
        co_await c.until_closed();
    }};
    b.send({"POST", "/", {}, std::string(16 << 20, 'x')});
    REQUIRE(b.until(1));
    CHECK(b.last() == "413 ");
    CHECK(run_until(b.io, [&] { return b.peer.ended() == 1; }));
}

TEST_CASE("a large request goes out whole; HEAD has no body") {
    std::vector<std::size_t> sizes;
    bench b{[&](raw_connection& c) -> runtime::task<void> {
        sizes.push_back((co_await c.request()).size());
        co_await c.send(ok);
        co_await c.request();
        co_await c.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n");
        co_await c.until_closed();
    }};
    b.send({"POST", "/", {}, std::string(8 << 20, 'x')});
    REQUIRE(b.until(1));
    CHECK(sizes.at(0) > (8 << 20));
    b.send({"HEAD", "/", {}, ""});
    REQUIRE(b.until(2));
    CHECK(b.last() == "200 ");
    CHECK(b.peer.accepted() == 1);
}

TEST_CASE("an unused connection is closed") {
    bench b{answer_all, {.idle = 50ms}};
    b.get();
    REQUIRE(b.until(1));
    CHECK(b.peer.ended() == 0);
    CHECK(run_until(b.io, [&] { return b.peer.ended() == 1; }));
    b.get();
    REQUIRE(b.until(2));
    CHECK(b.last() == "200 ok");
}

TEST_CASE("stop fails all, later calls too; nothing is called from within") {
    bench b{[](raw_connection& c) -> runtime::task<void> { co_await c.until_closed(); },
            {.connections = 1}};
    b.get();
    REQUIRE(run_until(b.io, [&] { return b.peer.accepted() == 1; }));
    b.io.restart();
    b.io.poll();
    b.get();
    b.client->stop();
    CHECK(b.results.empty());
    b.get();
    REQUIRE(b.until(3));
    CHECK(bench::text(b.results[0]) == "never_sent");
    CHECK(bench::text(b.results[1]) == "broken");
    CHECK(bench::text(b.results[2]) == "never_sent");
    CHECK(run_until(b.io, [&] { return b.peer.ended() == 1; }));
}

TEST_CASE("a callback may send again, or destroy the client") {
    boost::asio::io_context io{1};
    raw_peer peer{io, answer_all};
    std::optional<runtime::http_client> client;
    client.emplace(io, runtime::http_client_config{
                           .host = "127.0.0.1", .port = peer.port(), .connections = 2});
    int answers = 0;
    std::function<void(result)> next = [&](result r) {
        REQUIRE(r);
        if (++answers < 5) {
            client->send({"GET", "/", {}, ""}, true, 5s, next);
        } else {
            client.reset();
        }
    };
    client->send({"GET", "/", {}, ""}, true, 5s, next);
    CHECK(run_until(io, [&] { return answers == 5 && peer.ended() == peer.accepted(); }));
    CHECK(peer.accepted() == 1);
}

TEST_CASE("a client may go with calls under way: they are told") {
    boost::asio::io_context io{1};
    raw_peer peer{io, [](raw_connection& c) -> runtime::task<void> { co_await c.until_closed(); }};
    std::vector<result> results;
    {
        runtime::http_client client{io,
                                    {.host = "127.0.0.1", .port = peer.port(), .connections = 2}};
        for (int i = 0; i < 4; ++i) {
            client.send({"GET", "/", {}, ""}, true, 5s,
                        [&](result r) { results.push_back(std::move(r)); });
        }
        CHECK(run_until(io, [&] { return peer.accepted() == 2; }));
    }
    CHECK(run_until(io, [&] { return results.size() == 4 && peer.ended() == 2; }));
}
