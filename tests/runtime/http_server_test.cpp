#include "raw_client.hpp"
#include "runtime/http_server.hpp"
#include "runtime/promise.hpp"
#include "support/run_until.hpp"

#include <doctest/doctest.h>

using namespace yeelen;
using namespace std::chrono_literals;
using runtime::http_request;
using runtime::http_response;
using test::raw_client;
using test::run_until;

namespace {

struct bench {
    explicit bench(runtime::http_server_config config = {},
                   runtime::http_server::handler handle = echo) {
        auto opened = runtime::http_server::open(io, std::move(config), std::move(handle));
        REQUIRE(opened);
        server = std::move(*opened);
    }

    /// Method, target and body come back.
    static runtime::task<http_response> echo(http_request request) {
        co_return http_response{
            200, {}, request.method + " " + request.target + " " + request.body + "."};
    }

    raw_client client() { return {io, server->port()}; }

    boost::asio::io_context io{1};
    std::unique_ptr<runtime::http_server> server;
};

const std::string head = "GET /a HTTP/1.1\r\nHost: x\r\n\r\n";

} // namespace

TEST_CASE("status 0 closes without an answer") {
    bench b{{}, [](http_request) -> runtime::task<http_response> {
                co_return http_response{0, {}, {}};
            }};
    raw_client client{b.io, b.server->port()};
    client.send(head);
    CHECK(run_until(b.io, [&] { return client.closed(); }));
    CHECK(client.count("HTTP") == 0);
    CHECK(b.server->connections() == 0);
}

TEST_CASE("one request after the other on one connection") {
    bench b;
    raw_client client{b.io, b.server->port()};
    for (std::size_t i = 1; i <= 3; ++i) {
        client.send(head);
        CHECK(run_until(b.io, [&] { return client.count("GET /a .") == i; }));
    }
    CHECK(b.server->connections() == 1);
    client.close();
    CHECK(run_until(b.io, [&] { return b.server->connections() == 0; }));
}

TEST_CASE("a pipeline is answered in order, even when the first takes longest") {
    std::vector<std::pair<std::string, runtime::promise<int>>> waiting;
    boost::asio::io_context* context = nullptr;
    bench b{{}, [&](http_request request) -> runtime::task<http_response> {
                if (request.target == "/slow") {
                    runtime::promise<int> promise{context->get_executor()};
                    waiting.emplace_back(request.target, promise);
                    co_await promise.wait();
                }
                co_return http_response{200, {}, request.target + "!"};
            }};
    context = &b.io;
    raw_client client{b.io, b.server->port()};
    client.send("GET /slow HTTP/1.1\r\nHost: x\r\n\r\nPOST /two HTTP/1.1\r\nHost: "
                "x\r\nContent-Length: 2\r\n\r\nabGET "
                "/three HTTP/1.1\r\nHost: x\r\n\r\n");
    CHECK(run_until(b.io, [&] { return waiting.size() == 1; }));
    CHECK(client.received().empty());
    waiting.front().second.set(1);
    CHECK(run_until(b.io, [&] { return client.count("/three!") == 1; }));
    CHECK(client.received().find("/slow!") < client.received().find("/two!"));
    CHECK(client.received().find("/two!") < client.received().find("/three!"));
    waiting.clear(); // before its context goes
}

TEST_CASE("requests byte by byte, with a length or in chunks") {
    bench b;
    raw_client client{b.io, b.server->port()};
    for (const char c : std::string{
             "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabcPOST /b HTTP/1.1\r\nHost: "
             "x\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0\r\n\r\n"}) {
        client.send(std::string(1, c));
        b.io.restart();
        b.io.poll();
    }
    CHECK(run_until(b.io, [&] {
        return client.count("POST /a abc.") == 1 && client.count("POST /b ab.") == 1;
    }));
}

