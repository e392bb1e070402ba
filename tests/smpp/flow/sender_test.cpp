#include "smpp/sender.hpp"
#include <algorithm>
#include <doctest/doctest.h>
#include <vector>

using namespace smpp;
using namespace std::chrono_literals;
using outcome = sent_message::outcome;

namespace {

const time_point start{1h};

pdu answer(command_status status, std::string id = {}) {
    submit_sm_resp r;
    r.message_id = std::move(id);
    return {.status = status, .sequence = 1, .body = r};
}

/// A sender and the time, for tests that go step by step.
struct bench {
    explicit bench(sender_config config = {})
        : s(config, start) {}

    void add(std::uint64_t token, std::uint64_t order = 0) {
        submit_sm m;
        m.short_message = std::to_string(token);
        REQUIRE(s.add(m, token, order));
    }
    /// The tokens of all that may leave now.
    std::vector<std::uint64_t> leave() {
        std::vector<std::uint64_t> tokens;
        while (const auto d = s.next(now)) {
            tokens.push_back(std::stoull(std::get<submit_sm>(*d->message).short_message));
            ids.push_back(d->id);
        }
        return tokens;
    }
    void answered(std::size_t departure, command_status status) {
        s.answered(ids.at(departure), answer(status, "m" + std::to_string(departure)), now);
    }
    sent_message only_end() {
        const auto ended = s.take_ended();
        REQUIRE(ended.size() == 1);
        return ended.front();
    }

    sender s;
    time_point now = start;
    std::vector<std::uint64_t> ids; ///< of the departures, in order
};

using tokens = std::vector<std::uint64_t>;

} // namespace

TEST_CASE("messages leave in the order of adding, and end with their token, status and id") {
    bench b;
    b.add(7);
    b.add(8);
    CHECK(b.s.queued() == 2);
    CHECK(b.s.wake(b.now) == b.now);
    CHECK(b.leave() == tokens{7, 8});
    CHECK(b.s.under_way() == 2);
    CHECK(b.s.queued() == 0);
    CHECK(b.s.wake(b.now) == time_point::max());
    b.answered(1, command_status::rok);
    sent_message e = b.only_end();
    CHECK(e.token == 8);
    CHECK(e.result == outcome::accepted);
    CHECK(e.message_id == "m1");
    b.answered(0, command_status::rinvdstadr);
    e = b.only_end();
    CHECK(e.token == 7);
    CHECK(e.result == outcome::given_up);
    CHECK(e.status == command_status::rinvdstadr);
    CHECK(b.s.under_way() == 0);
}

TEST_CASE("messages of one order leave one after the other, those of none are free") {
    bench b;
    b.add(1, 5);
    b.add(2, 5);
    b.add(3);
    b.add(4, 6);
    b.add(5, 5);
    CHECK(b.leave() == tokens{1, 3, 4});
    b.answered(0, command_status::rok);
    CHECK(b.leave() == tokens{2});
    b.answered(3, command_status::rinvdstadr); // given up: the next one goes all the same
    CHECK(b.leave() == tokens{5});
    b.s.timed_out(b.ids.at(4), b.now);
    CHECK(b.s.queued() == 0);
}

