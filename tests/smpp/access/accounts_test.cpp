// What accounts have: binds, rates, and changes while they are bound.
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

constexpr auto trx = command_id::bind_transceiver;

} // namespace

TEST_CASE("binds of one account at a time, and places that come free") {
    account a = make_account("a");
    a.max_binds = 2;
    gatekeeper g{{.accounts = {a, make_account("b")}, .from = {}}, key};
    const auto bind = [&](const char* name) {
        return outcome(g.bind(at("10.0.0.1"), trx, credentials(name), start));
    };
    CHECK(bind("a") == "granted");
    CHECK(bind("a") == "granted");
    CHECK(bind("a") == "too_many_binds");
    CHECK(bind("b") == "granted");
    g.released("a");
    CHECK(bind("a") == "granted");
    g.released("nobody");
    g.released("b");
    g.released("b");
    CHECK(g.binds("b") == 0);
    CHECK(g.binds("a") == 2);
}

TEST_CASE("a rate is kept over each second, with at most one second's worth at once") {
    account a = make_account("a");
    a.max_rate = 10;
    account slow = make_account("slow");
    slow.max_rate = 0.5;
    gatekeeper g{{.accounts = {a, slow, make_account("free")}, .from = {}}, key};
    const auto taken = [&](const char* name, time_point now) {
        int n = 0;
        while (n < 100 && g.within_rate(name, now)) {
            ++n;
        }
        return n;
    };
    CHECK(taken("a", start) == 10);
    CHECK(taken("a", start + 99ms) == 0);
    CHECK(taken("a", start + 101ms) == 1);
    CHECK(taken("a", start + 50ms) == 0); // time that goes back brings nothing
    CHECK(taken("a", start + 601ms) == 5);
    CHECK(taken("a", start + 1h) == 10);
    CHECK(taken("slow", start) == 1);
    CHECK(taken("slow", start + 1999ms) == 0);
    CHECK(taken("slow", start + 2s) == 1);
    CHECK(taken("free", start) == 100);
    CHECK(taken("nobody", start) == 0);

    a.max_rate = 3;
    g.set_accounts({a});
    CHECK(taken("a", start + 2h) == 3);
    a.max_rate = 0;
    g.set_accounts({a});
    CHECK(taken("a", start + 2h) == 100);
}

TEST_CASE("other accounts: counts stay with those that stay, or come back while they are bound") {
    account a = make_account("a");
    a.max_binds = 1;
    gatekeeper g{{.accounts = {a, make_account("b")}, .from = {}}, key};
    const auto bind = [&](const char* name, const char* password) {
        return outcome(g.bind(at("10.0.0.1"), trx, credentials(name, password), start));
    };
    CHECK(bind("a", "secret") == "granted");
    const account* const stays = g.find("a");
    a.password = "other";
    g.set_accounts({a});
    CHECK(g.find("a") == stays);
    CHECK(stays->password == "other");
    CHECK(g.find("b") == nullptr);
    CHECK(bind("b", "secret") == "wrong_credentials");
    CHECK(bind("a", "secret") == "wrong_credentials");
    CHECK(bind("a", "other") == "too_many_binds");

    g.set_accounts({});
    CHECK(g.find("a") == nullptr);
    CHECK(g.binds("a") == 1);
    CHECK_FALSE(g.within_rate("a", start));
    CHECK(bind("a", "other") == "wrong_credentials");
    g.set_accounts({a});
    CHECK(bind("a", "other") == "too_many_binds");
    g.set_accounts({});
    g.released("a");
    CHECK(g.binds("a") == 0);
    g.set_accounts({a});
    CHECK(bind("a", "other") == "granted");
}

TEST_CASE("an account that nobody could bind with, or anybody, has a fault") {
    struct row {
        const char* name;
        account given;
        const char* fault; ///< null: none
    };
    const row rows[] = {
        {"a good one", make_account("a"), nullptr},
        {"the longest", make_account("fifteen octets.", "sixteen octets!!"), nullptr},
        {"no password", make_account("a", ""), nullptr},
        {"no name", make_account(""), "it has no system_id"},
        {"a name of 16", make_account("sixteen octets!!"),
         "its system_id does not fit into 15 octets"},
        {"a password of 17", make_account("a", "seventeen octets!"),
         "its password does not fit into 16 octets"},
        {"a NUL in the name", make_account(std::string{"a\0b", 3}),
         "its system_id does not fit into 15 octets"},
        {"a NUL in the password", make_account("a", std::string{"a\0b", 3}),
         "its password does not fit into 16 octets"},
    };
    for (const auto& r : rows) {
        CAPTURE(r.name);
        CHECK(fault_of(r.given).value_or("none") == (r.fault == nullptr ? "none" : r.fault));
    }
}
