// Disks that are full, broken, locked or nearly full; units that fail for a reason of their own.
#include "faulty_disk.hpp"
#include "fixture.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

using namespace yeelen;
using namespace yeelen::storage;
using namespace yeelen::storage::test;

namespace {

store_error error_of(const commit_result& result) {
    REQUIRE_FALSE(result);
    return result.error();
}

} // namespace

TEST_CASE("a disk that fails: its error, nothing stored, and recovery alone") {
    struct row {
        const char* name;
        int write, sync;
        store_error expected;
    };
    const row rows[] = {
        {"full", SQLITE_FULL, SQLITE_OK, store_error::full},
        {"write error", SQLITE_IOERR_WRITE, SQLITE_OK, store_error::io},
        {"sync error", SQLITE_OK, SQLITE_IOERR_FSYNC, store_error::io},
        {"corrupt", SQLITE_CORRUPT, SQLITE_OK, store_error::corrupt},
    };
    for (const row& one : rows) {
        CAPTURE(one.name);
        faulty_disk disk;
        const folder where;
        opened s(where);
        CHECK(s.put(put_session{session(1)}));
        CHECK(s.it->healthy());
        faulty_disk::on_write = one.write;
        faulty_disk::on_sync = one.sync;
        CHECK(error_of(s.put(put_session{session(2)})) == one.expected);
        CHECK_FALSE(s.it->healthy());
        CHECK(s.it->counters().failures >= 1);
        faulty_disk::mend();
        CHECK(s.put(put_session{session(3)}));
        CHECK(s.it->healthy());
        s.it.reset();
        opened again(where);
        const auto found = again.it->recover();
        REQUIRE(found);
        REQUIRE(found->sessions.size() == 2);
        CHECK(found->sessions[1].id == 3);
    }
}

TEST_CASE("healthy comes back without anybody's commit") {
    faulty_disk disk;
    const folder where;
    opened s(where);
    faulty_disk::on_write = SQLITE_FULL;
    CHECK_FALSE(s.put(put_session{session(1)}));
    CHECK_FALSE(s.it->healthy());
    faulty_disk::mend();
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    while (!s.it->healthy() && std::chrono::steady_clock::now() < until) {
        std::this_thread::yield();
    }
    CHECK(s.it->healthy());
}

TEST_CASE("a failing disk fails a thousand units quickly and in order") {
    faulty_disk disk;
    const folder where;
    opened s(where);
    faulty_disk::on_write = SQLITE_FULL;
    std::vector<std::size_t> order;
    std::vector<unit> units(1'000);
    for (std::size_t i = 0; i < units.size(); ++i) {
        units[i].writes.emplace_back(put_session{session(static_cast<std::int64_t>(i + 1))});
        units[i].done = [&, i](commit_result r) {
            CHECK(error_of(r) == store_error::full);
            order.push_back(i);
        };
    }
    s.it->submit(std::move(units));
    s.owner.run_until([&] { return order.size() == 1'000; });
    CHECK(std::ranges::is_sorted(order));
    CHECK(s.it->counters().failures == 1'000);
}

TEST_CASE("one unit's own fault fails that unit whole and no other") {
    const folder where;
    opened s(where);
    CHECK(s.put(put_message{message(5), {part(5)}}));
    std::vector<commit_result> results;
    std::vector<unit> units(10);
    for (std::size_t i = 0; i < units.size(); ++i) {
        const auto id = static_cast<std::int64_t>(i + 1); // id 5 is there already
        units[i].writes.emplace_back(put_profile{std::to_string(id), "{}", at(0)});
        units[i].writes.emplace_back(put_receipt{"orange", std::to_string(id),
                                                 sms::part_state::delivered, "", core::now().utc});
        units[i].writes.emplace_back(put_message{message(id), {part(id)}});
        units[i].done = [&](commit_result r) { results.push_back(std::move(r)); };
    }
    s.it->submit(std::move(units));
    s.owner.run_until([&] { return results.size() == 10; });
    for (std::size_t i = 0; i < results.size(); ++i) {
        CAPTURE(i);
        CHECK(results[i].has_value() == (i != 4));
        CHECK(s.it->profile(std::to_string(i + 1)) == (i == 4 ? "" : "{}"));
    }
    CHECK(error_of(results[4]) == store_error::corrupt);
    CHECK(s.it->healthy());
    CHECK(s.it->counters().receipts_parked == 9);
    CHECK(s.it->counters().failures == 1);
}

TEST_CASE("below min_free_bytes new messages are refused, all else goes on") {
    const folder where;
    auto config = opened::plain(where);
    {
        opened s(config);
        CHECK(s.put(put_message{message(1), {part(1)}}));
    }
    config.min_free_bytes = std::numeric_limits<std::uint64_t>::max();
    opened s(config);
    CHECK(error_of(s.put(put_message{message(2), {part(2)}})) == store_error::full);
    CHECK(s.put(put_part{"orange", part(1, 1, sms::part_state::submitted, "x")}));
    CHECK(s.put(put_session{session(1)}));
    CHECK(s.only_part(1).state == sms::part_state::submitted);
    // The message that confirms what a customer has just done is stored with the session's step.
    CHECK(s.put(put_session{session(2)}, put_message{message(3), {part(3)}}));
    CHECK(s.it->counters().failures == 1);
}

TEST_CASE("a lock held by another process: busy after a bounded wait, then on") {
    const folder where;
    opened s(where);
    {
        SQLite::Database other(where.file(), SQLite::OPEN_READWRITE);
        SQLite::Transaction held(other, SQLite::TransactionBehavior::IMMEDIATE);
        CHECK(error_of(s.put(put_session{session(1)})) == store_error::busy);
        CHECK_FALSE(s.it->healthy());
    }
    CHECK(s.put(put_session{session(1)}));
    CHECK(s.it->healthy());
}

TEST_CASE("a second gateway on the same database is refused") {
    const folder where;
    opened s(where);
    inbox owner;
    const auto second = store::open(opened::plain(where), owner.poster());
    REQUIRE_FALSE(second);
    CHECK(second.error().find("another process") != std::string::npos);
}

TEST_CASE("a path that cannot be opened is an error for a person") {
    inbox owner;
    store_config config;
    config.path = "/nonexistent/folder/store.db";
    const auto made = store::open(config, owner.poster());
    REQUIRE_FALSE(made);
    CHECK(made.error().find(config.path) != std::string::npos);
}

TEST_CASE("synced commits reach the disk before their completion") {
    faulty_disk disk;
    const folder where;
    opened s(where);
    CHECK(s.put(put_session{session(1)}));
    for (std::int64_t i = 0; i < 20; ++i) {
        const int before = faulty_disk::syncs;
        CHECK(s.put(put_session{session(1, std::to_string(i))}));
        CHECK(faulty_disk::syncs > before);
    }
}
