#include "connector.hpp"
#include "tls_context.hpp"
#include <boost/asio/error.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/post.hpp>
#include <charconv>
#include <fmt/format.h>
#include <optional>
#include <utility>

namespace smpp::net {

namespace asio = boost::asio;

namespace {

/// The resolver keeps a thread of its own: not needed for numbers.
std::optional<asio::ip::tcp::endpoint> numeric(const host_port& h) {
    boost::system::error_code ec;
    const auto address = asio::ip::make_address(h.host, ec);
    std::uint16_t number = 0;
    const char* end = h.port.data() + h.port.size();
    const auto parsed = std::from_chars(h.port.data(), end, number);
    if (ec || parsed.ec != std::errc{} || parsed.ptr != end) {
        return std::nullopt;
    }
    return asio::ip::tcp::endpoint{address, number};
}

} // namespace

connector::connector(asio::io_context& io, host_port host, tls_context_ptr tls,
                     std::chrono::milliseconds timeout, owner& o)
    : io_(io)
    , host_(std::move(host))
    , tls_(std::move(tls))
    , timeout_(timeout)
    , owner_(&o)
    , deadline_(io)
    , resolver_(io)
    , socket_(io) {}

void connector::start() {
    if (const auto endpoint = numeric(host_)) {
        addresses_.push_back(*endpoint);
        try_next();
    } else {
        look_up();
    }
}

void connector::cancel() noexcept {
    owner_ = nullptr;
    deadline_.cancel();
    resolver_.cancel();
    error_code ignored;
    socket_.close(ignored);
    if (stream_) {
        stream_->close();
    }
}

void connector::look_up() {
    arm();
    resolving_ = true;
    resolver_.async_resolve(
        host_.host, host_.port,
        [self = shared_from_this()](const error_code& ec, const tcp::resolver::results_type& all) {
            if (self->over() || !std::exchange(self->resolving_, false)) {
                return;
            }
            ec ? self->give_up(ec.message()) : self->found(all);
        });
}

void connector::found(const tcp::resolver::results_type& addresses) {
    for (const auto& a : addresses) {
        if (addresses_.size() < most_addresses) {
            addresses_.push_back(a.endpoint());
        }
    }
    addresses_.empty() ? give_up("the name has no address") : try_next();
}

void connector::arm() {
    late_ = false;
    deadline_.set(timeout_, [self = shared_from_this()] {
        if (!self->over()) {
            self->late();
        }
    });
}

/// What is under way ends with an error, and goes on from there; but a look-up can hang on.
void connector::late() {
    late_ = true;
    if (std::exchange(resolving_, false)) {
        resolver_.cancel();
        give_up("the name was not found in time");
    } else if (stream_) {
        stream_->close();
    } else {
        error_code ignored;
        socket_.close(ignored);
    }
}

void connector::try_next() {
    const auto& to = addresses_[tried_++];
    arm();
    socket_ = tcp::socket{io_};
    socket_.async_connect(to, [self = shared_from_this()](const error_code& ec) {
        if (!self->over()) {
            self->connected(ec);
        }
    });
}

void connector::connected(const error_code& ec) {
    if (late_) {
        give_up("no connection in time");
        return;
    }
    if (ec) {
        give_up(ec.message());
        return;
    }
    prepare(socket_);
    stream_ = tls_ ? make_tls_stream(std::move(socket_), *tls_, host_.host)
                   : make_plain_stream(std::move(socket_));
    if (!stream_) {
        give_up("no TLS: the host is no name that a certificate can have");
        return;
    }
    stream_->handshake({shared_from_this(), [](void* kept, const error_code& failed, std::size_t) {
                            if (auto& self = *static_cast<connector*>(kept); !self.over()) {
                                self.shaken(failed);
                            }
                        }});
}

void connector::shaken(const error_code& ec) {
    if (late_) {
        give_up("no TLS handshake in time");
        return;
    }
    if (ec) {
        give_up(stream_->explain(ec));
        return;
    }
    deadline_.cancel();
    const auto& at = addresses_[tried_ - 1];
    std::exchange(owner_, nullptr)
        ->connected(std::move(stream_), text_of(unmapped(at.address()), at.port()));
}

/// "smsc.example (192.0.2.1:2775)", "192.0.2.1:2775", "smsc.example:2775".
std::string connector::place() const {
    if (tried_ == 0) {
        return fmt::format("{}:{}", host_.host, host_.port);
    }
    const auto& at = addresses_[tried_ - 1];
    const auto address = text_of(at.address(), at.port());
    return at.address().to_string() == host_.host ? address
                                                  : fmt::format("{} ({})", host_.host, address);
}

/// The owner may cancel from within its callback, or throw: what is next is under way by then.
void connector::give_up(std::string_view why) {
    deadline_.cancel();
    if (stream_) {
        stream_->close();
        stream_.reset();
    }
    const auto reason = fmt::format("{}: {}", place(), why);
    const bool last = tried_ == addresses_.size();
    const auto keep = shared_from_this();
    auto* const to = last ? std::exchange(owner_, nullptr) : owner_;
    if (!last) {
        try_next();
    }
    to->failed(reason, last);
}

} // namespace smpp::net
