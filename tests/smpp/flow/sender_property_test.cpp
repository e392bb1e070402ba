// A sender against an SMSC that throttles, fails, forgets to answer and loses its link at random.
#include "smpp/sender.hpp"
#include "throttling_smsc.hpp"
#include <doctest/doctest.h>
#include <map>
#include <random>
#include <vector>

using namespace smpp;
using namespace std::chrono_literals;
using outcome = sent_message::outcome;

namespace {

const time_point start{1h};
constexpr std::size_t window = 20;

struct plan {
    std::uint32_t seed;
    bool resend;
    unsigned percent_failing;    ///< of the arrivals, with RSYSERR
    unsigned percent_unanswered; ///< of the arrivals, half of them taken all the same
    unsigned percent_refused;    ///< with RINVDSTADR
    bool links_are_lost;
};

struct in_flight {
    std::uint64_t id;
    time_point answer_at;
    time_point timeout_at;
    std::optional<command_status> status;
};

struct world {
    explicit world(const plan& p)
        : what(p)
        , random(p.seed)
        , s({.rate = {.pause = 100ms},
             .max_tries = 5,
             .retry_min = 50ms,
             .retry_max = 1s,
             .resend_unanswered = p.resend},
            start)
        , smsc(50, support::throttling_smsc::kind::any_second) {}

    bool chance(unsigned percent) { return random() % 100 < percent; }

    void arrives(const sender::departure& d) {
        const auto token = std::stoull(std::get<submit_sm>(*d.message).short_message);
        in_flight f{d.id, now + std::chrono::milliseconds(random() % 100), now + 300ms, {}};
        if (!smsc.takes(now)) {
            f.status = command_status::rthrottled;
        } else if (chance(what.percent_failing)) {
            f.status = command_status::rsyserr;
        } else if (chance(what.percent_refused)) {
            f.status = command_status::rinvdstadr;
        } else if (chance(what.percent_unanswered)) {
            if (chance(50)) {
                takes(token, d.order);
            }
            if (chance(50)) { // late
                f.answer_at = f.timeout_at + 200ms;
                f.status = command_status::rok;
            }
        } else {
            takes(token, d.order);
            f.status = command_status::rok;
        }
        flying.push_back(f);
    }
    void takes(std::uint64_t token, std::uint64_t order) {
        ++taken[token];
        if (order != 0) {
            auto& last = last_of[order];
            // Sent again after it was taken unseen: the same one once more, never one before it.
            out_of_order = out_of_order || token < last;
            last = token;
        }
    }
    void comes_back() {
        std::vector<in_flight> kept;
        for (auto& f : flying) {
            if (f.status && f.answer_at <= now) {
                s.answered(f.id, {.status = *f.status, .sequence = 1, .body = submit_sm_resp{}},
                           now);
            } else if (f.timeout_at <= now && f.timeout_at != time_point{}) {
                s.timed_out(f.id, now);
                f.timeout_at = time_point{};
                if (f.status) {
                    kept.push_back(f);
                }
            } else if (f.status || f.timeout_at != time_point{}) {
                kept.push_back(f);
            }
        }
        flying = std::move(kept);
    }
    void loses_link() {
        for (const auto& f : flying) {
            s.link_lost(f.id, now);
        }
        flying.clear();
        down_until = now + 500ms;
    }

    plan what;
    std::mt19937 random;
    sender s;
    support::throttling_smsc smsc;
    time_point now = start;
    time_point down_until = start;
    std::vector<in_flight> flying;
    std::map<std::uint64_t, unsigned> taken;
    std::map<std::uint64_t, std::uint64_t> last_of;
    bool out_of_order = false;
};

void run(const plan& p) {
    CAPTURE(p.seed);
    CAPTURE(p.resend);
    world w{p};
    constexpr std::uint64_t messages = 1'500;
    std::uint64_t added = 0;
    std::map<std::uint64_t, outcome> ended;
    while (w.now < start + 2h && ended.size() < messages) {
        for (int i = 0; i < 3 && added < messages; ++i) {
            submit_sm m;
            m.short_message = std::to_string(++added);
            REQUIRE(w.s.add(m, added, w.random() % 12)); // 0 is free
        }
        w.comes_back();
        if (p.links_are_lost && w.random() % 2'000 == 0) {
            w.loses_link();
        }
        while (const auto d = w.s.next(w.now)) {
            if (w.now < w.down_until || w.flying.size() >= window) {
                w.s.not_sent(d->id);
                break;
            }
            w.arrives(*d);
        }
        for (const auto& e : w.s.take_ended()) {
            REQUIRE(ended.emplace(e.token, e.result).second);
        }
        w.now += 10ms;
    }
    CHECK(ended.size() == messages);
    CHECK(w.s.queued() == 0);
    CHECK(w.s.under_way() == 0);
    CHECK_FALSE(w.out_of_order);
    CHECK(w.s.wake(w.now) >= w.now);
    for (const auto& [token, count] : w.taken) {
        CAPTURE(token);
        CHECK((count == 1 || p.resend));
        CHECK((ended[token] != outcome::given_up || p.resend));
    }
    for (const auto& [token, result] : ended) {
        CAPTURE(token);
        CHECK((result != outcome::accepted || w.taken[token] > 0 || p.percent_unanswered > 0));
    }
}

} // namespace

TEST_CASE("property: every message ends once, in order, and none is taken twice unless told") {
    for (std::uint32_t seed = 1; seed <= 12; ++seed) {
        const bool resend = seed % 3 == 0;
        run({seed, resend, 0, 0, 0, false}); // throttles alone
        run({seed, resend, 10, 0, 5, false});
        run({seed, resend, 5, 5, 2, true});
        run({seed, resend, 40, 20, 10, true});
    }
}

TEST_CASE("property: throttles alone lose nothing") {
    world w{{.seed = 3,
             .resend = false,
             .percent_failing = 0,
             .percent_unanswered = 0,
             .percent_refused = 0,
             .links_are_lost = false}};
    for (std::uint64_t i = 1; i <= 2'000; ++i) {
        submit_sm m;
        m.short_message = std::to_string(i);
        REQUIRE(w.s.add(m, i, i % 7));
    }
    std::size_t accepted = 0;
    while (w.now < start + 10min && accepted < 2'000) {
        w.comes_back();
        while (const auto d = w.s.next(w.now)) {
            w.flying.size() < window ? w.arrives(*d) : w.s.not_sent(d->id);
            if (w.flying.size() >= window) {
                break;
            }
        }
        for (const auto& e : w.s.take_ended()) {
            CHECK(e.result == outcome::accepted);
            ++accepted;
        }
        w.now += 10ms;
    }
    CHECK(accepted == 2'000);
    CHECK(w.now - start < 2'000s / 50 * 2); // it did not stand still
}
