#pragma once
#include "app/catalogue.hpp"
#include <expected>
#include <string>

namespace yeelen::app {

/// Runs the gateway until SIGTERM or SIGINT, then drains and unbinds. The error is for a person: it
/// could not start.
std::expected<void, std::string> serve(const catalogue& what);

} // namespace yeelen::app
