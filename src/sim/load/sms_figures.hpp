#pragma once
#include "sim/load/histogram.hpp"
#include "sim/load/sms_ledger.hpp"
#include <boost/json.hpp>
#include <cstdint>
#include <map>

namespace yeelen::sim {

/// What a message load counts; the rates are of the time after the warm-up.
struct sms_figures {
    std::map<unsigned, std::uint64_t> statuses; ///< answers of the API; 0: the connection broke
    std::uint64_t posts = 0;                    ///< 202, since the warm-up
    std::uint64_t submits = 0;                  ///< submit_sm, since the warm-up
    std::uint64_t all_submits = 0;
    std::uint64_t strangers = 0; ///< texts that are not of this load
    std::uint64_t receipts = 0;
    histogram latency;         ///< of a post, microseconds
    double seconds = 0;        ///< posts were made
    double submit_seconds = 0; ///< from the warm-up's end to the last submit_sm
    double cpu_seconds = 0;
};

boost::json::object describe(const sms_figures& f, const sms_ledger& ledger);

} // namespace yeelen::sim
