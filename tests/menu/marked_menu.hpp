#pragma once
// Faults told at places that are marked in the menu itself: each ^ stands before one.
#include "menu/small_menu.hpp"
#include <fmt/format.h>
#include <string>
#include <utility>
#include <vector>

namespace menu_test {

/// The text without its marks, and "line:column" of what followed each.
inline std::pair<std::string, std::vector<std::string>> unmarked(std::string_view text) {
    std::string out;
    std::vector<std::string> at;
    std::size_t line = 1;
    std::size_t column = 1;
    for (const char c : text) {
        if (c == '^') {
            at.push_back(fmt::format("{}:{}", line, column));
            continue;
        }
        out += c;
        line += c == '\n' ? 1 : 0;
        column = c == '\n' ? 1 : column + 1;
    }
    return {out, at};
}

/// "line:column" of each.
inline std::vector<std::string> spots(const yeelen::core::faults& faults) {
    std::vector<std::string> at;
    for (const auto& f : faults) {
        at.push_back(fmt::format("{}:{}", f.line, f.column));
    }
    return at;
}

} // namespace menu_test
