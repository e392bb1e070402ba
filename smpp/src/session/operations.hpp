#pragma once
// Which request which side may send in which state and since which version (SMPP 3.4 2.3 table 2-1,
// SMPP 5.0 2.4). Where the two differ the wider one holds: 5.0 lets a transceiver replace, and asks
// for life before the bind; nothing is lost by serving either. data_sm goes the way of the bind, as
// in 5.0: 3.4's table lets a receiver submit.
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
inline constexpr std::uint8_t bound = tx | rx | trx;
inline constexpr std::uint8_t sending = tx | trx;   ///< the ESME
inline constexpr std::uint8_t receiving = rx | trx; ///< the ESME
inline constexpr std::uint8_t nowhere = 0;
} // namespace in

struct operation {
    command_id id;
    std::uint8_t by_esme; ///< states in which an ESME may send it
    std::uint8_t by_smsc;
    std::uint8_t since; ///< lowest version that knows it
};

/// Those that open and close a session count as known to all versions: before the bind none is
/// agreed on, and peers that call themselves 3.3 bind as transceivers. Unbinds may cross.
inline constexpr operation operations[] = {
    {command_id::submit_sm, in::sending, in::nowhere, version_33},
    {command_id::deliver_sm, in::nowhere, in::receiving, version_33},
    {command_id::enquire_link, in::open | in::bound | in::unbinding,
     in::open | in::bound | in::unbinding, version_33},
    {command_id::data_sm, in::sending, in::receiving, version_34},
    {command_id::submit_multi, in::sending, in::nowhere, version_33},
    {command_id::query_sm, in::sending, in::nowhere, version_33},
    {command_id::cancel_sm, in::sending, in::nowhere, version_33},
    {command_id::replace_sm, in::sending, in::nowhere, version_33},
    {command_id::alert_notification, in::nowhere, in::receiving, version_34},
    {command_id::broadcast_sm, in::sending, in::nowhere, version_50},
    {command_id::query_broadcast_sm, in::sending, in::nowhere, version_50},
    {command_id::cancel_broadcast_sm, in::sending, in::nowhere, version_50},
    {command_id::bind_transmitter, in::open, in::nowhere, version_33},
    {command_id::bind_receiver, in::open, in::nowhere, version_33},
    {command_id::bind_transceiver, in::open, in::nowhere, version_33},
    {command_id::outbind, in::nowhere, in::open, version_33},
    {command_id::unbind, in::bound | in::unbinding, in::bound | in::unbinding, version_33},
};

/// Null for what is no request, or unknown.
constexpr const operation* find_operation(command_id id) {
    for (const operation& o : operations) {
        if (o.id == id) {
            return &o;
        }
    }
    return nullptr;
}

constexpr bool may_send(const operation& o, role sender, link_state s) {
    return ((sender == role::esme ? o.by_esme : o.by_smsc) & in::state(s)) != 0;
}

constexpr role other(role r) {
    return r == role::esme ? role::smsc : role::esme;
}

constexpr command_id response_to(command_id request) {
    return static_cast<command_id>(static_cast<std::uint32_t>(request) | 0x80000000u);
}

constexpr command_id request_of(command_id response) {
    return static_cast<command_id>(static_cast<std::uint32_t>(response) & 0x7FFFFFFFu);
}

constexpr link_state bound_by(command_id bind) {
    if (bind == command_id::bind_receiver) {
        return link_state::bound_rx;
    }
    return bind == command_id::bind_transmitter ? link_state::bound_tx : link_state::bound_trx;
}

constexpr bool is_bound(link_state s) {
    return (in::state(s) & in::bound) != 0;
}

constexpr bool is_bind(command_id id) {
    return id == command_id::bind_receiver || id == command_id::bind_transmitter ||
           id == command_id::bind_transceiver;
}

/// Requests that the session sends and answers itself; all others are the owner's messages, take a
/// place in the window and are events.
constexpr bool is_management(command_id id) {
    return is_bind(id) || id == command_id::outbind || id == command_id::unbind ||
           id == command_id::enquire_link;
}

/// SMPP 3.4 4.1.7, 4.12.1: these two alone have none.
constexpr bool has_response(command_id request) {
    return request != command_id::outbind && request != command_id::alert_notification;
}

/// What a peer that names this version speaks, as far as it matters here (SMPP 3.4 5.2.4: 0x00-0x33
/// is 3.3 or earlier).
constexpr std::uint8_t spoken(std::uint8_t interface_version) {
    if (interface_version >= version_50) {
        return version_50;
    }
    return interface_version >= version_34 ? version_34 : version_33;
}

} // namespace smpp
