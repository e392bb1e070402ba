#include "runtime/promise.hpp"
#include "support/run_until.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <doctest/doctest.h>

using namespace yeelen;

namespace {

runtime::task<void> keep(runtime::promise<std::string> promise, std::string& into) {
    into = co_await promise.wait();
}

} // namespace

TEST_CASE("a promise set before or after it is awaited; the first value counts") {
    for (const bool before : {true, false}) {
        CAPTURE(before);
        boost::asio::io_context io{1};
        runtime::promise<std::string> promise{io.get_executor()};
        std::string got;
        if (before) {
            promise.set("one");
            promise.set("two");
        }
        boost::asio::co_spawn(io, keep(promise, got), boost::asio::detached);
        io.poll();
        if (!before) {
            CHECK(got.empty());
            promise.set("one");
            promise.set("two");
        }
        CHECK(test::run_until(io, [&] { return !got.empty(); }));
        CHECK(got == "one");
    }
}

TEST_CASE("a promise that nobody keeps does not outlive its context") {
    std::string got;
    {
        boost::asio::io_context io{1};
        runtime::promise<std::string> promise{io.get_executor()};
        boost::asio::co_spawn(io, keep(promise, got), boost::asio::detached);
        io.poll();
    }
    CHECK(got.empty());
}
