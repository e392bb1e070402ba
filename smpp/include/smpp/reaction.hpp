#pragma once
// What a status of the peer asks of us (SMPP 3.4 5.1.3, SMPP 5.0 4.7.6): tables that a connector
// can change, because operators use the same numbers for different things. Pure.
#include "smpp/types.hpp"
#include <chrono>
#include <cstdint>
#include <optional>
#include <vector>

namespace smpp {

/// Vendors' own statuses, both ends included.
inline constexpr auto vendor_status_first = static_cast<command_status>(0x400);
inline constexpr auto vendor_status_last = static_cast<command_status>(0x4FF);

/// A connector's own answers to "what does this status mean", before the library's table. What was
/// set last wins.
template<typename Reaction>
class reaction_map {
public:
    void set(command_status first, command_status last, const Reaction& r) {
        std::erase_if(own_, [&](const range& o) { return first <= o.first && o.last <= last; });
        if (first <= last) {
            own_.push_back({first, last, r});
        }
    }
    std::optional<Reaction> find(command_status status) const {
        for (auto o = own_.rbegin(); o != own_.rend(); ++o) {
            if (o->first <= status && status <= o->last) {
                return o->reaction;
            }
        }
        return std::nullopt;
    }

private:
    struct range {
        command_status first;
        command_status last;
        Reaction reaction;
    };
    std::vector<range> own_;
};

/// To the status of an answer to a message.
enum class reaction : std::uint8_t {
    accepted,
    throttle, ///< slow down, and send it again before those behind it
    retry,    ///< send it again later
    give_up,  ///< it will never be accepted
};

/// RTHROTTLED and RMSGQFUL throttle. Retried is what can pass by itself: RX_T_APPN, RSYSERR,
/// RINVBNDSTS, RSUBMITFAIL, RDELIVERYFAILURE, RUNKNOWNERR, RBCASTFAIL, RSERTYPUNAVAIL. ROK is
/// accepted. All others are given up, vendors' 0x400-0x4FF too unless the connector says otherwise:
/// a message that is sent again for ever costs more than one that is told of.
class message_reactions {
public:
    void set(command_status status, reaction r) { own_.set(status, status, r); }
    /// Both ends included; nothing when `last` is below `first`.
    void set(command_status first, command_status last, reaction r) { own_.set(first, last, r); }
    reaction of(command_status status) const noexcept;

private:
    reaction_map<reaction> own_;
};

/// To the status of a refused bind.
struct bind_reaction {
    bool give_up = false;              ///< do not try again by itself
    std::chrono::milliseconds wait{0}; ///< at least so long before the next try
    bool next_host = false;            ///< another host may say otherwise: try it first
    bool operator==(const bind_reaction&) const = default;
};

/// RALYBND waits 5 s (some SMSCs ask for 30 s: their own time-out of the lost link); what only a
/// person can put right (name, password, system_type, a bind that is not known or not allowed)
/// waits 30 s, because many lock an account after a few tries; RTHROTTLED and RMSGQFUL wait 5 s;
/// RBINDFAIL, RSYSERR and RUNKNOWNERR go to the next host. All others wait as after a lost link.
/// None gives up: what was wrong at the operator is put right there, without a word to us.
class bind_reactions {
public:
    void set(command_status status, bind_reaction r) { own_.set(status, status, r); }
    /// Both ends included; nothing when `last` is below `first`.
    void set(command_status first, command_status last, bind_reaction r) {
        own_.set(first, last, r);
    }
    bind_reaction of(command_status status) const noexcept;

private:
    reaction_map<bind_reaction> own_;
};

} // namespace smpp
