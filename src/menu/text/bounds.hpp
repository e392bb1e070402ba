#pragma once
// How long a text can get, from what is declared of its values: in septets for a GSM-7 locale, in
// UTF-16 units for others. A proof, so never too low.
#include "menu/expression/expression.hpp"
#include "menu/text/locale.hpp"

namespace yeelen::menu {

/// The types of the values that a text can see where it is used.
using value_lookup = type_scope;

/// To be called at load for every use of a text, before longest(): from then on a value that is
/// written as it is takes at most the septets (units) that its type declares characters. Where one
/// text is used in several places the largest holds. The cut happens in render(), after
/// transliteration: "œ" declared as one character is written "o" only where the text is as long as
/// it may get.
void bound(text_template& text, const value_lookup& types);

/// The most that render() can write.
std::size_t longest(const locale& in, const text_template& text, const value_lookup& types);
/// The least: its literals and the shortest branch of each choice, one for each value.
std::size_t shortest(const locale& in, const text_template& text);
/// Septets or units of a text as it stands.
std::size_t size_in(const locale& in, std::string_view text);

} // namespace yeelen::menu
