#pragma once
// The fields of every PDU body in the order of the wire, under the names that the specification
// gives them (SMPP 3.4 chapter 4, SMPP 5.0 chapter 4). Written from the specification, not from the
// codec's own table: the two are held against each other here.
#include "smpp/pdu.hpp"
#include <concepts>
#include <type_traits>

namespace interop {

/// `B` is T or const T.
template<class B, class T>
concept is_body = std::derived_from<std::remove_const_t<B>, T>;

namespace detail {

template<class A, class F>
void number(A& a, const char* ton, const char* npi, const char* value, F& f) {
    f(ton, a.ton);
    f(npi, a.npi);
    f(value, a.value);
}
template<class A, class F>
void source(A& a, F& f) {
    number(a, "source_addr_ton", "source_addr_npi", "source_addr", f);
}
template<class A, class F>
void destination(A& a, F& f) {
    number(a, "dest_addr_ton", "dest_addr_npi", "destination_addr", f);
}
template<class B, class F>
void times(B& b, F& f) {
    f("schedule_delivery_time", b.schedule_delivery_time);
    f("validity_period", b.validity_period);
}
/// submit_sm, deliver_sm and submit_multi, from esm_class on.
template<class B, class F>
void message(B& b, F& f) {
    f("esm_class", b.esm_class);
    f("protocol_id", b.protocol_id);
    f("priority_flag", b.priority_flag);
    times(b, f);
    f("registered_delivery", b.registered_delivery);
    f("replace_if_present_flag", b.replace_if_present_flag);
    f("data_coding", b.data_coding);
    f("sm_default_msg_id", b.sm_default_msg_id);
    f("short_message", b.short_message);
}

} // namespace detail

/// Calls f(name, field) for each; the optional parameters come last, as "tlvs".
template<class B, class F>
void for_each_field(B& b, F&& f) {
    if constexpr (is_body<B, smpp::bind_body>) {
        f("system_id", b.system_id);
        f("password", b.password);
        f("system_type", b.system_type);
        f("interface_version", b.interface_version);
        f("addr_ton", b.addr_ton);
        f("addr_npi", b.addr_npi);
        f("address_range", b.address_range);
    } else if constexpr (is_body<B, smpp::bind_resp_body>) {
        f("system_id", b.system_id);
    } else if constexpr (is_body<B, smpp::outbind>) {
        f("system_id", b.system_id);
        f("password", b.password);
    } else if constexpr (is_body<B, smpp::sm_body>) {
        f("service_type", b.service_type);
        detail::source(b.source, f);
        detail::destination(b.destination, f);
        detail::message(b, f);
    } else if constexpr (is_body<B, smpp::submit_multi>) {
        f("service_type", b.service_type);
        detail::source(b.source, f);
        f("dest_address", b.destinations);
        detail::message(b, f);
    } else if constexpr (is_body<B, smpp::submit_multi_resp>) {
        f("message_id", b.message_id);
        f("unsuccess_sme", b.unsuccess);
    } else if constexpr (is_body<B, smpp::data_sm>) {
        f("service_type", b.service_type);
        detail::source(b.source, f);
        detail::destination(b.destination, f);
        f("esm_class", b.esm_class);
        f("registered_delivery", b.registered_delivery);
        f("data_coding", b.data_coding);
    } else if constexpr (is_body<B, smpp::sm_resp_body>) {
        f("message_id", b.message_id);
    } else if constexpr (is_body<B, smpp::query_sm> || is_body<B, smpp::query_broadcast_sm>) {
        f("message_id", b.message_id);
        detail::source(b.source, f);
    } else if constexpr (is_body<B, smpp::query_sm_resp>) {
        f("message_id", b.message_id);
        f("final_date", b.final_date);
        f("message_state", b.message_state);
        f("error_code", b.error_code);
    } else if constexpr (is_body<B, smpp::cancel_sm>) {
        f("service_type", b.service_type);
        f("message_id", b.message_id);
        detail::source(b.source, f);
        detail::destination(b.destination, f);
    } else if constexpr (is_body<B, smpp::replace_sm>) {
        f("message_id", b.message_id);
        detail::source(b.source, f);
        detail::times(b, f);
        f("registered_delivery", b.registered_delivery);
        f("sm_default_msg_id", b.sm_default_msg_id);
        f("short_message", b.short_message);
    } else if constexpr (is_body<B, smpp::alert_notification>) {
        detail::source(b.source, f);
        detail::number(b.esme_address, "esme_addr_ton", "esme_addr_npi", "esme_addr", f);
    } else if constexpr (is_body<B, smpp::broadcast_sm>) {
        f("service_type", b.service_type);
        detail::source(b.source, f);
        f("message_id", b.message_id);
        f("priority_flag", b.priority_flag);
        detail::times(b, f);
        f("replace_if_present_flag", b.replace_if_present_flag);
        f("data_coding", b.data_coding);
        f("sm_default_msg_id", b.sm_default_msg_id);
    } else if constexpr (is_body<B, smpp::cancel_broadcast_sm>) {
        f("service_type", b.service_type);
        f("message_id", b.message_id);
        detail::source(b.source, f);
    } else {
        static_assert(is_body<B, smpp::empty_body>, "a body without a table");
    }
    f("tlvs", b.tlvs);
}

/// The same for whatever body a PDU has.
template<class Body, class F>
    requires std::same_as<std::remove_const_t<Body>, smpp::body>
void for_each_field_of(Body& body, F&& f) {
    std::visit([&](auto& b) { for_each_field(b, f); }, body);
}

} // namespace interop
