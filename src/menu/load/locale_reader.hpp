#pragma once
#include "document/node.hpp"
#include "menu/load/menu_source.hpp"

namespace yeelen::menu {

/// locales/<language>.yaml into the locale, whose language is set. Texts that no screen uses, that
/// are missing, or that do not parse are faults; a missing text is left empty.
void read_locale(const menu_data& menu, locale& into, locale_source& source,
                 const document::node& root, const menu_source& uses, core::faults& faults);

} // namespace yeelen::menu
