#include "sim/utility/simulator.hpp"
#include "runtime/http_server.hpp"
#include "sim/signals.hpp"
#include "sim/utility/api.hpp"
#include <cstdio>
#include <filesystem>
#include <fmt/format.h>
#include <utility>

namespace yeelen::sim {

struct utility_simulator::impl {
    impl(runtime::asio::io_context& io, std::unique_ptr<book> records,
         const utility_options& options)
        : work(std::move(records), options.seed, options.wallet)
        , api(io, work, options.latency) {}

    desk work;
    utility_api api;
    std::unique_ptr<runtime::http_server> http;
};

utility_simulator::utility_simulator(std::unique_ptr<impl> i)
    : impl_(std::move(i)) {}
utility_simulator::~utility_simulator() {
    stop();
}

std::expected<std::unique_ptr<utility_simulator>, std::string>
utility_simulator::open(runtime::asio::io_context& io, const utility_options& options) {
    const auto today = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
    if (options.fresh) {
        for (const auto* suffix : {"", "-wal", "-shm"}) {
            std::error_code ignored;
            std::filesystem::remove(options.db + suffix, ignored);
        }
    }
    auto records = book::open(options.db, demo_customers(today), demo_surveys(today));
    if (!records) {
        return std::unexpected(records.error());
    }
    auto i = std::make_unique<impl>(io, std::move(*records), options);
    auto http = runtime::http_server::open(
        io, {.host = options.host, .port = options.port, .max_connections = 5000},
        [api = &i->api](runtime::http_request r) { return api->handle(std::move(r)); });
    if (!http) {
        return std::unexpected(fmt::format("port {}: {}", options.port, http.error().message()));
    }
    i->http = std::move(*http);
    return std::unique_ptr<utility_simulator>{new utility_simulator{std::move(i)}};
}

std::uint16_t utility_simulator::port() const noexcept {
    return impl_->http->port();
}
void utility_simulator::stop() {
    impl_->http->stop();
}

int run_utility(const utility_options& options) {
    runtime::asio::io_context io{1};
    auto simulator = utility_simulator::open(io, options);
    if (!simulator) {
        fmt::print(stderr, "yeelen-sim utility: {}\n", simulator.error());
        return 1;
    }
    fmt::print("ready utility={}\n", (*simulator)->port());
    std::fflush(stdout);
    run_until_signal(io, [&] { (*simulator)->stop(); });
    return 0;
}

} // namespace yeelen::sim
