#pragma once
#include "core/call_outcome.hpp"
#include "core/ids.hpp"
#include "ussd/session_record.hpp"
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace yeelen::ussd {

/// A subscriber's number as a key: the up to 15 digits of an MSISDN as one integer (no leading zero
/// in E.164).
using subscriber = std::uint64_t;

/// What a channel's dialect made of one message of the network.
struct input {
    enum class kind : std::uint8_t { begin, reply, abort };
    kind what = kind::begin;
    ussd::subscriber from = 0;
    std::string msisdn;
    std::string
        dialogue; ///< tells dialogues of one subscriber apart; empty where the dialect has nothing
    std::string text; ///< UTF-8: the dialled string, or what was typed
    std::string code; ///< the number it was sent to; empty where the dialect does not know it
    std::uint32_t number =
        0; ///< the dialect's running number of this input, to know a repeat; 0: it has none
    std::string echo;        ///< kept for the answer
    std::uint64_t token = 0; ///< the channel acknowledges the message by it
};

/// A screen on its way to the network.
struct outgoing {
    ussd::subscriber to = 0;
    std::string msisdn;
    std::string dialled;
    std::string echo;
    std::string text;
    bool last = false;
    bool unasked = false; ///< follows a screen of ours without an input between them
};

/// A backend call on its way.
struct outgoing_call {
    ussd::subscriber from = 0;
    std::int64_t session = 0;
    core::correlation_id trace;
    core::call_request request;
    bool once = false;
};

/// One step of one session: what is to be stored, together, and what may leave once that is
/// committed. Given back to sessions::committed() with the outcome of the commit. It is moved
/// often: what is large and seldom there is held by pointers.
struct step {
    ussd::subscriber of = 0;
    std::vector<std::uint64_t> acknowledge; ///< tokens of the inputs that it answers
    bool try_later = false; ///< they are not taken: the network is to send them again

    // To be stored in one transaction. Nothing of this set: there is nothing to wait for.
    std::optional<session_record> put;
    std::vector<std::int64_t> drop;
    std::optional<std::string> profile; ///< JSON
    std::vector<std::string> sms;       ///< to the subscriber
    /// Of `call`, or, where the step has none, of a payment: to be called after the session.
    std::unique_ptr<intent> begins;
    std::string settles; ///< key of the intent that is settled

    // To be done after the commit.
    std::optional<outgoing> screen;
    std::optional<outgoing_call> call;

    bool stores() const noexcept {
        return put || !drop.empty() || profile || !sms.empty() || begins || !settles.empty();
    }
    /// Set by sessions: the step holds the subscriber's further inputs back until it is committed.
    bool holds = false;
    /// What the session was before, should the commit fail; nothing: it was not there.
    std::unique_ptr<session_record> before;
};

} // namespace yeelen::ussd
