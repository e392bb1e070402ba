#pragma once
#include "core/ids.hpp"
#include "core/time.hpp"
#include <cstdint>
#include <string>

namespace yeelen::ussd {

enum class phase : std::uint8_t {
    waiting = 0, ///< a screen is shown; the customer is to answer
    calling = 1, ///< a backend is being called
    ended = 2,   ///< the last screen was shown; kept a while to answer a repeated key
};

/// One session as it is stored and as it lives in memory: the same octets, so that a restart
/// changes nothing.
struct session_record {
    std::int64_t id = 0; ///< increasing; never used again
    core::correlation_id trace;
    std::string operator_id; ///< up to 15 octets: no allocation
    std::string msisdn;
    std::string dialogue; ///< what the dialect tells dialogues of one MSISDN apart by; octets
    std::string dialled;  ///< as it was dialled: "*123#", "*123*2#"
    std::string menu;
    std::string menu_version;
    std::string state; ///< menu::encode()
    std::string echo;  ///< what the dialect must send back: octets, opaque here
    ussd::phase phase = phase::waiting;
    std::uint32_t calls = 0; ///< backend calls made: part of each idempotency key
    std::uint32_t input =
        0; ///< the dialect's number of the last input that was taken; 0 if it has none
    core::utc_time begun;
    core::utc_time updated;
};

/// A call marked `once`, stored before it is made (P4).
struct intent {
    std::string key; ///< idempotency key
    std::int64_t session = 0;
    core::correlation_id trace;
    std::string operator_id;
    std::string msisdn;
    std::string dialled;
    std::string menu;
    std::string menu_version;
    std::string state; ///< when the call was made: for the late answer's SMS
    std::string operation;
    std::string arguments; ///< JSON
    std::uint32_t attempts = 0;
    core::utc_time created;
    core::utc_time next_try;
};

} // namespace yeelen::ussd
