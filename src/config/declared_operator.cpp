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
    row{"", "fallback_hosts", kind::texts, &o::fallback_hosts, "", 1, 261,
        "Other doors of the same SMSC, as host:port, tried in this order when the one before does "
        "not answer."},
    row{"", "system_id", kind::text, &o::system_id, required, 1, 15, "Who we are at the bind."},
    row{"", "password", kind::secret, &o::password, required, 0, 16,
        "The password of the bind, up to 8 characters."},
    row{"", "long_password", kind::flag, &o::long_password, "false", 0, 0,
        "Allows a password of 9 to 16 characters, which SMPP does not know and some operators "
        "give."},
    row{"", "system_type", kind::text, &o::system_type, "", 0, 12,
        "The system_type of the bind; most want none."},
    row{"", "bind", kind::choice, &o::bind, "transceiver", 0, 0,
        "How to bind: transmitter_receiver makes a transmitter and a receiver where a transceiver "
        "would be one.",
        "transceiver, transmitter_receiver"},
    row{"", "binds", kind::integer, &o::binds, "1", 1, 64,
        "Binds of each kind at one time, no more than the operator allows."},
    row{"", "rate", kind::integer, &o::rate, "0", 0, 1'000'000,
        "Messages and screens a second to this operator, over all binds; 0 has no limit of ours. "
        "Slower by itself while the operator says that it is too much."},
    row{"", "throttle_statuses", kind::texts, &o::throttle_statuses, "", 1, 10,
        "Statuses of this operator's own (0x400 to 0x4FF) that mean slower, besides RTHROTTLED "
        "and RMSGQFUL."},
    row{"", "retry_statuses", kind::texts, &o::retry_statuses, "", 1, 10,
        "Statuses that mean try again later, besides the specification's."},
    row{"", "tls", kind::flag, &o::tls, "false", 0, 0, "TLS to this operator."},
    row{"", "tls_ca", kind::path, &o::tls_ca, "", 0, 4096,
        "Whose certificates are believed (PEM); empty: the system's."},
    row{"", "tls_server_name", kind::text, &o::tls_server_name, "", 0, 255,
        "The name that the operator's certificate must have; empty: the host."},
    row{"", "tls_verify", kind::flag, &o::tls_verify, "true", 0, 0,
        "false believes any certificate: for trials alone."},
    row{"", "tls_certificate", kind::path, &o::tls_certificate, "", 0, 4096,
        "Our own certificate (PEM, with its chain), where the operator wants one."},
    row{"", "tls_key", kind::path, &o::tls_key, "", 0, 4096, "Its key (PEM)."},
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
