// By number: not every status has a name in types.hpp.
#include "smpp/reaction.hpp"
#include <algorithm>
#include <array>

namespace smpp {

namespace {

struct message_row {
    std::uint32_t status;
    reaction what;
};

/// Every status of SMPP 3.4 5.1.3 and SMPP 5.0 4.7.6, in order. Not listed: given up.
constexpr std::array message_table{
    message_row{0x00, reaction::accepted}, // ROK
    message_row{0x01, reaction::give_up},  // RINVMSGLEN
    message_row{0x02, reaction::give_up},  // RINVCMDLEN
    message_row{0x03, reaction::give_up},  // RINVCMDID
    message_row{0x04, reaction::retry},    // RINVBNDSTS: this bind, not this message
    message_row{0x05, reaction::give_up},  // RALYBND
    message_row{0x06, reaction::give_up},  // RINVPRTFLG
    message_row{0x07, reaction::give_up},  // RINVREGDLVFLG
    message_row{0x08, reaction::retry},    // RSYSERR
    message_row{0x0A, reaction::give_up},  // RINVSRCADR
    message_row{0x0B, reaction::give_up},  // RINVDSTADR
    message_row{0x0C, reaction::give_up},  // RINVMSGID
    message_row{0x0D, reaction::give_up},  // RBINDFAIL
    message_row{0x0E, reaction::give_up},  // RINVPASWD
    message_row{0x0F, reaction::give_up},  // RINVSYSID
    message_row{0x11, reaction::give_up},  // RCANCELFAIL: it is too late, and stays so
    message_row{0x13, reaction::give_up},  // RREPLACEFAIL: the same
    message_row{0x14, reaction::throttle}, // RMSGQFUL
    message_row{0x15, reaction::give_up},  // RINVSERTYP
    message_row{0x33, reaction::give_up},  // RINVNUMDESTS
    message_row{0x34, reaction::give_up},  // RINVDLNAME
    message_row{0x40, reaction::give_up},  // RINVDESTFLAG
    message_row{0x42, reaction::give_up},  // RINVSUBREP
    message_row{0x43, reaction::give_up},  // RINVESMCLASS
    message_row{0x44, reaction::give_up},  // RCNTSUBDL
    message_row{0x45, reaction::retry},    // RSUBMITFAIL: says nothing of the message
    message_row{0x48, reaction::give_up},  // RINVSRCTON
    message_row{0x49, reaction::give_up},  // RINVSRCNPI
    message_row{0x50, reaction::give_up},  // RINVDSTTON
    message_row{0x51, reaction::give_up},  // RINVDSTNPI
    message_row{0x53, reaction::give_up},  // RINVSYSTYP
    message_row{0x54, reaction::give_up},  // RINVREPFLAG
    message_row{0x55, reaction::give_up},  // RINVNUMMSGS
    message_row{0x58, reaction::throttle}, // RTHROTTLED
    message_row{0x61, reaction::give_up},  // RINVSCHED
    message_row{0x62, reaction::give_up},  // RINVEXPIRY
    message_row{0x63, reaction::give_up},  // RINVDFTMSGID
    message_row{0x64, reaction::retry},    // RX_T_APPN: temporary
    message_row{0x65, reaction::give_up},  // RX_P_APPN: permanent
    message_row{0x66, reaction::give_up},  // RX_R_APPN: reject
    message_row{0x67, reaction::give_up},  // RQUERYFAIL
    message_row{0xC0, reaction::give_up},  // RINVOPTPARSTREAM, 5.0 RINVTLVSTREAM
    message_row{0xC1, reaction::give_up},  // ROPTPARNOTALLWD, 5.0 RTLVNOTALLWD
    message_row{0xC2, reaction::give_up},  // RINVPARLEN, 5.0 RINVTLVLEN
    message_row{0xC3, reaction::give_up},  // RMISSINGOPTPARAM, 5.0 RMISSINGTLV
    message_row{0xC4, reaction::give_up},  // RINVOPTPARAMVAL, 5.0 RINVTLVVAL
    message_row{0xFE, reaction::retry},    // RDELIVERYFAILURE: a data_sm that did not get through
    message_row{0xFF, reaction::retry},    // RUNKNOWNERR
    message_row{0x100, reaction::give_up}, // RSERTYPUNAUTH, 5.0 as all below
    message_row{0x101, reaction::give_up}, // RPROHIBITED
    message_row{0x102, reaction::retry},   // RSERTYPUNAVAIL: an outage of the service
    message_row{0x103, reaction::give_up}, // RSERTYPDENIED
    message_row{0x104, reaction::give_up}, // RINVDCS
    message_row{0x105, reaction::give_up}, // RINVSRCADDRSUBUNIT
    message_row{0x106, reaction::give_up}, // RINVDSTADDRSUBUNIT
    message_row{0x107, reaction::give_up}, // RINVBCASTFREQINT
    message_row{0x108, reaction::give_up}, // RINVBCASTALIAS_NAME
    message_row{0x109, reaction::give_up}, // RINVBCASTAREAFMT
    message_row{0x10A, reaction::give_up}, // RINVNUMBCAST_AREAS
    message_row{0x10B, reaction::give_up}, // RINVBCASTCNTTYPE
    message_row{0x10C, reaction::give_up}, // RINVBCASTMSGCLASS
    message_row{0x10D, reaction::retry},   // RBCASTFAIL: as RSUBMITFAIL
    message_row{0x10E, reaction::give_up}, // RBCASTQUERYFAIL
    message_row{0x10F, reaction::give_up}, // RBCASTCANCELFAIL
    message_row{0x110, reaction::give_up}, // RINVBCAST_REP
    message_row{0x111, reaction::give_up}, // RINVBCASTSRVGRP
    message_row{0x112, reaction::give_up}, // RINVBCASTCHANIND
};
static_assert(std::ranges::is_sorted(message_table, {}, &message_row::status));

using std::chrono::seconds;
struct bind_row {
    std::uint32_t status;
    bind_reaction what;
};

/// What needs more than the wait after a lost link. In order.
constexpr std::array bind_table{
    bind_row{0x03, {.wait = seconds{30}}},  // RINVCMDID: this kind of bind is not known
    bind_row{0x05, {.wait = seconds{5}}},   // RALYBND
    bind_row{0x08, {.next_host = true}},    // RSYSERR
    bind_row{0x0D, {.next_host = true}},    // RBINDFAIL
    bind_row{0x0E, {.wait = seconds{30}}},  // RINVPASWD
    bind_row{0x0F, {.wait = seconds{30}}},  // RINVSYSID
    bind_row{0x14, {.wait = seconds{5}}},   // RMSGQFUL
    bind_row{0x53, {.wait = seconds{30}}},  // RINVSYSTYP
    bind_row{0x58, {.wait = seconds{5}}},   // RTHROTTLED
    bind_row{0xFF, {.next_host = true}},    // RUNKNOWNERR
    bind_row{0x100, {.wait = seconds{30}}}, // RSERTYPUNAUTH
    bind_row{0x101, {.wait = seconds{30}}}, // RPROHIBITED
};
static_assert(std::ranges::is_sorted(bind_table, {}, &bind_row::status));

template<typename Table>
const typename Table::value_type* row_of(const Table& table, command_status status) noexcept {
    const auto number = static_cast<std::uint32_t>(status);
    const auto at = std::ranges::lower_bound(table, number, {}, &Table::value_type::status);
    return at != table.end() && at->status == number ? &*at : nullptr;
}

} // namespace

reaction message_reactions::of(command_status status) const noexcept {
    if (const auto own = own_.find(status)) {
        return *own;
    }
    const auto* row = row_of(message_table, status);
    return row != nullptr ? row->what : reaction::give_up;
}

bind_reaction bind_reactions::of(command_status status) const noexcept {
    if (const auto own = own_.find(status)) {
        return *own;
    }
    const auto* row = row_of(bind_table, status);
    return row != nullptr ? row->what : bind_reaction{};
}

} // namespace smpp
