#include "sim/operator/sms_centre.hpp"
#include <fmt/format.h>
#include <utility>

namespace yeelen::sim {

namespace {

/// SMPP 3.4 5.2.17, bits 1-0.
bool wants_receipt(std::uint8_t registered_delivery, bool delivered) {
    const auto when = registered_delivery & 0x03;
    return when == 1 || (when == 2 && !delivered);
}

smpp::command_status refusal_of(sms_fate fate) {
    switch (fate) {
    case sms_fate::throttle: return smpp::command_status::rthrottled;
    case sms_fate::full: return smpp::command_status::rmsgqful;
    case sms_fate::syserr: return smpp::command_status::rsyserr;
    case sms_fate::refuse: return smpp::command_status::rinvdstadr;
    case sms_fate::deliver:
    case sms_fate::drop:
    case sms_fate::undeliverable:
    case sms_fate::expire: break;
    }
    return smpp::command_status::rok;
}

} // namespace

sms_centre::sms_centre(sms_options options, delivery_queue& queue, std::uint64_t seed)
    : options_(std::move(options))
    , queue_(queue)
    , random_(static_cast<std::uint32_t>(seed | 1)) {}

void sms_centre::put(std::string msisdn, smpp::deliver_sm receipt) {
    ++counters_.receipts;
    queue_.add({.msisdn = std::move(msisdn), .sm = std::move(receipt), .receipt = true});
}

sms_answer sms_centre::submit(const smpp::submit_sm& sm, time now, wall_time utc) {
    ++counters_.submitted;
    // minstd's low bits are poor.
    const auto fate = options_.policy.pick(static_cast<std::uint32_t>(random_() >> 8));
    if (fate == sms_fate::drop) {
        ++counters_.dropped;
        return {.respond = false, .message_id = {}};
    }
    if (const auto status = refusal_of(fate); status != smpp::command_status::rok) {
        ++counters_.refused;
        return {.status = status, .message_id = {}};
    }
    ++counters_.accepted;
    sms_answer answer{.message_id = fmt::format("{}", ++last_message_id_)};
    const auto state = fate == sms_fate::undeliverable ? smpp::message_state::undeliverable
                       : fate == sms_fate::expire      ? smpp::message_state::expired
                                                       : smpp::message_state::delivered;
    const bool delivered = state == smpp::message_state::delivered;
    if (delivered) {
        auto& h = handsets_[sm.destination.value];
        if (auto whole = h.parts.add(sm)) {
            ++counters_.messages;
            h.inbox.push_back({.id = ++last_sms_,
                               .from = sm.source.value,
                               .text = std::move(whole->text),
                               .at = utc,
                               .parts = whole->parts});
            if (h.inbox.size() > most_kept) {
                h.inbox.pop_front();
            }
        }
    } else {
        ++counters_.undelivered;
    }
    if (options_.receipts != receipt_mode::off &&
        wants_receipt(sm.registered_delivery, delivered)) {
        const bool early = options_.receipts == receipt_mode::early;
        const auto done = early ? utc : utc + options_.receipt_delay;
        auto receipt = make_receipt(sm, answer.message_id, state, utc, done);
        if (early) {
            put(sm.destination.value, std::move(receipt));
        } else {
            due_.push_back(
                {now + options_.receipt_delay, sm.destination.value, std::move(receipt)});
        }
    }
    return answer;
}

void sms_centre::tick(time now) {
    while (!due_.empty() && due_.front().at <= now) {
        put(std::move(due_.front().msisdn), std::move(due_.front().sm));
        due_.pop_front();
    }
}

std::vector<received_sms> sms_centre::inbox(std::string_view msisdn, std::uint64_t after) const {
    std::vector<received_sms> list;
    if (const auto at = handsets_.find(msisdn); at != handsets_.end()) {
        for (const auto& sms : at->second.inbox) {
            if (sms.id > after) {
                list.push_back(sms);
            }
        }
    }
    return list;
}

} // namespace yeelen::sim
