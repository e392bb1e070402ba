#pragma once
// Faults of sense, each found over the whole menu after its files were read.
#include "menu/load/menu_source.hpp"
#include "menu/proof/value_types.hpp"

namespace yeelen::menu {

/// Screens that nothing leads to; screens that follow one another for ever without a key press; a
/// first screen that may offer no key.
void check_graph(const menu_data& menu, const menu_source& source, core::faults& faults);
/// Expressions that cannot be right; values given, remembered and returned against what is declared
/// of them.
void check_types(const menu_source& source, const value_types& types, core::faults& faults);
/// Conditions that hold for everybody or for nobody, as they are written; a date asked for of which
/// none is between its bounds.
void check_constant(const value_types& types, core::faults& faults);
/// What is said after a wrong answer stands in no menu.yaml: each expect.* is taken for a text of
/// the asks that say it. Before all else that looks at texts.
void use_expected(const menu_data& menu, menu_source& source);
/// Values in texts that nothing sets, fields that no answer has, formats that do not fit the value,
/// keys without words.
void check_texts(const menu_source& source, const value_types& types,
                 const std::vector<locale_source>& locales, core::faults& faults);
/// Values that are needed where a way leads on which nothing sets them; a PIN anywhere but in the
/// call behind its ask.
void check_sure(const menu_data& menu, const menu_source& source, core::faults& faults);
/// Of the profile, the configuration and the flags: what nothing uses.
void check_declared(const menu_data& menu, const menu_source& source, core::faults& faults);
/// Screens, lines and messages that are too long with the longest values that are declared. After
/// locale::lengths are filled. Where `faults` has one of a screen, of its texts or of a value in it
/// already, its length says nothing, and is not told of.
void check_fit(const value_types& types, const std::vector<locale_source>& locales,
               core::faults& faults);
/// Fills backend_request::needs: what of each answer some screen uses.
void find_needs(menu_data& menu, const menu_source& source);

} // namespace yeelen::menu
