#pragma once
#include "menu/text/text_template.hpp"
#include <optional>
#include <string>

namespace yeelen::menu {

/// Takes the word before a branch of a plural, `one` or `=5`, for what it means. What is wrong with
/// it, where it means nothing.
std::optional<std::string> read_number_form(text_case& branch);

} // namespace yeelen::menu
