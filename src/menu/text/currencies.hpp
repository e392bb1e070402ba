#pragma once
#include <string>
#include <string_view>

namespace yeelen::menu {

/// Whether it is the ISO 4217 code of a money that people pay or paid with, by ICU's list. Units of
/// account and test codes are none.
bool known_currency(std::string_view code);
/// " (did you mean 'XOF'?)" for "XFO", or nothing: of the currencies in use, first one of the same
/// letters, then one that differs by a letter.
std::string currency_suggestion(std::string_view code);

} // namespace yeelen::menu
