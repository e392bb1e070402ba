#pragma once
// What the SMSC of the interop tests answers: the same for every peer, so that a test in any
// language knows what to expect.
// - Message ids are y1, y2, ... in the order of the submits.
// - Destination 99N: the request is refused with command_status N (decimal, the digits after 99).
// - Destination 98...: as the others, but its receipt says UNDELIV.
// - Destination 97...: the answer waits until release(), which gives the answers last one first.
// - registered_delivery bit 0: a receipt follows the answer, in text and TLVs; for a transmitter on
//   any receiver that is bound, and not before release(): on two connections nobody knows which
//   comes first, and not every peer bears an early receipt.
// - submit_multi: destinations 99N and distribution lists named "gone" are in unsuccess_sme.
// - query, cancel, replace: the id must be known and its source the same; after a cancel it is not.
#include "smpp/net/link.hpp"
#include "smpp/receipt.hpp"
#include <charconv>
#include <fmt/format.h>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace interop {

class smsc_answers {
public:
    /// `receiver_for`: the link that gets the receipts of what came on another; null for none.
    explicit smsc_answers(std::function<smpp::net::link*(smpp::net::link&)> receiver_for)
        : receiver_for_(std::move(receiver_for)) {}
    void answer(smpp::net::link& l, const smpp::pdu& p) {
        std::visit([&](const auto& b) { take(l, p.sequence, b); }, p.body);
    }
    /// The link is gone: nothing more can be answered on it.
    void forget(const smpp::net::link& l) {
        std::erase_if(held_, [&](const held& h) { return h.on == &l; });
    }
    /// The answers to 97... and the receipts of transmitters, last one first.
    std::size_t release() {
        const std::size_t n = held_.size();
        for (; !held_.empty(); held_.pop_back()) {
            held_.back().finish();
        }
        return n;
    }

private:
    using st = smpp::command_status;
    struct held {
        const smpp::net::link* on;
        std::function<void()> finish;
    };
    struct kept {
        smpp::address source;
        smpp::tlv_list tlvs;
    };

    /// The status that a destination asks for.
    static st asked(const smpp::address& a) {
        unsigned number = 0;
        if (a.value.starts_with("99")) {
            std::from_chars(a.value.data() + 2, a.value.data() + a.value.size(), number);
        }
        return static_cast<st>(number);
    }
    std::string keep(const smpp::address& source, const smpp::tlv_list& tlvs = {}) {
        std::string id = fmt::format("y{}", ++last_);
        kept_[id] = {source, tlvs};
        return id;
    }
    bool knows(const std::string& id, const smpp::address& source) const {
        const auto i = kept_.find(id);
        return i != kept_.end() && i->second.source == source;
    }

    /// submit_sm and data_sm.
    template<class Response, class Request>
    void accept(smpp::net::link& l, std::uint32_t sequence, const Request& r) {
        if (const st status = asked(r.destination); status != st::rok) {
            l.session().respond(sequence, status, Response{});
            return;
        }
        const std::string id = keep(r.source);
        const auto finish = [this, &l, sequence, id, r] {
            Response answer;
            answer.message_id = id;
            l.session().respond(sequence, st::rok, answer);
            if ((r.registered_delivery & 1) != 0) {
                send_receipt(l, r, id);
            }
            l.flush();
        };
        if (r.destination.value.starts_with("97")) {
            held_.push_back({&l, finish});
        } else {
            finish();
        }
    }
    template<class Request>
    void send_receipt(smpp::net::link& l, const Request& r, const std::string& id) {
        const bool good = !r.destination.value.starts_with("98");
        smpp::sm_body message;
        message.source = r.source;
        message.destination = r.destination;
        smpp::receipt what;
        what.message_id = id;
        what.state = good ? smpp::message_state::delivered : smpp::message_state::undeliverable;
        what.submit_date = what.done_date =
            std::chrono::local_days{std::chrono::year{2026} / 11 / 21} + std::chrono::hours{9};
        if (!good) {
            what.error = "011";
        }
        smpp::net::link* to = receiver_for_(l);
        if (to == nullptr) {
            return;
        }
        const auto send = [to, receipt = smpp::make_receipt(message, what,
                                                            to->session().peer_version())] {
            (void)to->session().request(smpp::body{receipt}, 0, std::chrono::steady_clock::now());
            to->flush();
        };
        if (to == &l) {
            send();
        } else {
            held_.push_back({to, send});
        }
    }

