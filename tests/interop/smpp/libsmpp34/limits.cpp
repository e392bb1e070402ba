#include "limits.hpp"
#include "../fields.hpp"
#include "smpp34.hpp"
#include <algorithm>
#include <array>
#include <optional>
#include <vector>

namespace interop {
namespace {

constexpr std::array statuses{
#define OPERACION(name) static_cast<std::uint32_t>(name),
#include <def_list/command_status.list>
#undef OPERACION
};
constexpr std::array<std::uint8_t, 10> npis{0, 1, 3, 4, 6, 8, 9, 10, 14, 18};
constexpr std::uint8_t tons = 7;

/// How a value is read: a number of so many octets, or octets up to so many.
struct tlv_size {
    std::uint16_t tag;
    bool number;
    std::size_t octets;
};
constexpr std::size_t any_tlv_max = 1024;

constexpr tlv_size number(std::uint16_t tag, std::size_t octets) {
    return {tag, true, octets};
}
constexpr tlv_size text(std::uint16_t tag, std::size_t max) {
    return {tag, false, max};
}
constexpr std::array submit_tlvs{
    number(TLVID_user_message_reference, 2),
    number(TLVID_source_port, 2),
    number(TLVID_source_addr_subunit, 1),
    number(TLVID_destination_port, 2),
    number(TLVID_dest_addr_subunit, 1),
    number(TLVID_sar_msg_ref_num, 2),
    number(TLVID_sar_total_segments, 1),
    number(TLVID_sar_segment_seqnum, 1),
    number(TLVID_more_messages_to_send, 1),
    number(TLVID_payload_type, 1),
    number(TLVID_privacy_indicator, 1),
    text(TLVID_callback_num, 19),
    number(TLVID_callback_num_pres_ind, 1),
    text(TLVID_callback_num_atag, 65),
    text(TLVID_source_subaddress, 23),
    text(TLVID_dest_subaddress, 23),
    number(TLVID_user_response_code, 1),
    number(TLVID_display_time, 1),
    number(TLVID_sms_signal, 2),
    number(TLVID_ms_validity, 1),
    number(TLVID_ms_msg_wait_facilities, 1),
    number(TLVID_number_of_messages, 1),
    text(TLVID_alert_on_message_delivery, 0),
    number(TLVID_language_indicator, 1),
    number(TLVID_its_reply_type, 1),
    number(TLVID_its_session_info, 2),
    text(TLVID_ussd_service_op, 1),
};
constexpr std::array deliver_tlvs{
    number(TLVID_user_message_reference, 2), number(TLVID_source_port, 2),
    number(TLVID_destination_port, 2),       number(TLVID_sar_msg_ref_num, 2),
    number(TLVID_sar_total_segments, 1),     number(TLVID_sar_segment_seqnum, 1),
    number(TLVID_user_response_code, 1),     number(TLVID_privacy_indicator, 1),
    number(TLVID_payload_type, 1),           text(TLVID_callback_num, 19),
    text(TLVID_source_subaddress, 23),       text(TLVID_dest_subaddress, 23),
    number(TLVID_language_indicator, 1),     number(TLVID_its_session_info, 2),
    text(TLVID_network_error_code, 3),       number(TLVID_message_state, 1),
    text(TLVID_receipted_message_id, 65),    number(TLVID_set_dpf, 1),
    number(TLVID_source_network_type, 1),
};
constexpr std::array data_tlvs{
    number(TLVID_source_port, 2),
    number(TLVID_source_addr_subunit, 1),
    number(TLVID_source_network_type, 1),
    number(TLVID_source_bearer_type, 1),
    number(TLVID_source_telematics_id, 1),
    number(TLVID_destination_port, 2),
    number(TLVID_dest_addr_subunit, 1),
    number(TLVID_dest_network_type, 1),
    number(TLVID_dest_bearer_type, 1),
    number(TLVID_dest_telematics_id, 2),
    number(TLVID_sar_msg_ref_num, 2),
    number(TLVID_sar_total_segments, 1),
    number(TLVID_sar_segment_seqnum, 1),
    number(TLVID_more_messages_to_send, 1),
    number(TLVID_qos_time_to_live, 4),
    number(TLVID_payload_type, 1),
    number(TLVID_set_dpf, 1),
    text(TLVID_receipted_message_id, 65),
    number(TLVID_message_state, 1),
    text(TLVID_network_error_code, 3),
    number(TLVID_user_message_reference, 2),
    number(TLVID_privacy_indicator, 1),
    text(TLVID_callback_num, 19),
    number(TLVID_callback_num_pres_ind, 1),
    text(TLVID_callback_num_atag, 65),
    text(TLVID_source_subaddress, 23),
    text(TLVID_dest_subaddress, 23),
    number(TLVID_user_response_code, 1),
    number(TLVID_display_time, 1),
    number(TLVID_sms_signal, 2),
    number(TLVID_ms_validity, 1),
    number(TLVID_ms_msg_wait_facilities, 1),
    number(TLVID_number_of_messages, 1),
    text(TLVID_alert_on_message_delivery, 0),
    number(TLVID_language_indicator, 1),
    number(TLVID_its_reply_type, 1),
    number(TLVID_its_session_info, 2),
};
constexpr std::array bind_resp_tlvs{number(TLVID_sc_interface_version, 1)};
constexpr std::array alert_tlvs{number(TLVID_ms_availability_status, 1)};

/// The optional parameters of a command; nothing where it has no list of them.
std::optional<std::span<const tlv_size>> tlvs_of(smpp::command_id id) {
    switch (static_cast<std::uint32_t>(id)) {
    case SUBMIT_SM:
    case SUBMIT_MULTI: return submit_tlvs;
    case DELIVER_SM: return deliver_tlvs;
    case DATA_SM: return data_tlvs;
    case BIND_RECEIVER_RESP:
    case BIND_TRANSMITTER_RESP:
    case BIND_TRANSCEIVER_RESP: return bind_resp_tlvs;
    case ALERT_NOTIFICATION: return alert_tlvs;
    default: return std::nullopt;
    }
}

bool known_command(smpp::command_id id) {
    constexpr std::array commands{
#define OPERACION(name) static_cast<std::uint32_t>(name),
#include <def_list/command_id.list>
#undef OPERACION
    };
    return std::ranges::find(commands, static_cast<std::uint32_t>(id)) != commands.end();
}

bool is_bind_resp(smpp::command_id id) {
    return id == smpp::command_id::bind_receiver_resp ||
           id == smpp::command_id::bind_transmitter_resp ||
           id == smpp::command_id::bind_transceiver_resp;
}

/// Visits the fields of a PDU: notes what goes beyond, and, where that is asked for, changes it.
class checker {
public:
    checker(smpp::command_id id, bool change, std::optional<limit> but = std::nullopt)
        : id_(id)
        , change_(change)
        , but_(but) {}
    std::set<limit> beyond;

