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
