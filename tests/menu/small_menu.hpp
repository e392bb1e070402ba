#pragma once
// A small menu in memory for tests of loading: its operations, its texts, and changes to it.
#include "menu/definition.hpp"
#include <string>
#include <string_view>
#include <vector>

namespace menu_test {

/// balance, invoices, find_contract; buy_token and report, which are carried out once.
const yeelen::menu::operations& small_operations();
/// The built-in texts, in English.
std::string_view builtin_texts();
/// A whole locale: the built-in texts and, for each other key that menu.yaml uses, a short text.
std::string made_locale(const std::string& menu_yaml);
/// menu.yaml with made locales for fr and en.
yeelen::menu::sources with_locales(const std::string& menu_yaml,
                                   const std::vector<std::string>& languages);

std::string replaced(std::string_view whole, std::string_view from, std::string_view to);
/// "menu.yaml:10:57" of each.
std::vector<std::string> places(const yeelen::core::faults& faults);
std::string lines_of(const yeelen::core::faults& faults);

} // namespace menu_test
