// Several binds of one operator: reached, lost, refused, ended.
#include "pool_support.hpp"
#include <doctest/doctest.h>

using namespace pool_test;

TEST_CASE("a pool reaches all its binds, one after the other") {
    place p;
    auto config = p.config(4);
    config.stagger = 20ms;
    net::pool pool{p.io, config, p.esme};
    CHECK(pool.request(message("early"), 1).error() == request_error::not_bound);
    const auto begin = steady::now();
    pool.start();
    pool.start(); // twice is once
    REQUIRE(p.until([&] { return pool.bound_links() == 4; }));
    CHECK(pool.sending_links() == 4);
    CHECK(pool.binds() == 4);
    CHECK(pool.losses() == 0);
    CHECK(p.peer.asked.size() == 4);
    CHECK(p.peer.asked.back() - begin >= 60ms);
    CHECK(p.esme.count("bound") == 4);
    for (const auto& b : p.peer.binds) {
        CHECK(b.kind == command_id::bind_transceiver);
    }
}

TEST_CASE("transmitters and receivers: submit_sm goes by the one, deliver_sm comes by the other") {
    place p;
    auto config = p.config(2);
    config.kind = net::pool_binds::transmitters_and_receivers;
    net::pool pool{p.io, config, p.esme};
    pool.start();
    REQUIRE(p.until([&] { return pool.bound_links() == 4; }));
    CHECK(pool.sending_links() == 2);
    CHECK(pool.places() == 20);
    for (std::uint64_t i = 0; i < 10; ++i) {
        REQUIRE(pool.request(message("up"), i).has_value());
    }
    pool.flush();
    REQUIRE(p.until([&] { return p.esme.count("response") == 10; }));
    std::size_t receivers = 0;
    for (auto& b : p.peer.binds) {
        const bool receives = b.kind == command_id::bind_receiver;
        CHECK(b.texts.size() == (receives ? 0 : 5));
        receivers += receives ? 1 : 0;
        deliver_sm down;
        down.short_message = "down";
        CHECK(b.link->session().request(down, 1, steady::now()).has_value() == receives);
        b.link->flush();
    }
    CHECK(receivers == 2);
    CHECK(p.until([&] { return p.esme.count("request") == 2; }));
}

TEST_CASE("one bind is killed: the others carry on, and it comes back") {
    place p;
    net::pool pool{p.io, p.config(3), p.esme};
    pool.start();
    REQUIRE(p.until([&] { return pool.bound_links() == 3; }));
    p.peer.admit = [] { return command_status::rsyserr; }; // it stays away for now
    p.peer.binds.front().link->close();
    REQUIRE(p.until([&] { return pool.bound_links() == 2 && pool.losses() >= 2; }));
    for (std::uint64_t i = 0; i < 20; ++i) {
        REQUIRE(pool.request(message("on"), i).has_value());
    }
    pool.flush();
    REQUIRE(p.until([&] { return p.esme.count("response") == 20; }));
    p.peer.admit = [] { return command_status::rok; };
    CHECK(p.until([&] { return pool.bound_links() == 3; }));
    CHECK(pool.binds() == 4);
    CHECK(pool.places() == 30);
}

TEST_CASE("checklist: reconnect: a second bind refused with RALYBND waits and does not storm") {
    place p;
    p.peer.admit = [&] {
        return p.peer.binds.empty() ? command_status::rok : command_status::ralybnd;
    };
    auto config = p.config(2);
    config.client.reactions.set(command_status::ralybnd, {.wait = 150ms});
    net::pool pool{p.io, config, p.esme};
    pool.start();
    REQUIRE(p.until([&] { return p.peer.asked.size() >= 4; }));
    for (std::size_t i = 2; i < p.peer.asked.size(); ++i) {
        CHECK(p.peer.asked[i] - p.peer.asked[i - 1] >= 150ms);
    }
    CHECK(pool.bound_links() == 1);
    REQUIRE(pool.request(message("goes by the first"), 1).has_value());
    pool.flush();
    CHECK(p.until([&] { return p.esme.has("response"); }));
}

TEST_CASE("an SMSC that bears fewer binds than asked for gets those, and more when it bears more") {
    place p;
    std::size_t limit = 2;
    std::size_t refused = 0;
    p.peer.admit = [&] {
        refused += p.peer.binds.size() < limit ? 0 : 1;
        return p.peer.binds.size() < limit ? command_status::rok : command_status::rbindfail;
    };
    net::pool pool{p.io, p.config(4), p.esme};
    pool.start();
    REQUIRE(p.until([&] { return pool.bound_links() == 2 && refused >= 4; }));
    CHECK(pool.places() == 20);
    limit = 64;
    CHECK(p.until([&] { return pool.bound_links() == 4; }));
}

TEST_CASE("an SMSC that is not there is told of, for each bind") {
    place p;
    const auto config = p.config(2);
    p.listener.reset();
    net::pool pool{p.io, config, p.esme};
    pool.start();
    CHECK(p.until([&] { return p.esme.unreachable.size() >= 4; }));
    CHECK(pool.losses() >= 4);
}

TEST_CASE("stop() unbinds all and start() begins anew") {
    place p;
    net::pool pool{p.io, p.config(3), p.esme};
    for (std::size_t round = 1; round <= 2; ++round) {
        pool.start();
        REQUIRE(p.until([&] { return pool.bound_links() == 3; }));
        pool.stop();
        REQUIRE(p.until([&] {
            return p.peer.closed.size() == 3 * round && p.esme.count("closed") == 3 * round;
        }));
        CHECK(std::ranges::count(p.peer.closed, close_reason::peer_unbound) ==
              static_cast<std::ptrdiff_t>(3 * round));
        CHECK(pool.bound_links() == 0);
        CHECK(pool.places() == 0);
        CHECK(pool.request(message("late"), 1).error() == request_error::not_bound);
    }
    CHECK(pool.losses() == 0);
}

