// Whatever peers do, in whatever order: counts are what they should be and memory is bounded.
#include "smpp/access.hpp"
#include <doctest/doctest.h>
#include <map>
#include <random>
#include <string>
#include <vector>

using namespace smpp;
using namespace std::chrono_literals;

namespace {

const std::string key(32, 'k');

net_address v4(std::uint32_t number) {
    net_address a = *net_address::parse("0.0.0.0");
    for (unsigned i = 0; i < 4; ++i) {
        a.octets[12 + i] = static_cast<std::uint8_t>(number >> (24 - 8 * i));
    }
    return a;
}

bind_body credentials(std::string name, std::string password) {
    bind_body b;
    b.system_id = std::move(name);
    b.password = std::move(password);
    return b;
}

/// A model that counts the plain way.
struct world {
    explicit world(std::uint32_t seed)
        : random(seed) {
        config.max_unbound = 12;
        config.max_unbound_per_address = 4;
        config.wrong_passwords = 4;
        config.remembered = 20s;
        config.blocked = 30s;
        config.max_addresses = 5;
        change_accounts();
        gate.emplace(config, key);
    }

    std::uint32_t below(std::uint32_t n) {
        return std::uniform_int_distribution<std::uint32_t>{0, n - 1}(random);
    }
    void change_accounts() {
        config.accounts.clear();
        for (const char* name : {"a", "b", "c", "d"}) {
            if (below(4) != 0) {
                account a{.system_id = name, .password = "secret", .from = {}};
                a.max_binds = below(4);
                config.accounts.push_back(a);
            }
        }
    }

    void step() {
        now += std::chrono::milliseconds{below(3000)};
        const net_address from = v4(below(8));
        const std::string name(1, static_cast<char>('a' + below(5)));
        switch (below(5)) {
        case 0:
        case 1:
            if (gate->connect(from, now)) {
                ++unbound[from];
            }
            break;
        case 2:
            if (unbound[from] > 0) {
                if (gate->bind(from, command_id::bind_transceiver,
                               credentials(name, below(3) == 0 ? "wrong" : "secret"), now)) {
                    --unbound[from];
                    ++binds[name];
                }
            }
            break;
        case 3:
            if (unbound[from] > 0) {
                gate->gone_unbound(from);
                --unbound[from];
            }
            if (binds[name] > 0) {
                gate->released(name);
                --binds[name];
            }
            break;
        default:
            if (below(20) == 0) {
                change_accounts();
                gate->set_accounts(config.accounts);
            }
        }
    }

    void check() {
        std::size_t total = 0;
        for (const auto& [address, n] : unbound) {
            REQUIRE(gate->unbound(address) == n);
            REQUIRE(n <= config.max_unbound_per_address);
            total += n;
        }
        REQUIRE(gate->unbound() == total);
        REQUIRE(total <= config.max_unbound);
        for (const auto& [name, n] : binds) {
            REQUIRE(gate->binds(name) == n);
            REQUIRE(n <= 3);
        }
        REQUIRE(gate->remembered() <= config.max_addresses);
    }

    std::mt19937 random;
    access_config config;
    std::optional<gatekeeper> gate;
    time_point now{1h};
    std::map<net_address, std::size_t> unbound;
    std::map<std::string, std::size_t> binds;
};

} // namespace

TEST_CASE("counts are never negative, never over their caps, and none is lost") {
    for (std::uint32_t seed = 1; seed <= 50; ++seed) {
        CAPTURE(seed);
        world w{seed};
        for (int i = 0; i < 2000; ++i) {
            w.step();
            w.check();
        }
    }
}

TEST_CASE("a storm of addresses is remembered up to the bound, the latest of them") {
    access_config c;
    c.max_addresses = 1000;
    c.max_unbound = 50;
    c.wrong_passwords = 1;
    gatekeeper g{c, key};
    const time_point now{1h};
    constexpr std::uint32_t storm = 200'000;
    std::size_t let_in = 0;
    for (std::uint32_t i = 0; i < storm; ++i) {
        let_in += g.connect(v4(i), now) ? 1 : 0;
        static_cast<void>(g.bind(v4(i), command_id::bind_transceiver, credentials("x", "y"), now));
    }
    CHECK(let_in == 50);
    CHECK(g.unbound() == 50);
    CHECK(g.remembered() == 1000);
    const auto refused = [&](std::uint32_t i) {
        const auto result = g.connect(v4(i), now);
        return result ? std::string_view{"let in"} : name_of(result.error());
    };
    CHECK(refused(storm - 1) == "address_blocked");
    CHECK(refused(storm - 1000) == "address_blocked");
    CHECK(refused(storm - 1001) == "too_many_unbound");
}

TEST_CASE("one that goes on guessing is not forgotten for newcomers") {
    access_config c;
    c.max_addresses = 3;
    c.wrong_passwords = 3;
    gatekeeper g{c, key};
    const time_point now{1h};
    const auto guess = [&](std::uint32_t from) {
        static_cast<void>(
            g.bind(v4(from), command_id::bind_transceiver, credentials("x", "y"), now));
    };
    for (const std::uint32_t from : {1u, 2u, 3u, 1u, 4u, 5u, 1u}) {
        guess(from);
    }
    const auto result = g.connect(v4(1), now);
    REQUIRE_FALSE(result.has_value());
    CHECK(result.error() == refusal::address_blocked);
    CHECK(g.remembered() == 3);
}
