#include "jobs.hpp"

#include <doctest/doctest.h>
#include <string>

using namespace yeelen::sms;
using namespace yeelen::sms::test;

TEST_CASE("parts come out first in first out, as many as there are places") {
    outbox box{{}};
    for (std::int64_t id = 1; id <= 5; ++id) {
        box.add(queued_job(id));
    }
    CHECK(box.waiting() == 5);
    CHECK(ids(box.take(2, start)) == list{1, 2});
    CHECK(ids(box.take(0, start)) == list{});
    CHECK(ids(box.take(9, start)) == list{3, 4, 5});
    CHECK(box.waiting() == 0);
    CHECK_FALSE(box.due(start));
}

TEST_CASE("what is taken is sending, with one attempt more") {
    outbox box{{}};
    job j = queued_job(7);
    j.part.number = 2;
    j.part.total = 3;
    j.part.attempts = 4;
    j.part.possibly_doubled = 1;
    j.part.error = "RSYSERR";
    box.add(std::move(j));
    const auto taken = box.take(1, start + 5s);
    REQUIRE(taken.size() == 1);
    const part& p = taken[0].part;
    CHECK(taken[0].msg->id == 7);
    CHECK(p.message == 7);
    CHECK(p.number == 2);
    CHECK(p.total == 3);
    CHECK(p.attempts == 5);
    CHECK(p.possibly_doubled == 1);
    CHECK(p.error == "RSYSERR");
    CHECK(p.state == part_state::sending);
    CHECK(p.updated == start + 5s);
}

TEST_CASE("a part waits for its time, and order among those due is by time") {
    outbox box{{}};
    box.add(queued_job(1, start + 3s));
    box.add(queued_job(2, start + 1s));
    box.add(queued_job(3, start + 2s));
    box.add(queued_job(4, start + 1s));
    CHECK_FALSE(box.due(start + 999ms));
    CHECK(ids(box.take(9, start + 999ms)) == list{});
    CHECK(box.due(start + 1s));
    CHECK(ids(box.take(9, start + 1s)) == list{2, 4});
    CHECK(ids(box.take(1, start + 9s)) == list{3});
    box.add(queued_job(5, start + 8s));
    box.add(queued_job(6, start + 2500ms)); // late: due before part 1
    CHECK(ids(box.take(9, start + 9s)) == list{6, 1, 5});
}

