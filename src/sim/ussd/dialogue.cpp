#include "sim/ussd/dialogue.hpp"

namespace yeelen::sim {

std::string_view name_of(screen_verdict verdict) noexcept {
    switch (verdict) {
    case screen_verdict::shown: return "shown";
    case screen_verdict::ended: return "ended";
    case screen_verdict::repeat: return "repeat";
    case screen_verdict::late: return "late";
    case screen_verdict::wrong_session: return "wrong_session";
    case screen_verdict::wrong_sequence: return "wrong_sequence";
    }
    return {};
}

ussd_signal dialogue::dial() noexcept {
    ++number_;
    sent_ = 1;
    screen_ = 0;
    state_ = state::waiting;
    return {smpp::ussd_op::pssr_indication, {number_, sent_, false}};
}

std::optional<ussd_signal> dialogue::key() noexcept {
    if (state_ != state::open) {
        return std::nullopt;
    }
    sent_ = next_sequence(screen_);
    state_ = state::waiting;
    return ussd_signal{smpp::ussd_op::ussr_confirm, {number_, sent_, false}};
}

std::optional<ussd_signal> dialogue::abort() noexcept {
    if (state_ == state::idle) {
        return std::nullopt;
    }
    sent_ = next_sequence(state_ == state::open ? screen_ : sent_);
    state_ = state::idle;
    return ussd_signal{smpp::ussd_op::ussr_confirm, {number_, sent_, true}};
}

screen_verdict dialogue::screen(session_info info) noexcept {
    if (info.number != number_) {
        const bool last = info.number == static_cast<std::uint8_t>(number_ - 1);
        return last ? screen_verdict::late : screen_verdict::wrong_session;
    }
    const bool again = screen_ != 0 && info.sequence == screen_;
    switch (state_) {
    case state::idle: return again ? screen_verdict::repeat : screen_verdict::late;
    case state::waiting:
        if (again && info.sequence != next_sequence(sent_)) {
            return screen_verdict::repeat;
        }
        if (info.sequence != next_sequence(sent_)) {
            return screen_verdict::wrong_sequence;
        }
        break;
    case state::open:
        // The gateway may close a dialogue of its own accord (the user took too long); nothing else
        // comes unasked.
        if (!info.end) {
            return again ? screen_verdict::repeat : screen_verdict::wrong_sequence;
        }
        if (!again && info.sequence != next_sequence(screen_)) {
            return screen_verdict::wrong_sequence;
        }
        break;
    }
    screen_ = info.sequence;
    state_ = info.end ? state::idle : state::open;
    return info.end ? screen_verdict::ended : screen_verdict::shown;
}

} // namespace yeelen::sim
