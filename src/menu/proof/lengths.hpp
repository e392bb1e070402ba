#pragma once
// How long each screen of a language can get, from declared bounds.
#include "menu/proof/value_types.hpp"
#include <cstddef>
#include <vector>

namespace yeelen::menu {

struct screen_length {
    screen_id screen = no_screen;
    std::size_t longest = 0; ///< septets or UTF-16 units, the whole of it
    std::size_t limit = 0;   ///< of one screen
    /// At most; of what cannot be paged (a question, a last screen) 1. Pages are counted for the
    /// longest words, so there may be one more of them where words break badly.
    std::size_t pages = 1;
    bool paged = false; ///< may take several pages
};

/// All screens that show something, in the order of the menu.
std::vector<screen_length> lengths_of(const value_types& types, const locale& in);

/// Tells every text how long its values may get, so that render() cuts what is longer. Before
/// anything is measured or laid out.
void bound_texts(menu_data& menu, const value_types& types);

} // namespace yeelen::menu
