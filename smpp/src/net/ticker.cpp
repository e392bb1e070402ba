#include "ticker.hpp"
#include <algorithm>
#include <utility>

namespace smpp::net {

namespace asio = boost::asio;

void ticker_hook::unlink() noexcept {
    previous->next = next;
    next->previous = previous;
    previous = next = this;
}

void ticker_hook::insert_before(ticker_hook& place) noexcept {
    previous = place.previous;
    next = &place;
    previous->next = this;
    place.previous = this;
}

namespace {

void move_all(ticker_hook& from, ticker_hook& to) noexcept {
    while (from.linked()) {
        auto* t = from.next;
        t->unlink();
        t->insert_before(to);
    }
}

} // namespace

ticker& ticker::of(asio::execution_context& context) {
    return asio::use_service<ticker>(context);
}

ticker::ticker(asio::execution_context& context)
    : asio::execution_context::service(context)
    , timer_(static_cast<asio::io_context&>(context))
    , start_(clock::now()) {}

ticker::~ticker() = default;

/// The context goes: links that wait go with it.
void ticker::shutdown() noexcept {
    for (auto& list : wheel_) {
        while (list.linked()) {
            remove(*static_cast<ticked*>(list.next));
        }
    }
}

std::int64_t ticker::now_in_slots() const noexcept {
    return (clock::now() - start_) / slot;
}

void ticker::add(ticked& t, std::shared_ptr<void> keep, milliseconds wait) {
    t.keep_ = std::move(keep);
    if (!running_ && armed_ == 0) {
        reached_ = now_in_slots(); // nothing waited: no slot in between has anything in it
    }
    insert(t, wait);
    if (!running_) {
        arm();
    }
}

void ticker::remove(ticked& t) noexcept {
    t.unlink();
    const auto last = std::move(t.keep_);
}

/// Never into the slot that is reached already: that one comes round only after a whole turn. While
/// the thread is behind (`reached_` is old) what is put in now shares its list with what is due a
/// turn or more before it: `due_` tells them apart.
void ticker::insert(ticked& t, milliseconds wait) {
    const auto ahead = std::clamp<std::int64_t>(wait / slot, 1, longest / slot);
    const auto at = std::max(now_in_slots(), reached_) + ahead;
    t.unlink();
    t.due_ = at;
    t.insert_before(list_of(at));
}

void ticker::arm() {
    for (std::int64_t at = reached_ + 1; at <= reached_ + static_cast<std::int64_t>(slots); ++at) {
        if (!list_of(at).linked()) {
            continue;
        }
        if (armed_ == at) {
            return;
        }
        armed_ = at;
        timer_.expires_at(start_ + at * slot);
        timer_.async_wait([this](const boost::system::error_code& ec) {
            if (!ec) {
                turn();
            }
        });
        return;
    }
}

/// Of a list, what waits for `until` or an earlier slot.
void ticker::take_due(ticker_hook& list, std::int64_t until, ticker_hook& due) noexcept {
    for (auto* at = list.next; at != &list;) {
        auto& t = *static_cast<ticked*>(at);
        at = at->next;
        if (t.due_ <= until) {
            t.unlink();
            t.insert_before(due);
        }
    }
}

/// After the thread was away for long all slots may be due: each is run once.
void ticker::turn() {
    // Whatever a tick throws ends the loop that runs the context; the others are ticked after it.
    struct round {
        explicit round(ticker& t)
            : of(t) {
            of.armed_ = 0;
            of.running_ = true;
        }
        ~round() {
            move_all(due, of.list_of(of.reached_ + 1));
            of.running_ = false;
            of.arm();
        }
        ticker& of;
        ticker_hook due;
    } r{*this};
    const auto until = now_in_slots();
    const auto from = std::max(reached_ + 1, until - static_cast<std::int64_t>(slots) + 1);
    for (std::int64_t at = from; at <= until; ++at) {
        take_due(list_of(at), until, r.due);
    }
    reached_ = until;
    run(r.due);
}

/// A tick may remove any other, or add new ones: only the first of the list is ever looked at.
void ticker::run(ticker_hook& due) {
    while (due.linked()) {
        auto& t = *static_cast<ticked*>(due.next);
        t.unlink();
        auto keep = std::move(t.keep_);
        const auto wait = t.tick(clock::now());
        if (wait.count() > 0) {
            t.keep_ = std::move(keep);
            insert(t, wait);
        }
    }
}

} // namespace smpp::net
