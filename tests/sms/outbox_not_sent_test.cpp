// Parts that never left, and parts that may not leave yet: both keep their place.
#include "jobs.hpp"

#include <doctest/doctest.h>

using namespace yeelen::sms;
using namespace yeelen::sms::test;

namespace {

part not_sent(outbox& box, job j, yeelen::core::utc_time now = start) {
    return box.finish(std::move(j), submit_result::not_sent, "id", "window full", 7, now);
}

} // namespace

TEST_CASE("a part that was not sent is stored as it was before it was taken") {
    outbox box{{.attempts = 3}};
    job j = queued_job(1);
    j.part.attempts = 2;
    j.part.possibly_doubled = 1;
    j.part.error = "RSYSERR";
    box.add(std::move(j));
    for (int i = 0; i < 20; ++i) { // far more often than a part may be tried
        CAPTURE(i);
        auto taken = box.take(1, start);
        REQUIRE(taken.size() == 1);
        CHECK(taken[0].part.attempts == 3);
        const part p = not_sent(box, std::move(taken[0]), start + 1ms);
        CHECK(p.state == part_state::queued);
        CHECK(p.attempts == 2);
        CHECK(p.possibly_doubled == 1);
        CHECK(p.error == "RSYSERR");
        CHECK(p.smsc_id.empty());
        CHECK(p.next_try == start + 1ms);
        CHECK(p.updated == start + 1ms);
        CHECK(box.waiting() == 1);
        CHECK(box.due(start + 1ms)); // no rest and no delay: its caller knows when there is room
    }
}

TEST_CASE("parts that were not sent keep their places, in whatever order they come back") {
    for (const auto& order : {std::vector<std::size_t>{0, 1, 2}, {2, 1, 0}, {1, 2, 0}}) {
        outbox box{{}};
        for (std::int64_t id = 1; id <= 5; ++id) {
            box.add(queued_job(id));
        }
        auto taken = box.take(4, start);
        box.finish(std::move(taken[1]), submit_result::accepted, "id", {}, 0, start);
        for (const std::size_t i : order) {
            not_sent(box, std::move(taken[i == 0 ? 0 : i + 1]));
        }
        box.add(queued_job(6));
        CHECK(ids(box.take(9, start)) == list{1, 3, 4, 5, 6});
    }
}

TEST_CASE("a part that was sent at once, and was not, goes before all that came later") {
    outbox box{{}};
    box.add(queued_job(8));
    job first = queued_job(7); // never was in the line
    first.part.state = part_state::sending;
    first.part.attempts = 1;
    job second = queued_job(7);
    second.part.number = 2;
    second.part.attempts = 1;
    CHECK(not_sent(box, std::move(first)).attempts == 0);
    CHECK(not_sent(box, std::move(second)).attempts == 0);
    const auto taken = box.take(9, start);
    CHECK(ids(taken) == list{7, 7, 8});
    CHECK(taken[0].part.number == 1);
    CHECK(taken[1].part.number == 2);
}

TEST_CASE("a part that was not sent in time is expired, and no rest of a throttle is forgotten") {
    outbox box{{.throttle_yields = 3}};
    box.add(queued_job(1, start, start + 10s));
    const part p = not_sent(box, std::move(box.take(1, start)[0]), start + 10s);
    CHECK(p.state == part_state::expired);
    CHECK(box.waiting() == 0);

    box.add(queued_job(2));
    auto now = start;
    for (int i = 0; i < 2; ++i, now += 1min) {
        box.finish(std::move(box.take(1, now)[0]), submit_result::throttled, {}, "T", 0, now);
        not_sent(box, std::move(box.take(1, now + 50s)[0]), now + 50s);
    }
    const part third =
        box.finish(std::move(box.take(1, now)[0]), submit_result::throttled, {}, "T", 0, now);
    CHECK(third.attempts == 1); // the third in a row counts as a try
}

TEST_CASE("parts that may not go keep their places and hold up no others") {
    outbox box{{}};
    for (std::int64_t id = 1; id <= 6; ++id) {
        box.add(queued_job(id));
    }
    const auto odd = [](const message& m) { return m.id % 2 == 1; };
    auto taken = box.take(2, start, odd);
    CHECK(ids(taken) == list{1, 3});
    CHECK(taken[0].part.state == part_state::sending);
    CHECK(ids(box.take(9, start, odd)) == list{5});
    CHECK(box.take(9, start, odd).empty());
    CHECK(box.due(start));
    not_sent(box, std::move(taken[1]));
    CHECK(ids(box.take(9, start)) == list{2, 3, 4, 6});
}

TEST_CASE("a part that may not go is asked for only while it is due and valid, and not too many") {
    outbox box{{}};
    for (std::int64_t id = 1; id <= 1000; ++id) {
        box.add(queued_job(id, start, start + (id == 1 ? 1s : 24h)));
    }
    box.add(queued_job(2000, start + 1h));
    std::size_t asked = 0;
    const auto none = [&](const message& m) {
        CHECK(m.id != 1);
        ++asked;
        return false;
    };
    const auto taken = box.take(9, start + 1s, none);
    REQUIRE(ids(taken) == list{1});
    CHECK(taken[0].part.state == part_state::expired);
    CHECK(asked > 0);
    CHECK(asked < 300); // the line may have a million
    CHECK(box.waiting() == 1000);
    CHECK(ids(box.take(3, start + 1s)) == list{2, 3, 4});
}
