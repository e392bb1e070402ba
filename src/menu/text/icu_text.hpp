#pragma once
// What ICU writes, as a phone is to show it.
#include <string>
#include <unicode/unistr.h>

namespace yeelen::menu {

/// UTF-8, with firm spaces, plain hyphens and apostrophes, without marks of direction.
std::string phone_text(const icu::UnicodeString& text);
/// The same, and with other letters' nearest in GSM-7, where that is asked for and one is known.
std::string phone_text(const icu::UnicodeString& text, bool gsm7);

} // namespace yeelen::menu
