#include "config/declaration.hpp"

#include <array>

namespace yeelen::config {

namespace {

using o = operator_settings;
using row = declared<operator_settings>;
constexpr std::int64_t second = 1000, minute = 60 * second; // milliseconds

// Lengths of system_id, password and system_type: SMPP 3.4 4.1.1, without the terminating NUL.
const std::array table{
    row{"", "id", kind::text, &o::id, required, 1, 15,
        "Names the operator in logs, metrics and the store: a-z, 0-9, - and _. Must not change "
        "while messages wait."},
    row{"", "host", kind::text, &o::host, required, 1, 255, "Where the operator's SMSC listens."},
    row{"", "port", kind::port, &o::port, "2775", 1, 65535, "Its port."},
    row{"", "system_id", kind::text, &o::system_id, required, 1, 15, "Who we are at the bind."},
    row{"", "password", kind::secret, &o::password, required, 0, 8, "The password of the bind."},
    row{"", "system_type", kind::text, &o::system_type, "", 0, 12,
        "The system_type of the bind; most want none."},
    row{"", "bind", kind::choice, &o::bind, "transceiver", 0, 0, "How to bind.", "transceiver"},
    row{"", "dialect", kind::text, &o::dialect, required, 1, 64,
        "How the operator speaks USSD over SMPP: the name of a file in the folder of dialects, "
        "without .yaml."},
    row{"", "window", kind::integer, &o::window, "100", 1, 10'000,
        "Requests of ours without an answer at one time."},
    row{"", "enquire_link", kind::duration, &o::enquire_link, "30s", 0, 60 * minute,
        "After so much silence the link is tested with enquire_link; 0s never."},
    row{"", "response_timeout", kind::duration, &o::response_timeout, "10s", 100, 5 * minute,
        "How long an answer to a request of ours may take."},
    row{"", "reconnect_max", kind::duration, &o::reconnect_max, "30s", 250, 60 * minute,
        "The longest pause between two tries to connect."},
    row{"", "source_ton", kind::integer, &o::source_ton, "0", 0, 255,
        "Type of number of our address in what we send (SMPP 3.4 5.2.5)."},
    row{"", "source_npi", kind::integer, &o::source_npi, "1", 0, 255,
        "Its numbering plan (SMPP 3.4 5.2.6)."},
    row{"", "dest_ton", kind::integer, &o::dest_ton, "1", 0, 255,
        "Type of number of the customer's address."},
    row{"", "dest_npi", kind::integer, &o::dest_npi, "1", 0, 255, "Its numbering plan."},
    row{"", "sender", kind::text, &o::sender, "", 0, 20,
        "Whom an SMS comes from when the request names nobody: a short code, or a name (sent as "
        "ton 5, npi 0)."},
    row{"", "prefixes", kind::texts, &o::prefixes, "", 1, 15,
        "Numbers that begin with one of these are this operator's. Empty: all numbers."},
    row{"", "resend_unanswered", kind::flag, &o::resend_unanswered, "true", 0, 0,
        "What becomes of an SMS whose answer was lost with the link: true sends it again, counted "
        "as possibly doubled; "
        "false leaves it failed."},
    row{"", "sms_attempts", kind::integer, &o::sms_attempts, "12", 1, 1000,
        "Tries to send one SMS before it is failed."},
    row{"", "receipt_ids", kind::choice, &o::receipt_ids, "as_is", 0, 0,
        "How the message id in a delivery receipt differs from the one that submit_sm_resp gave.",
        "as_is, hex_to_decimal, decimal_to_hex"},
};

} // namespace

std::span<const declared<operator_settings>> operator_table() {
    return table;
}

} // namespace yeelen::config
