#include "channels/smpp/operator_link.hpp"

#include "smpp/address.hpp"
#include <algorithm>
#include <fmt/format.h>
#include <functional>
#include <unordered_set>

namespace yeelen::channels {

namespace {

/// Tokens of our requests: the top bit tells screens (the rest is the subscriber) from short
/// messages (a count).
constexpr std::uint64_t screen_bit = std::uint64_t{1} << 63;
/// Tokens of the peer's requests: place (8 bits), how often it was taken (24), sequence number.
constexpr unsigned place_shift = 56;
constexpr unsigned generation_shift = 32;
constexpr std::uint32_t generation_mask = 0xFFFFFF;
/// Of screens that wait: so many are stepped over each turn.
constexpr std::size_t most_held = 64;
/// Screens kept while the window is full or the link is away.
constexpr std::size_t most_waiting = 50'000;

sms::submit_result result_of(smpp::reaction r) {
    switch (r) {
    case smpp::reaction::accepted: return sms::submit_result::accepted;
    case smpp::reaction::throttle: return sms::submit_result::throttled;
    case smpp::reaction::retry: return sms::submit_result::temporary;
    case smpp::reaction::give_up: break;
    }
    return sms::submit_result::permanent;
}

/// The parts of a message, and messages to one number, leave in order: on one bind.
std::uint64_t order_of(const std::string& to) {
    return std::hash<std::string>{}(to) | 1;
}

std::string status_text(smpp::command_status status) {
    const auto name = smpp::name_of(status);
    return name.empty() ? fmt::format("0x{:08X}", static_cast<std::uint32_t>(status))
                        : std::string{name};
}

bool speaks_ussd(const dialect& d, const smpp::deliver_sm& sm) {
    return sm.tlvs.find(smpp::tag::ussd_service_op) ||
           std::find(d.service_types.begin(), d.service_types.end(), sm.service_type) !=
               d.service_types.end();
}

/// The config, for a peer that speaks USSD: it knows TLVs, also where its bind_resp does not say
/// so.
operator_config with_tlvs(operator_config c) {
    c.link.client.session.assumed_peer_version = smpp::version_34;
    return c;
}

} // namespace

operator_link::operator_link(boost::asio::io_context& io, operator_config config, link_owner& owner)
    : config_(with_tlvs(std::move(config)))
    , receipt_rules_{smpp::id_form_of(config_.receipt_ids).value_or(smpp::id_form::as_is)}
    , owner_(owner)
    , pool_(io, config_.link, *this) {}

operator_link::~operator_link() = default;

void operator_link::start() {
    stopping_ = false;
    pool_.start();
}
void operator_link::stop() {
    stopping_ = true;
    pool_.stop();
}

void operator_link::on_event(smpp::net::link& l, smpp::session_event& e) {
    using namespace smpp;
    if (auto* request = std::get_if<event::request>(&e)) {
        if (auto* sm = std::get_if<deliver_sm>(&request->pdu.body)) {
            on_deliver(l, *sm, request->pdu.sequence);
        } else {
            decline(l, request->pdu);
        }
    } else if (auto* answer = std::get_if<event::response>(&e)) {
        on_response(answer->token, answer->pdu);
    } else if (auto* timeout = std::get_if<event::request_timeout>(&e)) {
        on_overdue(l, timeout->token);
    } else if (auto* late = std::get_if<event::late_response>(&e)) {
        ++counters_.late;
        if ((late->token & screen_bit) == 0) {
            on_response(late->token, late->pdu);
        }
    } else if (std::get_if<event::bound>(&e)) {
        on_bound(l);
    } else if (std::get_if<event::peer_error>(&e)) {
        ++counters_.bad_pdus;
    } else if (auto* why = std::get_if<event::closed>(&e)) {
        on_closed(l, *why);
    }
}

void operator_link::on_batch_end(smpp::net::link&) {
    send_waiting(); // before what this batch brings: they wait longer
    owner_.on_batch_end();
    flush();
}

/// What an SMSC may ask and this gateway has no use for (data_sm, alert_notification).
void operator_link::decline(smpp::net::link& l, const smpp::pdu& p) {
    ++counters_.bad_pdus;
    if (std::holds_alternative<smpp::data_sm>(p.body)) {
        l.session().respond(p.sequence, smpp::command_status::rx_r_appn, smpp::data_sm_resp{});
    }
}

void operator_link::on_bound(smpp::net::link& l) {
    auto free = std::ranges::find(places_, nullptr, &place::link);
    if (free == places_.end()) {
        free = places_.insert(places_.end(), place{});
    }
    *free = {&l, (free->generation + 1) & generation_mask};
    ++counters_.binds;
    counters_.bound = true;
    owner_.on_link(true, l.peer());
    send_waiting();
}

void operator_link::on_deliver(smpp::net::link& l, const smpp::deliver_sm& sm,
                               std::uint32_t sequence) {
    const auto at = std::ranges::find(places_, &l, &place::link);
    // Acknowledged now, a dial would be lost: no screen can be sent any more. The network keeps
    // what has no answer for the next bind.
    if (stopping_ || at == places_.end()) {
        return;
    }
    const std::uint64_t number = static_cast<std::uint64_t>(at - places_.begin());
    const std::uint64_t token =
        (number << place_shift) | (std::uint64_t{at->generation} << generation_shift) | sequence;
    if (auto receipt = smpp::read_receipt(sm)) {
        ++counters_.receipts;
        receipt->message_id = smpp::message_key{receipt->message_id, receipt_rules_}.value();
        owner_.on_receipt(std::move(*receipt), token);
        return;
    }
    if (auto in = read_input(*config_.dialect, sm)) {
        ++counters_.inputs;
        in->token = token;
        owner_.on_input(std::move(*in));
        return;
    }
    // An ordinary short message of a customer: nothing answers those yet. It is counted, and taken
    // off the operator.
    const bool unreadable = speaks_ussd(*config_.dialect, sm);
    ++(unreadable ? counters_.unreadable : counters_.short_messages_in);
    acknowledge(token, unreadable ? acknowledgement::refused : acknowledgement::accepted);
}

bool operator_link::acknowledge(std::uint64_t token, acknowledgement how) {
    const std::uint64_t number = token >> place_shift;
    if (number >= places_.size()) {
        return false;
    }
    const place& at = places_[number];
    if (at.link == nullptr || at.generation != ((token >> generation_shift) & generation_mask)) {
        return false;
    }
    const auto status = how == acknowledgement::accepted    ? smpp::command_status::rok
                        : how == acknowledgement::try_later ? smpp::command_status::rmsgqful
                                                            : smpp::command_status::rx_r_appn;
    return at.link->session().respond(static_cast<std::uint32_t>(token), status,
                                      smpp::deliver_sm_resp{});
}

void operator_link::show(ussd::outgoing screen) {
    if (!waiting_.empty() || !send_screen(screen)) {
        if (waiting_.size() >= most_waiting) {
            ++counters_.screens_dropped;
            return;
        }
        waiting_.push_back({std::move(screen), std::chrono::steady_clock::now()});
    }
}

bool operator_link::send_screen(const ussd::outgoing& screen) {
    const auto sent =
        pool_.request(write_screen(*config_.dialect, screen), screen_bit | screen.to, screen.to);
    if (sent) {
        ++counters_.screens;
        return true;
    }
    if (sent.error() == smpp::request_error::invalid_pdu) {
        ++counters_.screens_dropped;
        return true;
    }
    return false;
}

void operator_link::send_waiting() {
    const auto now = std::chrono::steady_clock::now();
    while (!throttled_.empty() && throttled_.front().second <= now) {
        const auto of = throttled_.front().first;
        throttled_.pop_front();
        owner_.on_screen_refused(of);
    }
    // A screen whose own bind is full lets the others pass, but none of the same subscriber.
    std::unordered_set<ussd::subscriber> held;
    for (auto at = waiting_.begin(); at != waiting_.end() && held.size() < most_held;) {
        if (now - at->since > config_.screen_lifetime) {
            ++counters_.screens_dropped;
        } else if (pool_.places() == 0) {
            return;
        } else if (held.contains(at->screen.to) || !send_screen(at->screen)) {
            held.insert(at->screen.to);
            ++at;
            continue;
        }
        at = waiting_.erase(at);
    }
}

std::size_t operator_link::message_places() const noexcept {
    // A quarter of the windows is kept for screens, and a place for each that waits: a customer
    // waits for those.
    const std::size_t windows = pool_.sending_links() * config_.link.client.session.window;
    return pool_.places(windows / 4 + waiting_.size());
}

smpp::net::pool::lane operator_link::lane_of(const std::string& to) const {
    return pool_.lane_of(order_of(to));
}

void operator_link::submit(sms::job job, const std::string& octets, bool udh,
                           std::uint8_t data_coding) {
    smpp::submit_sm sm;
    const std::string& sender = job.msg->sender.empty() ? config_.sender : job.msg->sender;
    auto source = smpp::make_address(sender, {config_.sender_ton, config_.sender_npi});
    if (!source) {
        owner_.on_submitted(std::move(job), sms::submit_result::permanent, {}, "not a sender");
        return;
    }
    sm.source = std::move(*source);
    sm.destination = {config_.dest_ton, config_.dest_npi, job.msg->to};
    sm.esm_class = udh ? smpp::esm::udhi : 0;
    sm.registered_delivery = 1;
    sm.data_coding = data_coding;
    sm.short_message = octets;
    const std::uint64_t token = ++next_message_token_;
    const auto sent = pool_.request(sm, token, order_of(job.msg->to));
    if (!sent) {
        const bool bad = sent.error() == smpp::request_error::invalid_pdu ||
                         sent.error() == smpp::request_error::not_allowed;
        owner_.on_submitted(std::move(job),
                            bad ? sms::submit_result::permanent : sms::submit_result::not_sent, {},
                            bad ? "not a valid submit_sm" : std::string{});
        return;
    }
    ++counters_.submits;
    messages_.emplace(token, std::move(job));
}

void operator_link::on_response(std::uint64_t token, const smpp::pdu& answer) {
    if ((token & screen_bit) != 0) {
        if (answer.status != smpp::command_status::rok) {
            ++counters_.screens_refused;
        }
        if (config_.link.reactions.of(answer.status) == smpp::reaction::throttle) {
            ++counters_.throttled;
            if (throttled_.size() < most_waiting) {
                throttled_.emplace_back(token & ~screen_bit,
                                        std::chrono::steady_clock::now() + config_.throttle_pause);
            } else {
                ++counters_.screens_dropped;
            }
        }
        return;
    }
    const auto found = messages_.find(token);
    if (found == messages_.end()) {
        return;
    }
    sms::job job = std::move(found->second);
    messages_.erase(found);
    const auto result = result_of(config_.link.reactions.of(answer.status));
    if (result == sms::submit_result::throttled) {
        ++counters_.throttled;
    }
    std::string id;
    if (const auto* resp = std::get_if<smpp::submit_sm_resp>(&answer.body)) {
        id = smpp::message_key{resp->message_id, {}}.value();
    }
    owner_.on_submitted(std::move(job), result, std::move(id),
                        result == sms::submit_result::accepted ? std::string{}
                                                               : status_text(answer.status));
}

/// The answer of a short message that is slow is waited for on: sent again now, it would come
/// twice.
void operator_link::on_overdue(const smpp::net::link& l, std::uint64_t token) {
    if ((token & screen_bit) != 0) {
        on_lost_token(token);
    } else if (messages_.contains(token)) {
        overdue_.push_back({token, std::chrono::steady_clock::now() + config_.late_answer, &l});
    }
}

void operator_link::give_up(std::uint64_t token) {
    if (messages_.contains(token)) { // not answered meanwhile
        on_lost_token(token);
    }
}

void operator_link::give_up_overdue(std::chrono::steady_clock::time_point now) {
    while (!overdue_.empty() && overdue_.front().until <= now) {
        const std::uint64_t token = overdue_.front().token;
        overdue_.pop_front();
        give_up(token);
    }
}

void operator_link::give_up_overdue(const smpp::net::link& gone) {
    const auto of_it = [&](const overdue& o) { return o.by == &gone; };
    std::vector<std::uint64_t> tokens;
    for (const overdue& o : overdue_) {
        if (of_it(o)) {
            tokens.push_back(o.token);
        }
    }
    std::erase_if(overdue_, of_it);
    for (const std::uint64_t token : tokens) {
        give_up(token);
    }
}

void operator_link::on_lost_token(std::uint64_t token) {
    ++counters_.unanswered;
    if ((token & screen_bit) != 0) {
        owner_.on_screen_lost(token & ~screen_bit);
        return;
    }
    if (const auto found = messages_.find(token); found != messages_.end()) {
        sms::job job = std::move(found->second);
        messages_.erase(found);
        owner_.on_submitted(std::move(job), sms::submit_result::unanswered, {}, "unanswered");
    }
}

void operator_link::on_closed(smpp::net::link& l, const smpp::event::closed& why) {
    if (const auto at = std::ranges::find(places_, &l, &place::link); at != places_.end()) {
        at->link = nullptr;
    }
    const bool any = std::ranges::any_of(places_, [](const place& p) { return p.link != nullptr; });
    counters_.bound = any;
    counters_.losses = pool_.losses();
    give_up_overdue(l); // older than what is still in flight
    // Of a subscriber's screens only the present one can be shown again: one word is enough.
    std::unordered_set<std::uint64_t> told;
    for (const std::uint64_t token : l.session().take_unanswered()) {
        if (told.insert(token).second) {
            on_lost_token(token);
        }
    }
    std::string reason{smpp::name_of(why.reason)};
    if (why.status != smpp::command_status::rok) {
        reason += ' ' + status_text(why.status);
    }
    owner_.on_link(false, reason);
}

void operator_link::on_unreachable(std::string_view reason) {
    counters_.losses = pool_.losses();
    owner_.on_link(false, fmt::format("unreachable: {}", reason));
}

void operator_link::flush() {
    if (!waiting_.empty() || !throttled_.empty()) {
        send_waiting();
    }
    if (!overdue_.empty()) {
        give_up_overdue(std::chrono::steady_clock::now());
    }
    pool_.flush();
}

} // namespace yeelen::channels
