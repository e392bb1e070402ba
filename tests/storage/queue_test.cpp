// Order, bounds, many submitters, the end, and the WAL's size.
#include "fixture.hpp"

#include <thread>

using namespace yeelen;
using namespace yeelen::storage;
using namespace yeelen::storage::test;

TEST_CASE("completions come once each, in the order of submit, whatever the linger") {
    for (const int linger : {0, 2'000}) {
        CAPTURE(linger);
        const folder where;
        auto config = opened::plain(where);
        config.linger = std::chrono::microseconds(linger);
        opened s(config);
        constexpr std::int64_t count = 9'000; // several commits, though in big submits
        std::vector<std::int64_t> order;
        std::int64_t next = 1;
        while (next <= count) {
            std::vector<unit> units;
            for (int i = 0; i < 1 + next % 3'000; ++i, ++next) {
                unit& one = units.emplace_back();
                one.writes.emplace_back(put_session{session(next % 500 + 1, std::to_string(next))});
                one.done = [&order, id = next](commit_result r) {
                    CHECK(r);
                    order.push_back(id);
                };
            }
            s.it->submit(std::move(units));
        }
        const auto all = static_cast<std::size_t>(next - 1);
        s.owner.run_until([&] { return order.size() >= all; });
        s.owner.run_all();
        CHECK(order.size() == all);
        CHECK(std::ranges::is_sorted(order));
        const auto counters = s.it->counters();
        CHECK(counters.rows == all);
        CHECK(counters.pending == 0);
        CHECK(counters.commits < all / 10);
        CHECK(counters.commit_seconds > 0);
        CHECK(counters.wal_bytes > 0);
    }
}

TEST_CASE("no more than max_pending wait: the rest is refused at once") {
    const folder where;
    auto config = opened::plain(where);
    config.max_pending = 100;
    opened s(config);
    std::size_t stored = 0;
    std::size_t refused = 0;
    std::vector<unit> units(250);
    for (std::size_t i = 0; i < units.size(); ++i) {
        units[i].writes.emplace_back(put_session{session(static_cast<std::int64_t>(i + 1))});
        units[i].done = [&](commit_result r) {
            (r ? stored : refused) += 1;
            if (!r) {
                CHECK(r.error() == store_error::full);
            }
        };
    }
    s.it->submit(std::move(units));
    s.owner.run_until([&] { return stored + refused == 250; });
    CHECK(stored == 100);
    CHECK(refused == 150);
    CHECK(s.it->recover()->sessions.size() == 100);
    CHECK(s.put(put_session{session(1)})); // there is room again
}

TEST_CASE("the destructor commits what was submitted, and tells") {
    const folder where;
    inbox owner;
    std::size_t told = 0;
    {
        auto made = store::open(opened::plain(where), owner.poster());
        REQUIRE(made);
        for (std::int64_t i = 1; i <= 5'000; ++i) {
            std::vector<unit> units(1);
            units[0].writes.emplace_back(put_session{session(i)});
            units[0].done = [&](commit_result r) { told += r ? 1 : 0; };
            (*made)->submit(std::move(units));
        }
    }
    owner.run_all();
    CHECK(told == 5'000);
    opened s(where);
    CHECK(s.it->recover()->sessions.size() == 5'000);
}

TEST_CASE("units without writes or without a completion are no trouble") {
    const folder where;
    opened s(where);
    s.it->submit({});
    std::vector<unit> silent(1);
    silent[0].writes.emplace_back(put_session{session(1)});
    s.it->submit(std::move(silent));
    CHECK(s.put());
    CHECK(s.it->recover()->sessions.size() == 1);
}

TEST_CASE("several threads submit and read counters while the owner reads rows") {
    const folder where;
    opened s(where);
    constexpr int submitters = 3;
    constexpr int rounds = 200;
    std::atomic<int> running = submitters;
    std::size_t told = 0; // owner's thread
    std::vector<std::thread> threads;
    for (int t = 0; t < submitters; ++t) {
        threads.emplace_back([&, t] {
            for (int i = 0; i < rounds; ++i) {
                std::vector<unit> units(5);
                for (unit& one : units) {
                    one.writes.emplace_back(
                        put_profile{std::to_string(t), std::to_string(i), at(i)});
                    one.done = [&](commit_result r) { told += r ? 1 : 0; };
                }
                s.it->submit(std::move(units));
                static_cast<void>(s.it->counters());
                static_cast<void>(s.it->healthy());
            }
            --running;
        });
    }
    while (running > 0) {
        static_cast<void>(s.it->profile("0"));
        s.owner.run_all();
    }
    for (auto& thread : threads) {
        thread.join();
    }
    s.owner.run_until([&] { return told == submitters * rounds * 5; });
    for (int t = 0; t < submitters; ++t) {
        CHECK(s.it->profile(std::to_string(t)) == std::to_string(rounds - 1));
    }
}

TEST_CASE("the WAL is begun anew: its file stays bounded under traffic that never rests") {
    const folder where;
    auto config = opened::plain(where);
    config.synced = false; // as many pages as can be in little time
    opened s(config);
    const std::string big(3'000, 'x');
    std::size_t told = 0;
    std::size_t sent = 0;
    std::uint64_t most = 0;
    while (told < 120'000) { // some 480 MB of WAL, were it kept
        while (sent < told + 4'000) {
            std::vector<unit> units(500);
            for (unit& one : units) {
                one.writes.emplace_back(
                    put_session{session(static_cast<std::int64_t>(sent++ % 20'000 + 1), big)});
                one.done = [&](commit_result r) { told += r ? 1 : 0; };
            }
            s.it->submit(std::move(units));
        }
        const auto before = told;
        s.owner.run_until([&] { return told > before; });
        most = std::max(most, s.it->counters().wal_bytes);
    }
    CHECK(most < 230u << 20);
    s.owner.run_until([&] { return told == sent; });
    CHECK(std::filesystem::file_size(where.file() + "-wal") < 230u << 20);
}
