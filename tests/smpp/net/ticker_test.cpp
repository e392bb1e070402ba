#include "../../smpp/src/net/read_buffer.hpp"
#include "../../smpp/src/net/ticker.hpp"
#include "support/smpp_net.hpp"
#include <doctest/doctest.h>

using namespace std::chrono_literals;
using smpp::net::read_buffer;
using smpp::net::ticked;
using smpp::net::ticker;
using steady = std::chrono::steady_clock;

namespace {

struct counting : ticked {
    explicit counting(milliseconds w)
        : wait(w) {}
    milliseconds tick(steady::time_point now) override {
        ++ticks;
        ticked_at = now;
        if (then) {
            then();
        }
        return wait;
    }
    milliseconds wait;
    int ticks = 0;
    steady::time_point ticked_at;
    std::function<void()> then;
};

} // namespace

TEST_CASE("each is ticked at its own pace") {
    boost::asio::io_context io{1};
    auto& t = ticker::of(io);
    auto quick = std::make_shared<counting>(20ms);
    auto slow = std::make_shared<counting>(100ms);
    auto once = std::make_shared<counting>(0ms);
    const auto begin = steady::now();
    for (const auto& c : {quick, slow, once}) {
        t.add(*c, c, c->wait);
    }
    CHECK(support::run_until(io, [&] { return slow->ticks == 3; }));
    CHECK(steady::now() - begin >= 260ms);
    CHECK(quick->ticks > slow->ticks);
    CHECK(once->ticks == 1);
    CHECK(once.use_count() == 1);
    ticker::remove(*quick);
    ticker::remove(*slow);
    CHECK(quick.use_count() == 1);
}

/// The thread has other things to do: the ticker falls behind.
void be_busy(steady::duration time) {
    for (const auto until = steady::now() + time; steady::now() < until;) {
    }
}

TEST_CASE("one that is added while the ticker is behind waits its whole time") {
    // So far behind that what is added shares the place in the wheel of what is overdue.
    for (const auto behind : {250ms, 300ms, 1300ms}) {
        CAPTURE(behind.count());
        boost::asio::io_context io{1};
        auto& t = ticker::of(io);
        auto early = std::make_shared<counting>(0ms);
        auto late = std::make_shared<counting>(0ms);
        t.add(*early, early, 20ms);
        be_busy(behind);
        t.add(*late, late, ticker::longest);
        const auto added = steady::now();
        CHECK(support::run_until(io, [&] { return early->ticks == 1; }));
        CHECK(support::run_until(io, [&] { return late->ticks == 1; }));
        CHECK(late->ticked_at - added >= ticker::longest - 20ms);
        CHECK(early->ticks == 1);
    }
}

TEST_CASE("one that is added where nothing waited for long is ticked in its time") {
    boost::asio::io_context io{1};
    auto& t = ticker::of(io);
    auto first = std::make_shared<counting>(0ms);
    t.add(*first, first, 20ms);
    ticker::remove(*first); // the timer still waits for it
    be_busy(300ms);
    auto next = std::make_shared<counting>(0ms);
    t.add(*next, next, 100ms);
    const auto added = steady::now();
    CHECK(support::run_until(io, [&] { return next->ticks == 1; }));
    CHECK(next->ticked_at - added >= 80ms);
    CHECK(next->ticked_at - added < 5s);
    CHECK(first->ticks == 0);
}

TEST_CASE("each is told the time of its own tick, however slow those before it were") {
    boost::asio::io_context io{1};
    auto& t = ticker::of(io);
    auto slow = std::make_shared<counting>(0ms);
    auto next = std::make_shared<counting>(0ms);
    steady::time_point done;
    slow->then = [&] {
        be_busy(50ms);
        done = steady::now();
    };
    t.add(*slow, slow, 10ms);
    t.add(*next, next, 10ms);
    CHECK(support::run_until(io, [&] { return next->ticks == 1; }));
    CHECK(next->ticked_at >= done);
}

TEST_CASE("a tick may remove any other and itself, and add new ones") {
    boost::asio::io_context io{1};
    auto& t = ticker::of(io);
    std::vector<std::shared_ptr<counting>> all;
    for (int i = 0; i < 3; ++i) {
        all.push_back(std::make_shared<counting>(10ms));
        t.add(*all.back(), all.back(), 10ms);
    }
    auto added = std::make_shared<counting>(0ms);
    all[0]->then = [&] {
        ticker::remove(*all[1]);
        all[0]->wait = 0ms;
        t.add(*added, added, 10ms);
    };
    CHECK(support::run_until(io, [&] { return added->ticks == 1 && all[2]->ticks >= 2; }));
    CHECK(all[0]->ticks == 1);
    CHECK(all[1]->ticks == 0);
    CHECK(all[1].use_count() == 1);
    ticker::remove(*all[2]);
}

TEST_CASE("one that is held by the ticker alone goes with remove(), or with the context") {
    std::weak_ptr<counting> first;
    std::weak_ptr<counting> second;
    {
        boost::asio::io_context io{1};
        auto& t = ticker::of(io);
        auto c = std::make_shared<counting>(10ms);
        first = c;
        t.add(*c, c, 10ms);
        auto& kept = *std::exchange(c, nullptr);
        CHECK_FALSE(first.expired());
        ticker::remove(kept);
        CHECK(first.expired());
        c = std::make_shared<counting>(10ms);
        second = c;
        t.add(*c, c, 10ms);
    }
    CHECK(second.expired());
}

TEST_CASE("after an exception the others are ticked") {
    boost::asio::io_context io{1};
    auto& t = ticker::of(io);
    auto bad = std::make_shared<counting>(10ms);
    auto good = std::make_shared<counting>(10ms);
    bad->then = [] { throw std::runtime_error{"a handler's fault"}; };
    t.add(*bad, bad, 10ms);
    t.add(*good, good, 10ms);
    CHECK_THROWS(io.run_for(1s));
    CHECK(support::run_until(io, [&] { return good->ticks >= 2; }));
    ticker::remove(*good);
}

TEST_CASE("nothing waits for a context whose links are all gone") {
    boost::asio::io_context io{1};
    auto c = std::make_shared<counting>(0ms);
    ticker::of(io).add(*c, c, 10ms);
    io.run(); // ends by itself
    CHECK(c->ticks == 1);
}

TEST_CASE("a read buffer grows when it is filled, and goes back after a quiet time") {
    read_buffer b;
    steady::time_point now{1h};
    CHECK(b.prepare(now).size() == read_buffer::smallest);
    b.used(100, now);
    CHECK(b.prepare(now).size() == read_buffer::smallest);
    for (const std::size_t expected : {8192U, 32768U, 65536U, 65536U}) {
        b.used(b.prepare(now).size(), now);
        CHECK(b.prepare(now).size() == expected);
    }
    now += 1s;
    b.used(3000, now); // more than the small one takes
    now += 1900ms;
    CHECK_FALSE(b.needless(now));
    CHECK(b.prepare(now).size() == read_buffer::largest);
    b.used(100, now);
    now += 100ms;
    CHECK(b.needless(now));
    CHECK(b.prepare(now).size() == read_buffer::smallest);
}
