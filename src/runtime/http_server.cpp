#include "runtime/http_server.hpp"

#include "runtime/http_server_connection.hpp"
#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace yeelen::runtime {

namespace {

using boost::system::error_code;

/// Fine enough for the shortest limit, rare enough to cost nothing: every connection is looked at
/// on each.
std::chrono::milliseconds tick_of(const http_server_config& config) {
    return std::clamp(std::min(config.request_timeout, config.idle) / 8,
                      std::chrono::milliseconds{5}, std::chrono::milliseconds{250});
}

/// Out of descriptors or memory: how long to wait before the next accept.
constexpr std::chrono::milliseconds accept_pause{100};

task<void> serve(std::unique_ptr<http_server_connection> connection) {
    co_await connection->run();
}

std::expected<asio::ip::tcp::endpoint, error_code> endpoint_of(asio::io_context& io,
                                                               const http_server_config& config) {
    error_code error;
    const auto address = asio::ip::make_address(config.host, error);
    if (!error) {
        return asio::ip::tcp::endpoint{address, config.port};
    }
    // A name: once, at start-up, so it may block.
    asio::ip::basic_resolver<asio::ip::tcp, executor> resolver{io};
    const auto found = resolver.resolve(config.host, std::to_string(config.port), error);
    if (error || found.empty()) {
        return std::unexpected(error ? error : error_code{asio::error::host_not_found});
    }
    return found.begin()->endpoint();
}

} // namespace

struct http_server::impl : std::enable_shared_from_this<http_server::impl> {
    impl(asio::io_context& context, http_server_config config, handler handle)
        : io(context)
        , acceptor(context)
        , ticker(context)
        , pause(context)
        , tick(tick_of(config))
        , state(std::make_shared<http_server_state>(std::move(config), std::move(handle))) {}

    error_code listen() {
        const auto endpoint = endpoint_of(io, state->config);
        if (!endpoint) {
            return endpoint.error();
        }
        error_code error;
        acceptor.open(endpoint->protocol(), error);
        if (!error) {
            acceptor.set_option(tcp_acceptor::reuse_address(true), error);
        }
        if (!error) {
            acceptor.bind(*endpoint, error);
        }
        if (!error) {
            acceptor.listen(tcp_acceptor::max_listen_connections, error);
        }
        if (!error) {
            port = acceptor.local_endpoint(error).port();
        }
        return error;
    }

    static task<void> accept(std::shared_ptr<impl> self) {
        while (!self->state->stopping) {
            error_code error;
            tcp_socket socket{self->io};
            co_await self->acceptor.async_accept(
                socket, asio::redirect_error(asio::use_awaitable_t<executor>{}, error));
            if (self->state->stopping) {
                co_return;
            }
            if (error && error != asio::error::connection_aborted) {
                self->pause.expires_after(accept_pause);
                co_await self->pause.async_wait(
                    asio::redirect_error(asio::use_awaitable_t<executor>{}, error));
            } else if (!error &&
                       self->state->connections.size() < self->state->config.max_connections) {
                auto connection =
                    std::make_unique<http_server_connection>(self->state, std::move(socket));
                asio::co_spawn(self->io, serve(std::move(connection)), asio::detached);
                self->arm();
            }
        }
    }

    /// One timer for all connections; none while there are none.
    void arm() {
        if (ticking || state->connections.empty() || state->stopping) {
            return;
        }
        ticking = true;
        ticker.expires_after(tick);
        ticker.async_wait([self = shared_from_this()](const error_code&) {
            self->ticking = false;
            const auto now = std::chrono::steady_clock::now();
            for (auto* connection : self->state->connections) {
                connection->tick(now);
            }
            self->arm();
        });
    }

    void stop() {
        if (std::exchange(state->stopping, true)) {
            return;
        }
        error_code ignored;
        acceptor.close(ignored);
        pause.cancel();
        for (auto* connection : state->connections) {
            connection->stop();
        }
    }

    asio::io_context& io;
    tcp_acceptor acceptor;
    steady_timer ticker;
    steady_timer pause;
    std::chrono::milliseconds tick;
    std::shared_ptr<http_server_state> state;
    std::uint16_t port = 0;
    bool ticking = false;
};

std::expected<std::unique_ptr<http_server>, std::error_code>
http_server::open(asio::io_context& io, http_server_config config, handler handle) {
    auto i = std::make_shared<impl>(io, std::move(config), std::move(handle));
    if (const auto error = i->listen()) {
        return std::unexpected(std::error_code{error});
    }
    asio::co_spawn(io, impl::accept(i), asio::detached);
    return std::unique_ptr<http_server>{new http_server{std::move(i)}};
}

http_server::~http_server() {
    stop();
}

std::uint16_t http_server::port() const noexcept {
    return impl_->port;
}

void http_server::stop() {
    impl_->stop();
}

std::size_t http_server::connections() const noexcept {
    return impl_->state->connections.size();
}

} // namespace yeelen::runtime
