// Which bind a request goes by, and when.
#include "pool_support.hpp"
#include <doctest/doctest.h>

using namespace pool_test;

namespace {

void hold(smsc& s) {
    s.judge = [](const submit_sm&) { return std::nullopt; };
}

} // namespace

TEST_CASE("checklist: window: binds times window are under way before the first answer") {
    place p;
    hold(p.peer);
    net::pool pool{p.io, p.config(3), p.esme};
    pool.start();
    REQUIRE(p.until([&] { return pool.bound_links() == 3; }));
    CHECK(pool.places() == 30);
    for (std::uint64_t i = 0; i < 30; ++i) {
        REQUIRE(pool.request(message("m"), i).has_value());
    }
    CHECK(pool.places() == 0);
    CHECK(pool.request(message("one too many"), 30).error() == request_error::window_full);
    pool.flush();
    REQUIRE(p.until([&] { return p.peer.held() == 30; }));
    for (const auto& b : p.peer.binds) {
        CHECK(b.held.size() == 10); // spread, none favoured
    }
    CHECK(p.esme.count("response") == 0);
    p.peer.answer_held();
    CHECK(p.until([&] { return p.esme.count("response") == 30; }));
    CHECK(pool.places() == 30);
}

TEST_CASE("a request goes to the bind with most room") {
    place p;
    hold(p.peer);
    net::pool pool{p.io, p.config(2), p.esme};
    pool.start();
    REQUIRE(p.until([&] { return pool.bound_links() == 2; }));
    net::link* const busy = pool.request(message("0"), 0).value();
    for (std::uint64_t i = 1; i < 6; ++i) { // the owner may use a link by itself too
        REQUIRE(busy->session().request(message("own"), i, steady::now()).has_value());
    }
    for (std::uint64_t i = 6; i < 11; ++i) {
        CHECK(pool.request(message("m"), i).value() != busy);
    }
    // Now 6 and 5 are under way.
    CHECK(pool.request(message("m"), 11).value() != busy);
    net::link* const next = pool.request(message("m"), 12).value();
    CHECK(pool.request(message("m"), 13).value() != next);
}

TEST_CASE("requests of one order keep to one bind while it lives") {
    place p;
    net::pool pool{p.io, p.config(3), p.esme};
    pool.start();
    REQUIRE(p.until([&] { return pool.bound_links() == 3; }));
    std::map<std::uint64_t, net::link*> link_of;
    std::uint64_t token = 0;
    const auto send = [&](std::uint64_t order) {
        const std::size_t answered = p.esme.count("response");
        net::link* const l = pool.request(message("m"), ++token, order).value();
        pool.flush();
        REQUIRE(p.until([&] { return p.esme.count("response") == answered + 1; }));
        return l;
    };
    for (int round = 0; round < 5; ++round) {
        for (std::uint64_t order = 1; order <= 12; ++order) {
            net::link* const l = send(order);
            CHECK(link_of.emplace(order, l).first->second == l);
        }
    }
    std::map<net::link*, std::size_t> orders_of;
    for (const auto& [order, l] : link_of) {
        ++orders_of[l];
    }
    CHECK(orders_of.size() == 3); // and all binds are used
    // Its bind is lost: another takes over, and the orders of the others stay where they are.
    net::link* const lost = link_of[1];
    p.peer.admit = [] { return command_status::rsyserr; };
    p.esme.act = [&](net::link& l, session_event& e) {
        if (std::holds_alternative<event::closed>(e) && &l == lost) {
            CHECK(pool.bound_links() == 2); // it is gone when its owner hears of it
        }
    };
    lost->close();
    REQUIRE(p.until([&] { return pool.bound_links() == 2; }));
    for (auto& [order, l] : link_of) {
        net::link* const now = send(order);
        CHECK((l == lost || now == l));
        l = now;
    }
    p.peer.admit = [] { return command_status::rok; };
    REQUIRE(p.until([&] { return pool.bound_links() == 3; }));
    for (const auto& [order, l] : link_of) {
        CHECK(send(order) == l); // nor does one that comes back take them
    }
}

TEST_CASE("an order whose bind is full waits for it, others go on") {
    place p;
    hold(p.peer);
    net::pool pool{p.io, p.config(2), p.esme};
    pool.start();
    REQUIRE(p.until([&] { return pool.bound_links() == 2; }));
    for (std::uint64_t i = 0; i < 10; ++i) {
        REQUIRE(pool.request(message("m"), i, 77).has_value());
    }
    CHECK(pool.request(message("m"), 10, 77).error() == request_error::window_full);
    CHECK(pool.request(message("m"), 11).has_value());
    CHECK(pool.places() == 9);
}

