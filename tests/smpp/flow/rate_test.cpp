#include "smpp/rate.hpp"
#include "throttling_smsc.hpp"
#include <cmath>
#include <doctest/doctest.h>
#include <random>

using namespace smpp;
using namespace std::chrono_literals;

namespace {

const time_point start{1h};

/// Sends all that is allowed, step by step; how many in each step.
std::size_t send_all(adaptive_rate& rate, time_point from, time_point to, duration step = 10ms) {
    std::size_t sum = 0;
    for (time_point now = from; now < to; now += step) {
        const std::size_t n = rate.allowed(1'000'000, now);
        rate.sent(n, now);
        sum += n;
    }
    return sum;
}

} // namespace

TEST_CASE("without a limit all may leave, until the peer first complains") {
    adaptive_rate rate{{}, start};
    CHECK(std::isinf(rate.current()));
    CHECK(rate.allowed(1'000, start) == 1'000);
    CHECK(rate.next(start) == start);
    for (int i = 0; i < 200; ++i) {
        rate.sent(1, start + i * 10ms); // 100 a second
    }
    rate.throttled(start + 2s);
    CHECK(rate.current() == doctest::Approx(50).epsilon(0.05));
}

TEST_CASE("checklist: throttling: it pauses, then sends slower, and no retry storm") {
    adaptive_rate rate{{.max = 100}, start};
    CHECK(rate.current() == 100);
    static_cast<void>(send_all(rate, start, start + 1s));
    rate.throttled(start + 1s);
    CHECK(rate.current() == doctest::Approx(50).epsilon(0.05));
    CHECK(rate.allowed(10, start + 1s) == 0);
    CHECK(rate.allowed(10, start + 1'999ms) == 0);
    CHECK(rate.next(start + 1s) >= start + 2s);
    CHECK(rate.next(start + 1s) <= start + 2'050ms);
    CHECK(send_all(rate, start + 2s, start + 3s) < 65);
}

TEST_CASE("a burst of throttles in flight is one event") {
    adaptive_rate rate{{.max = 1'000}, start};
    static_cast<void>(send_all(rate, start, start + 1s));
    for (int i = 0; i < 300; ++i) {
        rate.throttled(start + 1s + i * 1ms);
    }
    const double after = rate.current();
    CHECK(after == doctest::Approx(500).epsilon(0.05));
    // Late ones, after the pause, of messages from before it: they hold it, and cut no more.
    rate.throttled(start + 2'100ms);
    CHECK(rate.current() >= after);
    CHECK(rate.allowed(1, start + 2'200ms) == 0);
    // And one of a message that left since then cuts.
    CHECK(send_all(rate, start + 3'200ms, start + 3'400ms) > 0);
    rate.throttled(start + 3'400ms);
    CHECK(rate.current() < after);
}

TEST_CASE("it comes back to the ceiling, and never exceeds it in any second") {
    for (const double max : {1.0, 2.5, 10.0, 90.0, 2'000.0}) {
        CAPTURE(max);
        adaptive_rate rate{{.max = max}, start};
        std::mt19937 random{7};
        std::vector<std::size_t> steps;
        for (int i = 0; i < 60'000; ++i) { // ten minutes of 10 ms
            const time_point now = start + i * 10ms;
            if (i % 7'000 == 0) {
                rate.throttled(now);
            }
            const bool rests = (i / 300) % 3 == 2; // bursts after rests
            const std::size_t n = rests ? 0 : rate.allowed(random() % 5'000, now);
            rate.sent(n, now);
            steps.push_back(n);
        }
        std::size_t in_second = 0;
        std::size_t most = 0;
        for (std::size_t i = 0; i < steps.size(); ++i) {
            in_second += steps[i] - (i >= 100 ? steps[i - 100] : 0);
            most = std::max(most, in_second);
        }
        CHECK(most <= static_cast<std::size_t>(std::ceil(max)));
        CHECK(rate.current() >= 0.9 * max);
        // Undisturbed it reaches what it may.
        const std::size_t reached = send_all(rate, start + 20min, start + 21min);
        CHECK(static_cast<double>(reached) >= 0.95 * 60 * max);
    }
}

TEST_CASE("after a rest no more than a tenth of a second's worth leaves at once, but one") {
    adaptive_rate fast{{.max = 500}, start};
    CHECK(fast.allowed(1'000, start + 1h) == 50);
    adaptive_rate slow{{.max = 2}, start};
    CHECK(slow.allowed(1'000, start + 1h) == 1);
}

TEST_CASE("it never stalls: next() names a time at which something may leave") {
    std::mt19937 random{11};
    for (const double max : {0.0, 0.5, 3.0, 700.0}) {
        CAPTURE(max);
        adaptive_rate rate{{.max = max}, start};
        time_point now = start;
        for (int i = 0; i < 5'000; ++i) {
            const time_point next = rate.next(now);
            REQUIRE(next >= now);
            REQUIRE(next - now <= 15s);
            REQUIRE(rate.allowed(1, next) == 1);
            now = next;
            rate.sent(1, now);
            if (random() % 3 == 0) {
                rate.throttled(now);
            }
            rate.congestion(static_cast<std::uint8_t>(random() % 256), now);
        }
        CHECK(rate.current() >= 0.1);
    }
}

TEST_CASE("a clock that stands still or goes back is safe") {
    adaptive_rate rate{{.max = 10}, start};
    std::size_t sum = 0;
    for (int i = 0; i < 1'000; ++i) {
        const time_point now = i % 2 == 0 ? start : start - 1h;
        const std::size_t n = rate.allowed(5, now);
        rate.sent(n, now);
        sum += n;
        rate.congestion(50, now);
    }
    CHECK(sum == 1);
    for (int i = 0; i < 100; ++i) {
        rate.throttled(start);
    }
    CHECK(rate.current() == doctest::Approx(2.5)); // once: half of what little was used of it
    CHECK(rate.allowed(1, start + 2s) == 1);
}

TEST_CASE("checklist: congestion_state: cut in proportion over 90, slower rise from 80") {
    const auto after = [](std::uint8_t state) {
        adaptive_rate rate{{.max = 100}, start};
        static_cast<void>(send_all(rate, start, start + 1s));
        rate.congestion(state, start + 1s);
        rate.congestion(state, start + 1'500ms); // one event
        return rate.current();
    };
    CHECK(after(0) == 100);
    CHECK(after(79) == 100);
    CHECK(after(90) == 100);
    CHECK(after(95) == doctest::Approx(75).epsilon(0.02));
    CHECK(after(100) == doctest::Approx(50).epsilon(0.02));
    CHECK(after(255) == doctest::Approx(50).epsilon(0.02)); // out of bounds: as 100

    const auto risen = [](std::uint8_t state) {
        adaptive_rate rate{{.max = 100}, start};
        static_cast<void>(send_all(rate, start, start + 1s));
        rate.throttled(start + 1s);
        rate.congestion(state, start + 1s);
        static_cast<void>(send_all(rate, start + 2s, start + 12s));
        return rate.current();
    };
    CHECK(risen(50) > 75);
    CHECK(risen(85) > 50);
    CHECK(risen(85) < risen(50) - 10);
    CHECK(risen(100) == doctest::Approx(50).epsilon(0.02));
    // It does not stop what may leave meanwhile.
    adaptive_rate rate{{.max = 100}, start};
    rate.congestion(100, start);
    CHECK(rate.allowed(1, start) == 1);
}

TEST_CASE("bounds of the configuration") {
    adaptive_rate nonsense{{.max = -5, .min = -1, .cut = 7, .rise = -3, .pause = -1s}, start};
    CHECK(std::isinf(nonsense.current()));
    nonsense.throttled(start);
    CHECK(nonsense.current() > 0);
    CHECK(nonsense.next(start) < start + 1h);
    adaptive_rate low{{.max = 2, .min = 50}, start};
    low.throttled(start);
    CHECK(low.current() == 2);
}

TEST_CASE("property: what a peer bears is used by 80 % and more, with less than 5 % throttled") {
    using support::throttling_smsc;
    struct way {
        std::string name;
        double max; ///< of our own, as a multiple of the peer's; 0 none
        throttling_smsc::kind smsc;
    };
    for (const way& w : {way{"no ceiling, clock seconds", 0, throttling_smsc::kind::clock_second},
                         way{"no ceiling, any second", 0, throttling_smsc::kind::any_second},
                         way{"ceiling of 2000", -1, throttling_smsc::kind::any_second},
                         way{"ceiling a little over", 1.2, throttling_smsc::kind::clock_second}}) {
        for (const unsigned bears : {1u, 2u, 3u, 7u, 10u, 50u, 333u, 2'000u}) {
            CAPTURE(w.name);
            CAPTURE(bears);
            const double max = w.max < 0 ? 2'000 : w.max * bears;
            adaptive_rate rate{{.max = max}, start};
            throttling_smsc smsc{bears, w.smsc};
            constexpr auto round_trip = 50ms;
            constexpr std::size_t window = 200;
            std::deque<std::pair<time_point, bool>> in_flight;
            std::size_t accepted = 0;
            std::size_t throttled = 0;
            const time_point steady = start + 2min;
            const time_point end = steady + (bears < 300 ? 5min : 1min);
            for (time_point now = start; now < end; now += 10ms) {
                while (!in_flight.empty() && in_flight.front().first <= now) {
                    if (!in_flight.front().second) {
                        rate.throttled(now);
                    }
                    in_flight.pop_front();
                }
                const std::size_t n = rate.allowed(window - in_flight.size(), now);
                rate.sent(n, now);
                for (std::size_t i = 0; i < n; ++i) {
                    const bool taken = smsc.takes(now);
                    in_flight.emplace_back(now + round_trip, taken);
                    (taken ? accepted : throttled) += now >= steady ? 1 : 0;
                }
            }
            const double ideal = bears * std::chrono::duration<double>(end - steady).count();
            CHECK(static_cast<double>(accepted) >= 0.8 * ideal);
            CHECK(static_cast<double>(throttled) <
                  0.05 * static_cast<double>(accepted + throttled));
        }
    }
}
