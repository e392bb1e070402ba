#pragma once
// Runs scripted conversations and says what was not as expected.
#include "menu/engine.hpp"
#include "workbench/conversation.hpp"
#include "workbench/coverage.hpp"
#include <memory>
#include <string>
#include <vector>

namespace yeelen::workbench {

/// One expectation that was not met.
struct failure {
    spot where;
    std::string message;    ///< what was wanted and what came
    bool of_screen = false; ///< of the whole screen, `expect`
    std::string screen;     ///< what the phone showed then
    bool open = false;
};

struct run_result {
    std::vector<failure> failures; ///< of the first step that failed; the later ones are not tried
    /// What the phone really showed, for each step that has an `expect`.
    std::vector<std::pair<spot, std::string>> shown;
};

/// `keep_going`: the later steps are tried all the same (to rewrite what they expect).
run_result run(const conversation& c, const std::shared_ptr<const menu::definition>& menu,
               coverage& seen, bool keep_going = false);

} // namespace yeelen::workbench
