#include "smpp/net/client.hpp"
#include "backoff.hpp"
#include <boost/asio/connect.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/steady_timer.hpp>
#include <charconv>
#include <optional>
#include <random>
#include <string_view>

namespace smpp::net {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;
using clock = std::chrono::steady_clock;

namespace {

/// A bind that is lost sooner did not help: the wait goes on growing.
constexpr auto settled_after = std::chrono::seconds{5};

bool asks_for_patience(command_status refusal) noexcept {
    return refusal == command_status::ralybnd || refusal == command_status::rinvpaswd ||
           refusal == command_status::rinvsysid;
}

/// One try to connect. Handlers of a try that was given up find another one, or none, in its place.
struct attempt {
    explicit attempt(asio::io_context& io)
        : resolver(io)
        , socket(io) {}
    tcp::resolver resolver;
    tcp::socket socket;
};

/// The resolver keeps a thread of its own: not needed for numbers.
std::optional<tcp::endpoint> numeric(const std::string& host, const std::string& port) {
    error_code ec;
    const auto address = asio::ip::make_address(host, ec);
    std::uint16_t number = 0;
    const char* end = port.data() + port.size();
    const auto parsed = std::from_chars(port.data(), end, number);
    if (ec || parsed.ec != std::errc{} || parsed.ptr != end) {
        return std::nullopt;
    }
    return tcp::endpoint{address, number};
}

} // namespace

struct client::impl : link_handler, std::enable_shared_from_this<impl> {
    impl(asio::io_context& i, client_config c, link_handler& h)
        : io(i)
        , config(std::move(c))
        , handler(&h)
        , timer(i)
        , wait(config.reconnect_min, config.reconnect_max, std::random_device{}()) {}

    void connect();
    void resolved(const std::shared_ptr<attempt>& a, const tcp::resolver::results_type& found);
    void connected(const std::shared_ptr<attempt>& a);
    void give_up(std::string_view reason);
    void retry(std::chrono::milliseconds at_least);
    void cancel();
    void on_event(link& l, session_event& e) override;
    void on_batch_end(link& l) override;
    void gone(const event::closed& closed);

    asio::io_context& io;
    client_config config;
    link_handler* handler;    ///< null once the client is destroyed
    asio::steady_timer timer; ///< for connecting, or until the next attempt
    backoff wait;
    std::shared_ptr<attempt> trying;
    std::shared_ptr<link> current;
    bool running = false;
    bool bound = false;
    clock::time_point bound_at;
    std::uint64_t binds = 0;
    std::uint64_t losses = 0;
};

void client::impl::connect() {
    auto a = std::make_shared<attempt>(io);
    trying = a;
    timer.expires_after(config.connect_timeout);
    timer.async_wait([self = shared_from_this(), a](const error_code& ec) {
        if (!ec && self->trying == a) {
            self->give_up("no connection in time");
        }
    });
    if (const auto endpoint = numeric(config.host, config.port)) {
        a->socket.async_connect(*endpoint, [self = shared_from_this(), a](const error_code& ec) {
            if (self->trying == a) {
                ec ? self->give_up(ec.message()) : self->connected(a);
            }
        });
        return;
    }
    a->resolver.async_resolve(config.host, config.port,
                              [self = shared_from_this(),
                               a](const error_code& ec, const tcp::resolver::results_type& found) {
                                  if (self->trying == a) {
                                      ec ? self->give_up(ec.message()) : self->resolved(a, found);
                                  }
                              });
}

void client::impl::resolved(const std::shared_ptr<attempt>& a,
                            const tcp::resolver::results_type& found) {
    asio::async_connect(a->socket, found,
                        [self = shared_from_this(), a](const error_code& ec, const tcp::endpoint&) {
                            if (self->trying == a) {
                                ec ? self->give_up(ec.message()) : self->connected(a);
                            }
                        });
}

void client::impl::connected(const std::shared_ptr<attempt>& a) {
    trying.reset();
    timer.cancel();
    config.session.role = role::esme;
    current = std::make_shared<link>(std::move(a->socket), config.session, *this);
    current->session().bind(config.bind_as, config.bind, clock::now());
    current->start();
}

/// The owner may stop or destroy the client from within its callback.
void client::impl::give_up(std::string_view reason) {
    const auto self = shared_from_this();
    ++losses;
    cancel();
    retry(std::chrono::milliseconds{0});
    if (handler != nullptr) {
        handler->on_unreachable(reason);
    }
}

void client::impl::cancel() {
    timer.cancel();
    if (const auto a = std::exchange(trying, nullptr)) {
        a->resolver.cancel();
        error_code ignored;
        a->socket.close(ignored);
    }
}

void client::impl::retry(std::chrono::milliseconds at_least) {
    timer.expires_after(std::max(wait.next(), at_least));
    timer.async_wait([self = shared_from_this()](const error_code& ec) {
        if (!ec && self->running && !self->current && !self->trying) {
            self->connect();
        }
    });
}

/// The owner may destroy the client from within its callback: `self` holds what is used afterwards.
void client::impl::on_event(link& l, session_event& e) {
    const auto self = shared_from_this();
    std::optional<event::closed> closed;
    if (const auto* c = std::get_if<event::closed>(&e)) {
        closed = *c;
        bound = false;
    } else if (std::holds_alternative<event::bound>(e)) {
        bound = true;
        bound_at = clock::now();
        ++binds;
    }
    if (handler != nullptr) {
        handler->on_event(l, e);
    }
    if (closed) {
        gone(*closed);
    }
}

void client::impl::on_batch_end(link& l) {
    const auto self = shared_from_this();
    if (handler != nullptr) {
        handler->on_batch_end(l);
    }
}

void client::impl::gone(const event::closed& closed) {
    current.reset();
    if (!running) {
        return;
    }
    ++losses;
    if (bound_at != clock::time_point{} && clock::now() - bound_at >= settled_after) {
        wait.reset();
    }
    bound_at = {};
    retry(asks_for_patience(closed.status) ? config.ralybnd_wait : std::chrono::milliseconds{0});
}

client::client(asio::io_context& io, client_config config, link_handler& handler)
    : impl_(std::make_shared<impl>(io, std::move(config), handler)) {}

client::~client() {
    impl_->handler = nullptr;
    impl_->running = false;
    impl_->cancel();
    if (const auto l = std::exchange(impl_->current, nullptr)) {
        l->abandon();
    }
}

void client::start() {
    if (std::exchange(impl_->running, true)) {
        return;
    }
    impl_->wait.reset();
    if (!impl_->current && !impl_->trying) {
        impl_->connect();
    }
}

void client::stop() {
    impl_->running = false;
    impl_->cancel();
    if (const auto l = impl_->current) {
        if (impl_->bound) {
            l->session().unbind(clock::now());
            l->flush();
        } else {
            l->close();
        }
    }
}

link* client::bound_link() noexcept {
    return impl_->bound ? impl_->current.get() : nullptr;
}

std::uint64_t client::binds() const noexcept {
    return impl_->binds;
}

std::uint64_t client::losses() const noexcept {
    return impl_->losses;
}

} // namespace smpp::net
