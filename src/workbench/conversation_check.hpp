#pragma once
#include "core/fault.hpp"
#include "menu/definition.hpp"
#include "workbench/conversation.hpp"

namespace yeelen::workbench {

/// Whether a conversation speaks of what there is: flags, values of the profile and of the
/// configuration, operations with their arguments and answers, each within what is declared of it.
/// What would be garbage is written as the failure `garbage`, not as an odd answer.
core::faults check_conversation(const conversation& c, const menu::definition& menu,
                                const menu::operations& known);

} // namespace yeelen::workbench
