#include "jobs.hpp"

#include <doctest/doctest.h>

using namespace yeelen::sms;
using namespace yeelen::sms::test;

namespace {

struct throttled_box {
    explicit throttled_box(retry_policy policy = {})
        : box(policy) {
        for (std::int64_t id = 1; id <= 6; ++id) {
            box.add(queued_job(id));
        }
    }
    part answer(job j, submit_result result, yeelen::core::utc_time now) {
        return box.finish(std::move(j), result, "id", "RTHROTTLED", 0, now);
    }
    outbox box;
};

} // namespace

TEST_CASE(
    "throttled parts go back to the front in their order, whatever the order of the answers") {
    for (const auto& order : {std::vector<std::size_t>{0, 1, 2, 3}, {3, 2, 1, 0}, {2, 0, 3, 1}}) {
        throttled_box t;
        auto taken = t.box.take(4, start);
        for (auto i : order) {
            t.answer(std::move(taken[i]), submit_result::throttled, start);
        }
        CHECK(t.box.waiting() == 6);
        CHECK_FALSE(t.box.due(start + 999ms));
        CHECK(ids(t.box.take(9, start + 999ms)) == list{});
        CHECK(ids(t.box.take(9, start + 1s)) == list{1, 2, 3, 4, 5, 6});
    }
}

TEST_CASE("a bunch of throttled answers is one rest") {
    throttled_box t;
    auto taken = t.box.take(6, start);
    for (std::size_t i = 0; i < taken.size(); ++i) {
        t.answer(std::move(taken[i]), submit_result::throttled,
                 start + std::chrono::milliseconds{i});
    }
    CHECK(t.box.resting(start + 999ms));
    CHECK_FALSE(t.box.resting(start + 1s));
}

TEST_CASE("the rest doubles while throttling goes on, up to its bound, and is short again after an "
          "acceptance") {
    throttled_box t{{.throttle_most = 4s, .throttle_yields = 200}};
    auto now = start;
    for (auto pause : {1s, 2s, 4s, 4s, 4s}) {
        auto taken = t.box.take(1, now);
        REQUIRE(ids(taken) == list{1});
        t.answer(std::move(taken[0]), submit_result::throttled, now);
        CHECK_FALSE(t.box.due(now + pause - 1ms));
        CHECK(t.box.due(now + pause));
        now += pause;
    }
    auto taken = t.box.take(2, now);
    t.answer(std::move(taken[0]), submit_result::accepted, now);
    t.answer(std::move(taken[1]), submit_result::throttled, now);
    CHECK_FALSE(t.box.due(now + 999ms));
    CHECK(ids(t.box.take(9, now + 1s)) == list{2, 3, 4, 5, 6});
}

TEST_CASE("an acceptance that was under way does not end the rest") {
    throttled_box t;
    auto taken = t.box.take(2, start);
    t.answer(std::move(taken[1]), submit_result::throttled, start);
    t.answer(std::move(taken[0]), submit_result::accepted, start + 1ms);
    CHECK_FALSE(t.box.due(start + 999ms));
    CHECK(t.box.due(start + 1s));
}

TEST_CASE("a part that alone is throttled again and again steps aside") {
    throttled_box t{{.throttle_yields = 3}};
    auto now = start;
    for (int i = 0; i < 2; ++i) {
        auto taken = t.box.take(1, now);
        const part p = t.answer(std::move(taken[0]), submit_result::throttled, now);
        CHECK(p.attempts == 0);
        now += 1min;
    }
    const part p = t.answer(std::move(t.box.take(1, now)[0]), submit_result::throttled, now);
    CHECK(p.state == part_state::queued);
    CHECK(p.attempts == 1);
    CHECK(p.next_try == now + 2s);
    CHECK(p.error == "RTHROTTLED");
    now += 1min;
    CHECK(ids(t.box.take(9, now)) == list{2, 3, 4, 5, 6, 1});
}

TEST_CASE("a clock set back does not stop the queue for long") {
    throttled_box t;
    t.answer(std::move(t.box.take(1, start)[0]), submit_result::throttled, start);
    CHECK(t.box.due(start - 24h));
    CHECK(ids(t.box.take(1, start - 24h)) == list{1});
}

TEST_CASE("a pause longer than its bound still rests") {
    throttled_box t{{.throttle_pause = 60s, .throttle_most = 30s}};
    t.answer(std::move(t.box.take(1, start)[0]), submit_result::throttled, start);
    CHECK_FALSE(t.box.due(start + 59s));
    CHECK(t.box.due(start + 60s));
}
