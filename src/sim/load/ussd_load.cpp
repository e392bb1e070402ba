#include "sim/load/ussd_load.hpp"
#include "sim/load/key_script.hpp"
#include "sim/ussd/wire.hpp"
#include "smpp/text.hpp"
#include <algorithm>
#include <charconv>
#include <fmt/format.h>
#include <iterator>

namespace yeelen::sim {

namespace {

/// The generation of a parting message: no phone's newest ever has it.
constexpr std::uint32_t parting_generation = 0;

constexpr std::uint64_t token_of(std::uint32_t phone, std::uint32_t generation) noexcept {
    return static_cast<std::uint64_t>(generation) << 32 | phone;
}

} // namespace

ussd_load::ussd_load(ussd_plan plan, std::uint64_t seed)
    : plan_(std::move(plan))
    , short_code_(short_code_of(plan_.dial))
    , phones_(plan_.phones) {
    for (auto& p : phones_) {
        seed = seed * 6364136223846793005u + 1442695040888963407u;
        p.talk = dialogue{static_cast<std::uint8_t>(seed >> 56)};
    }
}

void ussd_load::start(time now) {
    next_due_ = now;
    for (std::uint32_t i = 0; i < phones_.size(); ++i) {
        if (plan_.mode == load_mode::open) {
            free_.push_back(i);
        } else {
            dial(i);
        }
    }
}

ussd_load::time ussd_load::due(time now) {
    const auto gap = std::chrono::nanoseconds{static_cast<std::int64_t>(1e9 / plan_.rate)};
    while (!finishing_ && next_due_ <= now) {
        next_due_ += gap;
        if (free_.empty()) {
            ++figures_.starved;
            continue;
        }
        const auto i = free_.front();
        free_.pop_front();
        advance(i);
    }
    return next_due_;
}

void ussd_load::finish() {
    finishing_ = true;
    for (std::uint32_t i = 0; i < phones_.size() && plan_.mode != load_mode::hold; ++i) {
        if (phones_[i].talk.now() == dialogue::state::open) {
            hang_up(i);
        }
    }
}

void ussd_load::press_first_key(std::uint32_t count) {
    for (std::uint32_t i = 0; i < std::min(count, plan_.phones) && !plan_.keys.empty(); ++i) {
        if (phones_[i].talk.now() == dialogue::state::open) {
            advance(i);
        }
    }
}

void ussd_load::push(std::uint32_t i, ussd_signal signal) {
    auto& p = phones_[i];
    p.newest = signal;
    p.generation = p.generation + 1 == parting_generation ? 1 : p.generation + 1;
    p.sends = 0;
    // Still queued: the newest message takes the place of one that never left.
    if (!p.queued) {
        p.queued = true;
        queue_.push_back({i, false, {}});
    }
}

void ussd_load::dial(std::uint32_t i) {
    auto& p = phones_[i];
    ++p.session;
    p.step = 0;
    push(i, p.talk.dial());
}

void ussd_load::hang_up(std::uint32_t i) {
    if (const auto signal = phones_[i].talk.abort()) {
        queue_.push_back({i, true, *signal});
    }
}

void ussd_load::advance(std::uint32_t i) {
    auto& p = phones_[i];
    if (p.talk.now() == dialogue::state::open && p.step < plan_.keys.size()) {
        if (const auto signal = p.talk.key()) {
            ++p.step;
            push(i, *signal);
        }
        return;
    }
    if (p.talk.now() == dialogue::state::open) {
        ++figures_.sessions;
        hang_up(i);
    }
    dial(i);
}

bool ussd_load::next(std::uint64_t& token) {
    if (queue_.empty()) {
        return false;
    }
    const auto& e = queue_.front();
    const auto& p = phones_[e.phone];
    const auto signal = e.parting ? e.signal : p.newest;
    token = token_of(e.phone, e.parting ? parting_generation : p.generation);
    msisdn_.clear();
    fmt::format_to(std::back_inserter(msisdn_), "{}", plan_.first_msisdn + e.phone);
    if (signal.info.end) {
        text_.clear();
    } else if (p.step == 0) {
        text_ = plan_.dial;
    } else {
        expand_key(plan_.keys[p.step - 1u], e.phone, p.session, text_);
    }
    write_ussd(std::get<smpp::deliver_sm>(body_), msisdn_, short_code_, signal, text_);
    return true;
}

void ussd_load::sent(std::uint64_t token, time now) {
    queue_.pop_front();
    if (token >> 32 == parting_generation) {
        return;
    }
    auto& p = phones_[phone_of(token)];
    p.queued = false;
    if (p.sends++ == 0) {
        p.since = now;
    } else {
        ++figures_.retransmitted;
    }
}

ussd_load::phone* ussd_load::owner(std::uint64_t token) noexcept {
    auto& p = phones_[phone_of(token)];
    const bool newest = token >> 32 == p.generation && p.talk.now() == dialogue::state::waiting;
    return newest ? &p : nullptr;
}

void ussd_load::answered(std::uint64_t token, smpp::command_status status) {
    if (status == smpp::command_status::rok) {
        return;
    }
    ++figures_.refused;
    if (auto* p = owner(token)) {
        p->talk.fail();
        p->dormant =
            true; // it dials again when lost ones are looked for: not at once, so as not to spin
    }
}

void ussd_load::unanswered(std::span<const std::uint64_t> tokens) {
    for (const auto token : tokens) {
        if (auto* p = owner(token); p != nullptr && !p->queued) {
            p->queued = true;
            queue_.push_back({phone_of(token), false, {}});
        }
    }
}

bool ussd_load::as_expected(const phone& p, std::uint32_t i, const smpp::submit_sm& sm) {
    if (p.step >= plan_.expect.size() || plan_.expect[p.step].empty()) {
        return true;
    }
    expand_key(plan_.expect[p.step], i, p.session, text_);
    return smpp::decode_text(sm.data_coding, octets_of(sm)).find(text_) != std::string::npos;
}

smpp::command_status ussd_load::screen(const smpp::submit_sm& sm, time now) {
    const auto read = read_ussd_header(sm);
    if (!read && sm.service_type.empty()) {
        ++figures_.short_messages; // an SMS that a session brought about
        return smpp::command_status::rok;
    }
    if (!read) {
        ++figures_.malformed;
        return smpp::command_status::rinvoptparamval;
    }
    const auto& to = sm.destination.value;
    std::uint64_t msisdn = 0;
    std::from_chars(to.data(), to.data() + to.size(), msisdn);
    if (msisdn < plan_.first_msisdn || msisdn >= plan_.first_msisdn + phones_.size()) {
        ++figures_.misdirected;
        return smpp::command_status::rinvdstadr;
    }
    const auto i = static_cast<std::uint32_t>(msisdn - plan_.first_msisdn);
    auto& p = phones_[i];
    const bool waited = p.talk.now() == dialogue::state::waiting;
    switch (p.talk.screen(read->info)) {
    case screen_verdict::repeat:
    case screen_verdict::late: ++figures_.repeated; return smpp::command_status::rok;
    case screen_verdict::wrong_session:
        ++figures_.misdirected;
        return smpp::command_status::rsubmitfail;
    case screen_verdict::wrong_sequence:
        ++figures_.out_of_sequence;
        return smpp::command_status::rsubmitfail;
    case screen_verdict::shown: break;
    case screen_verdict::ended:
        ++figures_.sessions;
        figures_.ended_early += p.step < plan_.keys.size() ? 1 : 0;
        break;
    }
    if (!waited) {
        return smpp::command_status::rok; // the gateway ended a session of its own accord: no step
    }
    ++figures_.steps;
    figures_.unexpected += as_expected(p, i, sm) ? 0 : 1;
    const auto us = std::chrono::duration_cast<std::chrono::microseconds>(now - p.since).count();
    (p.sends > 1 ? recovery_ : latency_).record(us > 0 ? static_cast<std::uint64_t>(us) : 0);
    step_done(i);
    return smpp::command_status::rok;
}

void ussd_load::step_done(std::uint32_t i) {
    if (finishing_) {
        if (plan_.mode != load_mode::hold) {
            hang_up(i);
        }
    } else if (plan_.mode == load_mode::closed) {
        advance(i);
    } else if (plan_.mode == load_mode::open) {
        free_.push_back(i);
    }
}

void ussd_load::look_for_lost(time now) {
    for (std::uint32_t i = 0; i < phones_.size(); ++i) {
        auto& p = phones_[i];
        const bool waits = p.talk.now() == dialogue::state::waiting;
        if (waits && p.sends > 0 && !p.queued && now - p.since > plan_.lost_after) {
            ++figures_.lost;
            p.talk.fail();
            p.dormant = true;
        }
        if (!p.dormant || finishing_) {
            continue;
        }
        p.dormant = false;
        if (plan_.mode == load_mode::open) {
            free_.push_back(i);
        } else {
            dial(i);
        }
    }
}

std::uint32_t ussd_load::in_state(dialogue::state s) const noexcept {
    return static_cast<std::uint32_t>(
        std::ranges::count_if(phones_, [s](const phone& p) { return p.talk.now() == s; }));
}
std::uint32_t ussd_load::open_sessions() const noexcept {
    return in_state(dialogue::state::open);
}
std::uint32_t ussd_load::waiting() const noexcept {
    return in_state(dialogue::state::waiting);
}

void ussd_load::reset_figures() {
    figures_ = {};
    latency_.clear();
    recovery_.clear();
}

} // namespace yeelen::sim
