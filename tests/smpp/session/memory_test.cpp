// What a session costs: memory at rest, and allocations on the way of a message.
#include "support/doctest_lines.hpp"
#include "support/smpp_script.hpp"
#include <cstdlib>
#include <malloc.h>
#include <new>

using namespace smpp;
using namespace std::chrono_literals;
using support::smpp_script;

namespace {

/// Of the whole program, which has one thread.
std::size_t allocations = 0;
std::size_t live_octets = 0;

} // namespace

void* operator new(std::size_t size) {
    void* p = std::malloc(size);
    if (p == nullptr) {
        throw std::bad_alloc{};
    }
    ++allocations;
    live_octets += malloc_usable_size(p);
    return p;
}
void operator delete(void* p) noexcept {
    live_octets -= malloc_usable_size(p);
    std::free(p);
}
void operator delete(void* p, std::size_t) noexcept {
    operator delete(p);
}

namespace {

/// Without copies of its own: what `from` wrote, to the other.
void hand_over(session& from, session& to, time_point now) {
    const std::string_view octets = from.output();
    to.feed(octets, now);
    from.consume_output(octets.size(), now);
}

/// One message and its answer, with text and id that fit into their strings.
void exchange(session& esme, session& smsc, const body& message, const body& answer,
              time_point now) {
    const auto sent = esme.request(message, 1, now);
    hand_over(esme, smsc, now);
    const auto asked = smsc.next_event();
    smsc.respond(std::get<event::request>(*asked).pdu.sequence, command_status::rok, answer);
    hand_over(smsc, esme, now);
    const auto answered = esme.next_event();
    if (!sent || std::get<event::response>(*answered).token != 1) {
        std::abort();
    }
}

} // namespace

TEST_CASE("a message and its answer allocate nothing once the session is warm") {
    auto esme = smpp_script::bound({.role = role::esme});
    auto smsc = smpp_script::bound({.role = role::smsc});
    submit_sm sms;
    sms.source = {5, 0, "Energie"};
    sms.destination = {1, 1, "2250700000001"};
    sms.short_message = "Bonjour";
    submit_sm_resp id;
    id.message_id = "12345678";
    const body message = sms;
    const body answer = id;
    for (int i = 0; i < 8; ++i) {
        exchange(esme.session, smsc.session, message, answer, esme.now);
    }
    const std::size_t before = allocations;
    for (int i = 0; i < 1000; ++i) {
        exchange(esme.session, smsc.session, message, answer, esme.now);
    }
    CHECK(allocations == before);

    // A long text is the one thing that is allocated: by the reader.
    sms.short_message.assign(140, 'x');
    const body longer = sms;
    for (int i = 0; i < 8; ++i) {
        exchange(esme.session, smsc.session, longer, answer, esme.now);
    }
    const std::size_t warm = allocations;
    for (int i = 0; i < 1000; ++i) {
        exchange(esme.session, smsc.session, longer, answer, esme.now);
    }
    CHECK(allocations - warm == 1000);
}

TEST_CASE("requests that are never answered cost their places and no more") {
    auto s = smpp_script::bound({.role = role::smsc});
    const body answer = submit_sm_resp{};
    const auto ask = [&](std::uint32_t sequence) {
        std::string octets = smpp_script::octets({.sequence = sequence, .body = submit_sm{}});
        s.receive(octets);
        while (s.session.next_event()) {
        }
    };
    // Answered out of order, behind the ones that are forgotten.
    const auto go_on = [&](std::uint32_t from, std::uint32_t to) {
        for (auto sequence = from; sequence < to; sequence += 2) {
            ask(sequence);
            ask(sequence + 1);
            for (const auto one : {sequence + 1, sequence}) {
                if (!s.session.respond(one, command_status::rok, answer)) {
                    std::abort();
                }
            }
            while (!s.session.output().empty()) {
                s.session.consume_output(s.session.output().size(), s.now);
            }
        }
    };
    for (std::uint32_t forgotten = 1; forgotten <= 10; ++forgotten) {
        ask(forgotten);
    }
    go_on(100, 200);
    const std::size_t before = live_octets;
    go_on(200, 20'000);
    CHECK(live_octets == before);
    CHECK(s.session.unanswered_requests() == 10);
}

TEST_CASE("an idle bind of a server is small, before and after a busy time") {
    const auto cost = [](bool busy) {
        const session_config config{.role = role::smsc, .window = 10'000};
        const std::size_t before = live_octets;
        session s{config, time_point{1h}};
        const std::size_t itself = live_octets - before;
        const auto bind =
            smpp_script::octets({.sequence = 1, .body = bind_transceiver{{.system_id = "a"}}});
        const auto ping = smpp_script::octets({.sequence = 2, .body = enquire_link{}});
        const auto submit = smpp_script::octets({.sequence = 3, .body = submit_sm{}});
        time_point now{1h};
        const auto written = [&] {
            while (!s.output().empty()) {
                s.consume_output(s.output().size(), now);
            }
        };
        s.feed(bind, now);
        while (s.next_event()) {
        }
        s.accept_bind("SMSC", now);
        written();
        if (busy) {
            for (std::uint64_t i = 0; i < 10'000; ++i) {
                REQUIRE(s.request(deliver_sm{}, i, now).has_value());
                s.feed(submit, now);
            }
            written();
            while (const auto e = s.next_event()) {
                if (std::holds_alternative<event::request>(*e)) {
                    s.respond(3, command_status::rok, submit_sm_resp{});
                }
            }
            written();
            now += 20s;
            s.tick(now); // they time out; late answers are remembered for ten minutes
            while (s.next_event()) {
            }
            written();
            now += 10min;
            s.feed(ping, now);
            written();
        }
        std::size_t most = 0;
        for (int i = 0; i < 20; ++i) {
            now += 10s;
            s.feed(ping, now);
            s.tick(now);
            written();
            while (s.next_event()) {
            }
            s.tick(now);
            if (i > 0) {
                most = std::max(most, live_octets - before - itself);
            }
        }
        CHECK(s.state() == link_state::bound_trx);
        return std::pair{itself, most};
    };
    for (const bool busy : {false, true}) {
        CAPTURE(busy);
        const auto [itself, idle] = cost(busy);
        CHECK(itself < 1024);
        // Besides the session: window, buffers and events, and the script's own three PDUs.
        CHECK(idle < 1024);
        MESSAGE("octets of a session " << itself << ", at rest besides " << idle);
    }
}

TEST_CASE("after a busy time the buffers are given back") {
    const std::size_t before = live_octets;
    auto s = smpp_script::bound({.role = role::esme, .window = 10'000, .enquire_link = 0s});
    submit_sm sm;
    sm.short_message.assign(200, 'x');
    for (std::uint64_t i = 0; i < 5000; ++i) {
        REQUIRE(s.session.request(sm, i, s.now).has_value());
    }
    auto pdus = s.sent();
    for (const auto& p : pdus) {
        s.receive({.sequence = p.sequence, .body = submit_sm_resp{}});
    }
    CHECK(live_octets - before > 500'000);
    pdus = std::vector<pdu>{};
    s.events();
    s.pass(6s);
    CHECK(live_octets - before < 4096);
}
