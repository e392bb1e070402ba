#include "menu/text/icu_text.hpp"

#include "menu/text/formats.hpp"
#include <smpp/text.hpp>
#include <unicode/uchar.h>

namespace yeelen::menu {

std::string phone_text(const icu::UnicodeString& text) {
    icu::UnicodeString out;
    for (int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
        const UChar32 c = text.char32At(i);
        if (u_charType(c) == U_SPACE_SEPARATOR) {
            out.append(UChar32{firm_space});
        } else if (u_charType(c) == U_FORMAT_CHAR) {
            continue; // marks of direction: digits and names stand as they are
        } else if (c == 0x2212 || c == 0x2010 || c == 0x2011) {
            out.append(UChar32{'-'});
        } else if (c == 0x2019) {
            out.append(UChar32{'\''});
        } else {
            out.append(c);
        }
    }
    std::string utf8;
    return out.toUTF8String(utf8);
}

std::string phone_text(const icu::UnicodeString& text, bool gsm7) {
    const auto written = phone_text(text);
    return gsm7 ? smpp::transliterate_to_gsm7(written) : written;
}

} // namespace yeelen::menu
