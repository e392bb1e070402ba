#pragma once
// How a locale writes numbers, read off what ICU writes. A screen with a list of invoices formats
// two dozen values; ICU takes more than a microsecond for each, this some tens of nanoseconds.
// tests/menu/format_test.cpp compares both for every locale of ICU.
#include "menu/text/number_digits.hpp"
#include <string>
#include <string_view>

namespace yeelen::menu {

/// Stands for the currency's code in the affixes of a pattern for any currency.
inline constexpr char code_sign = '\x1E';

struct number_pattern {
    std::string before, after; ///< of what is not negative; no-break spaces are firm_space
    std::string negative_before, negative_after;
    std::string group, point;
    std::uint8_t first_group = 3;   ///< digits of the last group; 0: no groups
    std::uint8_t next_group = 3;    ///< of the ones before
    std::uint8_t least_grouped = 1; ///< digits that must stand before the last group
    std::uint8_t least_fraction = 0;
    std::uint8_t most_fraction = 3;

    void write(std::string& out, number_digits d, std::string_view code = {}) const;
};

} // namespace yeelen::menu
