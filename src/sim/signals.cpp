#include "sim/signals.hpp"
#include <boost/asio/signal_set.hpp>
#include <chrono>
#include <csignal>

namespace yeelen::sim {

void run_until_signal(runtime::asio::io_context& io, const std::function<void()>& stop) {
    constexpr std::chrono::seconds grace{2};
    runtime::asio::signal_set signals{io, SIGINT, SIGTERM};
    bool stopped = false;
    signals.async_wait([&](const boost::system::error_code& ec, int) {
        if (!ec) {
            stopped = true;
            stop();
            io.stop();
        }
    });
    io.run();
    if (stopped) {
        signals.async_wait([&](const boost::system::error_code& ec, int) {
            if (!ec) {
                io.stop();
            }
        });
        io.restart();
        io.run_for(grace);
    }
}

} // namespace yeelen::sim
