#pragma once
#include "menu/expression/scope.hpp"
#include "menu/model/model.hpp"

namespace yeelen::menu {

/// The text with its values. Firm spaces are still in it; literals were transliterated at load,
/// values are here. A missing value is written as "-"; one that is not what its format wants as it
/// is; what is longer than its bound is cut (menu/text/bounds.hpp).
std::string render(const locale& in, const text_template& text, const scope& s);
inline std::string render(const locale& in, text_id id, const scope& s) {
    return render(in, in.text(id), s);
}
/// With firm spaces made plain.
std::string plain(std::string text);

} // namespace yeelen::menu
