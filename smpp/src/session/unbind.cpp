// How a session ends well (SMPP 3.4 4.2): answers on their way are waited for, on both sides. Of
// the peer's requests only those that came before the unbind began: one that goes on sending must
// not hold it up.
#include "impl.hpp"
#include <algorithm>

namespace smpp {

void session::impl::begin_unbind(close_reason why) {
    state = link_state::unbinding;
    unbind_why = why;
    unbind_mark = owed.mark();
    // Half of the time for answers, theirs and ours: an unbind makes many peers forget them.
    const bool given = config.unbind_patience.count() > 0;
    unbind_deadline = now + config.response;
    drain_until =
        now + (given ? std::min(config.unbind_patience, config.response) : config.response / 2);
    go_on_unbinding();
}

/// What the peer asked before its unbind is still answered, if the owner is quick: it waits for its
/// unbind_resp anyway. What we asked is not waited for: a peer that unbinds answers no more.
void session::impl::take_unbind(const header& h) {
    unbind_owed = h.sequence;
    if (state == link_state::unbinding) {
        go_on_unbinding();
    } else {
        begin_unbind(close_reason::peer_unbound);
    }
}

void session::impl::go_on_unbinding() {
    if (state != link_state::unbinding) {
        return;
    }
    const bool patient = now < drain_until;
    if (unbind_owed) {
        if (owner_is_done() || !patient) {
            send(out.queue(), command_status::rok, *unbind_owed, unbind_resp{});
            unbind_owed.reset();
            close(close_reason::peer_unbound);
        }
        return;
    }
    const bool all_answered = window.messages() == 0 && owner_is_done();
    if (!unbind_sent && (all_answered || !patient)) {
        unbind_sent = true;
        ask(out.queue(), smpp::unbind{}, command_id::unbind_resp, unbind_deadline);
    }
}

} // namespace smpp
