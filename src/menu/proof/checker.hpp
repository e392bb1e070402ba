#pragma once
// Faults of sense, each found over the whole menu after its files were read.
#include "menu/load/menu_source.hpp"

namespace yeelen::menu {

/// Screens that nothing leads to; screens that follow one another for ever without a key press.
void check_graph(const menu_data& menu, const menu_source& source, core::faults& faults);
/// Values that no screen sets, fields that no answer has.
void check_values(const menu_data& menu, const menu_source& source,
                  const std::vector<locale_source>& locales, const operations& known,
                  core::faults& faults);
/// Texts that can never fit where they cannot be paged; the room that keys and notices take.
void check_fit(const menu_data& menu, const menu_source& source,
               const std::vector<locale_source>& locales, core::faults& faults);
/// Fills call_screen::needs: what of each answer some screen uses.
void find_needs(menu_data& menu, const menu_source& source);

} // namespace yeelen::menu
