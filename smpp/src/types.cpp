#include "smpp/types.hpp"

namespace smpp {

// Switches on the number: vendors' own values are legal and have no enumerator.
std::string_view name_of(command_status status) noexcept {
    switch (static_cast<std::uint32_t>(status)) {
    case 0x00: return "ROK";
    case 0x01: return "RINVMSGLEN";
    case 0x02: return "RINVCMDLEN";
    case 0x03: return "RINVCMDID";
    case 0x04: return "RINVBNDSTS";
    case 0x05: return "RALYBND";
    case 0x06: return "RINVPRTFLG";
    case 0x07: return "RINVREGDLVFLG";
    case 0x08: return "RSYSERR";
    case 0x0A: return "RINVSRCADR";
    case 0x0B: return "RINVDSTADR";
    case 0x0C: return "RINVMSGID";
    case 0x0D: return "RBINDFAIL";
    case 0x0E: return "RINVPASWD";
    case 0x0F: return "RINVSYSID";
    case 0x11: return "RCANCELFAIL";
    case 0x13: return "RREPLACEFAIL";
    case 0x14: return "RMSGQFUL";
    case 0x15: return "RINVSERTYP";
    case 0x33: return "RINVNUMDESTS";
    case 0x34: return "RINVDLNAME";
    case 0x40: return "RINVDESTFLAG";
    case 0x42: return "RINVSUBREP";
    case 0x43: return "RINVESMCLASS";
    case 0x44: return "RCNTSUBDL";
    case 0x45: return "RSUBMITFAIL";
    case 0x48: return "RINVSRCTON";
    case 0x49: return "RINVSRCNPI";
    case 0x50: return "RINVDSTTON";
    case 0x51: return "RINVDSTNPI";
    case 0x53: return "RINVSYSTYP";
    case 0x54: return "RINVREPFLAG";
    case 0x55: return "RINVNUMMSGS";
    case 0x58: return "RTHROTTLED";
    case 0x61: return "RINVSCHED";
    case 0x62: return "RINVEXPIRY";
    case 0x63: return "RINVDFTMSGID";
    case 0x64: return "RX_T_APPN";
    case 0x65: return "RX_P_APPN";
    case 0x66: return "RX_R_APPN";
    case 0x67: return "RQUERYFAIL";
    case 0xC0: return "RINVOPTPARSTREAM";
    case 0xC1: return "ROPTPARNOTALLWD";
    case 0xC2: return "RINVPARLEN";
    case 0xC3: return "RMISSINGOPTPARAM";
    case 0xC4: return "RINVOPTPARAMVAL";
    case 0xFE: return "RDELIVERYFAILURE";
    case 0xFF: return "RUNKNOWNERR";
    default: return {};
    }
}

std::string_view name_of(command_id id) noexcept {
    switch (id) {
    case command_id::generic_nack: return "generic_nack";
    case command_id::bind_receiver: return "bind_receiver";
    case command_id::bind_receiver_resp: return "bind_receiver_resp";
    case command_id::bind_transmitter: return "bind_transmitter";
    case command_id::bind_transmitter_resp: return "bind_transmitter_resp";
    case command_id::submit_sm: return "submit_sm";
    case command_id::submit_sm_resp: return "submit_sm_resp";
    case command_id::deliver_sm: return "deliver_sm";
    case command_id::deliver_sm_resp: return "deliver_sm_resp";
    case command_id::unbind: return "unbind";
    case command_id::unbind_resp: return "unbind_resp";
    case command_id::bind_transceiver: return "bind_transceiver";
    case command_id::bind_transceiver_resp: return "bind_transceiver_resp";
    case command_id::outbind: return "outbind";
    case command_id::enquire_link: return "enquire_link";
    case command_id::enquire_link_resp: return "enquire_link_resp";
    }
    return {};
}

} // namespace smpp
