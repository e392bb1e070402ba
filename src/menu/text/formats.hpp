#pragma once
// How money, numbers, dates and plurals are written. Integers only; no character that GSM-7 lacks.
#include "menu/text/text_template.hpp"
#include <array>
#include <boost/json.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace yeelen::menu {

/// Stands for a space that no page may break at; becomes a plain space when the page is made.
inline constexpr char firm_space = '\x1F';

/// "12 500 FCFA" of XOF and XAF (no decimals); "1 250.50 GHS" of others (two). The amount is in the
/// currency's main unit: an integer, or a decimal as text ("1250.5"), or a JSON real. Nothing if it
/// is none of these.
std::optional<std::string> format_money(const boost::json::value& amount,
                                        std::string_view currency);
/// "12 500"; a fraction is kept as written, up to three places. Nothing if it is no number.
std::optional<std::string> format_number(const boost::json::value& number);
/// "2026-07-06..." to "06/07/2026", or "06/07" when short. Nothing if it is no date.
std::optional<std::string> format_date(std::string_view iso, bool brief);
/// "2026-06..." to "juin 2026".
std::optional<std::string> format_month(std::string_view iso,
                                        const std::array<std::string, 12>& names);

/// CLDR's cardinal rule of the language for whole numbers; languages not listed have 'one' for 1
/// only.
plural_category plural_of(std::string_view language, std::int64_t n) noexcept;

/// Without control characters (they become spaces) and, for GSM-7, with nothing that it lacks ('?'
/// for the unknown).
std::string clean(std::string_view value, bool gsm7);

} // namespace yeelen::menu