TEST_CASE("a request that cannot be sent is told, and no rate is spent") {
    place p;
    auto config = p.config(2);
    config.rate.max = 1;
    net::pool pool{p.io, config, p.esme};
    pool.start();
    REQUIRE(p.until([&] { return pool.bound_links() == 2; }));
    CHECK(pool.request(deliver_sm{}, 1).error() == request_error::not_allowed);
    submit_sm bad;
    bad.destination.value = std::string(60, '1');
    CHECK(pool.request(bad, 1).error() == request_error::invalid_pdu);
    CHECK(pool.places() == 1);
    CHECK(pool.request(message("m"), 1).has_value());
    CHECK(pool.places() == 0);
    CHECK(pool.request(message("m"), 2).error() == request_error::window_full);
    const auto now = steady::now();
    CHECK(pool.next_place(now) > now);
    CHECK(pool.next_place(now) <= now + 1100ms);
}

TEST_CASE("checklist: throttling: one throttled bind slows all of them") {
    place p;
    bool throttle = true;
    p.peer.judge = [&](const submit_sm&) {
        return std::exchange(throttle, false) ? command_status::rthrottled : command_status::rok;
    };
    auto config = p.config(3);
    config.rate.pause = 300ms;
    net::pool pool{p.io, config, p.esme};
    std::size_t places_when_told = 99;
    p.esme.act = [&](net::link&, session_event& e) {
        if (const auto* r = std::get_if<event::response>(&e);
            r != nullptr && r->pdu.status == command_status::rthrottled) {
            places_when_told = pool.places();
        }
    };
    pool.start();
    REQUIRE(p.until([&] { return pool.bound_links() == 3; }));
    CHECK(pool.places() == 30);
    REQUIRE(pool.request(message("m"), 1).has_value());
    pool.flush();
    REQUIRE(p.until([&] { return p.esme.count("response") == 1; }));
    CHECK(places_when_told == 0); // before the owner is told
    CHECK(pool.rate() < 10);
    const auto now = steady::now();
    CHECK(pool.next_place(now) > now);
    CHECK(pool.request(message("m"), 2).error() == request_error::window_full);
    REQUIRE(p.until([&] { return pool.places() > 0; }));
    CHECK(pool.request(message("m"), 2).has_value());
}

TEST_CASE("checklist: throttling: an answer that comes too late slows the pool all the same") {
    place p;
    hold(p.peer);
    auto config = p.config(2);
    config.client.session.response = 100ms;
    net::pool pool{p.io, config, p.esme};
    pool.start();
    REQUIRE(p.until([&] { return pool.bound_links() == 2; }));
    REQUIRE(pool.request(message("m"), 1).has_value());
    pool.flush();
    REQUIRE(p.until([&] { return p.esme.has("timeout 1") && p.peer.held() == 1; }));
    CHECK(pool.places() == 20);
    for (auto& b : p.peer.binds) {
        for (const auto sequence : b.held) {
            p.peer.answer(*b.link, sequence, command_status::rthrottled);
            b.link->flush();
        }
    }
    REQUIRE(p.until([&] { return p.esme.has("late 1"); }));
    CHECK(pool.rate() < 10);
    CHECK(pool.places() == 0);
}

TEST_CASE("checklist: congestion_state: an answer that tells of congestion slows the pool") {
    place p;
    p.peer.congestion = 100;
    auto config = p.config(2);
    config.rate.max = 100;
    net::pool pool{p.io, config, p.esme};
    pool.start();
    REQUIRE(p.until([&] { return pool.bound_links() == 2; }));
    CHECK(pool.rate() == 100);
    REQUIRE(pool.request(message("m"), 1).has_value());
    pool.flush();
    REQUIRE(p.until([&] { return p.esme.count("response") == 1; }));
    CHECK(pool.rate() < 100);
    const auto now = steady::now();
    CHECK(pool.next_place(now) <= now + 100ms); // slower, not stopped
}

TEST_CASE("the vendor's status for too much slows the pool where the connector says so") {
    constexpr auto vendors = static_cast<command_status>(0x45E);
    for (const bool mapped : {false, true}) {
        CAPTURE(mapped);
        place p;
        p.peer.judge = [&](const submit_sm&) { return vendors; };
        auto config = p.config(1);
        if (mapped) {
            config.reactions.set(vendors, reaction::throttle);
        }
        net::pool pool{p.io, config, p.esme};
        pool.start();
        REQUIRE(p.until([&] { return pool.bound_links() == 1; }));
        REQUIRE(pool.request(message("m"), 1).has_value());
        pool.flush();
        REQUIRE(p.until([&] { return p.esme.count("response") == 1; }));
        CHECK((pool.places() == 0) == mapped);
    }
}