    void operator()(std::string_view name, std::uint8_t& v) {
        if (name.ends_with("_ton")) {
            want(v < tons, limit::ton_npi, [&] { v = static_cast<std::uint8_t>(v % tons); });
        } else if (name.ends_with("_npi")) {
            want(std::ranges::find(npis, v) != npis.end(), limit::ton_npi,
                 [&] { v = npis[v % npis.size()]; });
        } else if (name == "interface_version") {
            want(v == SMPP_VERSION, limit::version, [&] { v = SMPP_VERSION; });
        }
    }
    void operator()(std::string_view name, std::string& v) {
        if (name == "password") {
            at_most(v, 8, limit::password);
        } else if (name == "source_addr" && id_ == smpp::command_id::data_sm) {
            at_most(v, 20, limit::data_sm_source);
        } else if (name == "short_message") {
            at_most(v, 253, limit::message);
        } else if (name == "message_id" && id_ == smpp::command_id::deliver_sm_resp) {
            at_most(v, 0, limit::deliver_sm_resp_id);
        }
    }
    void operator()(std::string_view, smpp::time_field& v) {
        want(v.empty() || id_ != smpp::command_id::deliver_sm, limit::deliver_sm_times,
             [&] { v = {}; });
    }
    void operator()(std::string_view, std::vector<smpp::multi_destination>& v) {
        for (auto& d : v) {
            if (auto* a = std::get_if<smpp::address>(&d)) {
                number_of(*a);
            }
        }
    }
    void operator()(std::string_view, std::vector<smpp::unsuccessful_delivery>& v) {
        for (auto& u : v) {
            number_of(u.destination);
        }
    }
    void operator()(std::string_view, smpp::tlv_list& v) {
        const auto sizes = tlvs_of(id_);
        if (!sizes) {
            want(v.empty(), limit::tlvs_at_all, [&] { v = {}; });
            return;
        }
        smpp::tlv_list fitting;
        for (const smpp::tlv t : v) {
            std::string value{t.value};
            const auto size = std::ranges::find(*sizes, t.tag, &tlv_size::tag);
            if (size != sizes->end() && size->number) {
                want(value.size() == size->octets, limit::tlv_fixed_length,
                     [&] { value.resize(size->octets, 'x'); });
            } else {
                at_most(value, size == sizes->end() ? any_tlv_max : size->octets,
                        limit::tlv_too_long);
            }
            fitting.add(t.tag, value);
        }
        v = std::move(fitting);
    }

private:
    template<class Change>
    void want(bool good, limit otherwise, Change change) {
        if (!good) {
            beyond.insert(otherwise);
            if (change_ && otherwise != but_) {
                change();
            }
        }
    }
    void at_most(std::string& v, std::size_t octets, limit otherwise) {
        want(v.size() <= octets, otherwise, [&] { v.resize(octets); });
    }
    void number_of(smpp::address& a) {
        (*this)("_ton", a.ton);
        (*this)("_npi", a.npi);
    }

