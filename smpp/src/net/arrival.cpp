#include "arrival.hpp"
#include "tls_context.hpp"
#include <boost/asio/buffer.hpp>
#include <utility>

namespace smpp::net {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

arrival::arrival(tcp::socket socket, arrival_rules rules, ready then)
    : socket_(std::move(socket))
    , rules_(std::move(rules))
    , then_(std::move(then))
    , timer_(socket_.get_executor()) {
    error_code gone;
    const tcp::endpoint peer = socket_.remote_endpoint(gone);
    if (!gone) {
        named(peer.address(), peer.port());
    }
}

void arrival::named(const asio::ip::address& address, std::uint16_t port) {
    from_ = unmapped(address);
    peer_ = text_of(from_, port);
}

void arrival::start() {
    if (peer_.empty()) {
        end(nullptr, "gone as soon as it came");
        return;
    }
    prepare(socket_);
    if (rules_.proxy_protocol || rules_.tls) {
        timer_.expires_after(rules_.handshake_timeout);
        timer_.async_wait([self = shared_from_this()](const error_code& ec) {
            if (!ec && !self->over()) {
                self->late_ = true;
                self->shut();
            }
        });
    }
    if (rules_.proxy_protocol) {
        read_header();
    } else {
        proceed();
    }
}

void arrival::cancel() noexcept {
    then_ = nullptr;
    timer_.cancel();
    shut();
    leave();
}

void arrival::leave() {
    if (std::exchange(admitted_, false) && rules_.gone) {
        rules_.gone(from_);
    }
}

void arrival::shut() noexcept {
    error_code ignored;
    socket_.close(ignored);
    if (stream_) {
        stream_->close();
    }
}

/// Octets are looked at first and taken only when they belong to the header: what follows it stays
/// in the socket for TLS or the link.
void arrival::read_header() {
    socket_.async_receive(asio::buffer(looked_at_), tcp::socket::message_peek,
                          [self = shared_from_this()](const error_code& ec, std::size_t octets) {
                              if (!self->over()) {
                                  self->header_octets(ec, octets);
                              }
                          });
}

void arrival::header_octets(const error_code& ec, std::size_t octets) {
    if (ec) {
        end(nullptr, late_ ? "no PROXY header in time" : "closed before its PROXY header");
        return;
    }
    const std::size_t taken = header_.feed({looked_at_.data(), octets});
    error_code failed;
    const std::size_t got = socket_.receive(asio::buffer(looked_at_.data(), taken), 0, failed);
    if (failed || got != taken || header_.progress() == proxy_header::state::bad) {
        end(nullptr, "no PROXY header");
    } else if (header_.progress() == proxy_header::state::more) {
        read_header();
    } else {
        if (const auto& source = header_.source()) {
            named(source->address, source->port);
        }
        proceed();
    }
}

void arrival::proceed() {
    bool admitted = false;
    try {
        admitted = !rules_.admit || rules_.admit(from_);
    } catch (...) {
        if (!over()) {
            end(nullptr, "not admitted: an exception in its owner's code");
        }
        throw;
    }
    if (over()) {
        return; // cancelled from within
    }
    if (!admitted) {
        end(nullptr, "not admitted");
        return;
    }
    admitted_ = true;
    stream_ = rules_.tls ? make_tls_stream(std::move(socket_), *rules_.tls, {})
                         : make_plain_stream(std::move(socket_));
    if (!stream_) {
        end(nullptr, "no memory for TLS");
        return;
    }
    stream_->handshake({shared_from_this(), [](void* kept, const error_code& ec, std::size_t) {
                            if (auto& self = *static_cast<arrival*>(kept); !self.over()) {
                                self.shaken(ec);
                            }
                        }});
}

void arrival::shaken(const error_code& ec) {
    if (late_) {
        end(nullptr, "no TLS handshake in time");
    } else if (ec) {
        end(nullptr, stream_->explain(ec));
    } else {
        end(std::move(stream_), {});
    }
}

void arrival::end(std::unique_ptr<stream> s, std::string_view reason) {
    timer_.cancel();
    const auto keep = shared_from_this();
    const auto then = std::exchange(then_, nullptr);
    if (s) {
        admitted_ = false;
    } else {
        shut();
        leave();
    }
    then(*this, std::move(s), reason);
}

} // namespace smpp::net
