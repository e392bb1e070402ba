#pragma once
#include "sim/load/load_links.hpp"
#include "sim/load/ussd_plan.hpp"
#include <chrono>
#include <cstdint>

namespace yeelen::sim {

struct ussd_load_options {
    load_listen listen;
    ussd_plan plan;
    std::chrono::milliseconds duration{10'000}; ///< after the warm-up; 0: until a signal
    std::chrono::milliseconds warmup{2'000};
    std::chrono::milliseconds bind_wait{30'000};
    std::uint32_t resume =
        0; ///< hold mode: so many phones press the first key after the gateway came back
};

/// `yeelen-sim load ussd`: prints "ready smpp=PORT" on standard error, the figures as one JSON
/// object on standard output. Exit code 0, or 1 when no gateway bound or something went wrong
/// (figure "errors").
int run_ussd_load(const ussd_load_options& options);

} // namespace yeelen::sim