    smpp::command_id id_;
    bool change_;
    std::optional<limit> but_;
};

} // namespace

std::span<const std::uint32_t> known_statuses() noexcept {
    return statuses;
}

std::set<limit> limits_of(const smpp::pdu& p, std::string_view octets) {
    smpp::pdu copy = p;
    const smpp::command_id id = smpp::id_of(p.body);
    checker check{id, false};
    for_each_field_of(copy.body, check);
    if (!known_command(id)) {
        check.beyond.insert(limit::command);
    }
    if (std::ranges::find(statuses, static_cast<std::uint32_t>(p.status)) == statuses.end()) {
        check.beyond.insert(limit::status);
    }
    if (p.sequence == 0) {
        check.beyond.insert(limit::sequence);
    }
    const bool refused = p.status != smpp::command_status::rok;
    const std::size_t body = octets.size() - smpp::header_size;
    if (id == smpp::command_id::submit_sm_resp && refused) {
        if (body != 0) {
            check.beyond.insert(limit::body_beside_error);
        }
    } else if (smpp::is_response(id) && body <= 1) {
        // With one NUL, a message_id or a system_id is there and empty, other fields are not.
        smpp::pdu shortest{.body = p.body};
        std::string whole;
        if (smpp::encode(shortest, whole) && whole.size() > octets.size()) {
            check.beyond.insert(limit::body_left_out);
        } else if (whole.size() == smpp::header_size && body == 1) {
            check.beyond.insert(limit::one_nul);
        }
        // The body of a refused bind is left out by us where nothing is in it.
        if (is_bind_resp(id) && refused) {
            check.beyond.insert(limit::body_left_out);
        }
    }
    return check.beyond;
}

bool fit(smpp::pdu& p, std::optional<limit> but) {
    const smpp::command_id id = smpp::id_of(p.body);
    if (!known_command(id)) {
        return false;
    }
    checker check{id, true, but};
    for_each_field_of(p.body, check);
    if (const auto status = static_cast<std::uint32_t>(p.status);
        std::ranges::find(statuses, status) == statuses.end()) {
        p.status = static_cast<smpp::command_status>(statuses[status % statuses.size()]);
    }
    if (p.status != smpp::command_status::rok) {
        if (auto* r = std::get_if<smpp::submit_sm_resp>(&p.body)) {
            r->message_id.clear();
        } else if (is_bind_resp(id)) {
            p.status = smpp::command_status::rok;
        }
    }
    p.sequence = std::max(p.sequence, 1u);
    return true;
}

} // namespace interop
