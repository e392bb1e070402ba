#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

namespace yeelen::backends {

/// "4096", "256KiB", "1MiB"; nothing if it is not that or beyond 1 TiB.
std::optional<std::uint64_t> parse_size(std::string_view text);

} // namespace yeelen::backends