    void take(smpp::net::link& l, std::uint32_t sequence, const smpp::submit_sm& r) {
        accept<smpp::submit_sm_resp>(l, sequence, r);
    }
    void take(smpp::net::link& l, std::uint32_t sequence, const smpp::data_sm& r) {
        accept<smpp::data_sm_resp>(l, sequence, r);
    }
    void take(smpp::net::link& l, std::uint32_t sequence, const smpp::submit_multi& r) {
        smpp::submit_multi_resp answer;
        answer.message_id = keep(r.source);
        for (const auto& d : r.destinations) {
            if (const auto* a = std::get_if<smpp::address>(&d)) {
                if (asked(*a) != st::rok) {
                    answer.unsuccess.push_back({*a, asked(*a)});
                }
            } else if (const auto& name = std::get<smpp::distribution_list>(d).name;
                       name == "gone") {
                answer.unsuccess.push_back({{0, 0, name}, st::rinvdlname});
            }
        }
        l.session().respond(sequence, st::rok, answer);
    }
    void take(smpp::net::link& l, std::uint32_t sequence, const smpp::query_sm& r) {
        smpp::query_sm_resp answer;
        if (knows(r.message_id, r.source)) {
            answer.message_id = r.message_id;
            answer.final_date = "261121090100000+";
            answer.message_state = 2;
            l.session().respond(sequence, st::rok, answer);
        } else {
            l.session().respond(sequence, st::rqueryfail, answer);
        }
    }
    void take(smpp::net::link& l, std::uint32_t sequence, const smpp::cancel_sm& r) {
        const bool good = r.message_id.empty() || knows(r.message_id, r.source);
        kept_.erase(r.message_id);
        l.session().respond(sequence, good ? st::rok : st::rcancelfail, smpp::cancel_sm_resp{});
    }
    void take(smpp::net::link& l, std::uint32_t sequence, const smpp::replace_sm& r) {
        l.session().respond(sequence, knows(r.message_id, r.source) ? st::rok : st::rreplacefail,
                            smpp::replace_sm_resp{});
    }
    void take(smpp::net::link& l, std::uint32_t sequence, const smpp::broadcast_sm& r) {
        smpp::broadcast_sm_resp answer;
        answer.message_id = keep(r.source, r.tlvs);
        l.session().respond(sequence, st::rok, answer);
    }
    void take(smpp::net::link& l, std::uint32_t sequence, const smpp::query_broadcast_sm& r) {
        smpp::query_broadcast_sm_resp answer;
        if (!knows(r.message_id, r.source)) {
            l.session().respond(sequence, st::rbcastqueryfail, answer);
            return;
        }
        answer.message_id = r.message_id;
        answer.tlvs.add_u8(smpp::tag::message_state, 2);
        for (const smpp::tlv t : kept_[r.message_id].tlvs) {
            if (t.tag == static_cast<std::uint16_t>(smpp::tag::broadcast_area_identifier)) {
                answer.tlvs.add(t.tag, t.value);
                answer.tlvs.add_u8(smpp::tag::broadcast_area_success, 100);
            }
        }
        l.session().respond(sequence, st::rok, answer);
    }
    void take(smpp::net::link& l, std::uint32_t sequence, const smpp::cancel_broadcast_sm& r) {
        const bool good = knows(r.message_id, r.source);
        kept_.erase(r.message_id);
        l.session().respond(sequence, good ? st::rok : st::rbcastcancelfail,
                            smpp::cancel_broadcast_sm_resp{});
    }
    // What an ESME is sent.
    void take(smpp::net::link& l, std::uint32_t sequence, const smpp::deliver_sm& r) {
        l.session().respond(sequence, asked(r.destination), smpp::deliver_sm_resp{});
    }
    template<class Other>
    void take(smpp::net::link&, std::uint32_t, const Other&) {} // alert_notification

    std::function<smpp::net::link*(smpp::net::link&)> receiver_for_;
    std::map<std::string, kept> kept_;
    std::vector<held> held_;
    unsigned last_ = 0;
};

} // namespace interop
