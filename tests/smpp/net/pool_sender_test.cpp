// The whole way: a sender's queue, a pool of binds, and an SMSC that throttles and cuts links.
#include "../flow/throttling_smsc.hpp"
#include "pool_support.hpp"
#include "smpp/sender.hpp"
#include <boost/asio/steady_timer.hpp>
#include <doctest/doctest.h>

using namespace pool_test;
using outcome = sent_message::outcome;

namespace {

/// As an application joins the two.
struct application : net::link_handler {
    application(boost::asio::io_context& io, const net::pool_config& config,
                const sender_config& flow)
        : queue(flow, steady::now())
        , pool(io, config, *this)
        , timer(io) {}

    void on_event(net::link& l, session_event& e) override {
        const auto now = steady::now();
        if (const auto* r = std::get_if<event::response>(&e)) {
            throttled += r->pdu.status == command_status::rthrottled ? 1 : 0;
            queue.answered(r->token, r->pdu, now);
        } else if (const auto* late = std::get_if<event::late_response>(&e)) {
            queue.answered(late->token, late->pdu, now);
        } else if (const auto* t = std::get_if<event::request_timeout>(&e)) {
            queue.timed_out(t->token, now);
        } else if (std::holds_alternative<event::closed>(e)) {
            for (const std::uint64_t id : l.session().take_unanswered()) {
                queue.link_lost(id, now);
            }
            pump();
        }
    }
    void on_batch_end(net::link&) override { pump(); }

    void pump() {
        const auto now = steady::now();
        while (const auto d = queue.next(now)) {
            if (!pool.request(*d->message, d->id, d->order)) {
                queue.not_sent(d->id);
                break;
            }
        }
        pool.flush();
        for (const auto& e : queue.take_ended()) {
            ended.push_back(e);
        }
        const auto at = std::max(std::min(queue.wake(now), now + 10ms), now + 1ms);
        timer.expires_at(at);
        timer.async_wait([this](const boost::system::error_code& ec) {
            if (!ec) {
                pump();
            }
        });
    }

    sender queue;
    net::pool pool;
    boost::asio::steady_timer timer;
    std::vector<sent_message> ended;
    std::size_t throttled = 0;
};

/// Notes what it accepted, by destination, and how often each.
struct ledger {
    std::map<std::string, std::vector<int>> by_destination;
    std::map<std::string, int> times;

    void take(const submit_sm& m) {
        by_destination[m.destination.value].push_back(std::stoi(m.short_message));
        ++times[m.short_message];
    }
    bool in_order() const {
        return std::ranges::all_of(by_destination,
                                   [](const auto& d) { return std::ranges::is_sorted(d.second); });
    }
    bool once() const {
        return std::ranges::all_of(times, [](const auto& t) { return t.second == 1; });
    }
};

void add(application& app, int messages) {
    for (int i = 0; i < messages; ++i) {
        const auto to = static_cast<std::uint64_t>(1 + i % 20);
        submit_sm m = message(std::to_string(i));
        m.destination.value = "22507" + std::to_string(to);
        REQUIRE(app.queue.add(m, static_cast<std::uint64_t>(i), to));
    }
}

} // namespace

TEST_CASE("checklist: throttling: through a throttling SMSC all arrive, once and in order") {
    place p;
    support::throttling_smsc limit{150, support::throttling_smsc::kind::any_second};
    ledger book;
    p.peer.judge = [&](const submit_sm& m) {
        if (!limit.takes(steady::now())) {
            return command_status::rthrottled;
        }
        book.take(m);
        return command_status::rok;
    };
    rate_config rate;
    rate.pause = 300ms;
    auto config = p.config(3);
    config.rate = rate;
    application app{p.io, config, {.rate = rate}};
    app.pool.start();
    constexpr int messages = 300;
    add(app, messages);
    REQUIRE(run_until(p.io, [&] { return app.ended.size() == messages; }, 30s));
    CHECK(app.throttled > 0);
    CHECK(app.throttled < 100);
    CHECK(std::ranges::all_of(app.ended,
                              [](const auto& e) { return e.result == outcome::accepted; }));
    CHECK(book.times.size() == messages);
    CHECK(book.once());
    CHECK(book.in_order());
    CHECK(app.queue.queued() == 0);
    CHECK(app.pool.losses() == 0);
}

TEST_CASE("through lost links each message ends once, in order, and none is accepted twice") {
    place p;
    ledger book;
    int arrivals = 0;
    p.peer.judge = [&](const submit_sm& m) -> std::optional<command_status> {
        if (++arrivals % 10 == 0) {
            return command_status::rsyserr;
        }
        book.take(m);
        if (arrivals % 67 == 0) { // taken, and the answer is lost with the link
            p.peer.binds[static_cast<std::size_t>(arrivals) % p.peer.binds.size()].link->close();
        }
        return command_status::rok;
    };
    application app{p.io, p.config(3), {.retry_min = 1ms, .retry_max = 20ms}};
    app.pool.start();
    constexpr int messages = 600;
    add(app, messages);
    REQUIRE(run_until(p.io, [&] { return app.ended.size() == messages; }, 30s));
    std::map<std::uint64_t, int> ends;
    std::size_t unanswered = 0;
    for (const auto& e : app.ended) {
        ++ends[e.token];
        unanswered += e.result == outcome::unanswered ? 1 : 0;
        CHECK(e.result != outcome::given_up);
        if (e.result == outcome::accepted) {
            CHECK(book.times.contains(std::to_string(e.token)));
        }
    }
    CHECK(ends.size() == messages);
    CHECK(app.pool.losses() > 0);
    CHECK(unanswered < messages / 4);
    CHECK(book.once());
    CHECK(book.in_order());
}
