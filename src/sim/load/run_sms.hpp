#pragma once
#include "sim/load/load_links.hpp"
#include <chrono>
#include <cstdint>
#include <string>

namespace yeelen::sim {

struct sms_load_options {
    load_listen listen;
    std::string api = "http://127.0.0.1:8080";
    std::string key; ///< the API key
    std::uint32_t connections = 50;
    std::chrono::milliseconds duration{10'000};
    std::chrono::milliseconds warmup{1'000};
    std::chrono::milliseconds bind_wait{30'000};
    std::chrono::milliseconds settle{
        10'000}; ///< without an arrival, after the last post: what is missing then is lost
    std::uint64_t count = 0; ///< so many messages in all, however long it takes; 0: by time
    bool idempotency =
        false; ///< each post has a key, and is posted again with it until it is answered
    bool receipts = false;
    std::uint64_t first_msisdn = 2250700000000;
};

/// `yeelen-sim load sms`: prints "ready smpp=PORT" on standard error, the figures as one JSON
/// object on standard output. Exit code 0, or 1 when no gateway bound, or messages were lost.
int run_sms_load(const sms_load_options& options);

} // namespace yeelen::sim
