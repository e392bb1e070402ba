#pragma once
// How long each screen of a language can get, from declared bounds.
#include "menu/proof/value_types.hpp"
#include <vector>

namespace yeelen::menu {

/// The line of keys where all of them stand.
std::size_t keys_length(const menu_data& menu, const locale& in);
/// What is left of a screen that is one of several pages: below it stands the line of keys, or
/// above it a notice.
std::size_t room_of_page(const menu_data& menu, const locale& in);

/// All screens that show something, in the order of the menu.
std::vector<screen_length> lengths_of(const value_types& types, const locale& in);

/// Tells every text how long its values may get, so that render() cuts what is longer. Before
/// anything is measured or laid out.
void bound_texts(menu_data& menu, const value_types& types);

} // namespace yeelen::menu
