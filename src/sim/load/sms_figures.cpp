#include "sim/load/sms_figures.hpp"
#include "sim/load/report.hpp"
#include <fmt/format.h>

namespace yeelen::sim {

namespace {

double rate(std::uint64_t n, double seconds) {
    return rounded(seconds > 0 ? static_cast<double>(n) / seconds : 0);
}

} // namespace

boost::json::object describe(const sms_figures& f, const sms_ledger& ledger) {
    boost::json::object statuses;
    for (const auto& [status, n] : f.statuses) {
        statuses[status == 0 ? "broken" : fmt::format("{}", status)] = n;
    }
    return {{"seconds", rounded(f.seconds)},
            {"posts", f.posts},
            {"posts_per_second", rate(f.posts, f.seconds)},
            {"submits_per_second", rate(f.submits, f.submit_seconds)},
            {"latency_ms", latency_figures(f.latency)},
            {"statuses", std::move(statuses)},
            {"accepted", ledger.accepted_count()},
            {"submits", f.all_submits},
            {"arrived", ledger.arrived_count()},
            {"duplicates", ledger.doubled()},
            {"lost", ledger.missing()},
            {"strangers", f.strangers},
            {"receipts", f.receipts},
            {"cpu_seconds", rounded(f.cpu_seconds)}};
}

} // namespace yeelen::sim
