#pragma once
// Which screens, and which ways between them, conversations have gone.
#include "menu/definition.hpp"
#include "menu/state.hpp"
#include <cstddef>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace yeelen::workbench {

class coverage {
public:
    /// Screens in the order in which one phone entered them.
    void add(const std::vector<menu::screen_id>& visited);
    bool met(menu::screen_id screen) const { return screens_.contains(screen); }
    bool went(menu::screen_id from, menu::screen_id to) const { return ways_.contains({from, to}); }

private:
    std::set<menu::screen_id> screens_;
    std::set<std::pair<menu::screen_id, menu::screen_id>> ways_;
};

struct coverage_report {
    std::size_t screens = 0, screens_met = 0;
    std::size_t ways = 0, ways_gone = 0; ///< of branches, calls and their failures
    std::vector<std::string> not_met;    ///< screens by name
    std::vector<std::string> not_gone;   ///< "deferral_gate -> deferral_refused"
};
coverage_report report(const menu::definition& menu, const coverage& seen);

} // namespace yeelen::workbench
