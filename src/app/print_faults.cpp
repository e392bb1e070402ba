#include "app/print_faults.hpp"
#include <cstdio>
#include <fmt/format.h>

namespace yeelen::app {

void print_faults(const core::faults& faults) {
    for (const auto& fault : faults) {
        fmt::print(stderr, "{}\n", fault.text());
    }
    fmt::print(stderr, "{} {}\n", faults.size(), faults.size() == 1 ? "fault" : "faults");
}

} // namespace yeelen::app
