#pragma once
// One connection of an http_client. Inside runtime/ only.
#include "runtime/http_client_pool.hpp"
#include "runtime/http_parser.hpp"
#include "runtime/read_buffer.hpp"
#include <optional>

namespace yeelen::runtime {

/// A plain chain of callbacks, each of which holds the connection. From being connected to being
/// closed a read is always under way, so that a server's close is seen while idle, before a call is
/// risked on it.
class http_client_connection : public std::enable_shared_from_this<http_client_connection> {
public:
    using time_point = http_client_pool::time_point;

    explicit http_client_connection(std::shared_ptr<http_client_pool> pool);

    void connect();
    void begin(http_call call);
    /// Lets what is under way fail; completes nothing itself.
    std::optional<http_call> close();
    void tick(time_point now);

    bool connecting() const noexcept { return state_ == state::connecting; }
    bool busy() const noexcept { return call_.has_value(); }
    /// It carried an answer: the server may have closed it since.
    bool used() const noexcept { return answers_ > 0; }

private:
    enum class state : std::uint8_t { connecting, idle, busy, closed };

    void connect_next(std::size_t index);
    void connected();
    void read();
    void on_read(const boost::system::error_code& error, std::size_t n);
    void write_rest(std::size_t sent);
    void answered(bool reusable);
    void lost();
    void fail(http_failure failure);

    std::shared_ptr<http_client_pool>
        pool_; ///< a circle that the pool opens when it lets go of the connection
    tcp_socket socket_;
    asio::ip::basic_resolver<asio::ip::tcp, executor> resolver_;
    std::vector<asio::ip::tcp::endpoint> endpoints_;
    response_parser parser_;
    read_buffer buffer_;
    std::optional<http_call> call_;
    std::string wire_; ///< what is being written: outlives the call if that fails first
    bool writing_ = false;
    bool answer_began_ = false;
    std::size_t answers_ = 0;
    state state_ = state::connecting;
    time_point until_; ///< connecting or idle: when to give up
};

} // namespace yeelen::runtime
