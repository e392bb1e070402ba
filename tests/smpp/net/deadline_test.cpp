// A deadline that was set for one thing never ends another.
#include "../../smpp/src/net/deadline.hpp"
#include <boost/asio/post.hpp>
#include <doctest/doctest.h>
#include <optional>

using namespace std::chrono_literals;
using smpp::net::deadline;
using steady = std::chrono::steady_clock;

namespace {

/// Until what was set for 1 ms has run out; the loop has not looked yet.
void let_it_run_out() {
    for (const auto until = steady::now() + 5ms; steady::now() < until;) {
    }
}

} // namespace

TEST_CASE("it ends what it was set for, once") {
    boost::asio::io_context io{1};
    deadline d{io};
    int ended = 0;
    d.set(1ms, [&] { ++ended; });
    io.run();
    CHECK(ended == 1);
    d.set(1ms, [&] { ++ended; });
    io.restart();
    io.run();
    CHECK(ended == 2);
}

TEST_CASE("what is set anew, cancelled or gone is not ended, though its time ran out before") {
    enum class way { set_anew, cancelled, gone };
    for (const way how : {way::set_anew, way::cancelled, way::gone}) {
        CAPTURE(static_cast<int>(how));
        boost::asio::io_context io{1};
        std::optional<deadline> d{io};
        bool first = false;
        bool second = false;
        d->set(1ms, [&] { first = true; });
        let_it_run_out();
        // Both are ready when the loop looks; this one is carried out first, as the result of a
        // connect may be, and the expired timer's handler waits in the queue behind it.
        boost::asio::post(io, [&] {
            if (how == way::set_anew) {
                d->set(20ms, [&] { second = true; });
            } else if (how == way::cancelled) {
                d->cancel();
            } else {
                d.reset();
            }
        });
        io.run();
        CHECK_FALSE(first);
        CHECK(second == (how == way::set_anew));
    }
}
