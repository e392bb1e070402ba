#include "runtime/http_client_connection.hpp"

#include <boost/asio/write.hpp>
#include <charconv>

namespace yeelen::runtime {

namespace {

using boost::system::error_code;

parse_limits limits_of(const http_client_config& config) {
    parse_limits limits;
    limits.body = config.max_body;
    return limits;
}

/// Nothing when host is a name, which must be resolved.
std::optional<asio::ip::tcp::endpoint> literal_endpoint(const http_client_config& config) {
    error_code error;
    const auto address = asio::ip::make_address(config.host, error);
    std::uint16_t port = 0;
    const char* end = config.port.data() + config.port.size();
    const auto [stop, bad] = std::from_chars(config.port.data(), end, port);
    if (error || bad != std::errc{} || stop != end) {
        return std::nullopt;
    }
    return asio::ip::tcp::endpoint{address, port};
}

} // namespace

http_client_connection::http_client_connection(std::shared_ptr<http_client_pool> pool)
    : pool_(std::move(pool))
    , socket_(pool_->io())
    , resolver_(pool_->io())
    , parser_(limits_of(pool_->config()))
    , buffer_(buffer_for(limits_of(pool_->config()))) {}

void http_client_connection::connect() {
    const auto& config = pool_->config();
    until_ = std::chrono::steady_clock::now() + config.connect_timeout;
    if (const auto endpoint = literal_endpoint(config)) {
        endpoints_.push_back(*endpoint);
        return connect_next(0);
    }
    resolver_.async_resolve(config.host, config.port,
                            [self = shared_from_this()](const error_code&, const auto& found) {
                                for (const auto& entry : found) {
                                    self->endpoints_.push_back(entry.endpoint());
                                }
                                self->connect_next(0);
                            });
}

void http_client_connection::connect_next(std::size_t index) {
    if (state_ == state::closed) {
        return;
    }
    if (index == endpoints_.size()) {
        close();
        return pool_->connect_failed(*this);
    }
    error_code ignored;
    socket_.close(ignored);
    socket_.async_connect(endpoints_[index],
                          [self = shared_from_this(), index](const error_code& error) {
                              if (self->state_ == state::closed) {
                                  return;
                              }
                              if (error) {
                                  return self->connect_next(index + 1);
                              }
                              self->connected();
                          });
}

void http_client_connection::connected() {
    error_code ignored;
    socket_.set_option(asio::ip::tcp::no_delay(true), ignored);
    socket_.non_blocking(true, ignored);
    state_ = state::idle;
    until_ = std::chrono::steady_clock::now() + pool_->config().idle;
    pool_->ready(*this);
    read();
}

/// Mostly the socket takes all at once. A write that fails is left to the read beside it: a server
/// that refuses early answers before it closes, and that answer counts.
void http_client_connection::begin(http_call call) {
    wire_ = std::move(call.wire);
    parser_.reset(call.to_head);
    answer_began_ = false;
    state_ = state::busy;
    call_ = std::move(call);
    error_code error;
    const auto sent = socket_.write_some(asio::buffer(wire_), error);
    if (!error || error == asio::error::would_block) {
        write_rest(sent);
    }
}

void http_client_connection::write_rest(std::size_t sent) {
    if (sent == wire_.size()) {
        return;
    }
    writing_ = true;
    asio::async_write(socket_, asio::buffer(wire_) + sent,
                      [self = shared_from_this()](const error_code& error, std::size_t) {
                          self->writing_ = error.failed(); // half a request: never used again
                      });
}

void http_client_connection::read() {
    if (state_ == state::closed) {
        return;
    }
    const auto room = buffer_.room();
    if (room.empty()) {
        return fail(http_failure::bad_answer);
    }
    socket_.async_read_some(asio::buffer(room.data(), room.size()),
                            [self = shared_from_this()](const error_code& error, std::size_t n) {
                                self->on_read(error, n);
                            });
}

void http_client_connection::on_read(const error_code& error, std::size_t n) {
    if (state_ == state::closed) {
        return;
    }
    if (error) {
        if (error == asio::error::eof && call_ && answer_began_ && parser_.feed_end()) {
            return answered(false);
        }
        return lost();
    }
    buffer_.filled(n);
    if (!call_) {
        return lost(); // an answer to nothing
    }
    answer_began_ = true;
    const auto used = parser_.feed(buffer_.unread());
    if (!used) {
        return fail(http_failure::bad_answer);
    }
    buffer_.consume(*used);
    if (parser_.done()) {
        answered(parser_.keep_alive() && buffer_.empty() && !writing_);
    }
    read();
}

void http_client_connection::answered(bool reusable) {
    auto done = std::move(call_->done);
    call_.reset();
    auto response = parser_.take();
    ++answers_;
    if (reusable) {
        state_ = state::idle;
        until_ = std::chrono::steady_clock::now() + pool_->config().idle;
        pool_->ready(*this);
    } else {
        close();
        pool_->gone(*this);
    }
    done(std::move(response));
}

void http_client_connection::lost() {
    // The server closed it before it saw this request, so it goes out again on a fresh connection.
    if (call_ && used() && !answer_began_ && call_->repeatable && !call_->repeated) {
        auto call = std::move(*close());
        call.repeated = true;
        call.wire = wire_;
        pool_->repeat(std::move(call));
        return pool_->gone(*this);
    }
    fail(http_failure::broken);
}

void http_client_connection::fail(http_failure failure) {
    auto call = close();
    pool_->gone(*this);
    if (call) {
        call->done(std::unexpected(failure));
    }
}

std::optional<http_call> http_client_connection::close() {
    state_ = state::closed;
    error_code ignored;
    socket_.close(ignored);
    resolver_.cancel();
    return std::exchange(call_, std::nullopt);
}

void http_client_connection::tick(time_point now) {
    switch (state_) {
    case state::connecting:
        if (now >= until_) {
            close();
            pool_->connect_failed(*this);
        }
        break;
    case state::idle:
        if (now >= until_) {
            fail(http_failure::broken); // of no call
        }
        break;
    case state::busy:
        if (now >= call_->deadline) {
            fail(http_failure::timeout);
        }
        break;
    case state::closed: break;
    }
}

} // namespace yeelen::runtime
