#pragma once
// The one table of each PDU's body, in wire order (SMPP 3.4 chapter 4), and which command each body
// is.
#include "fields.hpp"
#include <array>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>

namespace smpp::layout {

using st = command_status;

// NOLINTBEGIN(readability-identifier-naming)
template<class Body>
inline constexpr auto fields = std::tuple{};

template<>
inline constexpr auto fields<bind_body> = std::tuple{
    field::cstring{"system_id", &bind_body::system_id, 15, st::rinvsysid},
    field::cstring{"password", &bind_body::password, 16, st::rinvpaswd, field::show::masked},
    field::cstring{"system_type", &bind_body::system_type, 12, st::rbindfail},
    field::u8{"interface_version", &bind_body::interface_version},
    field::u8{"addr_ton", &bind_body::addr_ton},
    field::u8{"addr_npi", &bind_body::addr_npi},
    field::cstring{"address_range", &bind_body::address_range, 40, st::rbindfail},
};

template<>
inline constexpr auto fields<bind_resp_body> = std::tuple{
    field::cstring{"system_id", &bind_resp_body::system_id, 15, st::rinvsysid},
    field::tlvs{&bind_resp_body::tlvs},
};

template<>
inline constexpr auto fields<outbind> = std::tuple{
    field::cstring{"system_id", &outbind::system_id, 15, st::rinvsysid},
    field::cstring{"password", &outbind::password, 16, st::rinvpaswd, field::show::masked},
};

template<>
inline constexpr auto fields<sm_body> = std::tuple{
    field::cstring{"service_type", &sm_body::service_type, 5, st::rinvsertyp},
    field::address{"source", &sm_body::source, st::rinvsrcadr},
    field::address{"destination", &sm_body::destination, st::rinvdstadr},
    field::u8{"esm_class", &sm_body::esm_class},
    field::u8{"protocol_id", &sm_body::protocol_id},
    field::u8{"priority_flag", &sm_body::priority_flag},
    field::time{"schedule_delivery_time", &sm_body::schedule_delivery_time, st::rinvsched},
    field::time{"validity_period", &sm_body::validity_period, st::rinvexpiry},
    field::u8{"registered_delivery", &sm_body::registered_delivery},
    field::u8{"replace_if_present_flag", &sm_body::replace_if_present_flag},
    field::u8{"data_coding", &sm_body::data_coding},
    field::u8{"sm_default_msg_id", &sm_body::sm_default_msg_id},
    field::message{"short_message", &sm_body::short_message},
    field::tlvs{&sm_body::tlvs},
};

template<>
inline constexpr auto fields<sm_resp_body> = std::tuple{
    field::cstring{"message_id", &sm_resp_body::message_id, 64, st::rsyserr},
    field::tlvs{&sm_resp_body::tlvs},
};
// NOLINTEND(readability-identifier-naming)

/// The type whose table describes T: its base where several PDUs share a body.
template<class T>
constexpr auto shape_of() {
    if constexpr (std::is_base_of_v<bind_body, T>) {
        return std::type_identity<bind_body>{};
    } else if constexpr (std::is_base_of_v<bind_resp_body, T>) {
        return std::type_identity<bind_resp_body>{};
    } else if constexpr (std::is_base_of_v<sm_body, T>) {
        return std::type_identity<sm_body>{};
    } else if constexpr (std::is_base_of_v<sm_resp_body, T>) {
        return std::type_identity<sm_resp_body>{};
    } else {
        return std::type_identity<T>{};
    }
}
template<class T>
using shape = typename decltype(shape_of<T>())::type;

/// In the order of the alternatives of `smpp::body`.
inline constexpr std::array commands{
    command_id::generic_nack,
    command_id::bind_receiver,
    command_id::bind_receiver_resp,
    command_id::bind_transmitter,
    command_id::bind_transmitter_resp,
    command_id::bind_transceiver,
    command_id::bind_transceiver_resp,
    command_id::outbind,
    command_id::unbind,
    command_id::unbind_resp,
    command_id::enquire_link,
    command_id::enquire_link_resp,
    command_id::submit_sm,
    command_id::submit_sm_resp,
    command_id::deliver_sm,
    command_id::deliver_sm_resp,
};
static_assert(commands.size() == std::variant_size_v<body>);

template<class T, std::size_t I = 0>
constexpr std::size_t index_of() {
    if constexpr (std::is_same_v<std::variant_alternative_t<I, body>, T>) {
        return I;
    } else {
        return index_of<T, I + 1>();
    }
}
static_assert(commands[index_of<submit_sm>()] == command_id::submit_sm);
static_assert(commands[index_of<deliver_sm_resp>()] == command_id::deliver_sm_resp);
static_assert(commands[index_of<enquire_link_resp>()] == command_id::enquire_link_resp);
static_assert(commands[index_of<bind_transceiver_resp>()] == command_id::bind_transceiver_resp);

/// SMPP 3.4 4.1.2, 4.4.2: with an error status these responses have no body.
template<class T>
inline constexpr bool body_absent_on_error =
    std::is_base_of_v<bind_resp_body, T> || std::is_same_v<T, submit_sm_resp>;

/// Calls f.operator()<T>() for the body that `id` has; false for a command that is not known.
template<class F>
constexpr bool with_type(command_id id, F&& f) {
    return [&]<std::size_t... I>(std::index_sequence<I...>) {
        return ((id == commands[I] &&
                 (f.template operator()<std::variant_alternative_t<I, body>>(), true)) ||
                ...);
    }(std::make_index_sequence<commands.size()>{});
}

} // namespace smpp::layout
