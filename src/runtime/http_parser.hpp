#pragma once
// Incremental parsing of HTTP/1.1 messages: Beast's parser behind a plain face, so that its
// templates are compiled in one file. Sans-IO: bytes in, messages out.
#include "runtime/http_message.hpp"
#include <cstddef>
#include <cstdint>
#include <expected>
#include <memory>
#include <string_view>

namespace yeelen::runtime {

enum class parse_fault : std::uint8_t { malformed, bad_version, header_too_large, body_too_large };

struct parse_limits {
    std::size_t header = 16 * 1024; ///< start line and all header lines (and trailers)
    std::size_t body = 64 * 1024;
};

/// What a reader's buffer must be able to hold for a message within the limits to be parsed.
constexpr std::size_t buffer_for(const parse_limits& limits) noexcept {
    return 2 * limits.header;
}

/// One message after the other from a connection's bytes. `reset` before each; feed until `done`.
class request_parser {
public:
    explicit request_parser(parse_limits limits);
    ~request_parser();
    void reset();
    /// How many bytes were used; the others are to be fed again with more behind them. After a
    /// fault: only `reset`. Uses no byte behind the message (the next of a pipeline).
    std::expected<std::size_t, parse_fault> feed(std::string_view bytes);
    bool started() const noexcept; ///< a byte of the message came
    bool done() const noexcept;
    /// The header is complete, the body is not, and the client waits for "100 Continue" (RFC
    /// 9110 10.1.1).
    bool awaits_continue() const noexcept;
    /// Once done: the connection may carry another request.
    bool keep_alive() const noexcept;
    bool http_1_0() const noexcept;
    http_request take();

private:
    struct impl;
    std::unique_ptr<impl> impl_;
};

class response_parser {
public:
    explicit response_parser(parse_limits limits);
    ~response_parser();
    /// `to_head`: the answer to HEAD, which has no body whatever its header says.
    void reset(bool to_head);
    /// As request_parser's. Interim answers (1xx) are passed over.
    std::expected<std::size_t, parse_fault> feed(std::string_view bytes);
    /// The connection ended: true when that is how this message ends.
    bool feed_end();
    bool done() const noexcept;
    bool keep_alive() const noexcept;
    http_response take();

private:
    struct impl;
    std::unique_ptr<impl> impl_;
};

} // namespace yeelen::runtime
