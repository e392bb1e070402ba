#include "sim/operator/ussd_centre.hpp"
#include "sim/ussd/wire.hpp"
#include "smpp/text.hpp"
#include <algorithm>
#include <fmt/format.h>
#include <utility>

namespace yeelen::sim {

ussd_centre::ussd_centre(ussd_limits limits, delivery_queue& queue, std::uint64_t seed)
    : limits_(limits)
    , queue_(queue)
    , random_(seed) {}

ussd_centre::phone& ussd_centre::phone_of(const std::string& msisdn) {
    const auto at = phones_.find(msisdn);
    if (at != phones_.end()) {
        return at->second;
    }
    // Session numbers begin anywhere (Knuth's 64-bit LCG): a gateway must not count on 0.
    random_ = random_ * 6364136223846793005u + 1442695040888963407u;
    auto& p = phones_[msisdn];
    p.talk = dialogue{static_cast<std::uint8_t>(random_ >> 56)};
    return p;
}

void ussd_centre::tell(phone& p, screen_view view) {
    if (auto waiter = std::exchange(p.waiter, nullptr)) {
        waiter(std::move(view));
    }
}

void ussd_centre::tell(phone& p, std::string note) {
    tell(p, screen_view{.note = std::move(note)});
}

void ussd_centre::send(const std::string& msisdn, phone& p, ussd_signal signal,
                       std::string_view text) {
    smpp::deliver_sm sm;
    write_ussd(sm, msisdn, p.code, signal, text);
    p.pending.push_back(queue_.add({.msisdn = msisdn, .sm = std::move(sm)}));
}

void ussd_centre::drop_pending(phone& p) {
    for (const auto token : p.pending) {
        queue_.drop(token);
    }
    p.pending.clear();
}

void ussd_centre::dial(const std::string& msisdn, std::string_view code, time now, on_screen done) {
    auto& p = phone_of(msisdn);
    tell(p, "another code was dialled");
    drop_pending(p);
    p.talk.fail();
    p.waiter = std::move(done);
    if (!available_) {
        ++counters_.unavailable;
        tell(p, "service unavailable: no gateway is bound");
        return;
    }
    ++counters_.dialled;
    p.code = short_code_of(code);
    p.deadline = now + limits_.dialogue;
    send(msisdn, p, p.talk.dial(), code);
}

void ussd_centre::key(const std::string& msisdn, std::string_view text, time now, on_screen done) {
    auto& p = phone_of(msisdn);
    const auto signal = p.talk.key();
    if (!signal) {
        done({.note = p.talk.now() == dialogue::state::waiting
                          ? "the last screen has not come yet"
                          : "no dialogue is open: dial first"});
        return;
    }
    ++counters_.keys;
    p.waiter = std::move(done);
    p.deadline = now + limits_.dialogue;
    send(msisdn, p, *signal, text);
}

void ussd_centre::abort(const std::string& msisdn, phone& p, std::string note) {
    const auto signal = p.talk.abort();
    if (!signal) {
        return;
    }
    // A dial that never left needs no abort: the gateway has not heard of it.
    const auto* first = p.pending.empty() ? nullptr : queue_.find(p.pending.front());
    const bool unheard = signal->info.sequence == 2 && first != nullptr && first->sends == 0;
    if (unheard) {
        drop_pending(p);
    } else {
        send(msisdn, p, *signal, {});
    }
    tell(p, std::move(note));
}

void ussd_centre::hang_up(const std::string& msisdn, on_screen done) {
    auto& p = phone_of(msisdn);
    if (p.talk.now() == dialogue::state::idle) {
        done({.note = "no dialogue is open"});
        return;
    }
    ++counters_.hung_up;
    abort(msisdn, p, "hung up");
    done({.note = "hung up"});
}

smpp::command_status ussd_centre::screen(const smpp::submit_sm& sm, time now) {
    auto read = read_ussd(sm);
    if (!read) {
        ++counters_.malformed;
        return smpp::command_status::rinvoptparamval;
    }
    const auto at = phones_.find(sm.destination.value);
    if (at == phones_.end()) {
        ++counters_.misdirected;
        return smpp::command_status::rinvdstadr;
    }
    auto& p = at->second;
    const auto verdict = p.talk.screen(read->info);
    switch (verdict) {
    case screen_verdict::repeat: ++counters_.repeated; return smpp::command_status::rok;
    case screen_verdict::late: ++counters_.late; return smpp::command_status::rok;
    case screen_verdict::wrong_session:
        ++counters_.misdirected;
        return smpp::command_status::rsubmitfail;
    case screen_verdict::wrong_sequence:
        ++counters_.out_of_sequence;
        return smpp::command_status::rsubmitfail;
    case screen_verdict::shown: ++counters_.screens; break;
    case screen_verdict::ended:
        ++counters_.screens;
        ++counters_.ended;
        drop_pending(p);
        break;
    }
    p.deadline = now + limits_.user;
    const auto size = smpp::measure_screen(read->text);
    const auto used = read->ucs2 ? smpp::utf16_length(read->text) : size.used;
    const auto limit = read->ucs2 ? smpp::ussd_ucs2_limit : smpp::ussd_gsm7_limit;
    tell(p, screen_view{.text = std::move(read->text),
                        .ucs2 = read->ucs2,
                        .used = used,
                        .limit = limit,
                        .open = verdict == screen_verdict::shown,
                        .answered = true,
                        .note =
                            used > limit ? "longer than a screen: a network would refuse it" : ""});
    return smpp::command_status::rok;
}

void ussd_centre::answered(std::uint64_t token, const delivery& d, smpp::command_status status) {
    const auto at = phones_.find(d.msisdn);
    if (at == phones_.end()) {
        return;
    }
    auto& p = at->second;
    std::erase(p.pending, token);
    if (status == smpp::command_status::rok || p.talk.now() == dialogue::state::idle) {
        return;
    }
    ++counters_.refused;
    p.talk.fail();
    drop_pending(p);
    const auto name = smpp::name_of(status);
    tell(p, name.empty() ? fmt::format("network error: the service refused (0x{:08X})",
                                       static_cast<std::uint32_t>(status))
                         : fmt::format("network error: the service refused ({})", name));
}

void ussd_centre::tick(time now) {
    for (auto& [msisdn, p] : phones_) {
        if (p.talk.now() == dialogue::state::idle || now < p.deadline) {
            continue;
        }
        ++counters_.timed_out;
        abort(
            msisdn, p,
            fmt::format("network timeout: no screen within {} s", limits_.dialogue.count() / 1000));
    }
}

void ussd_centre::stop() {
    for (auto& [msisdn, p] : phones_) {
        tell(p, "the network is shutting down");
    }
}

std::size_t ussd_centre::alive() const noexcept {
    return static_cast<std::size_t>(std::ranges::count_if(
        phones_, [](const auto& e) { return e.second.talk.now() != dialogue::state::idle; }));
}

} // namespace yeelen::sim
