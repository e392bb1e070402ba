#pragma once
// One language of a menu: its texts, and how it writes numbers, money and dates. Immutable after
// load; shared by all threads.
#include "menu/model/builtin_texts.hpp"
#include "menu/state.hpp"
#include "menu/text/formats.hpp"
#include "menu/text/text_template.hpp"
#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace yeelen::menu {

/// How much way back there is: decides the keys' line.
enum class depth : std::uint8_t { none, back, back_home };
inline constexpr std::size_t depths = 3;

/// How long one screen of a language can get, with the longest values that are declared.
struct screen_length {
    screen_id screen = no_screen;
    std::size_t longest = 0; ///< septets or UTF-16 units, the whole of it
    std::size_t limit = 0;   ///< of one screen
    /// At most; of what cannot be paged (a question, a last screen) 1. Pages are counted for the
    /// longest words, so there may be one more of them where words break badly.
    std::size_t pages = 1;
    bool paged = false; ///< may take several pages
};

struct locale {
    std::string language;
    std::string region;   ///< "CI"; may be empty
    std::string fallback; ///< language that missing texts are taken from; empty for none
    bool gsm7 = true;
    /// How it writes numbers, money and dates; never empty.
    std::shared_ptr<const formatters> formats = formatters::standard();
    std::vector<text_template> texts;   ///< by text_id; transliterated where gsm7
    std::vector<screen_length> lengths; ///< of the screens that show something, in their order
    std::size_t longest_notice = 0;     ///< septets or units, of the built-in ones
    /// Pages of the screens without values and conditions, by screen and depth; empty for others.
    std::vector<std::array<std::vector<std::string>, depths>> ready;

    const text_template& text(text_id id) const { return texts[id]; }
    std::string_view word(builtin b) const { return texts[static_cast<text_id>(b)].literal(); }
};

} // namespace yeelen::menu
