#include "smpp/types.hpp"
#include "tlv_table.hpp"
#include <algorithm>
#include <iterator>

namespace smpp {
namespace {

struct status_name {
    command_status status;
    std::string_view name;
};

/// By number.
constexpr status_name status_names[] = {
    {command_status::rok, "ROK"},
    {command_status::rinvmsglen, "RINVMSGLEN"},
    {command_status::rinvcmdlen, "RINVCMDLEN"},
    {command_status::rinvcmdid, "RINVCMDID"},
    {command_status::rinvbndsts, "RINVBNDSTS"},
    {command_status::ralybnd, "RALYBND"},
    {command_status::rinvprtflg, "RINVPRTFLG"},
    {command_status::rinvregdlvflg, "RINVREGDLVFLG"},
    {command_status::rsyserr, "RSYSERR"},
    {command_status::rinvsrcadr, "RINVSRCADR"},
    {command_status::rinvdstadr, "RINVDSTADR"},
    {command_status::rinvmsgid, "RINVMSGID"},
    {command_status::rbindfail, "RBINDFAIL"},
    {command_status::rinvpaswd, "RINVPASWD"},
    {command_status::rinvsysid, "RINVSYSID"},
    {command_status::rcancelfail, "RCANCELFAIL"},
    {command_status::rreplacefail, "RREPLACEFAIL"},
    {command_status::rmsgqful, "RMSGQFUL"},
    {command_status::rinvsertyp, "RINVSERTYP"},
    {command_status::rinvnumdests, "RINVNUMDESTS"},
    {command_status::rinvdlname, "RINVDLNAME"},
    {command_status::rinvdestflag, "RINVDESTFLAG"},
    {command_status::rinvsubrep, "RINVSUBREP"},
    {command_status::rinvesmclass, "RINVESMCLASS"},
    {command_status::rcntsubdl, "RCNTSUBDL"},
    {command_status::rsubmitfail, "RSUBMITFAIL"},
    {command_status::rinvsrcton, "RINVSRCTON"},
    {command_status::rinvsrcnpi, "RINVSRCNPI"},
    {command_status::rinvdstton, "RINVDSTTON"},
    {command_status::rinvdstnpi, "RINVDSTNPI"},
    {command_status::rinvsystyp, "RINVSYSTYP"},
    {command_status::rinvrepflag, "RINVREPFLAG"},
    {command_status::rinvnummsgs, "RINVNUMMSGS"},
    {command_status::rthrottled, "RTHROTTLED"},
    {command_status::rinvsched, "RINVSCHED"},
    {command_status::rinvexpiry, "RINVEXPIRY"},
    {command_status::rinvdftmsgid, "RINVDFTMSGID"},
    {command_status::rx_t_appn, "RX_T_APPN"},
    {command_status::rx_p_appn, "RX_P_APPN"},
    {command_status::rx_r_appn, "RX_R_APPN"},
    {command_status::rqueryfail, "RQUERYFAIL"},
    {command_status::rinvoptparstream, "RINVOPTPARSTREAM"},
    {command_status::roptparnotallwd, "ROPTPARNOTALLWD"},
    {command_status::rinvparlen, "RINVPARLEN"},
    {command_status::rmissingoptparam, "RMISSINGOPTPARAM"},
    {command_status::rinvoptparamval, "RINVOPTPARAMVAL"},
    {command_status::rdeliveryfailure, "RDELIVERYFAILURE"},
    {command_status::runknownerr, "RUNKNOWNERR"},
    {command_status::rsertypunauth, "RSERTYPUNAUTH"},
    {command_status::rprohibited, "RPROHIBITED"},
    {command_status::rsertypunavail, "RSERTYPUNAVAIL"},
    {command_status::rsertypdenied, "RSERTYPDENIED"},
    {command_status::rinvdcs, "RINVDCS"},
    {command_status::rinvsrcaddrsubunit, "RINVSRCADDRSUBUNIT"},
    {command_status::rinvdstaddrsubunit, "RINVDSTADDRSUBUNIT"},
    {command_status::rinvbcastfreqint, "RINVBCASTFREQINT"},
    {command_status::rinvbcastalias_name, "RINVBCASTALIAS_NAME"},
    {command_status::rinvbcastareafmt, "RINVBCASTAREAFMT"},
    {command_status::rinvnumbcast_areas, "RINVNUMBCAST_AREAS"},
    {command_status::rinvbcastcnttype, "RINVBCASTCNTTYPE"},
    {command_status::rinvbcastmsgclass, "RINVBCASTMSGCLASS"},
    {command_status::rbcastfail, "RBCASTFAIL"},
    {command_status::rbcastqueryfail, "RBCASTQUERYFAIL"},
    {command_status::rbcastcancelfail, "RBCASTCANCELFAIL"},
    {command_status::rinvbcast_rep, "RINVBCAST_REP"},
    {command_status::rinvbcastsrvgrp, "RINVBCASTSRVGRP"},
    {command_status::rinvbcastchanind, "RINVBCASTCHANIND"},
};
static_assert(std::ranges::is_sorted(status_names, {}, &status_name::status));

} // namespace

std::string_view name_of(command_status status) noexcept {
    const auto* found = std::ranges::lower_bound(status_names, status, {}, &status_name::status);
    return found != std::end(status_names) && found->status == status ? found->name
                                                                      : std::string_view{};
}

std::optional<command_status> status_named(std::string_view name) noexcept {
    const auto* found = std::ranges::find(status_names, name, &status_name::name);
    return found == std::end(status_names) ? std::nullopt : std::optional{found->status};
}

std::string_view name_of(command_id id) noexcept {
    switch (id) {
    case command_id::generic_nack: return "generic_nack";
    case command_id::bind_receiver: return "bind_receiver";
    case command_id::bind_receiver_resp: return "bind_receiver_resp";
    case command_id::bind_transmitter: return "bind_transmitter";
    case command_id::bind_transmitter_resp: return "bind_transmitter_resp";
    case command_id::query_sm: return "query_sm";
    case command_id::query_sm_resp: return "query_sm_resp";
    case command_id::submit_sm: return "submit_sm";
    case command_id::submit_sm_resp: return "submit_sm_resp";
    case command_id::deliver_sm: return "deliver_sm";
    case command_id::deliver_sm_resp: return "deliver_sm_resp";
    case command_id::unbind: return "unbind";
    case command_id::unbind_resp: return "unbind_resp";
    case command_id::replace_sm: return "replace_sm";
    case command_id::replace_sm_resp: return "replace_sm_resp";
    case command_id::cancel_sm: return "cancel_sm";
    case command_id::cancel_sm_resp: return "cancel_sm_resp";
    case command_id::bind_transceiver: return "bind_transceiver";
    case command_id::bind_transceiver_resp: return "bind_transceiver_resp";
    case command_id::outbind: return "outbind";
    case command_id::enquire_link: return "enquire_link";
    case command_id::enquire_link_resp: return "enquire_link_resp";
    case command_id::submit_multi: return "submit_multi";
    case command_id::submit_multi_resp: return "submit_multi_resp";
    case command_id::alert_notification: return "alert_notification";
    case command_id::data_sm: return "data_sm";
    case command_id::data_sm_resp: return "data_sm_resp";
    case command_id::broadcast_sm: return "broadcast_sm";
    case command_id::broadcast_sm_resp: return "broadcast_sm_resp";
    case command_id::query_broadcast_sm: return "query_broadcast_sm";
    case command_id::query_broadcast_sm_resp: return "query_broadcast_sm_resp";
    case command_id::cancel_broadcast_sm: return "cancel_broadcast_sm";
    case command_id::cancel_broadcast_sm_resp: return "cancel_broadcast_sm_resp";
    }
    return {};
}

bool exists_in(command_id id, std::uint8_t version) noexcept {
    switch (id) {
    case command_id::generic_nack:
    case command_id::bind_receiver:
    case command_id::bind_receiver_resp:
    case command_id::bind_transmitter:
    case command_id::bind_transmitter_resp:
    case command_id::query_sm:
    case command_id::query_sm_resp:
    case command_id::submit_sm:
    case command_id::submit_sm_resp:
    case command_id::deliver_sm:
    case command_id::deliver_sm_resp:
    case command_id::unbind:
    case command_id::unbind_resp:
    case command_id::replace_sm:
    case command_id::replace_sm_resp:
    case command_id::cancel_sm:
    case command_id::cancel_sm_resp:
    case command_id::enquire_link:
    case command_id::enquire_link_resp:
    case command_id::submit_multi:
    case command_id::submit_multi_resp: return true;
    case command_id::bind_transceiver:
    case command_id::bind_transceiver_resp:
    case command_id::outbind:
    case command_id::alert_notification:
    case command_id::data_sm:
    case command_id::data_sm_resp: return version >= version_34;
    case command_id::broadcast_sm:
    case command_id::broadcast_sm_resp:
    case command_id::query_broadcast_sm:
    case command_id::query_broadcast_sm_resp:
    case command_id::cancel_broadcast_sm:
    case command_id::cancel_broadcast_sm_resp: return version >= version_50;
    }
    return false;
}

std::string_view name_of(tag t) noexcept {
    const tlv_row* row = find_tlv(static_cast<std::uint16_t>(t));
    return row == nullptr ? std::string_view{} : row->name();
}

} // namespace smpp