TEST_CASE("stop() amid the staggered starts begins no more of them") {
    place p;
    auto config = p.config(3);
    config.stagger = 5ms;
    net::pool pool{p.io, config, p.esme};
    pool.start();
    REQUIRE(p.until([&] { return pool.bound_links() == 1; }));
    pool.stop();
    REQUIRE(p.until([&] { return pool.bound_links() == 0 && p.peer.binds.empty(); }));
    const auto asked = p.peer.asked.size();
    const auto end = steady::now() + 50ms;
    CHECK(p.until([&] { return steady::now() > end; }));
    CHECK(p.peer.asked.size() == asked);
}

TEST_CASE("checklist: reconnect: binds that are lost together come back one after the other") {
    place p;
    auto config = p.config(8);
    config.client.settled_after = 0ms; // the wait is short, and the jitter: it does not spread them
    config.stagger = 10ms;
    net::pool pool{p.io, config, p.esme};
    pool.start();
    REQUIRE(p.until([&] { return pool.bound_links() == 8; }));
    p.peer.asked.clear();
    const auto begin = steady::now();
    for (const auto& b : p.peer.binds) {
        b.link->close();
    }
    REQUIRE(p.until([&] { return p.peer.asked.size() == 8; }));
    CHECK(steady::now() - begin >= 70ms); // never two in one instant
    CHECK(p.until([&] { return pool.bound_links() == 8; }));
    CHECK(pool.losses() == 8);
}

TEST_CASE("a pool whose binds all unbind is not bound, and one that unbinds takes no requests") {
    place p;
    p.peer.judge = [](const submit_sm&) { return std::nullopt; }; // answers are waited for
    net::pool pool{p.io, p.config(2), p.esme};
    pool.start();
    REQUIRE(p.until([&] { return pool.bound_links() == 2; }));
    net::link* const first = pool.request(message("m"), 1, 77).value();
    net::link* const second = pool.request(message("m"), 2).value();
    REQUIRE(first != second);
    CHECK(pool.lane_of(77).room == 9);
    CHECK(pool.lane_of(77).bind != 0);
    CHECK(pool.lane_of(78).bind == 0);
    CHECK(pool.lane_of(78).room == 18);

    first->session().unbind(steady::now());
    CHECK(pool.sending_links() == 1);
    CHECK(pool.bound_links() == 2); // still there, for the peer's messages
    CHECK(pool.places() == 9);
    CHECK(pool.lane_of(77).bind == 0);
    CHECK(pool.request(message("m"), 3, 77).value() == second); // its order moves at once

    second->session().unbind(steady::now());
    CHECK(pool.sending_links() == 0);
    CHECK(pool.places() == 0);
    CHECK(pool.lane_of(77).room == 0);
    CHECK(pool.request(message("m"), 4).error() == request_error::not_bound);
    CHECK(pool.request(message("m"), 4, 77).error() == request_error::not_bound);
}

TEST_CASE("a bind that can keep no more octets has no places") {
    place p;
    auto config = p.config(1);
    config.client.session.max_output = 64;
    net::pool pool{p.io, config, p.esme};
    pool.start();
    REQUIRE(p.until([&] { return pool.bound_links() == 1; }));
    CHECK(pool.places() == 10);
    REQUIRE(pool.request(message(std::string(100, 'x')), 1).has_value()); // more than 64 octets
    CHECK(pool.places() == 0);
    CHECK(pool.request(message("m"), 2).error() == request_error::window_full);
    pool.flush();
    CHECK(p.until([&] { return pool.places() == 10; }));
}

TEST_CASE("a pool destroyed or stopped in its own callback, at each kind of event") {
    for (const bool destroy : {true, false}) {
        for (const std::string_view moment : {"bound", "response", "closed"}) {
            CAPTURE(moment);
            CAPTURE(destroy);
            place p;
            std::optional<net::pool> pool;
            pool.emplace(p.io, p.config(3), p.esme);
            bool done = false;
            p.esme.act = [&](net::link&, session_event& e) {
                if (support::line_of(e).starts_with(moment) && !std::exchange(done, true)) {
                    if (destroy) {
                        pool.reset();
                    } else {
                        pool->stop();
                        pool->flush();
                    }
                } else if (std::holds_alternative<event::bound>(e) && !done) {
                    static_cast<void>(pool->request(message("hi"), 1));
                    pool->flush();
                } else if (std::holds_alternative<event::response>(e) && !done) {
                    p.peer.binds.front().link->close();
                }
            };
            pool->start();
            CHECK(p.until([&] { return done && p.peer.binds.empty(); }));
            if (destroy) {
                CHECK(p.esme.lines.back().starts_with(moment));
            }
        }
    }
}

TEST_CASE("a pool destroyed at any moment leaves nothing behind") {
    for (int steps = 0; steps < 40; ++steps) {
        CAPTURE(steps);
        place p;
        {
            net::pool pool{p.io, p.config(3), p.esme};
            p.esme.act = [&](net::link&, session_event&) {
                static_cast<void>(pool.request(message("hi"), 1));
                pool.flush();
            };
            pool.start();
            for (int i = 0; i < steps; ++i) {
                p.io.run_one_for(1ms);
            }
        }
        const auto told = p.esme.lines.size();
        CHECK(p.until([&] { return p.peer.binds.empty(); }));
        CHECK(p.esme.lines.size() == told);
    }
}
