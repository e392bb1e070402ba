// Many connections, slow ones, guesses: what strangers can and cannot take from customers.
#include "server_support.hpp"
#include <doctest/doctest.h>

using namespace server_test;

TEST_CASE("after some wrong passwords an address is closed at connect; others are not") {
    world w;
    w.config.access.wrong_passwords = 3;
    w.open();
    const auto early = w.connect();
    const auto before = w.bound("b");
    for (int i = 0; i < 3; ++i) {
        CHECK(read_header(w.answer(bind_pdu("a", "guess"))).status == command_status::rinvpaswd);
    }
    const std::string nothing = w.answer(bind_pdu("a"));
    CHECK(nothing.empty());
    // A connection from before the block reads the same as for a wrong password.
    early->send(bind_pdu("a"));
    CHECK(w.until([&] { return early->ended(); }));
    CHECK(read_header(early->got()).status == command_status::rinvpaswd);
    CHECK(w.owner.refused.size() == 5);
    CHECK(w.owner.refused.at(3) == "address_blocked ");
    CHECK(w.owner.refused.at(4) == "address_blocked a");
    // Those that are bound stay; the account is open to all others.
    CHECK(w.server->bound_links() == 1);
    const auto customer = w.bound("a", "127.0.0.2");
    CHECK(w.server->bound_links() == 2);
}

TEST_CASE("an address that opens many connections and says nothing keeps no other out") {
    world w;
    w.config.access.max_unbound = 100;
    w.config.access.max_unbound_per_address = 5;
    w.config.listen.session.session_init = 400ms;
    w.open();
    std::vector<std::unique_ptr<raw_peer>> silent;
    for (int i = 0; i < 200; ++i) {
        silent.push_back(w.connect());
        w.settle();
    }
    const auto ended = [&] {
        return std::ranges::count_if(silent, [](const auto& p) { return p->ended(); });
    };
    CHECK(w.until([&] { return ended() >= 195; }));
    const auto customer = w.bound("a", "127.0.0.2");
    CHECK(w.server->bound_links() == 1);
    // The five are closed by session_init, and then there is place again.
    CHECK(w.until([&] { return ended() == 200; }));
    silent.clear();
    CHECK(w.until([&] { return w.server->unbound_links() == 0; }));
    const auto late = w.bound("b");
    CHECK(std::ranges::count(w.owner.refused, "no_bind_in_time ") == 5);
    CHECK(w.owner.refused.size() >= 195 + 5);
}

TEST_CASE("unbound connections are bounded in all") {
    world w;
    w.config.access.max_unbound = 3;
    w.open();
    std::vector<std::unique_ptr<raw_peer>> silent;
    for (const char* from : {"127.0.0.2", "127.0.0.3", "127.0.0.4"}) {
        silent.push_back(w.connect(from));
        w.settle();
    }
    CHECK(w.until([&] { return w.server->unbound_links() == 3; }));
    const auto over = w.connect();
    CHECK(w.until([&] { return over->ended(); }));
    CHECK(w.owner.refused == support::lines{"too_many_unbound "});
    silent.pop_back();
    CHECK(w.until([&] { return w.server->unbound_links() == 2; }));
    const auto customer = w.bound("a");
    CHECK(w.server->unbound_links() == 2);
}

TEST_CASE("a connection that was refused counts until its socket is done with") {
    world w;
    w.open();
    auto p = w.connect();
    p->send(bind_pdu("a", "wrong"));
    CHECK(w.until([&] { return w.owner.refused.size() == 1; }));
    CHECK(w.until([&] { return p->ended(); })); // our half is closed, theirs is not
    CHECK(w.server->unbound_links() == 1);
    p.reset();
    CHECK(w.until([&] { return w.server->unbound_links() == 0; }));
}

TEST_CASE("checklist: timers: session_init ends a connection that says nothing, on a real server") {
    world w;
    w.config.listen.session.session_init = 200ms;
    w.open();
    const auto begun = steady::now();
    const auto p = w.connect();
    CHECK(w.until([&] { return p->ended(); }));
    CHECK(steady::now() - begun >= 200ms);
    CHECK(p->got().empty());
    CHECK(w.owner.refused == support::lines{"no_bind_in_time "});
    CHECK(w.owner.lines.empty());
}

TEST_CASE("checklist: timers: octets that trickle in do not put off session_init") {
    world w;
    w.config.listen.session.session_init = 300ms;
    w.open();
    const auto p = w.connect();
    const std::string octets = support::smpp_script::octets(bind_pdu("a"));
    std::size_t sent = 0;
    auto next = steady::now();
    // All but the last octet, slowly.
    CHECK(w.until([&] {
        if (steady::now() >= next && sent + 1 < octets.size()) {
            p->send(octets.substr(sent++, 1));
            next = steady::now() + 20ms;
        }
        return p->ended();
    }));
    CHECK(sent > 3);
    CHECK(w.owner.refused == support::lines{"no_bind_in_time "});
}

TEST_CASE("addresses that may not connect at all are closed without a word") {
    world w;
    w.config.access.from = {*net_prefix::parse("127.0.0.2")};
    w.open();
    CHECK(w.answer(bind_pdu("a")).empty());
    CHECK(w.owner.refused == support::lines{"address_not_allowed "});
    const auto customer = w.bound("a", "127.0.0.2");
}
