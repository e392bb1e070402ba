#pragma once
#include "sim/operator/sms_centre.hpp"
#include "sim/operator/ussd_centre.hpp"
#include <chrono>
#include <cstdint>
#include <string>

namespace yeelen::sim {

struct operator_options {
    std::string host = "127.0.0.1";
    std::uint16_t smpp_port = 2775;   ///< 0 takes a free one
    std::uint16_t phones_port = 2780; ///< 0 takes a free one
    std::string system_id = "yeelen"; ///< who may bind
    std::string password = "yeelen";
    ussd_limits ussd;
    sms_options sms;
    std::chrono::milliseconds response{10'000}; ///< for the gateway's deliver_sm_resp
    std::uint64_t seed = 1;
};

} // namespace yeelen::sim
