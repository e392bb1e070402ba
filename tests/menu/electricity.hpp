#pragma once
// Loaded menus: the electricity service with the operations that config/backends/utility.yaml
// really declares, and the small ones of tests/menu/menus.
#include "menu/definition.hpp"
#include <memory>

namespace menu_test {

const yeelen::menu::operations& utility_operations();
/// Each fails the test with all its faults when the menu does not load.
std::shared_ptr<const yeelen::menu::definition> electricity();
/// Every kind of screen and every rule of the engine, once.
std::shared_ptr<const yeelen::menu::definition> kinds();
std::shared_ptr<const yeelen::menu::definition> loaded(yeelen::menu::sources files,
                                                       const yeelen::menu::operations& known);
std::string source_path(const std::string& below_root);
std::string all_texts(const yeelen::core::faults& faults);

} // namespace menu_test
