#pragma once
#include "smpp/pdu.hpp"
#include "smpp/receipt.hpp"
#include <chrono>
#include <string>
#include <string_view>

namespace yeelen::sim {

using wall_time = std::chrono::sys_time<std::chrono::milliseconds>;

/// A delivery receipt as an SMSC sends it: esm_class, receipted_message_id and message_state, and
/// the text of SMPP 3.4 Appendix B. Addresses are those of the message, turned round.
smpp::deliver_sm make_receipt(const smpp::sm_body& message, std::string_view id,
                              smpp::message_state state, wall_time submitted, wall_time done);

} // namespace yeelen::sim
