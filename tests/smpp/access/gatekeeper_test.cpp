#include "smpp/access.hpp"
#include <doctest/doctest.h>
#include <string>

using namespace smpp;
using namespace std::chrono_literals;

namespace {

const std::string key(32, 'k');
const time_point start{1h};

net_address at(std::string_view text) {
    return net_address::parse(text).value();
}

account make_account(std::string name, std::string password = "secret") {
    return {.system_id = std::move(name), .password = std::move(password), .from = {}};
}

bind_body credentials(std::string name, std::string password = "secret") {
    bind_body b;
    b.system_id = std::move(name);
    b.password = std::move(password);
    return b;
}

/// What came of a bind: "granted" or the name of the refusal.
std::string outcome(const std::expected<const account*, refusal>& result) {
    return result ? "granted" : std::string{name_of(result.error())};
}
std::string outcome(const std::expected<void, refusal>& result) {
    return result ? "let in" : std::string{name_of(result.error())};
}

constexpr auto trx = command_id::bind_transceiver;

} // namespace

TEST_CASE("a bind is granted or refused by name, password, address and kind") {
    account open = make_account("open");
    account tx = make_account("tx");
    tx.receive = false;
    account rx = make_account("rx");
    rx.transmit = false;
    account none = make_account("none", "");
    account office = make_account("office");
    office.from = {*net_prefix::parse("10.0.0.0/8"), *net_prefix::parse("2001:db8::/32")};
    account longer = make_account("longer", "sixteen octets!!");
    const struct {
        std::string_view from;
        command_id kind;
        bind_body body;
        std::string_view outcome;
    } rows[] = {
        {"192.0.2.1", trx, credentials("open"), "granted"},
        {"192.0.2.1", command_id::bind_transmitter, credentials("open"), "granted"},
        {"192.0.2.1", command_id::bind_receiver, credentials("open"), "granted"},
        {"192.0.2.1", command_id::submit_sm, credentials("open"), "kind_not_allowed"},
        {"192.0.2.1", trx, credentials("open", "Secret"), "wrong_credentials"},
        {"192.0.2.1", trx, credentials("open", "secre"), "wrong_credentials"},
        {"192.0.2.1", trx, credentials("open", "secret2"), "wrong_credentials"},
        {"192.0.2.1", trx, credentials("open", ""), "wrong_credentials"},
        {"192.0.2.1", trx, credentials("Open"), "wrong_credentials"},
        {"192.0.2.1", trx, credentials("nobody"), "wrong_credentials"},
        {"192.0.2.1", trx, credentials("nobody", ""), "wrong_credentials"},
        {"192.0.2.1", trx, credentials(""), "wrong_credentials"},
        {"192.0.2.1", trx, credentials("", ""), "wrong_credentials"},
        {"192.0.2.1", trx, credentials("none", ""), "granted"},
        {"192.0.2.1", trx, credentials("none", "x"), "wrong_credentials"},
        {"192.0.2.1", trx, credentials("tx"), "kind_not_allowed"},
        {"192.0.2.1", command_id::bind_transmitter, credentials("tx"), "granted"},
        {"192.0.2.1", command_id::bind_receiver, credentials("tx"), "kind_not_allowed"},
        {"192.0.2.1", command_id::bind_receiver, credentials("tx", "no"), "wrong_credentials"},
        {"192.0.2.1", trx, credentials("rx"), "kind_not_allowed"},
        {"192.0.2.1", command_id::bind_transmitter, credentials("rx"), "kind_not_allowed"},
        {"192.0.2.1", command_id::bind_receiver, credentials("rx"), "granted"},
        {"192.0.2.1", trx, credentials("office"), "wrong_credentials"},
        {"10.9.9.9", trx, credentials("office"), "granted"},
        {"::ffff:10.9.9.9", trx, credentials("office"), "granted"},
        {"2001:db8::5", trx, credentials("office"), "granted"},
        {"2001:db9::5", trx, credentials("office"), "wrong_credentials"},
        {"192.0.2.1", trx, credentials("longer", "sixteen octets!!"), "granted"},
        {"192.0.2.1", trx, credentials("longer", "sixteen "), "wrong_credentials"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.body.system_id);
        CAPTURE(row.body.password);
        CAPTURE(row.from);
        gatekeeper g{{.accounts = {open, tx, rx, none, office, longer}, .from = {}}, key};
        REQUIRE(g.connect(at(row.from), start).has_value());
        const auto result = g.bind(at(row.from), row.kind, row.body, start);
        CHECK(outcome(result) == row.outcome);
        CHECK(g.unbound() == (result ? 0 : 1));
        CHECK(g.binds(row.body.system_id) == (result ? 1 : 0));
        if (result) {
            CHECK((*result)->system_id == row.body.system_id);
        }
    }
}

