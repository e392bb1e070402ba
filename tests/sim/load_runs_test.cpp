// The load runs as a whole, against a gateway of a few lines on another thread.
#include "runtime/http_server.hpp"
#include "sim/load/run_sms.hpp"
#include "sim/load/run_ussd.hpp"
#include "support/echo_gateway.hpp"
#include "support/http_calls.hpp"
#include <atomic>
#include <doctest/doctest.h>
#include <thread>

using namespace yeelen;
using namespace yeelen::sim;
using namespace std::chrono_literals;
using sim::test::echo_gateway;

namespace {

/// Free a moment ago; the load takes it at once.
std::uint16_t free_port() {
    runtime::asio::io_context io{1};
    runtime::asio::ip::tcp::acceptor a{io, {runtime::asio::ip::make_address("127.0.0.1"), 0}};
    return a.local_endpoint().port();
}

/// Runs the load on its own thread and `io` on this one, until the load is done.
template<typename Load>
int beside(runtime::asio::io_context& io, Load load) {
    std::atomic<bool> done{false};
    int code = -1;
    std::thread other{[&] {
        code = load();
        done = true;
    }};
    const auto until = std::chrono::steady_clock::now() + 30s;
    while (!done && std::chrono::steady_clock::now() < until) {
        io.run_one_for(20ms);
        io.restart();
    }
    other.join();
    return code;
}

} // namespace

TEST_CASE("a USSD load in closed and in open loop, without errors") {
    for (const auto mode : {load_mode::closed, load_mode::open}) {
        CAPTURE(static_cast<int>(mode));
        ussd_load_options o;
        o.listen.port = free_port();
        o.plan = {.mode = mode,
                  .keys = {"7", "{phone}", "9"},
                  .expect = {"*123#", "7", "you typed 0000", "9"},
                  .phones = 50,
                  .rate = 500};
        o.duration = 300ms;
        o.warmup = 50ms;
        runtime::asio::io_context io{1};
        echo_gateway gateway{io, o.listen.port};
        CHECK(beside(io, [&] { return run_ussd_load(o); }) == 0);
        CHECK(gateway.delivered.size() > 100);
    }
}

TEST_CASE("a USSD load through links that fall: nothing is lost") {
    ussd_load_options o;
    o.listen.port = free_port();
    o.plan = {.keys = {"1", "9"}, .expect = {}, .phones = 20};
    o.duration = 400ms;
    o.warmup = 20ms;
    runtime::asio::io_context io{1};
    echo_gateway gateway{io, o.listen.port};
    std::size_t falls = 0;
    gateway.on_deliver = [&](smpp::net::link& l, const smpp::deliver_sm& sm) {
        if (gateway.delivered.size() % 97 == 0 && falls < 3) {
            ++falls;
            l.close();
            return smpp::command_status::rok;
        }
        if (const auto info = read_session_info(sm.tlvs); info && !info->end) {
            echo_gateway::send_screen(l, sm, "screen", sm.short_message == "9");
        }
        return smpp::command_status::rok;
    };
    CHECK(beside(io, [&] { return run_ussd_load(o); }) == 0);
    CHECK(falls == 3);
}

TEST_CASE("a load without a gateway says so") {
    ussd_load_options o;
    o.listen.port = 0;
    o.bind_wait = 50ms;
    CHECK(run_ussd_load(o) == 1);
}

TEST_CASE("a message load: each posted, each seen once; a lost one is told") {
    for (const bool lose : {false, true}) {
        CAPTURE(lose);
        sms_load_options o;
        o.listen.port = free_port();
        o.connections = 8;
        o.count = 300;
        o.idempotency = true;
        o.settle = 300ms;
        runtime::asio::io_context io{1};
        echo_gateway gateway{io, o.listen.port};
        std::size_t posts = 0;
        std::size_t taken = 0;
        auto api = runtime::http_server::open(
                       io, {},
                       [&](runtime::http_request r) -> runtime::task<runtime::http_response> {
                           CHECK(r.target == "/v1/messages");
                           CHECK_FALSE(r.header("Idempotency-Key").empty());
                           // The load posts once it has answered the bind: that may still be on its
                           // way.
                           auto* link = gateway.link();
                           if (++posts % 50 == 0 || link == nullptr) {
                               co_return runtime::json_error(503, "full", "try again");
                           }
                           const auto body = boost::json::parse(r.body).as_object();
                           smpp::submit_sm sm;
                           sm.destination.value = body.at("to").as_string();
                           sm.short_message = body.at("text").as_string();
                           if (++taken != 7 || !lose) {
                               link->session().request(sm, 1, std::chrono::steady_clock::now());
                               link->flush();
                           }
                           co_return runtime::json_response(202, "{}");
                       })
                       .value();
        o.api = "http://127.0.0.1:" + std::to_string(api->port());
        CHECK(beside(io, [&] { return run_sms_load(o); }) == (lose ? 1 : 0));
        CHECK(posts > 300);
    }
}
