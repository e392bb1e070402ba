#include "runtime/http_parser.hpp"

#include <doctest/doctest.h>

using namespace yeelen::runtime;

namespace {

const std::string host = "Host: a\r\n";

/// "fault N" or "METHOD target|name: value,...|body" of all messages, one a line.
template<typename Parser, typename Render>
std::string play(Parser& parser, Render render, std::string_view text, std::size_t step) {
    std::string out;
    std::string unread;
    for (std::size_t at = 0; at < text.size(); at += step) {
        unread += text.substr(at, step);
        for (;;) {
            const auto used = parser.feed(unread);
            if (!used) {
                return out + "fault " + std::to_string(static_cast<int>(used.error()));
            }
            unread.erase(0, *used);
            if (!parser.done()) {
                break;
            }
            out += render(parser) + "\n";
        }
    }
    return out;
}

std::string requests(std::string_view text, std::size_t step, parse_limits limits) {
    request_parser parser{limits};
    return play(
        parser,
        [](request_parser& p) {
            const bool keep = p.keep_alive();
            const auto m = p.take();
            p.reset();
            return m.method + " " + m.target + "|" + m.body + (keep ? "" : "|close");
        },
        text, step);
}

std::string responses(std::string_view text, std::size_t step, parse_limits limits, bool to_head) {
    response_parser parser{limits};
    parser.reset(to_head);
    return play(
        parser,
        [&](response_parser& p) {
            const bool keep = p.keep_alive();
            const auto m = p.take();
            p.reset(to_head);
            return std::to_string(m.status) + "|" + m.body + (keep ? "" : "|close");
        },
        text, step);
}

std::string fault(parse_fault f) {
    return "fault " + std::to_string(static_cast<int>(f));
}

} // namespace