TEST_CASE("what a stranger may not learn reads the same; each refusal has a name") {
    CHECK(status_of(refusal::wrong_credentials) == command_status::rinvpaswd);
    CHECK(status_of(refusal::address_blocked) == command_status::rinvpaswd);
    CHECK(status_of(refusal::address_not_allowed) == command_status::rinvpaswd);
    CHECK(status_of(refusal::kind_not_allowed) == command_status::rbindfail);
    CHECK(status_of(refusal::too_many_binds) == command_status::ralybnd);
    for (int i = 0; i <= static_cast<int>(refusal::no_bind_in_time); ++i) {
        CHECK_FALSE(name_of(static_cast<refusal>(i)).empty());
        CHECK(status_of(static_cast<refusal>(i)) != command_status::rok);
    }
}

TEST_CASE("every bind costs one HMAC, whoever it names and whatever is wrong") {
    account office = make_account("office");
    office.from = {*net_prefix::parse("10.0.0.0/8")};
    gatekeeper g{{.accounts = {make_account("known"), office}, .from = {}, .wrong_passwords = 0},
                 key};
    std::uint64_t before = g.hashes();
    for (const auto& body :
         {credentials("known"), credentials("known", "wrong"), credentials("nobody"),
          credentials("office"), credentials("office", "wrong"), credentials("", "")}) {
        static_cast<void>(g.bind(at("192.0.2.1"), trx, body, start));
        CHECK(g.hashes() == before + 1);
        before = g.hashes();
    }
}

TEST_CASE("who may connect: addresses, then blocks, then caps by address and in all") {
    access_config c;
    c.from = {*net_prefix::parse("10.0.0.0/8"), *net_prefix::parse("2001:db8::/32")};
    c.max_unbound = 5;
    c.max_unbound_per_address = 2;
    gatekeeper g{c, key};
    CHECK(outcome(g.connect(at("192.0.2.1"), start)) == "address_not_allowed");
    CHECK(outcome(g.connect(at("10.0.0.1"), start)) == "let in");
    CHECK(outcome(g.connect(at("10.0.0.1"), start)) == "let in");
    CHECK(outcome(g.connect(at("10.0.0.1"), start)) == "too_many_unbound");
    CHECK(outcome(g.connect(at("10.0.0.2"), start)) == "let in");
    // One /64 is one address.
    CHECK(outcome(g.connect(at("2001:db8:0:1::1"), start)) == "let in");
    CHECK(outcome(g.connect(at("2001:db8:0:1:ffff::2"), start)) == "let in");
    CHECK(g.unbound(at("2001:db8:0:1::3")) == 2);
    CHECK(outcome(g.connect(at("10.0.0.3"), start)) == "too_many_unbound");
    g.gone_unbound(at("10.0.0.1"));
    CHECK(outcome(g.connect(at("10.0.0.3"), start)) == "let in");
    g.gone_unbound(at("10.7.7.7")); // was never there
    CHECK(g.unbound() == 5);
    g.gone_unbound(at("2001:db8:0:1::3"));
    CHECK(outcome(g.connect(at("2001:db8:0:2::1"), start)) == "let in");
}

