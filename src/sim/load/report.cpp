#include "sim/load/report.hpp"
#include <cmath>
#include <cstdio>
#include <fmt/format.h>
#include <iterator>
#include <sys/resource.h>

namespace yeelen::sim {

double rounded(double x) {
    return std::round(x * 1000) / 1000;
}

boost::json::object latency_figures(const histogram& h) {
    const auto ms = [&](double q) { return rounded(static_cast<double>(h.quantile(q)) / 1000); };
    return {{"count", h.count()}, {"p50", ms(0.5)},    {"p90", ms(0.9)},
            {"p99", ms(0.99)},    {"p999", ms(0.999)}, {"max", ms(1.0)}};
}

double own_cpu_seconds() {
    rusage u{};
    getrusage(RUSAGE_SELF, &u);
    const auto seconds = [](const timeval& t) {
        return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6;
    };
    return seconds(u.ru_utime) + seconds(u.ru_stime);
}

namespace {

/// Boost.JSON writes 0.483 as 4.83E-1: right, but not for people.
void append(std::string& out, const boost::json::value& v) {
    if (v.is_double()) {
        fmt::format_to(std::back_inserter(out), "{}", v.get_double());
    } else if (v.is_object()) {
        out += '{';
        for (const auto& [key, value] : v.get_object()) {
            out += out.back() == '{' ? "" : ", ";
            fmt::format_to(std::back_inserter(out), "\"{}\": ", std::string_view{key});
            append(out, value);
        }
        out += '}';
    } else {
        out += boost::json::serialize(v);
    }
}

} // namespace

std::string figures_text(const boost::json::object& o) {
    std::string out;
    append(out, o);
    return out;
}

void print_figures(const boost::json::object& o) {
    fmt::print("{}\n", figures_text(o));
    std::fflush(stdout);
}

} // namespace yeelen::sim
