#pragma once
// What load runs have in common when they print their figures.
#include "sim/load/histogram.hpp"
#include <boost/json.hpp>
#include <string>

namespace yeelen::sim {

/// {"count", "p50", "p90", "p99", "p999", "max"}, milliseconds.
boost::json::object latency_figures(const histogram& h);
/// User and system time of this process so far, seconds.
double own_cpu_seconds();
/// Rounded to three decimals, for people.
double rounded(double x);
/// JSON in one line, numbers as people write them.
std::string figures_text(const boost::json::object& o);
/// The same on standard output.
void print_figures(const boost::json::object& o);

} // namespace yeelen::sim