TEST_CASE("wrong passwords block their address for a time") {
    access_config c;
    c.accounts = {make_account("a"), make_account("b")};
    c.wrong_passwords = 3;
    c.remembered = 60s;
    c.blocked = 300s;
    gatekeeper g{c, key};
    const auto bad = at("192.0.2.1");
    const auto attempt = [&](time_point now, const char* name = "a", const char* password = "no") {
        return outcome(g.bind(bad, trx, credentials(name, password), now));
    };
    REQUIRE(g.connect(bad, start).has_value());

    SUBCASE("the third within a minute") {
        CHECK(attempt(start) == "wrong_credentials");
        CHECK(attempt(start + 30s) == "wrong_credentials");
        CHECK(outcome(g.connect(bad, start + 30s)) == "let in");
        CHECK(attempt(start + 59s) == "wrong_credentials");
        // Connections that are there already are not heard any more, with no password.
        CHECK(attempt(start + 59s, "a", "secret") == "address_blocked");
        CHECK(outcome(g.connect(bad, start + 60s)) == "address_blocked");
        CHECK(outcome(g.connect(at("192.0.2.2"), start + 60s)) == "let in");
        CHECK(outcome(g.bind(at("192.0.2.2"), trx, credentials("a"), start + 60s)) == "granted");
        CHECK(outcome(g.connect(bad, start + 358s)) == "address_blocked");
        CHECK(outcome(g.connect(bad, start + 359s)) == "let in");
        CHECK(attempt(start + 359s) == "wrong_credentials");
        CHECK(attempt(start + 359s, "a", "secret") == "granted");
    }
    SUBCASE("older ones do not count, at any moment of the window") {
        for (int i = 0; i < 20; ++i) {
            CHECK(attempt(start + i * 30s) == "wrong_credentials");
        }
        CHECK(attempt(start + 571s) == "wrong_credentials");
        CHECK(attempt(start + 571s) == "address_blocked");
    }
    SUBCASE("names that are not there count alike") {
        CHECK(attempt(start, "x") == "wrong_credentials");
        CHECK(attempt(start, "y") == "wrong_credentials");
        CHECK(attempt(start, "z") == "wrong_credentials");
        CHECK(attempt(start, "a", "secret") == "address_blocked");
    }
    SUBCASE("a good bind takes back what was wrong with its own name") {
        for (int i = 0; i < 10; ++i) {
            CHECK(attempt(start) == "wrong_credentials");
            CHECK(attempt(start) == "wrong_credentials");
            CHECK(attempt(start, "a", "secret") == "granted");
        }
        CHECK(g.remembered() == 0);
    }
    SUBCASE("and not what was tried on others") {
        CHECK(attempt(start, "b") == "wrong_credentials");
        CHECK(attempt(start, "a", "secret") == "granted");
        CHECK(attempt(start, "b") == "wrong_credentials");
        CHECK(attempt(start, "a", "secret") == "granted");
        CHECK(attempt(start, "b") == "wrong_credentials");
        CHECK(attempt(start, "a", "secret") == "address_blocked");
    }
}

TEST_CASE("an IPv6 /64 is blocked as one; nothing blocks where the count is 0") {
    access_config c;
    c.accounts = {make_account("a")};
    c.wrong_passwords = 2;
    gatekeeper g{c, key};
    static_cast<void>(g.bind(at("2001:db8::1"), trx, credentials("a", "1"), start));
    static_cast<void>(g.bind(at("2001:db8::2"), trx, credentials("a", "2"), start));
    CHECK(outcome(g.connect(at("2001:db8::3"), start)) == "address_blocked");
    CHECK(outcome(g.connect(at("2001:db8:0:1::3"), start)) == "let in");

    c.wrong_passwords = 0;
    g = gatekeeper{c, key};
    for (int i = 0; i < 500; ++i) {
        CHECK(outcome(g.bind(at("10.0.0.1"), trx, credentials("a", "1"), start)) ==
              "wrong_credentials");
    }
    CHECK(g.remembered() == 0);
}
