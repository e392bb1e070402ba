#pragma once
#include "core/fault.hpp"

namespace yeelen::app {

/// To standard error, one a line, and how many they are.
void print_faults(const core::faults& faults);

} // namespace yeelen::app
