#pragma once
#include "core/value_type.hpp"
#include "menu/text/text_template.hpp"
#include <optional>
#include <string>

namespace yeelen::menu {

/// Why a value of that type cannot be written as this part of a text wants it, in the words of a
/// menu's author, with what would fit: "'use.months' is a list: ...". Nothing where it can, and
/// where nothing is known of the value.
std::optional<std::string> format_misfit(const text_part& part, const core::value_type& type);
/// The same of the value that names the currency of money.
std::optional<std::string> currency_misfit(const path& currency, const core::value_type& type);

} // namespace yeelen::menu
