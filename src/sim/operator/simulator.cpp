#include "sim/operator/simulator.hpp"
#include "runtime/http_server.hpp"
#include "sim/operator/phones_api.hpp"
#include "sim/signals.hpp"
#include "smpp/net/listener.hpp"
#include <chrono>
#include <cstdio>
#include <fmt/format.h>
#include <utility>

namespace yeelen::sim {

namespace {

constexpr std::chrono::milliseconds tick_every{20};

smpp::session_config session_of(const operator_options& o) {
    smpp::session_config c;
    c.role = smpp::role::smsc;
    c.window = 1000;
    c.response = o.response;
    return c;
}

} // namespace

struct operator_simulator::impl {
    impl(runtime::asio::io_context& context, operator_options o)
        : io(context)
        , options(std::move(o))
        , ussd(options.ussd, queue, options.seed)
        , sms(options.sms, queue, options.seed)
        , side(options, queue, ussd, sms)
        , api(io, queue, ussd, sms, side)
        , timer(io) {}

    void tick() {
        timer.expires_after(tick_every);
        timer.async_wait([this](const boost::system::error_code& ec) {
            if (!ec) {
                const auto now = std::chrono::steady_clock::now();
                ussd.tick(now);
                sms.tick(now);
                side.pump();
                tick();
            }
        });
    }

    runtime::asio::io_context& io;
    operator_options options;
    delivery_queue queue;
    ussd_centre ussd;
    sms_centre sms;
    smpp_side side;
    phones_api api;
    runtime::steady_timer timer;
    std::unique_ptr<smpp::net::listener> listener;
    std::unique_ptr<runtime::http_server> http;
};

operator_simulator::operator_simulator(std::unique_ptr<impl> i)
    : impl_(std::move(i)) {}
operator_simulator::~operator_simulator() {
    stop();
}

std::expected<std::unique_ptr<operator_simulator>, std::string>
operator_simulator::open(runtime::asio::io_context& io, operator_options options) {
    auto i = std::make_unique<impl>(io, std::move(options));
    auto listener = smpp::net::listener::open(
        io,
        {.host = i->options.host, .port = i->options.smpp_port, .session = session_of(i->options)},
        i->side);
    if (!listener) {
        return std::unexpected(
            fmt::format("SMPP port {}: {}", i->options.smpp_port, listener.error()));
    }
    i->listener = std::move(*listener);
    auto http = runtime::http_server::open(
        io, {.host = i->options.host, .port = i->options.phones_port},
        [api = &i->api](runtime::http_request r) { return api->handle(std::move(r)); });
    if (!http) {
        return std::unexpected(
            fmt::format("phones port {}: {}", i->options.phones_port, http.error().message()));
    }
    i->http = std::move(*http);
    i->tick();
    return std::unique_ptr<operator_simulator>{new operator_simulator{std::move(i)}};
}

std::uint16_t operator_simulator::smpp_port() const noexcept {
    return impl_->listener->port();
}
std::uint16_t operator_simulator::phones_port() const noexcept {
    return impl_->http->port();
}

void operator_simulator::stop() {
    impl_->timer.cancel();
    impl_->ussd.stop();
    impl_->listener->stop();
    impl_->http->stop();
    impl_->side.unbind();
}

int run_operator(const operator_options& options) {
    runtime::asio::io_context io{1};
    auto simulator = operator_simulator::open(io, options);
    if (!simulator) {
        fmt::print(stderr, "yeelen-sim operator: {}\n", simulator.error());
        return 1;
    }
    fmt::print("ready smpp={} phones={}\n", (*simulator)->smpp_port(), (*simulator)->phones_port());
    std::fflush(stdout);
    run_until_signal(io, [&] { (*simulator)->stop(); });
    return 0;
}

} // namespace yeelen::sim
