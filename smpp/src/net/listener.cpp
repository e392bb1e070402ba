#include "smpp/net/listener.hpp"
#include <boost/asio/ip/address.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <vector>

namespace smpp::net {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

namespace {

/// Without file descriptors accept() fails at once, again and again.
constexpr auto after_error = std::chrono::milliseconds{100};
constexpr std::size_t sweep_at_least = 16;

} // namespace

struct listener::impl : std::enable_shared_from_this<impl> {
    impl(asio::io_context& io, session_config c, link_handler& h, std::size_t most)
        : acceptor(io)
        , timer(io)
        , config(std::move(c))
        , handler(h)
        , max_links(most) {
        config.role = role::smsc;
    }

    error_code open(const std::string& host, std::uint16_t number);
    void accept();
    void take(tcp::socket socket);
    void sweep();

    tcp::acceptor acceptor;
    asio::steady_timer timer;
    session_config config;
    link_handler& handler;
    std::size_t max_links;
    std::vector<std::weak_ptr<link>> links;
    std::size_t sweep_at = sweep_at_least;
    std::uint16_t port = 0;
};

error_code listener::impl::open(const std::string& host, std::uint16_t number) {
    error_code ec;
    const auto address = asio::ip::make_address(host, ec);
    if (ec) {
        return ec;
    }
    const tcp::endpoint at{address, number};
    acceptor.open(at.protocol(), ec);
    if (!ec) {
        acceptor.set_option(tcp::acceptor::reuse_address(true), ec);
    }
    if (!ec) {
        acceptor.bind(at, ec);
    }
    if (!ec) {
        acceptor.listen(asio::socket_base::max_listen_connections, ec);
    }
    if (ec) {
        return ec;
    }
    port = acceptor.local_endpoint(ec).port();
    return ec;
}

void listener::impl::accept() {
    acceptor.async_accept([self = shared_from_this()](const error_code& ec, tcp::socket socket) {
        if (!self->acceptor.is_open()) {
            return;
        }
        if (!ec) {
            self->take(std::move(socket));
            self->accept();
            return;
        }
        self->timer.expires_after(after_error);
        self->timer.async_wait([self](const error_code& stopped) {
            if (!stopped && self->acceptor.is_open()) {
                self->accept();
            }
        });
    });
}

/// Looks at each link no more than a constant number of times in all.
void listener::impl::sweep() {
    if (links.size() < std::min(sweep_at, max_links)) {
        return;
    }
    std::erase_if(links, [](const auto& l) { return l.expired(); });
    sweep_at = std::max(sweep_at_least, 2 * links.size());
}

void listener::impl::take(tcp::socket socket) {
    sweep();
    if (links.size() >= max_links) {
        return; // the socket closes as it goes out of scope
    }
    const auto l = std::make_shared<link>(std::move(socket), config, handler);
    links.push_back(l);
    l->start();
}

std::expected<std::unique_ptr<listener>, std::error_code>
listener::open(asio::io_context& io, const std::string& host, std::uint16_t port,
               session_config config, link_handler& handler, std::size_t max_links) {
    auto i = std::make_shared<impl>(io, std::move(config), handler, max_links);
    if (const error_code ec = i->open(host, port)) {
        return std::unexpected(std::error_code{ec});
    }
    i->accept();
    return std::unique_ptr<listener>{new listener{std::move(i)}};
}

listener::~listener() {
    stop();
}

std::uint16_t listener::port() const noexcept {
    return impl_->port;
}

void listener::stop() {
    error_code ignored;
    impl_->acceptor.close(ignored);
    impl_->timer.cancel();
}

} // namespace smpp::net
