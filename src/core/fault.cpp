#include "core/fault.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <numeric>

namespace yeelen::core {

namespace {

/// Letters left out, put in, changed, or two that changed their places.
std::size_t edit_distance(const std::string& a, const std::string& b) {
    std::vector<std::size_t> before(b.size() + 1), above(b.size() + 1), row(b.size() + 1);
    std::iota(above.begin(), above.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const bool same = a[i - 1] == b[j - 1];
            row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (same ? 0 : 1)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                row[j] = std::min(row[j], before[j - 2] + 1);
            }
        }
        before.swap(above);
        above.swap(row);
    }
    return above[b.size()];
}

} // namespace

std::string fault::text() const {
    return line == 0 ? fmt::format("{}: {}", file, message)
                     : fmt::format("{}:{}:{}: {}", file, line, column, message);
}

std::string suggestion(const std::string& written, const std::vector<std::string>& candidates) {
    const std::string* best = nullptr;
    std::size_t best_distance = std::max<std::size_t>(1, written.size() / 3) + 1;
    for (const auto& candidate : candidates) {
        if (const auto distance = edit_distance(written, candidate); distance < best_distance) {
            best_distance = distance;
            best = &candidate;
        }
    }
    return best ? fmt::format(" (did you mean '{}'?)", *best) : std::string{};
}

} // namespace yeelen::core
