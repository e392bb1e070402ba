// Long random lives on a virtual clock, from fixed seeds: whatever the operator answers, each part
// is in one place.
#include "jobs.hpp"

#include "core/ids.hpp"
#include <doctest/doctest.h>
#include <map>
#include <set>

using namespace yeelen::sms;
using namespace yeelen::sms::test;

namespace {

submit_result any_result(std::uint64_t random) {
    using enum submit_result;
    static constexpr submit_result results[] = {accepted,  accepted,  accepted,   throttled,
                                                temporary, permanent, unanswered, not_sent};
    return results[random % std::size(results)];
}

} // namespace

TEST_CASE("nothing is lost and nothing is out twice") {
    for (std::uint64_t seed = 1; seed <= 50; ++seed) {
        CAPTURE(seed);
        yeelen::core::id_source random{seed};
        outbox box{{.attempts = 5}};
        std::map<std::int64_t, job> out;
        std::map<std::int64_t, part_state> ended;
        std::int64_t added = 0;
        auto now = start;
        for (int step = 0; step < 3'000; ++step) {
            now += std::chrono::milliseconds{random.next_u64() % 700};
            const auto choice = random.next_u64() % 4;
            if (choice == 0 && added < 200) {
                const auto expires = now + std::chrono::seconds{random.next_u64() % 300};
                const auto wait = std::chrono::milliseconds{random.next_u64() % 3'000};
                box.add(queued_job(++added, now + wait - 1s, expires));
            } else if (choice == 1) {
                const bool due = box.due(now);
                auto taken = box.take(random.next_u64() % 10 + 1, now);
                REQUIRE(taken.empty() == !due);
                for (auto& j : taken) {
                    const auto id = j.part.message;
                    REQUIRE(j.msg->id == id);
                    REQUIRE_FALSE(out.contains(id));
                    REQUIRE_FALSE(ended.contains(id));
                    if (j.part.state == part_state::expired) {
                        REQUIRE(j.msg->expires <= now);
                        ended[id] = j.part.state;
                    } else {
                        REQUIRE(j.part.state == part_state::sending);
                        REQUIRE(j.part.attempts <= 5);
                        out.emplace(id, std::move(j));
                    }
                }
            } else if (!out.empty()) {
                auto it = out.begin();
                std::advance(it, static_cast<std::ptrdiff_t>(random.next_u64() % out.size()));
                const auto id = it->first;
                const part p = box.finish(std::move(it->second), any_result(random.next_u64()), "x",
                                          "e", random.next_u64(), now);
                out.erase(it);
                if (p.state != part_state::queued) {
                    REQUIRE((is_final(p.state) || p.state == part_state::submitted));
                    ended[id] = p.state;
                }
            }
            REQUIRE(box.waiting() + out.size() + ended.size() == static_cast<std::size_t>(added));
        }
    }
}

TEST_CASE("under throttling alone the operator accepts every part in the order given") {
    for (std::uint64_t seed = 1; seed <= 50; ++seed) {
        CAPTURE(seed);
        yeelen::core::id_source random{seed};
        outbox box{{.throttle_yields = 255}};
        for (std::int64_t id = 1; id <= 300; ++id) {
            box.add(queued_job(id));
        }
        auto now = start;
        list accepted;
        while (box.waiting() > 0 && now < start + 24h) {
            now += 100ms;
            auto taken = box.take(random.next_u64() % 20 + 1, now);
            // An operator that meters takes the first few of a window and throttles the rest.
            const auto quota = random.next_u64() % (taken.size() + 1);
            std::vector<std::size_t> answers(taken.size());
            for (std::size_t i = 0; i < answers.size(); ++i) {
                answers[i] = i;
                if (i < quota) {
                    accepted.push_back(taken[i].part.message);
                }
            }
            for (std::size_t i = answers.size(); i > 1; --i) {
                std::swap(answers[i - 1], answers[random.next_u64() % i]);
            }
            for (auto i : answers) {
                box.finish(std::move(taken[i]),
                           i < quota ? submit_result::accepted : submit_result::throttled, "x", "e",
                           random.next_u64(), now);
            }
        }
        REQUIRE(accepted.size() == 300);
        REQUIRE(std::is_sorted(accepted.begin(), accepted.end()));
    }
}

TEST_CASE("a million waiting parts are taken a window at a time") {
    outbox box{{}};
    const auto msg = queued_job(1).msg;
    for (std::size_t i = 0; i < outbox::bound; ++i) {
        job j{.msg = msg, .part = {}};
        j.part.attempts = static_cast<std::uint16_t>(i % 7);
        j.part.next_try = start - std::chrono::milliseconds{(i * 7919) % 100'000};
        box.add(std::move(j));
    }
    CHECK(box.waiting() == outbox::bound);
    CHECK(box.take(100, start).size() == 100);
    CHECK(box.waiting() == outbox::bound - 100);
    MESSAGE("sizeof(job) " << sizeof(job) << ", sizeof(part) " << sizeof(part)
                           << ", sizeof(message) " << sizeof(message));
}
