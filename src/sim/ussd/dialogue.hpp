#pragma once
// One phone's USSD dialogue as the network sees it. Pure: no texts, no clock, no sockets.
#include "sim/ussd/session_info.hpp"
#include "smpp/types.hpp"
#include <cstdint>
#include <optional>
#include <string_view>

namespace yeelen::sim {

/// What the network tells the gateway next; the text is the caller's.
struct ussd_signal {
    smpp::ussd_op op = smpp::ussd_op::pssr_indication;
    session_info info;
};

/// What a screen that came from the gateway means to the phone it names.
enum class screen_verdict : std::uint8_t {
    shown,  ///< the next screen; the user may type
    ended,  ///< the last screen
    repeat, ///< it was shown already: ignored, answered with success
    late, ///< of a dialogue of this phone that is over (the last one, or the one before a new dial)
    wrong_session,  ///< of a dialogue that this phone does not have
    wrong_sequence, ///< neither the next screen nor the last one again
};
std::string_view name_of(screen_verdict verdict) noexcept;

class dialogue {
public:
    enum class state : std::uint8_t { idle, waiting, open };

    dialogue() = default;
    /// `last_number`: the first dialogue gets the number after it.
    explicit dialogue(std::uint8_t last_number) noexcept
        : number_(last_number) {}

    /// A new dialogue, whatever was before: the number goes up by one, the sequence begins at 1.
    ussd_signal dial() noexcept;
    /// Nothing unless a screen is open for an answer.
    std::optional<ussd_signal> key() noexcept;
    /// The user hangs up or the network gives up. Nothing when no dialogue is alive.
    std::optional<ussd_signal> abort() noexcept;
    /// The gateway refused what was sent: over, and nobody need be told.
    void fail() noexcept { state_ = state::idle; }

    screen_verdict screen(session_info info) noexcept;

    state now() const noexcept { return state_; }
    std::uint8_t number() const noexcept { return number_; }
    /// Of the message that was sent last.
    std::uint8_t sequence() const noexcept { return sent_; }

private:
    state state_ = state::idle;
    std::uint8_t number_ = 0;
    std::uint8_t sent_ = 0;   ///< running number of the last message to the gateway
    std::uint8_t screen_ = 0; ///< running number of the last screen shown; 0: none yet
};

} // namespace yeelen::sim
