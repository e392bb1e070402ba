#include "smpp/net/listener.hpp"
#include "arrival.hpp"
#include <algorithm>
#include <boost/asio/steady_timer.hpp>
#include <fmt/format.h>
#include <utility>
#include <vector>

namespace smpp::net {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

namespace {

/// Without file descriptors accept() fails at once, again and again.
constexpr auto after_error = std::chrono::milliseconds{100};

} // namespace

struct listener::impl : std::enable_shared_from_this<impl> {
    impl(asio::io_context& io, listener_config c, link_handler& h)
        : acceptor(io)
        , timer(io)
        , config(std::move(c))
        , handler(h) {
        config.session.role = config.role;
    }

    std::expected<void, std::string> read_certificates();
    error_code open();
    void accept();
    void take(tcp::socket socket);
    bool make_place();
    void arrived(arrival& a, std::unique_ptr<stream> s, std::string_view reason);
    void stop() noexcept;

    tcp::acceptor acceptor;
    asio::steady_timer timer;
    listener_config config;
    link_handler& handler;
    tls_context_ptr tls;
    std::vector<std::shared_ptr<arrival>> arrivals; ///< in the order they came
    /// Counted down as links are destroyed, which may be after the listener.
    std::shared_ptr<std::size_t> links = std::make_shared<std::size_t>(0);
    std::uint16_t port = 0;
};

std::expected<void, std::string> listener::impl::read_certificates() {
    if (config.tls.enabled) {
        auto made = make_tls_context(config.tls);
        if (!made) {
            return std::unexpected("TLS: " + made.error());
        }
        tls = std::move(*made);
    }
    return {};
}

error_code listener::impl::open() {
    error_code ec;
    const auto address = asio::ip::make_address(config.host, ec);
    if (ec) {
        return ec;
    }
    const tcp::endpoint at{address, config.port};
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
        if (!ec || ec == asio::error::connection_aborted) {
            self->accept(); // first: the owner may throw in what it is told
            if (!ec) {
                self->take(std::move(socket));
            }
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

void listener::impl::take(tcp::socket socket) {
    const auto self = shared_from_this(); // the owner may stop or destroy us in what it is told
    if (config.proxy_protocol && config.trusts_proxy) {
        error_code ec;
        const auto balancer = socket.remote_endpoint(ec).address();
        if (ec || !config.trusts_proxy(balancer)) {
            handler.on_turned_away(peer_of(socket), "not a proxy that is believed");
            return; // the socket closes as it goes out of scope
        }
    }
    if (*links + arrivals.size() >= config.max_links && !make_place()) {
        handler.on_turned_away(peer_of(socket), "too many links");
        return;
    }
    if (!acceptor.is_open()) {
        return;
    }
    const auto a = std::make_shared<arrival>(
        std::move(socket),
        arrival_rules{config.proxy_protocol, tls, config.handshake_timeout, config.admit,
                      config.gone},
        [this](arrival& from, std::unique_ptr<stream> s, std::string_view reason) {
            arrived(from, std::move(s), reason);
        });
    arrivals.push_back(a);
    a->start();
}

/// A balancer sends its header with the first octets: who has been silent longest is none.
bool listener::impl::make_place() {
    const auto silent =
        std::ranges::find_if(arrivals, [](const auto& a) { return a->waits_for_header(); });
    if (silent == arrivals.end()) {
        return false;
    }
    const auto a = std::move(*silent);
    arrivals.erase(silent);
    a->cancel();
    handler.on_turned_away(a->peer(), "no PROXY header yet, and its place is needed");
    return true;
}

/// Not called after stop(), which the listener's destructor calls: `this` is there.
void listener::impl::arrived(arrival& a, std::unique_ptr<stream> s, std::string_view reason) {
    const auto self = shared_from_this();
    std::erase(arrivals, a.shared_from_this());
    if (!s) {
        handler.on_turned_away(a.peer(), reason);
        return;
    }
    auto made = std::make_unique<link>(std::move(s), a.peer(), config.session, handler);
    ++*links;
    const std::shared_ptr<link> l{made.release(), [count = links](link* gone) {
                                      delete gone;
                                      --*count;
                                  }};
    handler.on_open(*l, a.from());
    l->start();
}

void listener::impl::stop() noexcept {
    error_code ignored;
    acceptor.close(ignored);
    timer.cancel();
    for (const auto& a : std::exchange(arrivals, {})) {
        a->cancel();
    }
}

std::expected<std::unique_ptr<listener>, std::string>
listener::open(asio::io_context& io, listener_config config, link_handler& handler) {
    auto i = std::make_shared<impl>(io, std::move(config), handler);
    if (auto read = i->read_certificates(); !read) {
        return std::unexpected(std::move(read.error()));
    }
    if (const error_code ec = i->open()) {
        return std::unexpected(fmt::format("cannot listen on {}:{}: {}", i->config.host,
                                           i->config.port, ec.message()));
    }
    i->accept();
    return std::unique_ptr<listener>{new listener{std::move(i)}};
}

listener::~listener() {
    impl_->stop();
}

std::uint16_t listener::port() const noexcept {
    return impl_->port;
}

void listener::stop() {
    impl_->stop();
}

std::expected<void, std::string> listener::reload_certificates() {
    return impl_->read_certificates();
}

std::size_t listener::handshaking() const noexcept {
    return impl_->arrivals.size();
}

std::size_t listener::links() const noexcept {
    return *impl_->links;
}

} // namespace smpp::net
