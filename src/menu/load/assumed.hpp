#pragma once
#include "menu/load/menu_source.hpp"

namespace yeelen::menu {

/// Gives any type to the names whose declaration is missing because of a fault that is told
/// already: of a section of the head that is misnamed, of what stands in a part that could not be
/// read. Their uses would be told of one by one, and are in order once that fault is mended. Of a
/// section that several names need and that is nowhere, one fault is added.
void assume_undeclared(menu_data& menu, menu_source& source,
                       const std::vector<locale_source>& locales, core::faults& faults);

} // namespace yeelen::menu
