#pragma once
// The one table of each PDU's body, in wire order (SMPP 3.4 chapter 4, SMPP 5.0 chapter 4), and
// which command each body is.
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
    field::cstring{"system_type", &bind_body::system_type, 12, st::rinvsystyp},
    field::u8{"interface_version", &bind_body::interface_version},
    field::u8{"addr_ton", &bind_body::addr_ton},
    field::u8{"addr_npi", &bind_body::addr_npi},
    field::cstring{"address_range", &bind_body::address_range, 40, st::rbindfail},
    field::tlvs{&bind_body::tlvs},
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
    field::tlvs{&outbind::tlvs},
};

template<>
inline constexpr auto fields<empty_body> = std::tuple{field::tlvs{&empty_body::tlvs}};

template<>
inline constexpr auto fields<sm_body> = std::tuple{
    field::cstring{"service_type", &sm_body::service_type, 5, st::rinvsertyp},
    field::address{"source", &sm_body::source, field::address_max, st::rinvsrcadr},
    field::address{"destination", &sm_body::destination, field::address_max, st::rinvdstadr},
    field::u8{"esm_class", &sm_body::esm_class},
    field::u8{"protocol_id", &sm_body::protocol_id},
    field::u8{"priority_flag", &sm_body::priority_flag},
    field::time{"schedule_delivery_time", &sm_body::schedule_delivery_time, st::rinvsched},
    field::time{"validity_period", &sm_body::validity_period, st::rinvexpiry},
    field::u8{"registered_delivery", &sm_body::registered_delivery},
    field::u8{"replace_if_present_flag", &sm_body::replace_if_present_flag},
    field::u8{"data_coding", &sm_body::data_coding},
    field::u8{"sm_default_msg_id", &sm_body::sm_default_msg_id},
    field::message{&sm_body::short_message},
    field::tlvs{&sm_body::tlvs},
};

template<>
inline constexpr auto fields<submit_multi> = std::tuple{
    field::cstring{"service_type", &submit_multi::service_type, 5, st::rinvsertyp},
    field::address{"source", &submit_multi::source, field::address_max, st::rinvsrcadr},
    field::destinations{&submit_multi::destinations},
    field::u8{"esm_class", &submit_multi::esm_class},
    field::u8{"protocol_id", &submit_multi::protocol_id},
    field::u8{"priority_flag", &submit_multi::priority_flag},
    field::time{"schedule_delivery_time", &submit_multi::schedule_delivery_time, st::rinvsched},
    field::time{"validity_period", &submit_multi::validity_period, st::rinvexpiry},
    field::u8{"registered_delivery", &submit_multi::registered_delivery},
    field::u8{"replace_if_present_flag", &submit_multi::replace_if_present_flag},
    field::u8{"data_coding", &submit_multi::data_coding},
    field::u8{"sm_default_msg_id", &submit_multi::sm_default_msg_id},
    field::message{&submit_multi::short_message},
    field::tlvs{&submit_multi::tlvs},
};

template<>
inline constexpr auto fields<submit_multi_resp> = std::tuple{
    field::message_id{&submit_multi_resp::message_id},
    field::unsuccess{&submit_multi_resp::unsuccess},
    field::tlvs{&submit_multi_resp::tlvs},
};

template<>
inline constexpr auto fields<data_sm> = std::tuple{
    field::cstring{"service_type", &data_sm::service_type, 5, st::rinvsertyp},
    field::address{"source", &data_sm::source, field::long_address_max, st::rinvsrcadr},
    field::address{"destination", &data_sm::destination, field::long_address_max, st::rinvdstadr},
    field::u8{"esm_class", &data_sm::esm_class},
    field::u8{"registered_delivery", &data_sm::registered_delivery},
    field::u8{"data_coding", &data_sm::data_coding},
    field::tlvs{&data_sm::tlvs},
};

template<>
inline constexpr auto fields<sm_resp_body> = std::tuple{
    field::message_id{&sm_resp_body::message_id},
    field::tlvs{&sm_resp_body::tlvs},
};

template<>
inline constexpr auto fields<query_sm> = std::tuple{
    field::message_id{&query_sm::message_id},
    field::address{"source", &query_sm::source, field::address_max, st::rinvsrcadr},
    field::tlvs{&query_sm::tlvs},
};

template<>
inline constexpr auto fields<query_sm_resp> = std::tuple{
    field::message_id{&query_sm_resp::message_id},
    field::time{"final_date", &query_sm_resp::final_date, st::rqueryfail, true},
    field::u8{"message_state", &query_sm_resp::message_state},
    field::u8{"error_code", &query_sm_resp::error_code},
    field::tlvs{&query_sm_resp::tlvs},
};

template<>
inline constexpr auto fields<cancel_sm> = std::tuple{
    field::cstring{"service_type", &cancel_sm::service_type, 5, st::rinvsertyp},
    field::message_id{&cancel_sm::message_id},
    field::address{"source", &cancel_sm::source, field::address_max, st::rinvsrcadr},
    field::address{"destination", &cancel_sm::destination, field::address_max, st::rinvdstadr},
    field::tlvs{&cancel_sm::tlvs},
};

