#pragma once
// What formatters keep of ICU's data for one language and country.
#include "menu/text/formats.hpp"
#include "menu/text/number_pattern.hpp"
#include <array>
#include <memory>
#include <string>
#include <unicode/plurrule.h>
#include <utility>
#include <vector>

namespace yeelen::menu {

/// A piece of a date.
struct date_piece {
    enum class kind : std::uint8_t { literal, day, day2, month, month2, name, year, year2 };
    kind what = kind::literal;
    /// Of a name: as in a date or alone, whole or short.
    std::uint8_t names = 0;
    std::string literal{};
};
using date_pattern = std::vector<date_piece>;
/// Which names of the months: index of formatters::data::months.
inline constexpr std::uint8_t alone = 1, abridged = 2;

/// The categories of a language's whole numbers; ICU's rules for the others.
struct plural_table {
    std::array<plural_category, 200> small{};
    std::shared_ptr<const icu::PluralRules> rules;
};

struct formatters::data {
    number_pattern number;
    number_pattern bare; ///< money of no currency
    /// By ISO code, sorted: written in a way of their own.
    std::vector<std::pair<std::string, number_pattern>> currencies;
    std::array<number_pattern, 5> others; ///< any code, by its decimals
    /// By ISO code, sorted: currencies whose decimals are not two.
    std::vector<std::pair<std::string, std::uint8_t>> decimals;
    std::vector<std::string> widest;   ///< formatters::widest()
    std::array<date_pattern, 4> dates; ///< by date_style
    std::array<std::array<std::string, 12>, 4> months;
    std::string first_day; ///< of a month, before its name; empty: as the other days
    plural_table cardinal;
    plural_table ordinal;
};

/// Nothing where ICU does not know the language.
std::shared_ptr<formatters::data> read_locale_data(const std::string& language,
                                                   const std::string& region, bool gsm7);

} // namespace yeelen::menu