TEST_CASE("requests, cut at every place") {
    struct {
        std::string name;
        std::string text;
        std::string expected;
    } const cases[] = {
        {"plain", "GET /a?b=1 HTTP/1.1\r\n" + host + "\r\n", "GET /a?b=1|\n"},
        {"two in a pipeline",
         "GET /a HTTP/1.1\r\n" + host + "\r\nGET /b HTTP/1.1\r\n" + host + "\r\n",
         "GET /a|\nGET /b|\n"},
        {"length", "POST / HTTP/1.1\r\n" + host + "Content-Length: 3\r\n\r\nabc", "POST /|abc\n"},
        {"chunks",
         "POST / HTTP/1.1\r\n" + host +
             "Transfer-Encoding: chunked\r\n\r\n3;x=1\r\nabc\r\n1\r\nd\r\n0\r\n\r\n",
         "POST /|abcd\n"},
        {"no chunk at all",
         "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "POST /|\n"},
        {"trailer",
         "POST / HTTP/1.1\r\n" + host +
             "Transfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\nX: y\r\n\r\n",
         "POST /|a\n"},
        {"empty lines before", "\r\n\r\nGET /a HTTP/1.1\r\n" + host + "\r\n", "GET /a|\n"},
        {"absolute form", "GET http://a:1/x?y HTTP/1.1\r\n" + host + "\r\n", "GET /x?y|\n"},
        {"absolute form without path", "GET http://a HTTP/1.1\r\n" + host + "\r\n", "GET /|\n"},
        {"absolute form with query alone", "GET http://a?x HTTP/1.1\r\n" + host + "\r\n",
         "GET /?x|\n"},
        {"1.0 closes", "GET / HTTP/1.0\r\n\r\n", "GET /||close\n"},
        {"asked to close", "GET / HTTP/1.1\r\n" + host + "Connection: close\r\n\r\n",
         "GET /||close\n"},
        {"no host", "GET / HTTP/1.1\r\n\r\n", fault(parse_fault::malformed)},
        {"two hosts", "GET / HTTP/1.1\r\n" + host + host + "\r\n", fault(parse_fault::malformed)},
        {"length and chunks",
         "POST / HTTP/1.1\r\n" + host + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n",
         fault(parse_fault::malformed)},
        {"two lengths",
         "POST / HTTP/1.1\r\n" + host + "Content-Length: 3\r\nContent-Length: 4\r\n\r\n",
         fault(parse_fault::malformed)},
        {"negative length", "POST / HTTP/1.1\r\n" + host + "Content-Length: -3\r\n\r\n",
         fault(parse_fault::malformed)},
        {"another coding",
         "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked, gzip\r\n\r\n",
         fault(parse_fault::malformed)},
        {"bad chunk",
         "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\nzz\r\n\r\n\r\n",
         fault(parse_fault::malformed)},
        {"space before colon", "GET / HTTP/1.1\r\nHost : a\r\n\r\n", fault(parse_fault::malformed)},
        {"another version", "GET / HTTP/2.0\r\n" + host + "\r\n", fault(parse_fault::bad_version)},
        {"body over the limit", "POST / HTTP/1.1\r\n" + host + "Content-Length: 51\r\n\r\n",
         fault(parse_fault::body_too_large)},
        {"chunks over the limit",
         "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n20\r\n" +
             std::string(32, 'a') + "\r\n20\r\n" + std::string(32, 'a') + "\r\n0\r\n\r\n",
         fault(parse_fault::body_too_large)},
        {"huge chunk",
         "POST / HTTP/1.1\r\n" + host +
             "Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n\r\n",
         fault(parse_fault::body_too_large)},
        {"many headers over the limit together",
         "GET / HTTP/1.1\r\n" + host +
             [] {
                 std::string many;
                 for (int i = 0; i < 40; ++i) {
                     many += "X-" + std::to_string(i) + ": 0123456789\r\n";
                 }
                 return many;
             }() +
             "\r\n",
         fault(parse_fault::header_too_large)},
        {"long target", "GET /" + std::string(600, 'a') + " HTTP/1.1\r\n" + host + "\r\n",
         fault(parse_fault::header_too_large)},
    };
    for (const auto& c : cases) {
        CAPTURE(c.name);
        for (std::size_t step = 1; step <= c.text.size(); step += step < 8 ? 1 : 13) {
            CAPTURE(step);
            CHECK(requests(c.text, step, {.header = 400, .body = 50}) == c.expected);
        }
        CHECK(requests(c.text, c.text.size(), {.header = 400, .body = 50}) == c.expected);
    }
}

TEST_CASE("answers, cut at every place") {
    struct {
        std::string name;
        std::string text;
        bool to_head;
        std::string expected;
    } const cases[] = {
        {"length", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", false, "200|ok\n"},
        {"chunks", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n",
         false, "200|ok\n"},
        {"no reason", "HTTP/1.1 404 \r\nContent-Length: 0\r\n\r\n", false, "404|\n"},
        {"interim answers",
         "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Hints\r\nA: b\r\n\r\nHTTP/1.1 201 "
         "X\r\nContent-Length: 1\r\n\r\nx",
         false, "201|x\n"},
        {"no status", "HTTP/1.1 000 None\r\n\r\n{}", false, fault(parse_fault::malformed)},
        {"another protocol", "HTTP/1.1 101 Switch\r\n\r\n", false, fault(parse_fault::malformed)},
        {"no content", "HTTP/1.1 204 X\r\n\r\n", false, "204|\n"},
        {"to HEAD", "HTTP/1.1 200 X\r\nContent-Length: 9\r\n\r\n", true, "200|\n"},
        {"interim, then to HEAD",
         "HTTP/1.1 100 X\r\n\r\nHTTP/1.1 200 X\r\nContent-Length: 9\r\n\r\n", true, "200|\n"},
        {"1.0 with a length", "HTTP/1.0 200 X\r\nContent-Length: 1\r\n\r\nx", false,
         "200|x|close\n"},
        {"too large", "HTTP/1.1 200 X\r\nContent-Length: 51\r\n\r\n", false,
         fault(parse_fault::body_too_large)},
        {"not HTTP", "220 smtp.example ESMTP\r\n\r\n", false, fault(parse_fault::bad_version)},
        {"status of two digits", "HTTP/1.1 20 X\r\n\r\n", false, fault(parse_fault::malformed)},
    };
    for (const auto& c : cases) {
        CAPTURE(c.name);
        for (std::size_t step = 1; step <= c.text.size(); ++step) {
            CAPTURE(step);
            const auto got = responses(c.text, step, {.header = 400, .body = 50}, c.to_head);
            if (c.expected == fault(parse_fault::bad_version)) {
                CHECK(got.starts_with("fault"));
            } else {
                CHECK(got == c.expected);
            }
        }
    }
}

TEST_CASE("an answer that ends with the connection") {
    struct {
        std::string name;
        std::string text;
        bool whole;
    } const cases[] = {
        {"no length", "HTTP/1.1 200 OK\r\n\r\nall of it", true},
        {"no length, no body", "HTTP/1.1 200 OK\r\n\r\n", true},
        {"in the header", "HTTP/1.1 200 OK\r\nA: b", false},
        {"in the body", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabc", false},
        {"in a chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabc", false},
        {"before the last chunk",
         "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n", false},
        {"nothing", "", false},
    };
    for (const auto& c : cases) {
        CAPTURE(c.name);
        response_parser parser{{}};
        REQUIRE(parser.feed(c.text));
        CHECK(parser.feed_end() == c.whole);
    }
}

TEST_CASE("100-continue is awaited between header and body, by 1.1 alone") {
    const auto awaits = [](std::string_view text) {
        request_parser parser{{}};
        REQUIRE(parser.feed(text));
        return parser.awaits_continue();
    };
    CHECK_FALSE(awaits("POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n"));
    CHECK(
        awaits("POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-Continue\r\nContent-Length: 1\r\n\r\n"));
    CHECK_FALSE(
        awaits("POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\nx"));
    CHECK_FALSE(awaits("POST / HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\n"));
}
