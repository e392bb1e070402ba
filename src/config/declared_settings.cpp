#include "config/declaration.hpp"

#include <array>

namespace yeelen::config {

namespace {

using s = settings;
using row = declared<settings>;
constexpr std::int64_t second = 1000, minute = 60 * second, hour = 60 * minute; // milliseconds

const std::array table{
    row{"storage", "database", kind::path, &s::database, required, 1, 4096,
        "The SQLite database of sessions, messages and profiles. Made, with its folder, when it is "
        "not there."},
    row{"storage", "linger", kind::microseconds, &s::linger, "0us", 0, 20'000,
        "How long a commit waits for more writes to join it. 0 commits as soon as the commit "
        "before is on disk; more "
        "gives fewer, larger commits for later answers."},

    row{"sessions", "idle_timeout", kind::duration, &s::idle_timeout, "2m", second, hour,
        "A session in which the customer presses no key for so long is closed."},
    row{"sessions", "session_timeout", kind::duration, &s::session_timeout, "10m", second,
        24 * hour,
        "A session is closed so long after it began, whatever happens in it. Not less than "
        "idle_timeout."},
    row{"sessions", "max_sessions", kind::integer, &s::max_sessions, "200000", 1, 5'000'000,
        "Sessions open at one time. A dial beyond it is answered with the overload text."},
    row{"sessions", "payment_delay", kind::duration, &s::payment_delay, "3s", 0, minute,
        "How long after a session's last screen its payment is begun: a wallet cannot ask for its "
        "PIN while the phone's USSD session is open."},
    row{"sessions", "resend_after_restart", kind::duration, &s::resend_after_restart, "10s", 0,
        5 * minute,
        "After a restart, screens stored less than so long ago are sent again: the customer may "
        "not have seen them."},

    row{"api", "host", kind::text, &s::api_host, "127.0.0.1", 1, 255,
        "Where the HTTP API listens."},
    row{"api", "port", kind::port, &s::api_port, "8080", 0, 65535, "Its port; 0 takes a free one."},
    row{"api", "keys", kind::secrets, &s::api_keys, required, 16, 512,
        "The keys that may call the HTTP API. At least one, each of 16 characters or more."},

    row{"operation", "host", kind::text, &s::ops_host, "127.0.0.1", 1, 255,
        "Where /healthz, /readyz and /metrics listen. They ask for no key: keep them on loopback."},
    row{"operation", "port", kind::port, &s::ops_port, "9090", 0, 65535,
        "Their port; 0 takes a free one."},
    row{"operation", "log_level", kind::choice, &s::log_level, "info", 0, 0,
        "The least level that is logged.", "info, debug, warn, error"},
    row{"operation", "log_file", kind::path, &s::log_file, "", 0, 4096,
        "Where the log goes, appended. Empty: standard error."},
    row{"operation", "log_json", kind::flag, &s::log_json, "true", 0, 0,
        "true: one JSON object a line. false: a plain line for a terminal."},
    row{"operation", "drain", kind::duration, &s::drain, "7s", 0, minute,
        "At SIGTERM, how long live work may take to finish before the links are unbound."},

    row{"", "services", kind::services, &s::services, required, 0, 0,
        "Which menu answers which service code: a map of `\"*123#\": folder of the menu`, or of "
        "the "
        "long form below. At least one."},
    row{"", "operators", kind::paths, &s::operator_files, required, 0, 0,
        "The operators' files. At least one."},
    row{"", "backends", kind::paths, &s::backend_files, "", 0, 0,
        "The files that declare the utility's HTTP operations."},
    row{"", "dialects", kind::folder, &s::dialect_folder, "dialects", 1, 4096,
        "The folder of the dialects that operators name."},
};

} // namespace

std::span<const declared<settings>> gateway_table() {
    return table;
}

} // namespace yeelen::config
