#pragma once
#include "menu/text/locale_data.hpp"
#include <unicode/locid.h>

namespace yeelen::menu {

/// Number, money and currencies of the data. False where ICU has no data.
bool read_numbers(const icu::Locale& locale, formatters::data& into);
/// Dates and names of months.
bool read_dates(const icu::Locale& locale, bool gsm7, formatters::data& into);

} // namespace yeelen::menu