TEST_CASE("answers decide what becomes of a part") {
    struct row {
        std::string name;
        retry_policy policy;
        std::uint16_t attempts; ///< before this try
        submit_result result;
        const char* error;
        std::chrono::milliseconds answer_after;
        part_state state;
        std::uint16_t attempts_after;
        const char* error_after;
        std::uint8_t doubled;
        std::chrono::milliseconds wait; ///< of those queued again, random 0
    };
    const retry_policy usual{};
    const retry_policy holds{.resend_unanswered = false};
    using enum submit_result;
    const row rows[] = {
        {"accepted", usual, 0, accepted, "", 0s, part_state::submitted, 1, "", 0, 0s},
        {"accepted at the last try", usual, 11, accepted, "", 0s, part_state::submitted, 12, "", 0,
         0s},
        {"accepted though it expired meanwhile", usual, 0, accepted, "", 48h, part_state::submitted,
         1, "", 0, 0s},
        {"permanent", usual, 0, permanent, "RINVDSTADR", 0s, part_state::failed, 1, "RINVDSTADR", 0,
         0s},
        {"temporary, first", usual, 0, temporary, "RSYSERR", 0s, part_state::queued, 1, "RSYSERR",
         0, 2s},
        {"temporary, third", usual, 2, temporary, "RSYSERR", 0s, part_state::queued, 3, "RSYSERR",
         0, 8s},
        {"temporary, last", usual, 11, temporary, "RSYSERR", 0s, part_state::failed, 12, "RSYSERR",
         0, 0s},
        {"temporary, expired", usual, 0, temporary, "RSYSERR", 24h, part_state::expired, 1,
         "RSYSERR", 0, 0s},
        {"throttled counts no try", usual, 3, throttled, "RTHROTTLED", 0s, part_state::queued, 3,
         "RTHROTTLED", 0, 0s},
        {"throttled at the last try", usual, 11, throttled, "RTHROTTLED", 0s, part_state::queued,
         11, "RTHROTTLED", 0, 0s},
        {"throttled, expired", usual, 0, throttled, "RTHROTTLED", 24h, part_state::expired, 0,
         "RTHROTTLED", 0, 0s},
        {"unanswered, first", usual, 0, unanswered, "", 10s, part_state::queued, 1, "unanswered", 1,
         0s},
        {"unanswered, again", usual, 1, unanswered, "", 10s, part_state::queued, 2, "unanswered", 1,
         4s},
        {"unanswered, with a reason", usual, 0, unanswered, "closed", 0s, part_state::queued, 1,
         "closed", 1, 0s},
        {"unanswered, last", usual, 11, unanswered, "", 0s, part_state::failed, 12, "unanswered", 0,
         0s},
        {"unanswered, expired", usual, 0, unanswered, "", 24h, part_state::expired, 1, "unanswered",
         0, 0s},
        {"unanswered, held", holds, 0, unanswered, "", 0s, part_state::failed, 1, "unanswered", 0,
         0s},
    };
    for (const auto& r : rows) {
        CAPTURE(r.name);
        outbox box{r.policy};
        job given = queued_job(1);
        given.part.attempts = r.attempts;
        box.add(std::move(given));
        auto taken = box.take(1, start);
        REQUIRE(taken.size() == 1);
        const auto now = start + r.answer_after;
        const part p = box.finish(std::move(taken[0]), r.result, "0A1", r.error, 0, now);
        CHECK(p.message == 1);
        CHECK(p.state == r.state);
        CHECK(p.attempts == r.attempts_after);
        CHECK(p.error == r.error_after);
        CHECK(p.possibly_doubled == r.doubled);
        CHECK(p.updated == now);
        CHECK(p.smsc_id == (r.state == part_state::submitted ? "0A1" : ""));
        CHECK(box.waiting() == (r.state == part_state::queued ? 1 : 0));
        if (r.state == part_state::queued) {
            CHECK(p.next_try == now + r.wait);
            const auto again = now + std::max(r.wait, r.result == throttled ? 1'000ms : 0ms);
            CHECK_FALSE(box.due(again - (again > now ? 1ms : 0ms)) == (again > now));
            CHECK(ids(box.take(1, again)) == list{1});
        }
    }
}

TEST_CASE("an expired part comes out as expired, unsent and uncounted") {
    outbox box{{}};
    box.add(queued_job(1, start, start + 10s));
    box.add(queued_job(2, start, start + 11s));
    box.add(queued_job(3, start, start + 10s));
    const auto taken = box.take(3, start + 10s);
    REQUIRE(taken.size() == 3);
    CHECK(taken[0].part.state == part_state::expired);
    CHECK(taken[0].part.attempts == 0);
    CHECK(taken[1].part.state == part_state::sending);
    CHECK(taken[2].part.state == part_state::expired);
}

TEST_CASE("a part that waits for another try comes out when its message expires") {
    outbox box{{.first = 60s, .most = 60s}};
    box.add(queued_job(1, start, start + 10s));
    const part p = box.finish(std::move(box.take(1, start)[0]), submit_result::temporary, "",
                              "RSYSERR", 0, start);
    CHECK(p.next_try == start + 10s);
    const auto taken = box.take(1, start + 10s);
    REQUIRE(taken.size() == 1);
    CHECK(taken[0].part.state == part_state::expired);
    CHECK(taken[0].part.error == "RSYSERR");
}

TEST_CASE("what a restart finds sending goes first, in the order of the store") {
    outbox box{{}};
    for (std::int64_t id : {1, 2, 3}) {
        job j = queued_job(id);
        j.part.state = part_state::sending;
        j.part.attempts = 1;
        const part p = box.finish(std::move(j), submit_result::unanswered, "", "", 0, start);
        CHECK(p.state == part_state::queued);
        CHECK(p.possibly_doubled == 1);
    }
    box.add(queued_job(4));
    CHECK(ids(box.take(9, start)) == list{1, 2, 3, 4});
}

TEST_CASE("many different errors are remembered within a bound") {
    outbox box{{}};
    for (std::int64_t id = 1; id <= 400; ++id) {
        job j = queued_job(id);
        j.part.error = "0x" + std::to_string(id);
        box.add(std::move(j));
    }
    const auto taken = box.take(400, start);
    REQUIRE(taken.size() == 400);
    CHECK(taken[0].part.error == "0x1");
    CHECK(taken[253].part.error == "0x254");
    CHECK(taken[254].part.error == "other");
    CHECK(taken[399].part.error == "other");
}
