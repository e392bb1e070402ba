#include "sim/load/post_connection.hpp"
#include <algorithm>
#include <boost/asio/connect.hpp>
#include <boost/asio/write.hpp>
#include <charconv>

namespace yeelen::sim {

namespace {

constexpr std::size_t most_answer = 16 * 1024;
constexpr std::chrono::milliseconds reconnect_after{50};
constexpr std::chrono::milliseconds busy_after{20};

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

std::string_view header_value(std::string_view head, std::string_view name) {
    const auto at = std::search(head.begin(), head.end(), name.begin(), name.end(),
                                [](char a, char b) { return lower(a) == b; });
    if (at == head.end()) {
        return {};
    }
    auto value = head.substr(static_cast<std::size_t>(at - head.begin()) + name.size());
    value = value.substr(0, value.find('\r'));
    value.remove_prefix(std::min(value.find_first_not_of(' '), value.size()));
    return value;
}

} // namespace

std::optional<answer_head> read_answer_head(std::string_view octets) {
    constexpr std::string_view version = "HTTP/1.1 ";
    const auto end = octets.find("\r\n\r\n");
    if (end == std::string_view::npos) {
        return octets.size() >= most_answer ? std::optional{answer_head{}} : std::nullopt;
    }
    const auto head = octets.substr(0, end + 2);
    answer_head a;
    const auto length = header_value(head, "\r\ncontent-length:");
    std::size_t body = 0;
    const auto [at, ec] = std::from_chars(length.data(), length.data() + length.size(), body);
    if (!head.starts_with(version) || head.size() < version.size() + 3 || ec != std::errc{} ||
        body > most_answer) {
        return answer_head{};
    }
    std::from_chars(head.data() + version.size(), head.data() + version.size() + 3, a.status);
    a.size = end + 4 + body;
    a.keep_alive = header_value(head, "\r\nconnection:") != "close";
    return a;
}

void post_connection::stop() {
    stopped_ = true;
    boost::system::error_code ignored;
    socket_.close(ignored);
    timer_.cancel();
}

void post_connection::later(std::chrono::milliseconds time) {
    timer_.expires_after(time);
    timer_.async_wait([self = shared_from_this()](const boost::system::error_code& ec) {
        if (!ec && !self->stopped_) {
            self->socket_.is_open() ? self->send() : self->connect();
        }
    });
}

void post_connection::connect() {
    socket_.async_connect(
        server_, [self = shared_from_this()](const boost::system::error_code& ec) {
            if (self->stopped_) {
                return;
            }
            boost::system::error_code ignored;
            if (ec) {
                self->socket_.close(ignored);
                self->later(reconnect_after);
                return;
            }
            self->socket_.set_option(runtime::asio::ip::tcp::no_delay(true), ignored);
            self->answer_.resize(most_answer);
            self->send();
        });
}

void post_connection::send() {
    if (!owner_.next(*this, request_)) {
        return;
    }
    under_way_ = true;
    answer_size_ = 0;
    sent_at_ = clock::now();
    runtime::asio::async_write(
        socket_, runtime::asio::buffer(request_),
        [self = shared_from_this()](const boost::system::error_code& ec, std::size_t) {
            ec ? self->broken() : self->read();
        });
}

void post_connection::read() {
    socket_.async_read_some(
        runtime::asio::buffer(answer_.data() + answer_size_, answer_.size() - answer_size_),
        [self = shared_from_this()](const boost::system::error_code& ec, std::size_t n) {
            ec ? self->broken() : self->received(n);
        });
}

void post_connection::received(std::size_t n) {
    answer_size_ += n;
    const auto head = read_answer_head({answer_.data(), answer_size_});
    if (head && head->status == 0) {
        broken();
        return;
    }
    if (!head || answer_size_ < head->size) {
        answer_size_ == answer_.size() ? broken() : read();
        return;
    }
    under_way_ = false;
    owner_.answered(*this, head->status, clock::now() - sent_at_);
    if (stopped_) {
        return;
    }
    if (!head->keep_alive) {
        boost::system::error_code ignored;
        socket_.close(ignored);
    }
    if (head->status == 429 || head->status >= 500) {
        later(busy_after);
    } else {
        head->keep_alive ? send() : connect();
    }
}

void post_connection::broken() {
    boost::system::error_code ignored;
    socket_.close(ignored);
    if (stopped_) {
        return;
    }
    if (under_way_) {
        under_way_ = false;
        owner_.answered(*this, 0, clock::now() - sent_at_);
    }
    later(reconnect_after);
}

} // namespace yeelen::sim