TEST_CASE("100 Continue is sent when it is awaited, and not before a refusal") {
    bench b{{.max_body = 10}};
    raw_client client{b.io, b.server->port()};
    client.send("POST /a HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
    CHECK(run_until(b.io, [&] { return client.received() == "HTTP/1.1 100 Continue\r\n\r\n"; }));
    client.send("abc");
    CHECK(run_until(b.io, [&] { return client.count("POST /a abc.") == 1; }));
    CHECK(client.count("100 Continue") == 1);

    raw_client large{b.io, b.server->port()};
    large.send("POST /a HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 11\r\n\r\n");
    CHECK(run_until(b.io, [&] { return large.closed(); }));
    CHECK(large.received().starts_with("HTTP/1.1 413 "));
}

TEST_CASE("HEAD gets the header alone, 1.0 is closed after its answer unless it asks otherwise") {
    bench b;
    raw_client client{b.io, b.server->port()};
    client.send("HEAD /a HTTP/1.1\r\nHost: x\r\n\r\n" + head);
    CHECK(run_until(b.io, [&] { return client.count("GET /a .") == 1; }));
    CHECK(client.count("HEAD") == 0);
    CHECK(client.count("Content-Length: 9\r\n") == 1);

    raw_client old{b.io, b.server->port()};
    old.send("GET /a HTTP/1.0\r\n\r\n");
    CHECK(run_until(b.io, [&] { return old.closed(); }));
    CHECK(old.count("GET /a .") == 1);

    raw_client kept{b.io, b.server->port()};
    kept.send("GET /a HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
    CHECK(run_until(b.io, [&] { return kept.count("GET /a .") == 1; }));
    CHECK(kept.count("Connection: keep-alive") == 1);
    CHECK_FALSE(kept.closed());
}

TEST_CASE("what is wrong is refused with its status, then closed") {
    struct {
        std::string name;
        std::string text;
        const char* status;
    } const cases[] = {
        {"not HTTP", "hello\r\n\r\n", "400"},
        {"TLS hello",
         std::string{"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11} + std::string(300, '\x55'),
         "400"},
        {"zeros", std::string(100, '\0'), "400"},
        {"no host", "GET / HTTP/1.1\r\n\r\n", "400"},
        {"length and chunks",
         "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
         "400"},
        {"another version", "GET / HTTP/3.0\r\nHost: x\r\n\r\n", "505"},
        {"long target", "GET /" + std::string(40'000, 'a') + " HTTP/1.1\r\nHost: x\r\n\r\n", "431"},
        {"long header", "GET / HTTP/1.1\r\nHost: x\r\nA: " + std::string(40'000, 'a') + "\r\n\r\n",
         "431"},
        {"endless chunk line",
         "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n1;" +
             std::string(80'000, 'a'),
         "431"},
        {"long body",
         "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 500000\r\n\r\n" + std::string(500'000, 'a'),
         "413"},
        {"long chunks",
         "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n20000\r\n" +
             std::string(0x20000, 'a'),
         "413"},
    };
    for (const auto& c : cases) {
        CAPTURE(c.name);
        bench b;
        raw_client client{b.io, b.server->port()};
        // In pieces that the kernel takes whether or not the server reads on.
        for (std::size_t at = 0; at < c.text.size(); at += 16'384) {
            client.send(std::string_view{c.text}.substr(at, 16'384));
            b.io.restart();
            b.io.poll();
        }
        CHECK(run_until(b.io, [&] { return client.closed() || client.count("\"message\"") == 1; }));
        CHECK(client.received().starts_with(std::string{"HTTP/1.1 "} + c.status + " "));
        CHECK(client.count("Connection: close") == 1);
        CHECK_FALSE(client.reset());
        client.close();
        CHECK(run_until(b.io, [&] { return b.server->connections() == 0; }));
    }
}

TEST_CASE("a fault behind good requests is answered after them") {
    bench b;
    raw_client client{b.io, b.server->port()};
    client.send(head + "what is this\r\n\r\n");
    CHECK(run_until(b.io, [&] { return client.closed(); }));
    CHECK(client.received().find("GET /a .") < client.received().find("HTTP/1.1 400 "));
}

TEST_CASE("slow and silent clients are cut off, each by its limit") {
    struct {
        std::string name;
        std::string first;  ///< sent at once
        std::string drip;   ///< sent again and again
        const char* answer; ///< empty: closed without a word
    } const cases[] = {
        {"never says anything", "", "", ""},
        {"empty lines for ever", "", "\r\n", ""},
        {"half a header", "GET / HT", "", "HTTP/1.1 408 "},
        {"a header for ever", "GET / HTTP/1.1\r\nHost: x\r\n", "A: b\r\n", "HTTP/1.1 408 "},
        {"a body for ever", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9999\r\n\r\n", "a",
         "HTTP/1.1 408 "},
        {"awaits to continue for ever",
         "POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 9\r\n\r\n", "",
         "HTTP/1.1 100 "},
    };
    for (const auto& c : cases) {
        CAPTURE(c.name);
        bench b{{.request_timeout = 60ms, .idle = 60ms}};
        raw_client client{b.io, b.server->port()};
        client.send(c.first);
        const auto began = std::chrono::steady_clock::now();
        auto dripped = began;
        CHECK(run_until(b.io, [&] {
            const auto now = std::chrono::steady_clock::now();
            if (!client.closed() && client.received().empty() && now - dripped > 2ms) {
                client.send(c.drip);
                dripped = now;
            }
            return client.closed();
        }));
        CHECK(std::chrono::steady_clock::now() - began < 5s);
        CHECK(client.received().starts_with(c.answer));
        CHECK(client.received().empty() == std::string{c.answer}.empty());
        CHECK(run_until(b.io, [&] { return b.server->connections() == 0; }));
    }
}

TEST_CASE("a client that does not read its answers is cut off") {
    bench b{{.request_timeout = 60ms}, [](http_request) -> runtime::task<http_response> {
                co_return http_response{200, {}, std::string(8 << 20, 'x')};
            }};
    boost::asio::ip::tcp::socket deaf{b.io};
    deaf.connect({boost::asio::ip::address_v4::loopback(), b.server->port()});
    boost::asio::write(deaf, boost::asio::buffer(head));
    CHECK(run_until(b.io, [&] { return b.server->connections() == 1; }));
    CHECK(run_until(b.io, [&] { return b.server->connections() == 0; }));
}

TEST_CASE("a slow handler is waited for, however long requests may take to arrive") {
    boost::asio::io_context* context = nullptr;
    bench b{{.request_timeout = 20ms, .idle = 20ms},
            [&](http_request) -> runtime::task<http_response> {
                runtime::steady_timer timer{*context, 150ms};
                co_await timer.async_wait(boost::asio::use_awaitable_t<runtime::executor>{});
                co_return http_response{200, {}, "at last"};
            }};
    context = &b.io;
    raw_client client{b.io, b.server->port()};
    client.send(head);
    CHECK(run_until(b.io, [&] { return client.count("at last") == 1; }));
}

TEST_CASE("a handler that throws gives 500 and is told of; the connection goes on") {
    std::vector<std::string> told;
    runtime::http_server_config config;
    config.on_exception = [&](std::string_view path, std::string_view what) {
        told.push_back(std::string{path} + ": " + std::string{what});
    };
    bench b{config, [](http_request request) -> runtime::task<http_response> {
                if (request.path() == "/throw") {
                    throw std::runtime_error{"inside"};
                }
                if (request.path() == "/odd") {
                    throw 7;
                }
                co_return http_response{200, {}, "fine"};
            }};
    raw_client client{b.io, b.server->port()};
    client.send(
        "GET /throw?secret=1 HTTP/1.1\r\nHost: x\r\n\r\nGET /odd HTTP/1.1\r\nHost: x\r\n\r\n" +
        head);
    CHECK(run_until(b.io, [&] { return client.count("fine") == 1; }));
    CHECK(client.count("HTTP/1.1 500 ") == 2);
    CHECK(client.count("inside") == 0);
    REQUIRE(told.size() == 2);
    CHECK(told[0] == "/throw: inside");
    CHECK(told[1].starts_with("/odd: "));
}

TEST_CASE("more connections than allowed are closed at once; a free place is taken again") {
    bench b{{.max_connections = 2}};
    raw_client one{b.io, b.server->port()};
    raw_client two{b.io, b.server->port()};
    CHECK(run_until(b.io, [&] { return b.server->connections() == 2; }));
    raw_client three{b.io, b.server->port()};
    CHECK(run_until(b.io, [&] { return three.closed(); }));
    one.send(head);
    CHECK(run_until(b.io, [&] { return one.count("GET /a .") == 1; }));
    two.close();
    CHECK(run_until(b.io, [&] { return b.server->connections() == 1; }));
    raw_client four{b.io, b.server->port()};
    four.send(head);
    CHECK(run_until(b.io, [&] { return four.count("GET /a .") == 1; }));
}

TEST_CASE("stop closes idle connections, refuses new ones and lets a handler finish") {
    std::optional<runtime::promise<int>> promise;
    boost::asio::io_context* context = nullptr;
    bench b{{}, [&](http_request) -> runtime::task<http_response> {
                promise.emplace(context->get_executor());
                co_await promise->wait();
                co_return http_response{200, {}, "finished"};
            }};
    context = &b.io;
    raw_client idle{b.io, b.server->port()};
    raw_client half{b.io, b.server->port()};
    raw_client working{b.io, b.server->port()};
    half.send("GET /a HT");
    working.send(head + head);
    CHECK(run_until(b.io, [&] { return promise && b.server->connections() == 3; }));
    const auto port = b.server->port();
    b.server->stop();
    CHECK(run_until(
        b.io, [&] { return idle.closed() && half.closed() && b.server->connections() == 1; }));
    boost::asio::ip::tcp::socket late{b.io};
    boost::system::error_code error;
    late.connect({boost::asio::ip::address_v4::loopback(), port}, error);
    CHECK(error);
    b.server.reset(); // the handler's connection outlives the server
    promise->set(1);
    CHECK(run_until(b.io, [&] { return working.closed(); }));
    CHECK(working.count("finished") == 1);
    CHECK(working.count("Connection: close") == 1);
    promise.reset(); // before its context goes
}

TEST_CASE("a context that ends with requests under way frees all") {
    bench b{{}, [](http_request) -> runtime::task<http_response> {
                runtime::promise<http_response> never{(co_await boost::asio::this_coro::executor)};
                co_return co_await never.wait();
            }};
    raw_client client{b.io, b.server->port()};
    client.send(head);
    CHECK(run_until(b.io, [&] { return b.server->connections() == 1; }));
}

TEST_CASE("a port in use is an error") {
    bench b;
    runtime::http_server_config config;
    config.port = b.server->port();
    const auto second = runtime::http_server::open(b.io, config, bench::echo);
    REQUIRE_FALSE(second);
    CHECK(second.error() == std::errc::address_in_use);
}
