#pragma once
// What every fuzz target holds its subject to: a condition that fails ends the run, with its place.
#include <cstdio>
#include <cstdlib>
#include <source_location>
#include <string_view>

namespace fuzz {

inline void must(bool holds, std::string_view what,
                 std::source_location where = std::source_location::current()) {
    if (!holds) {
        std::fprintf(stderr, "%s:%u: does not hold: %.*s\n", where.file_name(),
                     static_cast<unsigned>(where.line()), static_cast<int>(what.size()),
                     what.data());
        std::abort();
    }
}

} // namespace fuzz
