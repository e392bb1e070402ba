#pragma once
// How one language in one country writes money, numbers, dates and plurals: by ICU's data (CLDR),
// read once at load. No character that GSM-7 lacks comes in, but the names of months where the
// language's encoding has them.
//
// Where a phone's screen wants other than CLDR:
// - XOF and XAF are written "12 500 FCFA" in every language ("F CFA" costs a character more, and
//   before the number nobody in their countries reads it); other currencies where CLDR has them.
// - A currency sign that GSM-7 lacks gives way to the ISO code: "GHS 1,250.50".
// - Digits are 0-9 and the calendar is Gregorian in every language: keys and typed dates are so.
// - Numeric dates are day first in every language, as a typed date is read. Their sign between is
//   CLDR's.
// - English without a country, or in one that CLDR does not know, is that of the world, not of the
//   United States.
#include "menu/text/number_digits.hpp"
#include "menu/text/text_template.hpp"
#include <array>
#include <boost/json.hpp>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace yeelen::menu {

/// Stands for a space that no page may break at; becomes a plain space when the page is made.
inline constexpr char firm_space = '\x1F';

enum class date_style : std::uint8_t {
    numeric, ///< "06/07/2026"
    brief,   ///< "06/07"
    full,    ///< "6 juillet 2026"
    month,   ///< "juillet 2026"
};

/// Immutable: used by all threads at once. What is written is appended to `out`, with firm spaces.
class formatters {
public:
    /// Of "fr" and "CI"; the region may be empty. Those of one language are made once a process.
    /// Nothing where ICU does not know the language.
    static std::shared_ptr<const formatters> of(std::string_view language, std::string_view region,
                                                bool gsm7);
    /// English of the world, for a locale that is not read yet.
    static std::shared_ptr<const formatters> standard();
    /// The same, with other names of the months.
    std::shared_ptr<const formatters> with_months(std::array<std::string, 12> names) const;

    /// With the currency's decimals (CFA: none), rounded half away from zero. `currency` is an ISO
    /// code; of another word (FCFA) the first four characters are written, with two decimals;
    /// without one the number stands alone, with two decimals. False, and nothing written, if
    /// `amount` is no number.
    bool money(std::string& out, const boost::json::value& amount, std::string_view currency) const;
    void money(std::string& out, number_digits amount, std::string_view currency) const;
    /// Grouped; up to three decimals.
    bool number(std::string& out, const boost::json::value& n) const;
    void number(std::string& out, number_digits n) const;
    /// "2026-07-06..."; for date_style::month "2026-07..." too. False if it is no date.
    bool date(std::string& out, std::string_view iso, date_style style) const;

    plural_category cardinal(number_digits n) const;
    plural_category ordinal(number_digits n) const;

    /// The currencies that take the most room: one of them with an amount is as long as any other
    /// with that amount.
    const std::vector<std::string>& widest() const;
    /// Whether every name of a month can be written in GSM-7.
    bool months_in_gsm7() const;

    struct data; ///< menu/text/formats.cpp, read from ICU by menu/text/locale_data.cpp
    explicit formatters(std::shared_ptr<const data> d)
        : data_(std::move(d)) {}

private:
    std::shared_ptr<const data> data_;
};

/// Without control characters (they become spaces) and, for GSM-7, with nothing that it lacks ('?'
/// for the unknown).
std::string clean(std::string_view value, bool gsm7);

} // namespace yeelen::menu
