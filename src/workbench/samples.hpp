#pragma once
// What a customer might type and a backend might answer, made up from what is declared: the usual,
// the least, and the most.
#include "core/call_outcome.hpp"
#include "menu/definition.hpp"
#include "menu/model/model.hpp"
#include <string>
#include <vector>

namespace yeelen::workbench {

/// Every outcome of the operation that a menu must bear: three answers, then each failure.
std::vector<core::call_outcome> outcomes_of(const menu::operation_shape& operation);

/// Profiles that a customer may have: none at all, the usual values, the longest ones.
std::vector<boost::json::object> profiles_of(const menu::menu_data& menu);

/// What customers may dial: the code itself, and each alias with samples of what it takes.
std::vector<std::string> dials_of(const menu::menu_data& menu, std::string_view code,
                                  std::string_view today);

/// What is worth typing on that screen: each key, samples of what is asked for, and what is wrong.
/// `today` is "2026-07-06".
std::vector<std::string> inputs_for(const menu::menu_data& menu, menu::screen_id screen,
                                    std::string_view today);

/// 10 digits and the check digit after them (ISO/IEC 7812-1 annex B): `digits` long in all.
std::string number_with_check_digit(std::size_t digits);

} // namespace yeelen::workbench
