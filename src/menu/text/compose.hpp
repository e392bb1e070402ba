#pragma once
// From a screen of the menu and a session to the text on the phone.
#include "menu/expression/scope.hpp"
#include "menu/model/model.hpp"
#include "menu/text/layout.hpp"

namespace yeelen::menu {

struct composed {
    std::string text;
    std::size_t page = 0; ///< really shown: not past the last
    std::size_t pages = 1;
};

/// What is said above a screen.
struct remark {
    std::string text; ///< with firm spaces; empty for none
    /// It asks something itself ("is that number right?"): a question gives way to it, not it to
    /// the question.
    bool doubt = false;
};

/// Its body and items. `node` is interactive.
content content_of(const menu_data& menu, const locale& in, const screen_node& node, scope& s);
/// The keys' line for that much way back.
key_words words_of(const menu_data& menu, const locale& in, depth d);
/// The whole screen. An ask has always one page.
composed compose(const menu_data& menu, const locale& in, const screen_node& node, scope& s,
                 depth d, std::size_t page, const remark& said = {});
/// Fills locale::ready for every screen that is the same for everybody.
void prepare(menu_data& menu);

} // namespace yeelen::menu
