#pragma once
#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace yeelen::sim {

enum class load_mode : std::uint8_t {
    closed, ///< each phone sends its next step as soon as the screen has come
    open,   ///< `rate` steps a second, whatever comes back
    hold,   ///< each phone dials once, and leaves its session open
};

/// What the phones of a load do.
struct ussd_plan {
    load_mode mode = load_mode::closed;
    std::string dial = "*123#";
    std::vector<std::string>
        keys; ///< with {phone} and {session}; after the last the phone hangs up if it still can
    std::vector<std::string>
        expect; ///< the n-th screen must contain the n-th text; empty: anything
    std::uint32_t phones = 1000;
    std::uint64_t first_msisdn = 2250700000000;
    double rate = 2000; ///< steps a second in open mode
    std::chrono::milliseconds lost_after{30'000};
};

} // namespace yeelen::sim
