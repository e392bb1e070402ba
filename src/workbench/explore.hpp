#pragma once
// Walks every path through a menu to a depth: customers that nobody knows yet and such with a
// profile, each key, each outcome of each backend; and holds what every screen must be against what
// is shown.
#include "menu/engine.hpp"
#include "workbench/coverage.hpp"
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace yeelen::workbench {

struct explore_options {
    std::size_t depth = 6;            ///< keys after the dial
    std::size_t most_turns = 500'000; ///< then it stops, and says so
    std::string language;             ///< empty: the menu's first
    std::string code = "*123#";
    std::vector<std::string> flags; ///< those that are on
};

/// The first screen that breaks a rule, and how one gets there.
struct breach {
    std::string rule;
    std::vector<std::string> path; ///< "dial *123#", "type 3", "balance: timeout" ...
    std::string screen;
};

struct exploration {
    std::size_t turns = 0;
    std::size_t situations = 0;            ///< different ones: state and profile
    std::size_t largest_state = 0;         ///< octets
    bool whole = true;                     ///< nothing was left out within the depth
    std::vector<std::string> not_answered; ///< asks that no sample fits
    std::optional<breach> broken;
};

/// A session's state may take so many octets at most.
inline constexpr std::size_t most_state = 2'000;

exploration explore(const std::shared_ptr<const menu::definition>& menu,
                    const menu::operations& known, const explore_options& options, coverage& seen);

} // namespace yeelen::workbench
