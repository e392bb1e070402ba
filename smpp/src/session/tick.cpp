// What time does to a session (SMPP 3.4 7.2).
#include "impl.hpp"
#include "operations.hpp"

namespace smpp {

void session::impl::tick(bool reading) {
    constexpr duration never{0};
    if (config.write_timeout > never && now - last_written >= config.write_timeout) {
        out.drop_waiting();
        close(close_reason::write_timeout);
        return;
    }
    if (!reading) {
        last_received = now;
        return;
    }
    if (state == link_state::open && config.role == role::smsc && now >= init_deadline) {
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
    if (state == link_state::unbinding) {
        if (now >= unbind_deadline) {
            close(unbind_why);
            return;
        }
        if (!unbind_sent && (window.messages() == 0 || now >= drain_until)) {
            send_unbind();
        }
    }
    if (state != link_state::open && config.enquire_link > never && !enquiring &&
        now - last_received >= config.enquire_link) {
        ask_for_life();
    }
}

void session::impl::ask_for_life() {
    enquiring = true;
    enquired_at = now;
    ask(out.urgent(), enquire_link{}, command_id::enquire_link_resp, now + config.response);
}

void session::impl::expired(const in_flight_request& r) {
    if (r.answer == command_id::submit_sm_resp || r.answer == command_id::deliver_sm_resp) {
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

} // namespace smpp
