#include "link_io.hpp"
#include <algorithm>
#include <boost/asio/error.hpp>
#include <boost/asio/execution/context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/query.hpp>

namespace smpp::net {

namespace asio = boost::asio;
using boost::system::error_code;

namespace {

constexpr auto tick_every = std::chrono::milliseconds{100};
/// After the last octet was written the peer gets so long to close before we do.
constexpr auto linger = std::chrono::seconds{2};

/// What a bind without traffic is ticked by: late by a tenth of its shortest timer at most.
ticked::milliseconds quiet_period_of(const session_config& c) {
    duration shortest = 10 * ticker::longest;
    for (const duration d : {c.enquire_link, c.inactivity, c.response, c.write_timeout}) {
        if (d.count() > 0) {
            shortest = std::min(shortest, d);
        }
    }
    return std::max<ticked::milliseconds>(
        tick_every, std::chrono::duration_cast<ticked::milliseconds>(shortest / 10));
}

} // namespace

link::io::io(link& l, std::unique_ptr<stream> s, const session_config& config, link_handler& h)
    : self(l)
    , wire(std::move(s))
    , handler(&h)
    , max_output(config.max_output)
    , quiet_period(quiet_period_of(config)) {}

void link::io::read() {
    if (reading || over() || ((paused || throttled) && !closing)) {
        return;
    }
    reading = true;
    wire->read_some(buffer.prepare(clock::now()), then<&io::read_done>());
}

void link::io::read_done(const error_code& ec, std::size_t octets) {
    reading = false;
    const bool cancelled = std::exchange(giving_back, false);
    if (over()) {
        return;
    }
    if (ec == asio::error::operation_aborted && cancelled) {
        read();
        return;
    }
    if (ec) {
        lost(ec);
        return;
    }
    const auto now = clock::now();
    // After `closed` the session takes nothing: octets are read only so that closing does not reset
    // the connection.
    self.session_.feed({buffer.data(), octets}, now);
    buffer.used(octets, now);
    pump();
    self.flush();
    throttled = throttled || self.session_.output_pending() > max_output;
    read();
}

void link::io::write_done(const error_code& ec, std::size_t octets) {
    writing = false;
    if (over()) {
        return;
    }
    if (ec) {
        lost(ec);
        return;
    }
    self.session_.consume_output(octets, clock::now());
    self.flush();
    if (throttled && self.session_.output_pending() <= max_output / 2) {
        throttled = false;
        grace = ticks_of_grace;
        read();
    }
}

void link::io::wait_tick() {
    auto& context = asio::query(wire->executor(), asio::execution::context);
    ticker::of(context).add(*this, self.shared_from_this(), tick_every);
}

ticked::milliseconds link::io::tick(clock::time_point now) {
    return guarded([&] { return ticked_at(now); });
}

ticked::milliseconds link::io::ticked_at(clock::time_point now) {
    if (over()) {
        return milliseconds{0};
    }
    if (closing) {
        if (now - closing_since >= linger) {
            shut();
        }
    } else {
        const bool listening = !paused && !throttled && grace == 0;
        grace -= grace > 0 ? 1 : 0;
        self.session_.tick(now, listening);
        pump();
        self.flush();
        if (reading && !writing && !giving_back && buffer.needless(now)) {
            giving_back = wire->cancel_read();
        }
    }
    if (over()) {
        return milliseconds{0};
    }
    return quiet() ? quiet_period : tick_every;
}

bool link::io::quiet() const noexcept {
    const auto& s = self.session_;
    switch (s.state()) {
    case link_state::bound_tx:
    case link_state::bound_rx:
    case link_state::bound_trx: break;
    case link_state::open:
    case link_state::unbinding:
    case link_state::closed: return false;
    }
    return !paused && !throttled && grace == 0 && s.in_flight() == 0 && s.output_pending() == 0 &&
           buffer.size() == read_buffer::smallest;
}

/// Gives all events. A handler that calls back into the link while it gets one adds to the same
/// round.
void link::io::pump() {
    if (pumping) {
        return;
    }
    pumping = true;
    bool any = true;
    while (any && handler != nullptr) {
        any = false;
        while (handler != nullptr) {
            auto e = self.session_.next_event();
            if (!e) {
                break;
            }
            any = true;
            if (const auto* closed = std::get_if<event::closed>(&*e)) {
                closing = true;
                closing_since = clock::now();
                if (closed->reason == close_reason::write_timeout ||
                    closed->reason == close_reason::connection_lost) {
                    shut();
                }
            }
            handler->on_event(self, *e);
        }
        if (any && handler != nullptr) {
            handler->on_batch_end(self);
        }
    }
    if (closing) {
        handler = nullptr;
        read();
    }
    pumping = false;
}

void link::io::lost(const error_code& ec) {
    self.why_lost_ = wire->explain(ec);
    shut();
    self.session_.connection_closed(clock::now());
    pump();
}

/// After an exception, of the owner's as a rule. What it has not been told yet it is told later,
/// `closed` last: an owner that counts links must not keep one that is gone.
void link::io::broken() {
    pumping = false;
    if (self.why_lost_.empty()) {
        self.why_lost_ = "an exception in its owner's code";
    }
    const auto keep = self.shared_from_this();
    shut();
    self.session_.connection_closed(clock::now());
    if (closing) {
        handler = nullptr; // it was `closed` itself, or the batch that ended with it
        return;
    }
    asio::post(wire->executor(), [keep] {
        io& i = *keep->io_;
        i.guarded([&] { i.pump(); });
    });
}

/// May let go of the link: whoever calls this holds it.
void link::io::shut() noexcept {
    wire->close();
    ticker::remove(*this);
}

} // namespace smpp::net
