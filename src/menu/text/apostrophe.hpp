#pragma once
#include <string_view>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

namespace yeelen::menu {

/// Whether a letter of any script ends the text: an apostrophe behind it is one (`d'{name}`) and
/// never the quote of a brace. ICU has no such rule, and swallows the value.
inline bool ends_in_letter(std::string_view text) noexcept {
    if (text.empty()) {
        return false;
    }
    auto at = static_cast<int32_t>(text.size());
    UChar32 last = 0;
    U8_PREV(text.data(), 0, at, last);
    constexpr auto accents = U_GC_MN_MASK | U_GC_MC_MASK; // of the letter before them
    return last >= 0 && (u_isalpha(last) || (U_GET_GC_MASK(last) & accents) != 0);
}

} // namespace yeelen::menu
