#pragma once
#include <boost/asio/io_context.hpp>
#include <chrono>

namespace yeelen::test {

/// Runs the context until `done()`; false when that took longer than `limit`.
template<typename Condition>
bool run_until(boost::asio::io_context& io, Condition done,
               std::chrono::milliseconds limit = std::chrono::seconds{10}) {
    const auto end = std::chrono::steady_clock::now() + limit;
    while (!done()) {
        if (std::chrono::steady_clock::now() > end) {
            return false;
        }
        io.restart();
        io.run_one_for(std::chrono::milliseconds{20});
    }
    return true;
}

} // namespace yeelen::test
