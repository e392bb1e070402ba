#pragma once
// The gateway's settings: each declared once (settings.cpp) with its text, default and bounds.
#include "core/fault.hpp"
#include "document/node.hpp"
#include "document/variables.hpp"
#include <chrono>
#include <cstdint>
#include <expected>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace yeelen::config {

/// One operator: an SMPP link and how it is used. From config/operators/*.yaml.
struct operator_settings {
    std::string id; ///< "demo", up to 15 characters
    std::string host, port;
    std::vector<std::string> fallback_hosts; ///< "host:port", tried after `host`
    std::string system_id, password, system_type;
    bool long_password = false;       ///< 9 to 16 octets, which the specification does not know
    std::string bind = "transceiver"; ///< transceiver, or transmitter_receiver: one of each
    std::uint8_t binds = 1;           ///< of each kind
    std::size_t rate = 0;             ///< messages a second to the operator; 0: no limit of ours
    std::vector<std::string> throttle_statuses, retry_statuses; ///< numbers, as "0x401"
    bool tls = false, tls_verify = true;
    std::string tls_ca, tls_server_name, tls_certificate, tls_key;
    std::string dialect; ///< a file name in config/dialects without .yaml
    std::size_t window = 100;
    std::chrono::milliseconds enquire_link{30'000}, response_timeout{10'000}, reconnect_max{30'000};
    std::uint8_t source_ton = 0, source_npi = 1, dest_ton = 1, dest_npi = 1;
    std::string
        sender; ///< default source of SMS: short code or name (a name is sent as ton 5, npi 0)
    std::vector<std::string> prefixes; ///< MSISDN prefixes that are routed here; empty: all
    bool resend_unanswered = true;
    std::uint16_t sms_attempts = 12;
    std::string receipt_ids = "as_is"; ///< as_is, hex_to_decimal, decimal_to_hex: how receipt ids
                                       ///< differ from submit_sm_resp ids
};

/// The parts of "host:port" or "[::1]:2775"; nothing when it is not that.
std::optional<std::pair<std::string, std::string>> host_and_port(std::string_view text);
/// A command_status as operators' documents write it, "0x401" or "1025".
std::optional<std::uint32_t> status_number(std::string_view text);

/// For whom a feature of a menu is on.
struct flag_settings {
    std::uint8_t percent = 0;       ///< of all numbers
    std::vector<std::string> allow; ///< MSISDNs, digits
    std::size_t line = 0, column = 0;
    bool operator==(const flag_settings&) const = default;
};

struct service_settings {
    std::string code; ///< "*123#"
    std::string menu; ///< folder
    std::string file; ///< where it is written, and the place of its code
    std::size_t line = 0, column = 0;
    document::node config; ///< a map of values as they are written; their menu says what they are
    std::map<std::string, flag_settings> flags;
};

struct settings {
    // storage
    std::string database;
    std::chrono::microseconds linger{0};
    // sessions
    std::chrono::milliseconds idle_timeout{120'000};    ///< without a key
    std::chrono::milliseconds session_timeout{600'000}; ///< in all
    std::size_t max_sessions = 200'000;
    std::chrono::milliseconds payment_delay{3'000}; ///< from the last screen to the wallet
    std::chrono::milliseconds resend_after_restart{
        10'000}; ///< screens younger than this are sent again after a restart
    // http api
    std::string api_host;
    std::uint16_t api_port = 0;
    std::vector<std::string> api_keys;
    // operation
    std::string ops_host;
    std::uint16_t ops_port = 0;
    std::string log_level, log_file;
    bool log_json = true;
    std::chrono::milliseconds drain{7'000};
    std::vector<service_settings> services;
    std::vector<operator_settings> operators;
    std::vector<std::string> operator_files; ///< that `operators` were read from, in the same order
    std::vector<std::string> backend_files;
    std::string dialect_folder;
};

using environment_lookup = document::environment_lookup;

/// Reads gateway.yaml and the operator files that it names; paths are relative to the file. All
/// faults together are added to `faults`; what is returned then is what could be read, to look at
/// the files that it names, and no more.
/// ${NAME} and ${NAME:-otherwise} are taken from the environment in any text; a password or key
/// that is written out in the file is a fault ("take it from the environment").
settings read(const std::string& file, const environment_lookup& environment, core::faults& faults);
/// The same; nothing where there are faults.
std::expected<settings, core::faults> load(const std::string& file,
                                           const environment_lookup& environment);

/// The names of the settings that differ, "api.port", "operator demo: window": all but services and
/// backends, which can be read anew while the gateway runs.
std::vector<std::string> differences(const settings& now, const settings& then);

/// The reference of all settings as Markdown, from the same table.
std::string reference();

} // namespace yeelen::config
