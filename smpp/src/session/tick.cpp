// What time does to a session (SMPP 3.4 7.2).
#include "impl.hpp"

namespace smpp {
namespace {

/// After so long without messages a link gives back what it needed when it was busy.
constexpr auto rests_after = std::chrono::seconds{5};
/// After so long no late answer is worth its memory.
constexpr auto forgets_after = std::chrono::minutes{10};
constexpr std::size_t tail_at_rest = 64; ///< octets

} // namespace

void session::impl::tick(bool reading) {
    constexpr duration never{0};
    if (config.write_timeout > never && now - last_written >= config.write_timeout) {
        out.drop_waiting();
        close(close_reason::write_timeout);
        return;
    }
    if (config.role == role::smsc && out_of_time_before_bind()) {
        // Also while a stranger floods us and does not take our answers.
        close(close_reason::session_init_timeout);
        return;
    }
    if (!reading) {
        last_received = now;
        end_unbinding(); // our own wish has its time all the same
        return;
    }
    if (out_of_time_before_bind()) {
        close(close_reason::session_init_timeout);
        return;
    }
    while (const auto r = window.expire(now)) {
        expired(*r);
        if (state == link_state::closed) {
            return;
        }
    }
    if (is_bound(state) && config.inactivity > never && now - last_message >= config.inactivity) {
        begin_unbind(close_reason::inactivity);
    }
    end_unbinding();
    if (state == link_state::closed) {
        return;
    }
    if (state != link_state::open && config.enquire_link > never && !enquiring &&
        now - last_received >= config.enquire_link) {
        ask_for_life();
    }
    if (now - last_message >= rests_after) {
        rest();
    }
}

void session::impl::end_unbinding() {
    go_on_unbinding();
    if (state == link_state::unbinding && now >= unbind_deadline) {
        close(unbind_why);
    }
}

/// An ESME that has sent its bind waits for the answer like for any other.
bool session::impl::out_of_time_before_bind() const noexcept {
    return state == link_state::open && !bind_sent && now >= init_deadline;
}

void session::impl::ask_for_life() {
    enquiring = true;
    enquired_at = now;
    ask(out.urgent(), enquire_link{}, command_id::enquire_link_resp, now + config.response);
}

void session::impl::expired(const in_flight_request& r) {
    if (!is_management(request_of(r.answer))) {
        window.remember(r);
        events.add<event::request_timeout>(r.token);
    } else if (r.answer == command_id::enquire_link_resp) {
        enquiring = false;
        // A busy peer that talks and forgets to answer is alive.
        if (last_received <= enquired_at) {
            close(close_reason::enquire_link_timeout);
        }
    } else if (r.answer == command_id::unbind_resp) {
        close(unbind_why);
    } else {
        close(close_reason::session_init_timeout);
    }
}

/// Ten thousand binds that only keep their links alive must be cheap.
void session::impl::rest() {
    window.give_back();
    out.give_back();
    events.give_back();
    owed.give_back();
    if (now - last_message >= forgets_after) {
        window.forget_late();
    }
    if (tail.empty() && tail.capacity() > tail_at_rest) {
        std::string{}.swap(tail);
    }
}

} // namespace smpp
