#pragma once
// The phones of a load and what they have seen. Pure: messages are pulled, screens and answers
// pushed, time passed in.
#include "sim/load/histogram.hpp"
#include "sim/load/ussd_plan.hpp"
#include "sim/ussd/dialogue.hpp"
#include "smpp/pdu.hpp"
#include <chrono>
#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace yeelen::sim {

struct ussd_load_figures {
    std::uint64_t steps = 0;    ///< messages that got their screen
    std::uint64_t sessions = 0; ///< that came to their end
    std::uint64_t retransmitted = 0;
    std::uint64_t lost = 0;        ///< no screen in time
    std::uint64_t repeated = 0;    ///< screens that were shown already, and late ones
    std::uint64_t refused = 0;     ///< deliver_sm_resp with an error
    std::uint64_t misdirected = 0; ///< a screen for a phone or session that is not
    std::uint64_t out_of_sequence = 0;
    std::uint64_t malformed = 0;
    std::uint64_t short_messages = 0; ///< no screens: SMS that sessions brought about
    std::uint64_t unexpected = 0;     ///< the text is not the one that `expect` wants
    std::uint64_t ended_early = 0;    ///< the session was ended before the script
    std::uint64_t starved = 0;        ///< open mode: no phone was free when a step was due
    std::uint64_t errors() const noexcept {
        return lost + refused + misdirected + out_of_sequence + malformed + unexpected +
               ended_early;
    }
};

class ussd_load {
public:
    using time = std::chrono::steady_clock::time_point;
    explicit ussd_load(ussd_plan plan, std::uint64_t seed = 1);

    /// Every phone dials (closed, hold), or gets ready for its turn (open).
    void start(time now);
    /// Open mode: makes the steps that are due; when the next one is.
    time due(time now);
    /// No new steps. Open sessions are hung up, except in hold mode.
    void finish();
    /// Hold mode: the first `count` phones press the first key.
    void press_first_key(std::uint32_t count);

    /// The next message to send and its token; false when none waits. It counts as sent when sent()
    /// is called.
    bool next(std::uint64_t& token);
    /// The message that next() spoke of, a deliver_sm.
    const smpp::body& message() const noexcept { return body_; }
    /// The phone that sends it: its messages should take one link.
    static std::uint32_t phone_of(std::uint64_t token) noexcept {
        return static_cast<std::uint32_t>(token);
    }
    void sent(std::uint64_t token, time now);

    void answered(std::uint64_t token, smpp::command_status status);
    /// Not answered: sent again if the phone still waits for its screen.
    void unanswered(std::span<const std::uint64_t> tokens);
    smpp::command_status screen(const smpp::submit_sm& sm, time now);
    /// Phones that have waited too long count as lost and begin anew. About once a second.
    void look_for_lost(time now);

    /// Forgets the figures so far (the warm-up).
    void reset_figures();
    const ussd_load_figures& figures() const noexcept { return figures_; }
    const histogram& latency() const noexcept { return latency_; } ///< of steps that were sent once
    const histogram& recovery() const noexcept {
        return recovery_;
    } ///< of steps that were sent again
    std::uint32_t open_sessions() const noexcept;
    /// Phones that wait for a screen.
    std::uint32_t waiting() const noexcept;

private:
    struct phone {
        dialogue talk;
        std::uint32_t generation = 0; ///< of its newest message: older tokens no longer matter
        std::uint32_t session = 0;
        std::uint16_t step = 0;  ///< keys pressed in this session
        std::uint16_t sends = 0; ///< of the newest message
        bool queued = false;
        bool dormant = false; ///< its session failed: it begins anew within a second
        ussd_signal newest;
        time since; ///< the newest was first sent
    };
    /// What waits to be sent: a phone's newest message, or the end bit of a session that it has
    /// left.
    struct entry {
        std::uint32_t phone;
        bool parting;
        ussd_signal signal;
    };
    void dial(std::uint32_t i);
    void advance(std::uint32_t i);
    void hang_up(std::uint32_t i);
    void push(std::uint32_t i, ussd_signal signal);
    void step_done(std::uint32_t i);
    bool as_expected(const phone& p, std::uint32_t i, const smpp::submit_sm& sm);
    phone* owner(std::uint64_t token) noexcept;
    std::uint32_t in_state(dialogue::state s) const noexcept;

    ussd_plan plan_;
    std::string short_code_;
    std::vector<phone> phones_;
    std::deque<entry> queue_;
    std::deque<std::uint32_t> free_; ///< open mode: phones that can make a step
    smpp::body body_ = smpp::deliver_sm{};
    std::string msisdn_;
    std::string text_;
    bool finishing_ = false;
    time next_due_{};
    ussd_load_figures figures_;
    histogram latency_;
    histogram recovery_;
};

} // namespace yeelen::sim
