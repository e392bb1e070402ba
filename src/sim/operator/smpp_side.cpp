#include "sim/operator/smpp_side.hpp"
#include "sim/ussd/wire.hpp"
#include <algorithm>
#include <chrono>
#include <functional>

namespace yeelen::sim {

namespace {

using clock = std::chrono::steady_clock;

wall_time utc_now() {
    return std::chrono::time_point_cast<std::chrono::milliseconds>(
        std::chrono::system_clock::now());
}

template<class... Fs>
struct overloaded : Fs... {
    using Fs::operator()...;
};

} // namespace

smpp_side::smpp_side(const operator_options& options, delivery_queue& queue, ussd_centre& ussd,
                     sms_centre& sms)
    : options_(options)
    , queue_(queue)
    , ussd_(ussd)
    , sms_(sms) {}

smpp_side::~smpp_side() {
    for (auto* l : links_) {
        l->abandon();
    }
    for (auto* l : senders_) {
        l->abandon();
    }
}

void smpp_side::on_event(smpp::net::link& l, smpp::session_event& event) {
    std::visit(
        overloaded{
            [&](const smpp::event::bind_request& e) { bind(l, e); },
            [&](const smpp::event::bound&) {},
            [&](const smpp::event::outbind_request&) {}, // an ESME's
            [&](const smpp::event::request& e) { request(l, e.pdu); },
            [&](const smpp::event::response& e) { answered(e.token, e.pdu.status); },
            // The dialogue may have ended, or the message been sent again: then the token says so.
            [&](const smpp::event::late_response& e) { answered(e.token, e.pdu.status); },
            [&](const smpp::event::request_timeout& e) { queue_.unanswered({&e.token, 1}); },
            [&](const smpp::event::peer_error&) {},
            [&](const smpp::event::closed&) { lost(l); },
        },
        event);
}

void smpp_side::on_batch_end(smpp::net::link& l) {
    pump();
    l.flush();
}

void smpp_side::bind(smpp::net::link& l, const smpp::event::bind_request& e) {
    const auto now = clock::now();
    if (e.body.system_id != options_.system_id) {
        ++refused_binds_;
        l.session().refuse_bind(smpp::command_status::rinvsysid, now);
    } else if (e.body.password != options_.password) {
        ++refused_binds_;
        l.session().refuse_bind(smpp::command_status::rinvpaswd, now);
    } else {
        ++binds_;
        l.session().accept_bind("operator-sim", now);
        (e.kind == smpp::command_id::bind_transmitter ? senders_ : links_).push_back(&l);
        ussd_.set_available(!links_.empty());
    }
    l.flush();
}

void smpp_side::request(smpp::net::link& l, const smpp::pdu& p) {
    const auto* sm = std::get_if<smpp::submit_sm>(&p.body);
    if (sm == nullptr) {
        return;
    }
    const auto now = clock::now();
    if (is_ussd(*sm)) {
        l.session().respond(p.sequence, ussd_.screen(*sm, now), smpp::submit_sm_resp{});
        return;
    }
    const auto answer = sms_.submit(*sm, now, utc_now());
    if (options_.sms.receipts == receipt_mode::early) {
        pump();
    }
    if (answer.respond) {
        smpp::submit_sm_resp resp;
        resp.message_id = answer.message_id;
        l.session().respond(p.sequence, answer.status, resp);
    }
}

void smpp_side::answered(std::uint64_t token, smpp::command_status status) {
    const auto d = queue_.answered(token);
    if (d && !d->receipt) {
        ussd_.answered(token, *d, status);
    }
}

void smpp_side::lost(smpp::net::link& l) {
    std::erase(links_, &l);
    std::erase(senders_, &l);
    ussd_.set_available(!links_.empty());
    queue_.unanswered(l.session().take_unanswered());
    pump();
}

/// A phone stays with its link, so that its messages keep their order.
smpp::net::link* smpp_side::link_for(const std::string& msisdn) const {
    return links_.empty() ? nullptr : links_[std::hash<std::string>{}(msisdn) % links_.size()];
}

void smpp_side::pump() {
    const auto now = clock::now();
    std::uint64_t token = 0;
    while (const auto* d = queue_.front(token)) {
        auto* l = link_for(d->msisdn);
        if (l == nullptr) {
            return;
        }
        const auto sent = l->session().request(d->sm, token, now);
        if (sent) {
            queue_.sent(token);
        } else if (sent.error() == smpp::request_error::invalid_pdu) {
            answered(token, smpp::command_status::rinvmsglen);
        } else {
            break; // full, or on its way out: the next answer or bind comes back here
        }
    }
    for (auto* l : links_) {
        l->flush();
    }
}

void smpp_side::unbind() {
    const auto now = clock::now();
    for (auto* l : links_) {
        l->session().unbind(now);
        l->flush();
    }
    for (auto* l : senders_) {
        l->session().unbind(now);
        l->flush();
    }
}

} // namespace yeelen::sim
