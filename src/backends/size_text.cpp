#include "backends/size_text.hpp"

#include <charconv>

namespace yeelen::backends {

std::optional<std::uint64_t> parse_size(std::string_view text) {
    std::uint64_t unit = 1;
    if (text.ends_with("KiB")) {
        unit = 1024;
    } else if (text.ends_with("MiB")) {
        unit = 1024 * 1024;
    }
    if (unit > 1) {
        text.remove_suffix(3);
    }
    std::uint64_t count = 0;
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, count);
    if (error != std::errc{} || stop != end || count > (std::uint64_t{1} << 40) / unit) {
        return std::nullopt;
    }
    return count * unit;
}

} // namespace yeelen::backends
