#pragma once
// A menu without fault that uses most of the language, for tests that change one thing in it.
#include "menu/definition.hpp"
#include <string>
#include <string_view>

namespace menu_test::sound {

extern const std::string_view good_menu;
extern const std::string_view good_texts;

yeelen::core::faults faults_of(const std::string& menu, const std::string& texts);
/// In the order of their places, one behind another: "menu:20:17 text:23:41".
std::string places_of(const yeelen::core::faults& faults);

} // namespace menu_test::sound
