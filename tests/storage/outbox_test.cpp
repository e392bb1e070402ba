// Idempotency keys, and receipts in every order.
#include "fixture.hpp"

using namespace yeelen;
using namespace yeelen::storage;
using namespace yeelen::storage::test;
using sms::part_state;

TEST_CASE("an idempotency key stores one message and tells which") {
    const folder where;
    opened s(where);
    auto first = s.put(put_message{message(1, "order-7"), {part(1)}});
    REQUIRE(first);
    CHECK_FALSE(first->duplicate);
    auto again = message(2, "order-7");
    again.fingerprint = 5;
    auto second = s.put(put_message{again, {part(2)}}, put_profile{"1", "{}", at(0)});
    REQUIRE(second);
    REQUIRE(second->duplicate);
    CHECK(second->duplicate->uid == message(1).uid);
    CHECK(second->duplicate->fingerprint == message(1).fingerprint);
    CHECK_FALSE(s.it->find_message(again.uid));
    CHECK(s.it->profile("1") == "{}"); // the unit's other writes stand
    CHECK(s.it->recover()->parts.size() == 1);
}

TEST_CASE("one idempotency key twice in the same commit: one message") {
    const folder where;
    opened s(where);
    std::vector<commit_result> results;
    std::vector<unit> units(50);
    for (std::size_t i = 0; i < units.size(); ++i) {
        const auto id = static_cast<std::int64_t>(i + 1);
        units[i].writes.emplace_back(put_message{message(id, "same"), {part(id)}});
        units[i].done = [&](commit_result r) { results.push_back(std::move(r)); };
    }
    s.it->submit(std::move(units));
    s.owner.run_until([&] { return results.size() == 50; });
    CHECK_FALSE(results[0]->duplicate);
    for (std::size_t i = 1; i < results.size(); ++i) {
        REQUIRE(results[i]);
        REQUIRE(results[i]->duplicate);
        CHECK(results[i]->duplicate->uid == message(1).uid);
    }
    CHECK(s.it->recover()->parts.size() == 1);
}

TEST_CASE("messages without a key are never each other's duplicates") {
    const folder where;
    opened s(where);
    CHECK_FALSE(s.put(put_message{message(1), {part(1)}})->duplicate);
    CHECK_FALSE(s.put(put_message{message(2), {part(2)}})->duplicate);
}

TEST_CASE("receipt after put_part, before it, twice, or for nobody") {
    const folder where;
    opened s(where);
    CHECK(s.put(put_message{message(1), {part(1)}}));
    const auto submitted = put_part{"orange", part(1, 1, part_state::submitted, "id-1")};
    const auto came = core::now().utc;
    const auto delivered = put_receipt{"orange", "id-1", part_state::delivered, "", came};
    const auto failed = put_receipt{"orange", "id-1", part_state::failed, "ABSENT", at(88)};

    SUBCASE("after") {
        CHECK(s.put(submitted));
        CHECK(s.put(failed));
        CHECK(s.only_part(1).state == part_state::failed);
        CHECK(s.only_part(1).error == "ABSENT");
        CHECK(s.only_part(1).updated == at(88));
        CHECK(s.it->counters().receipts_parked == 0);
    }
    SUBCASE("before") {
        CHECK(s.put(delivered));
        CHECK(s.it->counters().receipts_parked == 1);
        CHECK(s.only_part(1).state == part_state::queued);
        CHECK(s.put(submitted));
        CHECK(s.only_part(1).state == part_state::delivered);
        CHECK(s.only_part(1).smsc_id == "id-1");
        CHECK(s.only_part(1).updated == came);
        CHECK(s.it->counters().receipts_parked == 0);
    }
    SUBCASE("before, in one unit") {
        CHECK(s.put(delivered, submitted));
        CHECK(s.only_part(1).state == part_state::delivered);
        CHECK(s.it->counters().receipts_parked == 0);
    }
    SUBCASE("before, and a restart between") {
        CHECK(s.put(delivered));
        s.it.reset();
        opened again(where);
        CHECK(again.it->counters().receipts_parked == 1);
        CHECK(again.put(submitted));
        CHECK(again.only_part(1).state == part_state::delivered);
    }
    SUBCASE("twice: the first final state stands, parked or not") {
        CHECK(s.put(failed));
        CHECK(s.put(delivered));
        CHECK(s.it->counters().receipts_parked == 1);
        CHECK(s.put(submitted));
        CHECK(s.only_part(1).state == part_state::failed);
        CHECK(s.put(delivered));
        CHECK(s.only_part(1).state == part_state::failed);
    }
    SUBCASE("the submission told again does not undo a receipt") {
        CHECK(s.put(submitted));
        CHECK(s.put(delivered));
        CHECK(s.put(submitted));
        CHECK(s.only_part(1).state == part_state::delivered);
    }
    SUBCASE("of another operator with the same id") {
        CHECK(s.put(submitted));
        CHECK(s.put(put_receipt{"malitel", "id-1", part_state::delivered, "", at(1)}));
        CHECK(s.only_part(1).state == part_state::submitted);
        CHECK(s.it->counters().receipts_parked == 1);
    }
    SUBCASE("that is not final, or has no id, says nothing") {
        CHECK(s.put(submitted));
        CHECK(s.put(put_receipt{"orange", "id-1", part_state::submitted, "", at(1)}));
        CHECK(s.put(put_receipt{"orange", "", part_state::delivered, "", at(1)}));
        CHECK(s.only_part(1).state == part_state::submitted);
        CHECK(s.it->counters().receipts_parked == 0);
    }
    SUBCASE("an id used again by the SMSC means the newest message") {
        CHECK(s.put(put_message{message(2), {part(2)}}));
        CHECK(s.put(submitted));
        CHECK(s.put(put_part{"orange", part(2, 1, part_state::submitted, "id-1")}));
        CHECK(s.put(delivered));
        CHECK(s.only_part(1).state == part_state::submitted);
        CHECK(s.only_part(2).state == part_state::delivered);
    }
}

TEST_CASE("parked receipts have a lifetime") {
    const folder where;
    const auto now = core::now().utc;
    {
        opened s(where);
        CHECK(s.put(put_receipt{"orange", "fresh", part_state::delivered, "", now}));
        CHECK(s.put(
            put_receipt{"orange", "old", part_state::delivered, "", now - std::chrono::hours(25)}));
        CHECK(s.it->counters().receipts_parked == 2);
    }
    opened s(where);
    CHECK(s.it->counters().receipts_parked == 1);
}

TEST_CASE("parked receipts are bounded: the oldest gives way") {
    const folder where;
    opened s(where);
    constexpr std::size_t bound = 100'000;
    std::size_t done = 0;
    std::vector<unit> units(bound + 10);
    for (std::size_t i = 0; i < units.size(); ++i) {
        units[i].writes.emplace_back(
            put_receipt{"orange", std::to_string(i), part_state::delivered, "", core::now().utc});
        units[i].done = [&](commit_result r) { done += r ? 1 : 0; };
    }
    s.it->submit(std::move(units));
    s.owner.run_until([&] { return done == bound + 10; });
    CHECK(s.it->counters().receipts_parked == bound);
    CHECK(s.put(put_message{message(1), {part(1)}}, put_message{message(2), {part(2)}}));
    CHECK(s.put(put_part{"orange", part(1, 1, part_state::submitted, "9")}));
    CHECK(s.put(put_part{"orange", part(2, 1, part_state::submitted, "10")}));
    CHECK(s.only_part(1).state == part_state::submitted);
    CHECK(s.only_part(2).state == part_state::delivered);
}
