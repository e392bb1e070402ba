// Behind a load balancer: what counts is whom the PROXY header names.
#include "server_support.hpp"
#include <doctest/doctest.h>

using namespace server_test;

namespace {

/// Version 2, TCP over IPv4, to 127.0.0.1:2775.
std::string proxied(const char* from) {
    std::string octets{"\r\n\r\n\0\r\nQUIT\n\x21\x11\0\x0C", 16};
    for (const auto& address :
         {boost::asio::ip::make_address_v4(from), boost::asio::ip::address_v4::loopback()}) {
        for (const std::uint8_t octet : address.to_bytes()) {
            octets += static_cast<char>(octet);
        }
    }
    return octets + std::string{"\x30\x39\x0A\xD7", 4};
}

std::unique_ptr<raw_peer> connect_for(world& w, const char* from, const std::string& octets) {
    auto p = w.connect();
    p->send(proxied(from) + octets);
    return p;
}

} // namespace

TEST_CASE("addresses of a PROXY header decide who may connect, bind, and is blocked") {
    world w;
    w.config.listen.proxy_protocol = true;
    w.config.access.from = {*net_prefix::parse("192.0.2.0/24")};
    w.config.access.wrong_passwords = 2;
    w.config.access.accounts[0].from = {*net_prefix::parse("192.0.2.1")};
    w.open();
    const auto bind = [](const char* name, const char* password = "secret") {
        return support::smpp_script::octets(bind_pdu(name, password));
    };
    const auto good = connect_for(w, "192.0.2.1", bind("a"));
    CHECK(w.until([&] { return w.owner.bound.size() == 1; }));
    CHECK(w.owner.bound.at(0)->peer().starts_with("192.0.2.1:"));

    const auto outside = connect_for(w, "198.51.100.1", bind("b"));
    CHECK(w.until([&] { return outside->ended(); }));
    CHECK(outside->got().empty());
    const auto elsewhere = connect_for(w, "192.0.2.2", bind("a"));
    CHECK(w.until([&] { return elsewhere->ended(); }));
    CHECK(read_header(elsewhere->got()).status == command_status::rinvpaswd);
    const auto second = connect_for(w, "192.0.2.2", bind("b", "wrong"));
    CHECK(w.until([&] { return second->ended(); }));
    const auto blocked = connect_for(w, "192.0.2.2", bind("b"));
    CHECK(w.until([&] { return blocked->ended(); }));
    CHECK(blocked->got().empty());
    // The balancer's own address is not what is blocked.
    const auto other = connect_for(w, "192.0.2.3", bind("b"));
    CHECK(w.until([&] { return w.owner.bound.size() == 2; }));
    CHECK(w.owner.refused == support::lines{"address_not_allowed ", "wrong_credentials a",
                                            "wrong_credentials b", "address_blocked "});
}

TEST_CASE("connections without a PROXY header are nobody's and count for nobody") {
    world w;
    w.config.listen.proxy_protocol = true;
    w.config.access.max_unbound = 1;
    w.open();
    for (int i = 0; i < 3; ++i) {
        CHECK(w.answer(bind_pdu("a")).empty());
    }
    const auto silent = w.connect();
    w.settle();
    CHECK(w.server->unbound_links() == 0);
    const auto good = connect_for(w, "192.0.2.1", support::smpp_script::octets(bind_pdu("a")));
    CHECK(w.until([&] { return w.owner.bound.size() == 1; }));
}

TEST_CASE("connections without their PROXY header are bounded, end in time, and keep nobody out") {
    world w;
    w.config.listen.proxy_protocol = true;
    w.config.listen.max_links = 4;
    w.config.listen.handshake_timeout = 500ms;
    w.open();
    const auto bind = [](const char* name) { return support::smpp_script::octets(bind_pdu(name)); };
    std::vector<std::unique_ptr<raw_peer>> silent;
    for (int i = 0; i < 4; ++i) {
        silent.push_back(w.connect());
        w.settle();
    }
    const auto ended = [&] {
        return std::ranges::count_if(silent, [](const auto& p) { return p->ended(); });
    };
    CHECK(ended() == 0);
    // Customers come all the same; the one that was silent longest goes for each.
    const auto first = connect_for(w, "192.0.2.1", bind("a"));
    CHECK(w.until([&] { return w.owner.bound.size() == 1 && ended() == 1; }));
    CHECK(silent[0]->ended());
    const auto second = connect_for(w, "192.0.2.2", bind("b"));
    CHECK(w.until([&] { return w.owner.bound.size() == 2 && silent[1]->ended(); }));
    for (int i = 0; i < 50; ++i) { // however many they are
        silent.push_back(w.connect());
        w.settle();
    }
    CHECK(w.until([&] { return ended() == 52; }));
    CHECK(w.owner.bound.size() == 2);
    // Links hold their places: then one more is turned away.
    const auto third = connect_for(w, "192.0.2.3", bind("a"));
    const auto fourth = connect_for(w, "192.0.2.4", bind("b"));
    CHECK(w.until([&] { return w.owner.bound.size() == 4; }));
    CHECK(w.until([&] { return ended() == 54; }));
    const auto fifth = connect_for(w, "192.0.2.5", bind("a"));
    CHECK(w.until([&] { return fifth->ended(); }));
    CHECK(w.owner.bound.size() == 4);
    // And each by itself is ended by the time limit.
    w.owner.bound[0]->close();
    CHECK(w.until([&] { return w.owner.bound.size() == 3; }));
    const auto begun = steady::now();
    const auto last = w.connect();
    CHECK(w.until([&] { return last->ended(); }));
    CHECK(steady::now() - begun >= 450ms);
}
