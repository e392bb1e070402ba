#pragma once
#include "workbench/conversation.hpp"
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace yeelen::workbench {

/// The text of a conversation's file with other expectations in it: each spot is the value of an
/// `expect`. Everything else, comments too, stays as it was written.
std::string with_expectations(std::string_view file_text,
                              const std::vector<std::pair<spot, std::string>>& shown);

} // namespace yeelen::workbench
