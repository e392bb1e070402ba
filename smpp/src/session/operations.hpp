#pragma once
// Which request which side may send in which state (SMPP 3.4 2.3, table 2-1).
#include "smpp/session.hpp"
#include <cstdint>

namespace smpp {

namespace in {
constexpr std::uint8_t state(link_state s) {
    return static_cast<std::uint8_t>(1u << static_cast<unsigned>(s));
}
inline constexpr std::uint8_t open = state(link_state::open);
inline constexpr std::uint8_t tx = state(link_state::bound_tx);
inline constexpr std::uint8_t rx = state(link_state::bound_rx);
inline constexpr std::uint8_t trx = state(link_state::bound_trx);
inline constexpr std::uint8_t unbinding = state(link_state::unbinding);
} // namespace in

struct operation {
    command_id id;
    role sender;
    std::uint8_t states;
};

/// Unbinds may cross. enquire_link before the bind is 5.0's; nothing is lost by answering it.
inline constexpr operation operations[] = {
    {command_id::submit_sm, role::esme, in::tx | in::trx},
    {command_id::deliver_sm, role::smsc, in::rx | in::trx},
    {command_id::enquire_link, role::esme, in::open | in::tx | in::rx | in::trx | in::unbinding},
    {command_id::enquire_link, role::smsc, in::open | in::tx | in::rx | in::trx | in::unbinding},
    {command_id::bind_transmitter, role::esme, in::open},
    {command_id::bind_receiver, role::esme, in::open},
    {command_id::bind_transceiver, role::esme, in::open},
    {command_id::outbind, role::smsc, in::open},
    {command_id::unbind, role::esme, in::tx | in::rx | in::trx | in::unbinding},
    {command_id::unbind, role::smsc, in::tx | in::rx | in::trx | in::unbinding},
};

constexpr bool may_send(role sender, link_state state, command_id id) {
    for (const operation& o : operations) {
        if (o.id == id && o.sender == sender) {
            return (o.states & in::state(state)) != 0;
        }
    }
    return false;
}

constexpr role other(role r) {
    return r == role::esme ? role::smsc : role::esme;
}

/// The command that a role asks the other to take messages with.
constexpr command_id message_of(role r) {
    return r == role::esme ? command_id::submit_sm : command_id::deliver_sm;
}

constexpr command_id response_to(command_id request) {
    return static_cast<command_id>(static_cast<std::uint32_t>(request) | 0x80000000u);
}

constexpr link_state bound_by(command_id bind) {
    if (bind == command_id::bind_receiver) {
        return link_state::bound_rx;
    }
    return bind == command_id::bind_transmitter ? link_state::bound_tx : link_state::bound_trx;
}

constexpr bool is_bound(link_state s) {
    return (in::state(s) & (in::tx | in::rx | in::trx)) != 0;
}

constexpr bool is_bind(command_id id) {
    return id == command_id::bind_receiver || id == command_id::bind_transmitter ||
           id == command_id::bind_transceiver;
}

} // namespace smpp
