#pragma once
// The electricity menu, with the operations that config/backends/utility.yaml really declares.
#include "menu/definition.hpp"
#include <memory>

namespace menu_test {

const yeelen::menu::operations& utility_operations();
/// Fails the test with all its faults when the menu does not load.
std::shared_ptr<const yeelen::menu::definition> electricity();
std::string source_path(const std::string& below_root);
std::string all_texts(const yeelen::core::faults& faults);

} // namespace menu_test