template<>
inline constexpr auto fields<replace_sm> = std::tuple{
    field::message_id{&replace_sm::message_id},
    field::address{"source", &replace_sm::source, field::address_max, st::rinvsrcadr},
    field::time{"schedule_delivery_time", &replace_sm::schedule_delivery_time, st::rinvsched},
    field::time{"validity_period", &replace_sm::validity_period, st::rinvexpiry},
    field::u8{"registered_delivery", &replace_sm::registered_delivery},
    field::u8{"sm_default_msg_id", &replace_sm::sm_default_msg_id},
    field::message{&replace_sm::short_message},
    field::tlvs{&replace_sm::tlvs},
};

template<>
inline constexpr auto fields<alert_notification> = std::tuple{
    field::address{"source", &alert_notification::source, field::long_address_max, st::rinvsrcadr},
    field::address{"esme_address", &alert_notification::esme_address, field::long_address_max,
                   st::rinvdstadr},
    field::tlvs{&alert_notification::tlvs},
};

template<>
inline constexpr auto fields<broadcast_sm> = std::tuple{
    field::cstring{"service_type", &broadcast_sm::service_type, 5, st::rinvsertyp},
    field::address{"source", &broadcast_sm::source, field::address_max, st::rinvsrcadr},
    field::message_id{&broadcast_sm::message_id},
    field::u8{"priority_flag", &broadcast_sm::priority_flag},
    field::time{"schedule_delivery_time", &broadcast_sm::schedule_delivery_time, st::rinvsched},
    field::time{"validity_period", &broadcast_sm::validity_period, st::rinvexpiry},
    field::u8{"replace_if_present_flag", &broadcast_sm::replace_if_present_flag},
    field::u8{"data_coding", &broadcast_sm::data_coding},
    field::u8{"sm_default_msg_id", &broadcast_sm::sm_default_msg_id},
    field::tlvs{&broadcast_sm::tlvs},
};

template<>
inline constexpr auto fields<query_broadcast_sm> = std::tuple{
    field::message_id{&query_broadcast_sm::message_id},
    field::address{"source", &query_broadcast_sm::source, field::address_max, st::rinvsrcadr},
    field::tlvs{&query_broadcast_sm::tlvs},
};

template<>
inline constexpr auto fields<cancel_broadcast_sm> = std::tuple{
    field::cstring{"service_type", &cancel_broadcast_sm::service_type, 5, st::rinvsertyp},
    field::message_id{&cancel_broadcast_sm::message_id},
    field::address{"source", &cancel_broadcast_sm::source, field::address_max, st::rinvsrcadr},
    field::tlvs{&cancel_broadcast_sm::tlvs},
};
// NOLINTEND(readability-identifier-naming)

/// The first of Bases that T is made from, else T itself.
template<class T, class... Bases>
struct first_base {
    using type = T;
};
template<class T, class Base, class... Bases>
struct first_base<T, Base, Bases...> {
    using type = typename std::conditional_t<std::is_base_of_v<Base, T>, std::type_identity<Base>,
                                             first_base<T, Bases...>>::type;
};
/// The type whose table describes T: its base where several PDUs share a body.
template<class T>
using shape =
    typename first_base<T, bind_body, bind_resp_body, empty_body, sm_body, sm_resp_body>::type;

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
    command_id::submit_multi,
    command_id::submit_multi_resp,
    command_id::data_sm,
    command_id::data_sm_resp,
    command_id::query_sm,
    command_id::query_sm_resp,
    command_id::cancel_sm,
    command_id::cancel_sm_resp,
    command_id::replace_sm,
    command_id::replace_sm_resp,
    command_id::alert_notification,
    command_id::broadcast_sm,
    command_id::broadcast_sm_resp,
    command_id::query_broadcast_sm,
    command_id::query_broadcast_sm_resp,
    command_id::cancel_broadcast_sm,
    command_id::cancel_broadcast_sm_resp,
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
template<class T>
inline constexpr command_id id_of = commands[index_of<T>()];
static_assert(id_of<submit_sm> == command_id::submit_sm);
static_assert(id_of<deliver_sm_resp> == command_id::deliver_sm_resp);
static_assert(id_of<enquire_link_resp> == command_id::enquire_link_resp);
static_assert(id_of<bind_transceiver_resp> == command_id::bind_transceiver_resp);
static_assert(id_of<submit_multi_resp> == command_id::submit_multi_resp);
static_assert(id_of<query_sm_resp> == command_id::query_sm_resp);
static_assert(id_of<alert_notification> == command_id::alert_notification);
static_assert(id_of<cancel_broadcast_sm_resp> == command_id::cancel_broadcast_sm_resp);

/// SMPP 3.4 4.1.2, 4.4.2: with an error status these responses have no body.
constexpr bool body_absent_on_error(command_id id) {
    return id == command_id::bind_receiver_resp || id == command_id::bind_transmitter_resp ||
           id == command_id::bind_transceiver_resp || id == command_id::submit_sm_resp;
}

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
