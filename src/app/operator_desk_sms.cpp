#include "app/operator_desk.hpp"

#include "smpp/text.hpp"
#include "smpp/types.hpp"
#include "telemetry/log.hpp"

namespace yeelen::app {

namespace {

/// Parts of one message share this in their header; different for messages that follow each other.
std::uint8_t reference_of(const sms::message& m) {
    return static_cast<std::uint8_t>(m.id & 0xFF);
}

} // namespace

std::optional<operator_desk::prepared>
operator_desk::prepare(std::string to, std::string text, std::string sender,
                       std::string idempotency_key, std::uint64_t fingerprint,
                       std::chrono::milliseconds validity, const core::correlation_id& uid) {
    const auto segments = smpp::segment_text(text, 0);
    if (!segments) {
        return std::nullopt;
    }
    const core::utc_time now = core::now().utc;
    prepared p;
    p.message = std::make_shared<const sms::message>(
        sms::message{.id = ++next_message_,
                     .uid = uid,
                     .operator_id = id(),
                     .sender = std::move(sender),
                     .to = std::move(to),
                     .text = std::move(text),
                     .idempotency_key = std::move(idempotency_key),
                     .fingerprint = fingerprint,
                     .created = now,
                     .expires = now + validity});
    const std::size_t count = segments->parts.size();
    const bool at_once = outbox_.waiting() == 0 && link_.message_places() >= promised_ + count &&
                         link_.lane_of(p.message->to).room >= count;
    for (std::size_t i = 0; i < count; ++i) {
        p.parts.push_back({.message = p.message->id,
                           .number = static_cast<std::uint8_t>(i + 1),
                           .total = static_cast<std::uint8_t>(count),
                           .state = at_once ? sms::part_state::sending : sms::part_state::queued,
                           .attempts = static_cast<std::uint16_t>(at_once ? 1 : 0),
                           .next_try = now,
                           .updated = now});
    }
    promised_ += at_once ? count : 0;
    return p;
}

void operator_desk::stored(prepared p) {
    ++message_counters_.accepted;
    for (auto& part : p.parts) {
        sms::job job{p.message, std::move(part)};
        if (job.part.state == sms::part_state::sending) {
            --promised_;
            submit_part(std::move(job));
        } else {
            outbox_.add(std::move(job));
        }
    }
}

void operator_desk::not_stored(const prepared& p) {
    for (const auto& part : p.parts) {
        promised_ -= part.state == sms::part_state::sending ? 1 : 0;
    }
}

void operator_desk::conclude(std::vector<prepared>& messages, bool ok) {
    for (auto& p : messages) {
        if (ok) {
            stored(std::move(p));
        } else {
            not_stored(p);
        }
    }
}

bool operator_desk::full() const noexcept {
    return draining_ || outbox_.waiting() >= sms::outbox::bound;
}

void operator_desk::restore(sms::message message, sms::part part) {
    sms::job job{std::make_shared<const sms::message>(std::move(message)), std::move(part)};
    if (job.part.state != sms::part_state::sending) {
        outbox_.add(std::move(job));
        return;
    }
    // It had left, or was about to, and no answer was stored: it may have arrived.
    const auto doubled = job.part.possibly_doubled;
    const sms::part now =
        outbox_.finish(std::move(job), sms::submit_result::unanswered, {},
                       "unanswered before a restart", home_.ids().next_u64(), core::now().utc);
    message_counters_.possibly_doubled += now.possibly_doubled > doubled ? 1 : 0;
    store_part(now);
}

void operator_desk::pump() {
    const std::size_t free = link_.message_places();
    const core::utc_time now = core::now().utc;
    if (free <= promised_ || draining_ || !outbox_.due(now)) {
        return;
    }
    // One that its own bind has no place for would come back, for two commits: others go first.
    std::vector<std::size_t> lanes;
    auto jobs = outbox_.take(free - promised_, now, [&](const sms::message& m) {
        const auto lane = link_.lane_of(m.to);
        std::size_t& promised = promised_by_bind_[lane.bind];
        if (promised >= lane.room) {
            return false;
        }
        ++promised;
        lanes.push_back(lane.bind);
        return true;
    });
    if (jobs.empty()) {
        return;
    }
    storage::unit unit;
    std::vector<sms::job> leaving;
    std::vector<sms::part> expired;
    for (auto& job : jobs) {
        unstored_.erase({job.part.message, job.part.number});
        unit.writes.emplace_back(storage::put_part{id(), job.part});
        if (job.part.state == sms::part_state::sending) {
            leaving.push_back(std::move(job));
        } else {
            expired.push_back(std::move(job.part));
        }
    }
    promised_ += leaving.size();
    unit.done = [this, leaving = std::move(leaving), expired = std::move(expired),
                 lanes = std::move(lanes)](storage::commit_result result) mutable {
        promised_ -= leaving.size();
        for (const std::size_t bind : lanes) {
            --promised_by_bind_[bind];
        }
        for (const auto& part : expired) {
            if (result) {
                ++message_counters_.expired;
            } else {
                unstored_.insert_or_assign({part.message, part.number}, part);
            }
        }
        for (auto& job : leaving) {
            if (result) {
                submit_part(std::move(job));
            } else {
                // Not stored as sending, so not sent: it waits again as it was.
                job.part.state = sms::part_state::queued;
                --job.part.attempts;
                job.part.next_try = core::now().utc + std::chrono::seconds{1};
                outbox_.add(std::move(job));
            }
        }
    };
    home_.commit(std::move(unit));
}

void operator_desk::submit_part(sms::job job) {
    const auto segments = smpp::segment_text(job.msg->text, reference_of(*job.msg));
    const std::string octets = segments->parts[job.part.number - 1u];
    // The codings of short messages, not those of the dialect's screens (SMPP 3.4 5.2.19).
    link_.submit(std::move(job), octets, segments->has_udh(),
                 segments->alphabet == smpp::alphabet::gsm7 ? smpp::dcs::smsc_default
                                                            : smpp::dcs::ucs2);
}

void operator_desk::on_submitted(sms::job job, sms::submit_result result, std::string smsc_id,
                                 std::string error) {
    const core::correlation_id trace = job.msg->uid;
    if (result == sms::submit_result::not_sent) {
        // Stored as `sending`, though it did not leave: after a crash it would count as sent. It
        // goes again when pump() finds room; the link asks for no more than that.
        store_part(outbox_.finish(std::move(job), result, {}, {}, 0, core::now().utc));
        return;
    }
    if (result != sms::submit_result::accepted) {
        telemetry::log(telemetry::level::warn, "sms.refused", trace,
                       {{"operator", id()}, {"error", error}});
    }
    const sms::part part =
        outbox_.finish(std::move(job), result, std::move(smsc_id), std::move(error),
                       home_.ids().next_u64(), core::now().utc);
    switch (part.state) {
    case sms::part_state::submitted: ++message_counters_.submitted; break;
    case sms::part_state::queued: ++message_counters_.retried; break;
    case sms::part_state::failed: ++message_counters_.failed; break;
    case sms::part_state::expired: ++message_counters_.expired; break;
    case sms::part_state::sending:
    case sms::part_state::delivered: break;
    }
    if (result == sms::submit_result::unanswered && part.state == sms::part_state::queued) {
        ++message_counters_.possibly_doubled;
    }
    store_part(part);
}

void operator_desk::store_part(const sms::part& part) {
    unstored_.erase({part.message, part.number});
    storage::unit unit;
    unit.writes.emplace_back(storage::put_part{id(), part});
    unit.done = [this, part](storage::commit_result result) {
        if (!result) {
            unstored_.insert_or_assign({part.message, part.number}, part);
        }
    };
    home_.commit(std::move(unit));
}

void operator_desk::store_again() {
    for (const auto& [key, part] : std::exchange(unstored_, {})) {
        store_part(part);
    }
}

void operator_desk::on_receipt(smpp::receipt receipt, std::uint64_t token) {
    if (!receipt.final || receipt.message_id.empty()) {
        link_.acknowledge(token, channels::acknowledgement::accepted);
        return;
    }
    sms::part_state state = sms::part_state::failed;
    switch (receipt.state) {
    case smpp::message_state::delivered: state = sms::part_state::delivered; break;
    case smpp::message_state::expired: state = sms::part_state::expired; break;
    case smpp::message_state::scheduled:
    case smpp::message_state::enroute:
    case smpp::message_state::accepted:
    case smpp::message_state::deleted:
    case smpp::message_state::undeliverable:
    case smpp::message_state::unknown:
    case smpp::message_state::rejected:
    case smpp::message_state::skipped: break;
    }
    ++message_counters_.receipts;
    storage::unit unit;
    unit.writes.emplace_back(storage::put_receipt{id(), std::move(receipt.message_id), state,
                                                  std::move(receipt.error), core::now().utc});
    unit.done = [this, token](storage::commit_result result) {
        link_.acknowledge(token, result ? channels::acknowledgement::accepted
                                        : channels::acknowledgement::try_later);
    };
    home_.commit(std::move(unit));
}

} // namespace yeelen::app
