#include "runtime/http_writer.hpp"
#include "runtime/url_text.hpp"

#include <doctest/doctest.h>

using namespace yeelen::runtime;

TEST_CASE("percent-encoding") {
    CHECK(percent_encode("aZ09-._~") == "aZ09-._~");
    CHECK(percent_encode("a/b?c d&é%") == "a%2Fb%3Fc%20d%26%C3%A9%25");
    CHECK(percent_decode("a%2Fb%c3%A9+") == "a/b\xC3\xA9+");
    for (const char* bad : {"%", "%4", "%zz", "a%G0"}) {
        CAPTURE(bad);
        CHECK_FALSE(percent_decode(bad));
    }
    std::string all;
    for (int i = 0; i < 256; ++i) {
        all += static_cast<char>(i);
    }
    CHECK(percent_decode(percent_encode(all)) == all);
}

TEST_CASE("arguments of a query") {
    const std::string_view target = "/x?a=1&b=two+words&c&d=%C3%A9&a=2&e=%zz&%66=7";
    CHECK(query_argument(target, "a") == "1");
    CHECK(query_argument(target, "b") == "two words");
    CHECK(query_argument(target, "c") == "");
    CHECK(query_argument(target, "d") == "\xC3\xA9");
    CHECK(query_argument(target, "f") == "7");
    CHECK_FALSE(query_argument(target, "e"));
    CHECK_FALSE(query_argument(target, "g"));
    CHECK_FALSE(query_argument("/x", "a"));
}

TEST_CASE("headers are found in any case; the path ends at '?'") {
    const http_request request{"GET", "/a?b", {{"X-One", "1"}, {"x-one", "2"}}, ""};
    CHECK(request.header("x-ONE") == "1");
    CHECK(request.header("x-on") == "");
    CHECK(request.path() == "/a");
}

TEST_CASE("a request is written once, whole") {
    CHECK(request_text({"GET", "/a", {{"A", "b"}}, ""}, "h:1") ==
          "GET /a HTTP/1.1\r\nHost: h:1\r\nA: b\r\n\r\n");
    CHECK(request_text({"POST", "/", {{"host", "x"}, {"content-length", "99"}}, "abc"}, "h") ==
          "POST / HTTP/1.1\r\nhost: x\r\nContent-Length: 3\r\n\r\nabc");
    CHECK(request_text({"POST", "/", {}, ""}, "h") ==
          "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n\r\n");
}

TEST_CASE("no header is smuggled in, no request line broken") {
    const auto request =
        request_text({"GET", "/", {{"A", "b\r\nEvil: 1"}, {"C\nD", "e"}}, ""}, "h");
    CHECK(request == "GET / HTTP/1.1\r\nHost: h\r\nA: b  Evil: 1\r\nC D: e\r\n\r\n");
    CHECK(writable({"GET", "/a", {}, ""}));
    for (const char* target : {"", "/a b", "/a\r\nX: y", "/\x7f"}) {
        CAPTURE(target);
        CHECK_FALSE(writable({"GET", target, {}, ""}));
    }
    CHECK_FALSE(writable({"", "/", {}, ""}));
}

TEST_CASE("an answer has a date, a length and what the connection needs") {
    const auto text = response_text(
        {200, {{"A", "b"}, {"Connection", "x"}, {"Content-Length", "77"}}, "body"}, {});
    CHECK(text.starts_with("HTTP/1.1 200 OK\r\nDate: "));
    CHECK(text.ends_with(" GMT\r\nA: b\r\nContent-Length: 4\r\n\r\nbody"));
    CHECK(
        response_text({200, {}, "body"}, {.to_head = true}).ends_with("Content-Length: 4\r\n\r\n"));
    CHECK(response_text({204, {}, ""}, {}).find("Content-Length") == std::string::npos);
    CHECK(
        response_text({404, {}, ""}, {.keep_alive = false}).ends_with("Connection: close\r\n\r\n"));
    CHECK(response_text({404, {}, ""}, {.to_http_1_0 = true})
              .ends_with("Connection: keep-alive\r\n\r\n"));
}

TEST_CASE("errors are JSON") {
    const auto error = json_error(400, "bad \"x\"", "no");
    CHECK(error.status == 400);
    CHECK(error.header("content-type") == "application/json");
    CHECK(error.body == R"({"error":{"code":"bad \"x\"","message":"no"}})");
}
