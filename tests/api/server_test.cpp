// The API over a real socket: what the routes' own tests cannot see.
#include "api/server.hpp"
#include "fake_desk.hpp"

#include <boost/asio/read.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <doctest/doctest.h>
#include <string>

using namespace yeelen;
using namespace yeelen::api;
using namespace yeelen::api::test;
namespace asio = boost::asio;

namespace {

constexpr asio::use_awaitable_t<runtime::executor> awaited{};

/// Sends bytes, gives all that comes back until the server closes.
runtime::task<std::string> exchange(asio::io_context& io, std::uint16_t port, std::string bytes) {
    runtime::tcp_socket socket{io};
    const asio::ip::tcp::endpoint where{asio::ip::address_v4::loopback(), port};
    co_await socket.async_connect(where, awaited);
    co_await asio::async_write(socket, asio::buffer(bytes), awaited);
    std::string answer;
    boost::system::error_code end;
    co_await asio::async_read(socket, asio::dynamic_buffer(answer),
                              asio::redirect_error(awaited, end));
    co_return answer;
}

std::size_t count(const std::string& text, std::string_view what) {
    std::size_t n = 0;
    for (auto at = text.find(what); at != std::string::npos;
         at = text.find(what, at + what.size())) {
        ++n;
    }
    return n;
}

} // namespace

TEST_CASE("keys are demanded at the start") {
    asio::io_context io{1};
    fake_desk desk;
    CHECK_FALSE(server::open(io, {.http = {}, .keys = {}}, desk));
    CHECK_FALSE(server::open(io, {.http = {}, .keys = {key, "fifteen-letters"}}, desk));
}

TEST_CASE("requests on one connection are answered in order") {
    asio::io_context io{1};
    fake_desk desk;
    desk.answer = acceptance{.uid = uid, .segments = 2};
    auto opened = server::open(io, {.http = {}, .keys = {key}}, desk);
    REQUIRE(opened);
    server& api = **opened;
    CHECK(api.port() != 0);

    const std::string body = R"({"to":"2250700000001","text":"Bonjour"})";
    const std::string who = "Host: gateway\r\nAuthorization: Bearer " + key + "\r\n";
    const std::string post =
        "POST /v1/messages HTTP/1.1\r\n" + who +
        "Content-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) +
        "\r\n\r\n" + body;
    const std::string get = "GET /v1/messages/" + uid_hex + " HTTP/1.1\r\n" + who + "\r\n";
    const std::string last = "GET / HTTP/1.1\r\nHost: gateway\r\nConnection: close\r\n\r\n";

    std::string answer;
    asio::co_spawn(io, exchange(io, api.port(), post + get + last),
                   [&](std::exception_ptr e, std::string got) {
                       CHECK_FALSE(e);
                       answer = std::move(got);
                       api.stop();
                   });
    io.run_for(std::chrono::seconds{10});
    const auto first = answer.find("HTTP/1.1 202 ");
    const auto second = answer.find("HTTP/1.1 404 ");
    const auto third = answer.find("HTTP/1.1 401 ");
    CAPTURE(answer);
    REQUIRE(third != std::string::npos);
    CHECK(first == 0);
    CHECK(first < second);
    CHECK(second < third);
    CHECK(count(answer, "HTTP/1.1 ") == 3);
    CHECK(answer.find(R"("segments":2)") < second);
    CHECK(answer.find("WWW-Authenticate: Bearer") > third);
    CHECK(api.counters().accepted == 1);
    CHECK(api.counters().unauthorized == 1);
    CHECK(desk.accepted.size() == 1);
}