TEST_CASE("checklist: throttling: the same message goes again before those behind it") {
    bench b{{.rate = {.max = 1'000}}};
    b.add(1, 5);
    b.add(2, 5);
    b.add(3);
    CHECK(b.leave() == tokens{1});
    b.add(4);
    b.answered(0, command_status::rthrottled);
    CHECK(b.leave().empty()); // the pause
    CHECK(b.s.wake(b.now) >= start + 1s);
    b.now = start + 1s;
    tokens left;
    for (int i = 0; i < 10; ++i) {
        b.now = std::max(b.now + 1us, std::min(b.s.wake(b.now), b.now + 1s));
        std::ranges::copy(b.leave(), std::back_inserter(left));
    }
    CHECK(left == tokens{1, 3, 4});
    CHECK(b.s.take_ended().empty());
}

TEST_CASE("throttles are not tries, until there are too many in a row") {
    bench b{{.rate = {.max = 1'000, .pause = 10ms}, .max_tries = 2, .throttles_a_try = 3}};
    b.add(1);
    std::size_t departures = 0;
    for (int i = 0; i < 100; ++i) {
        for (std::size_t n = b.leave().size(); n > 0; --n) {
            b.answered(departures++, command_status::rmsgqful);
        }
        b.now += 1s;
    }
    CHECK(departures == 6);
    const sent_message e = b.only_end();
    CHECK(e.result == outcome::given_up);
    CHECK(e.status == command_status::rmsgqful);
}

TEST_CASE("temporary errors are tried again, later each time, and given up after max_tries") {
    bench b{{.max_tries = 4, .retry_min = 1s, .retry_max = 3s}};
    b.add(1);
    const std::vector<duration> at_most{1s, 2s, 3s};
    for (const duration wait : at_most) {
        REQUIRE(b.leave() == tokens{1});
        b.answered(b.ids.size() - 1, command_status::rsyserr);
        CHECK(b.leave().empty());
        const time_point wake = b.s.wake(b.now);
        CHECK(wake >= b.now + wait / 2);
        CHECK(wake <= b.now + wait);
        b.now = wake - 1ns;
        CHECK(b.leave().empty());
        b.now = wake;
    }
    REQUIRE(b.leave() == tokens{1});
    b.answered(3, command_status::rsyserr);
    CHECK(b.only_end().result == outcome::given_up);
    CHECK(b.s.wake(b.now) == time_point::max());
}

TEST_CASE("messages refused together do not come again together") {
    bench b;
    for (std::uint64_t i = 0; i < 100; ++i) {
        b.add(i);
    }
    CHECK(b.leave().size() == 100);
    for (std::size_t i = 0; i < 100; ++i) {
        b.answered(i, command_status::rsyserr);
    }
    std::size_t most = 0;
    for (int i = 0; i < 110; ++i) {
        b.now += 10ms;
        most = std::max(most, b.leave().size());
    }
    CHECK(b.ids.size() == 200);
    CHECK(most < 15);
}

TEST_CASE("checklist: late response: a message without an answer is not sent again") {
    bench b;
    b.add(1);
    b.add(2);
    CHECK(b.leave() == tokens{1, 2});
    b.s.timed_out(b.ids[0], b.now);
    CHECK(b.only_end().result == outcome::unanswered);
    b.s.link_lost(b.ids[1], b.now);
    CHECK(b.only_end().result == outcome::unanswered);
    for (const auto status : {command_status::rok, command_status::rsyserr}) {
        b.answered(0, status); // late
        b.answered(1, status);
    }
    b.now += 1h;
    CHECK(b.leave().empty());
    CHECK(b.s.take_ended().empty());
}

TEST_CASE("checklist: late response: told to send again, a late acceptance ends the wait for it") {
    bench b{{.resend_unanswered = true}};
    b.add(1);
    CHECK(b.leave() == tokens{1});
    b.s.timed_out(b.ids[0], b.now);
    CHECK(b.s.take_ended().empty());
    SUBCASE("before the next try: there is none") {
        b.answered(0, command_status::rok);
        CHECK(b.only_end().message_id == "m0");
        b.now += 1h;
        CHECK(b.leave().empty());
    }
    SUBCASE("while the next is under way: its own answer is one too many") {
        b.now += 1h;
        CHECK(b.leave() == tokens{1});
        b.answered(0, command_status::rok);
        CHECK(b.only_end().message_id == "m0");
        CHECK(b.s.under_way() == 0);
        b.answered(1, command_status::rok);
        CHECK(b.s.take_ended().empty());
    }
    SUBCASE("a late error while the next is under way waits for that one's answer") {
        b.now += 1h;
        CHECK(b.leave() == tokens{1});
        b.answered(0, command_status::rinvdstadr);
        b.answered(0, command_status::rsyserr);
        CHECK(b.s.take_ended().empty());
        CHECK(b.s.under_way() == 1);
        b.answered(1, command_status::rok);
        CHECK(b.only_end().result == outcome::accepted);
    }
    SUBCASE("an earlier try that is given back again does not touch the one under way") {
        b.now += 1h;
        CHECK(b.leave() == tokens{1});
        b.s.timed_out(b.ids[0], b.now);
        b.s.link_lost(b.ids[0], b.now);
        b.s.not_sent(b.ids[0]);
        CHECK(b.s.under_way() == 1);
        b.answered(1, command_status::rok);
        CHECK(b.only_end().result == outcome::accepted);
    }
    SUBCASE("a late final error spares the next try") {
        b.answered(0, command_status::rinvdstadr);
        CHECK(b.only_end().result == outcome::given_up);
        b.now += 1h;
        CHECK(b.leave().empty());
    }
}

TEST_CASE("unanswered again and again ends too") {
    bench b{{.max_tries = 3, .resend_unanswered = true}};
    b.add(1);
    for (std::size_t i = 0; i < 3; ++i) {
        b.now += 1h;
        REQUIRE(b.leave() == tokens{1});
        b.s.link_lost(b.ids[i], b.now);
        b.s.timed_out(b.ids[i], b.now); // twice for one try does nothing
    }
    CHECK(b.only_end().result == outcome::unanswered);
    CHECK(b.s.queued() + b.s.under_way() == 0);
}

TEST_CASE("what could not be handed over is the next again, and costs no try and no rate") {
    bench b{{.rate = {.max = 1}, .max_tries = 1}};
    b.add(1);
    b.add(2);
    for (int i = 0; i < 50; ++i) {
        const auto d = b.s.next(b.now);
        REQUIRE(d.has_value());
        CHECK(std::get<submit_sm>(*d->message).short_message == "1");
        b.s.not_sent(d->id);
        CHECK(b.s.wake(b.now) == time_point::max()); // the owner knows when there is room
    }
    CHECK(b.leave() == tokens{1});
    CHECK(b.s.wake(b.now) > b.now);
    b.answered(0, command_status::rok);
    CHECK(b.only_end().result == outcome::accepted);
}

TEST_CASE("what can never be handed over is given up") {
    bench b;
    b.add(1, 9);
    b.add(2, 9);
    CHECK(b.leave() == tokens{1});
    b.s.not_sendable(b.ids[0], command_status::rinvmsglen);
    const sent_message e = b.only_end();
    CHECK(e.result == outcome::given_up);
    CHECK(e.status == command_status::rinvmsglen);
    CHECK(b.leave() == tokens{2});
}

TEST_CASE("the queue is bounded, with what is under way and what was not taken") {
    bench b{{.max_queued = 2}};
    b.add(1);
    b.add(2);
    CHECK_FALSE(b.s.add(submit_sm{}, 3));
    CHECK(b.leave().size() == 2);
    CHECK_FALSE(b.s.add(submit_sm{}, 3));
    b.answered(0, command_status::rok);
    CHECK_FALSE(b.s.add(submit_sm{}, 3));
    CHECK(b.s.take_ended().size() == 1);
    CHECK(b.s.add(submit_sm{}, 3));
}

TEST_CASE("a generic_nack is a refusal, whatever its status; a multi's failures are kept") {
    bench b;
    b.add(1);
    b.add(2);
    CHECK(b.leave().size() == 2);
    b.s.answered(b.ids[0], {.status = command_status::rok, .sequence = 1, .body = generic_nack{}},
                 b.now);
    CHECK(b.only_end().result == outcome::given_up);
    submit_multi_resp multi;
    multi.unsuccess.push_back({{1, 1, "2250700000001"}, command_status::rinvdstadr});
    b.s.answered(b.ids[1], {.status = command_status::rok, .sequence = 2, .body = multi}, b.now);
    CHECK(b.only_end().unsuccess == multi.unsuccess);
}

TEST_CASE("checklist: congestion_state: in any answer it slows the sender") {
    bench b{{.rate = {.max = 100}}};
    b.add(1);
    CHECK(b.leave().size() == 1);
    pdu a = answer(command_status::rok);
    std::get<submit_sm_resp>(a.body).tlvs.add_u8(tag::congestion_state, 100);
    b.s.answered(b.ids[0], a, b.now);
    CHECK(b.s.rate() < 100);
}
