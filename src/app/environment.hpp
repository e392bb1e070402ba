#pragma once
#include <cstdlib>
#include <optional>
#include <string>

namespace yeelen::app {

/// A variable of the process; read at start and at a reload, nothing writes the environment.
inline std::optional<std::string> from_environment(const std::string& name) {
    const char* value = std::getenv(name.c_str()); // NOLINT(concurrency-mt-unsafe): nothing writes
    return value ? std::optional<std::string>{value} : std::nullopt;
}

} // namespace yeelen::app
