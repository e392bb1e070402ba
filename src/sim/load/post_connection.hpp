#pragma once
// One keep-alive connection that posts messages one after the other: as little work a request as
// can be.
#include "runtime/executor.hpp"
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace yeelen::sim {

/// The head of an HTTP/1.1 answer, as far as a load needs it.
struct answer_head {
    unsigned status = 0;
    std::size_t size = 0; ///< of head and body together
    bool keep_alive = true;
};
/// Nothing while the head is not whole; status 0 when it is no HTTP or has no Content-Length.
std::optional<answer_head> read_answer_head(std::string_view octets);

/// One thread: the io_context's.
class post_connection : public std::enable_shared_from_this<post_connection> {
public:
    using clock = std::chrono::steady_clock;
    struct owner {
        virtual ~owner() = default;
        /// Fills in the next request; false when there is none.
        virtual bool next(post_connection& c, std::string& request) = 0;
        /// Status 0: the connection broke before the answer was whole.
        virtual void answered(post_connection& c, unsigned status, clock::duration took) = 0;
    };
    post_connection(runtime::asio::io_context& io, runtime::asio::ip::tcp::endpoint server,
                    owner& o)
        : socket_(io)
        , timer_(io)
        , server_(std::move(server))
        , owner_(o) {}

    void start() { connect(); }
    void stop();
    std::uint64_t number = 0; ///< the owner's: of the message under way

private:
    void connect();
    void send();
    void read();
    void received(std::size_t n);
    void broken();
    void later(std::chrono::milliseconds time);

    runtime::tcp_socket socket_;
    runtime::steady_timer timer_;
    runtime::asio::ip::tcp::endpoint server_;
    owner& owner_;
    std::string request_;
    std::string answer_;
    std::size_t answer_size_ = 0; ///< octets of answer_ that were read
    clock::time_point sent_at_;
    bool under_way_ = false;
    bool stopped_ = false;
};

} // namespace yeelen::sim
