#pragma once
// Inside backends/ only.
#include "backends/declaration.hpp"
#include "document/node.hpp"

namespace yeelen::backends {

inline constexpr std::chrono::milliseconds least_deadline{50};
inline constexpr std::chrono::milliseconds most_deadline{120'000};

/// One entry of `operations`. `deadline` is the backend's, for operations without one of their own.
operation read_operation(const document::entry& written, std::chrono::milliseconds deadline,
                         const std::string& file, core::faults& faults);

} // namespace yeelen::backends
