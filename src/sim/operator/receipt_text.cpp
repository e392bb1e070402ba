#include "sim/operator/receipt_text.hpp"
#include "sim/ussd/wire.hpp"

namespace yeelen::sim {

namespace {

/// The network's clock is UTC.
smpp::receipt_date date_of(wall_time t) {
    return smpp::receipt_date{std::chrono::floor<std::chrono::seconds>(t.time_since_epoch())};
}

} // namespace

smpp::deliver_sm make_receipt(const smpp::sm_body& message, std::string_view id,
                              smpp::message_state state, wall_time submitted, wall_time done) {
    smpp::receipt receipt;
    receipt.message_id = id;
    receipt.state = state;
    // 27 is GSM's "absent subscriber"; networks write what they like here.
    receipt.error = state == smpp::message_state::delivered ? "000" : "027";
    receipt.submit_date = date_of(submitted);
    receipt.done_date = date_of(done);
    receipt.text = octets_of(message).substr(0, 20);
    return smpp::make_receipt(message, receipt);
}

} // namespace yeelen::sim
