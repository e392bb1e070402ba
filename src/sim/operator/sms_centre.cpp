#include "sim/operator/sms_centre.hpp"
#include "sim/ussd/wire.hpp"
#include "smpp/text.hpp"
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

smpp::reassembly_limits limits_of_parts() {
    smpp::reassembly_limits limits;
    // Messages to all phones come from the few addresses of one gateway.
    limits.max_per_source = limits.max_messages;
    // What the gateway sends twice is to be seen twice.
    limits.memory = {};
    return limits;
}

/// As text whatever it is.
std::string shown(const smpp::assembled_message& message) {
    if (auto text = smpp::text_of(message)) {
        return std::move(*text);
    }
    std::string text;
    for (const auto& piece : message.pieces) {
        text += smpp::decode_text(piece.data_coding, piece.octets);
    }
    return text;
}

} // namespace

sms_centre::sms_centre(sms_options options, delivery_queue& queue, std::uint64_t seed)
    : options_(std::move(options))
    , queue_(queue)
    , random_(static_cast<std::uint32_t>(seed | 1))
    , parts_(limits_of_parts()) {}

void sms_centre::put(std::string msisdn, smpp::deliver_sm receipt) {
    ++counters_.receipts;
    queue_.add({.msisdn = std::move(msisdn), .sm = std::move(receipt), .receipt = true});
}

void sms_centre::hand_over(const smpp::submit_sm& sm, time now, wall_time utc) {
    received_sms sms{.from = sm.source.value, .text = {}, .at = utc};
    if (auto part = smpp::take_part(sm)) {
        const auto added = parts_.add(std::move(*part), 0, now);
        if (!added.message) {
            return;
        }
        sms.text = shown(*added.message);
        sms.parts = added.message->pieces.size();
    } else {
        // A header that is not whole is left in the text, to be seen.
        sms.text = smpp::decode_text(sm.data_coding, octets_of(sm));
    }
    ++counters_.messages;
    sms.id = ++last_sms_;
    auto& inbox = inboxes_[sm.destination.value];
    inbox.push_back(std::move(sms));
    if (inbox.size() > most_kept) {
        inbox.pop_front();
    }
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
        hand_over(sm, now, utc);
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
    if (const auto at = inboxes_.find(msisdn); at != inboxes_.end()) {
        for (const auto& sms : at->second) {
            if (sms.id > after) {
                list.push_back(sms);
            }
        }
    }
    return list;
}

} // namespace yeelen::sim
