// The patterns of numbers are read off a few samples that ICU writes: everything before the first
// digit, behind the last, and between two.
#include "menu/text/icu_data.hpp"
#include "menu/text/icu_text.hpp"
#include "menu/text/measure.hpp"
#include <algorithm>
#include <unicode/numberformatter.h>
#include <unicode/ucurr.h>

namespace yeelen::menu {

namespace {

/// Written in their own way where CLDR has one: the money of Africa, and what is changed there.
/// All others stand as their ISO code.
constexpr std::array own_ways{"AED", "AOA", "BIF", "BWP", "CAD", "CDF", "CHF", "CNY", "CVE", "DJF",
                              "DZD", "EGP", "ERN", "ETB", "EUR", "GBP", "GHS", "GMD", "GNF", "INR",
                              "JPY", "KES", "KMF", "LRD", "LSL", "LYD", "MAD", "MGA", "MRU", "MUR",
                              "MWK", "MZN", "NAD", "NGN", "RWF", "SAR", "SCR", "SDG", "SLE", "SOS",
                              "SSP", "STN", "SZL", "TND", "TZS", "UGX", "USD", "ZAR", "ZMW"};
static_assert(std::is_sorted(own_ways.begin(), own_ways.end(),
                             [](std::string_view a, std::string_view b) { return a < b; }));

constexpr std::string_view all_digits = "0123456789";

class pattern_reader {
public:
    explicit pattern_reader(icu::number::LocalizedNumberFormatter formatter)
        : formatter_(std::move(formatter)) {}

    number_pattern read() {
        number_pattern p;
        affixes("1", p.before, p.after);
        affixes("-1", p.negative_before, p.negative_after);
        groups(p);
        fraction(p);
        return p;
    }
    bool failed() const { return U_FAILURE(error_) != 0; }

private:
    /// Between digits. Where GSM-7 lacks it: the Arabic comma is a comma, others are what the world
    /// writes.
    static std::string sign(std::string text, std::string_view otherwise) {
        if (text == "\u060C") {
            return ",";
        }
        return all_gsm7(text) ? text : std::string{otherwise};
    }

    std::string write(const char* number) {
        return phone_text(formatter_.formatDecimal(number, error_).toString(error_));
    }

    void affixes(const char* number, std::string& before, std::string& after) {
        const auto text = write(number);
        const auto first = std::min(text.find_first_of(all_digits), text.size());
        before = text.substr(0, first);
        // The fraction of a currency stands before the suffix: "1.00 GHS".
        const auto last = text.find_last_of(all_digits);
        after = last == std::string::npos ? std::string{} : text.substr(last + 1);
    }

    void groups(number_pattern& p) {
        const auto text = write("1111111111111");
        std::vector<std::size_t> sizes(1, 0);
        for (std::size_t i = std::min(text.find('1'), text.size()); i < text.size();) {
            if (text[i] == '1') {
                ++sizes.back();
                ++i;
                continue;
            }
            const auto digit = text.find_first_of(all_digits, i);
            if (digit == std::string::npos || text[digit] == '0') {
                break; // the fraction, or the end
            }
            p.group = sign(text.substr(i, digit - i), ",");
            sizes.push_back(0);
            i = digit;
        }
        p.first_group = sizes.size() > 1 ? static_cast<std::uint8_t>(sizes.back()) : 0;
        p.next_group =
            sizes.size() > 2 ? static_cast<std::uint8_t>(sizes[sizes.size() - 2]) : p.first_group;
        if (p.first_group != 0) {
            p.least_grouped = least_grouped(p.first_group);
        }
    }

    /// Digits before the last group from which on there are groups: one, in es two, in ee three.
    std::uint8_t least_grouped(std::size_t group) {
        constexpr std::uint8_t most = 8; // no language is near that
        std::uint8_t least = 1;
        std::string digits(group + least, '1');
        while (least < most && write(digits.c_str()).find(digits) != std::string::npos) {
            ++least;
            digits += '1';
        }
        return least;
    }

    void fraction(number_pattern& p) {
        const auto places = [&](const std::string& text) {
            const auto begin = text.find('1');
            const auto end = text.find_last_of(all_digits);
            const auto point = text.find_first_not_of('1', begin);
            if (begin == std::string::npos || point == std::string::npos || point > end) {
                return std::uint8_t{0};
            }
            const auto digit = text.find_first_of(all_digits, point);
            p.point = sign(text.substr(point, digit - point), ".");
            return static_cast<std::uint8_t>(end + 1 - digit);
        };
        p.most_fraction = places(write("1.111111"));
        p.least_fraction = places(write("1"));
    }

    icu::number::LocalizedNumberFormatter formatter_;
    UErrorCode error_ = U_ZERO_ERROR;
};

class number_reader {
public:
    number_reader(const icu::Locale& locale, formatters::data& into)
        : plain_(icu::number::NumberFormatter::withLocale(locale)
                     .roundingMode(UNUM_ROUND_HALFUP)
                     .sign(UNUM_SIGN_NEGATIVE))
        , into_(into) {}

    bool read() {
        into_.number = pattern(plain_.precision(icu::number::Precision::maxFraction(3)));
        into_.bare = into_.number;
        into_.bare.least_fraction = into_.bare.most_fraction = 2;
        for (const char* code : own_ways) {
            into_.currencies.emplace_back(code, own_way(code));
        }
        cfa("XAF");
        cfa("XOF");
        std::sort(into_.currencies.begin(), into_.currencies.end(),
                  [](const auto& a, const auto& b) { return a.first < b.first; });
        other_codes();
        decimals();
        return ok_;
    }

private:
    number_pattern pattern(const icu::number::LocalizedNumberFormatter& f) {
        pattern_reader reader{f};
        auto result = reader.read();
        ok_ = ok_ && !reader.failed();
        return result;
    }

    number_pattern of_currency(const char* code, bool by_code) {
        const char16_t wide[] = {static_cast<char16_t>(code[0]), static_cast<char16_t>(code[1]),
                                 static_cast<char16_t>(code[2]), 0};
        UErrorCode error = U_ZERO_ERROR;
        const icu::CurrencyUnit unit{wide, error};
        ok_ = ok_ && U_SUCCESS(error);
        return pattern(plain_.unit(unit).unitWidth(by_code ? UNUM_UNIT_WIDTH_ISO_CODE
                                                           : UNUM_UNIT_WIDTH_SHORT));
    }

    number_pattern own_way(const char* code) {
        auto p = of_currency(code, false);
        const bool shown = all_gsm7(p.before) && all_gsm7(p.after) && all_gsm7(p.negative_before) &&
                           all_gsm7(p.negative_after);
        return shown ? p : of_currency(code, true);
    }

    void cfa(const char* code) {
        auto p = into_.number;
        p.least_fraction = p.most_fraction = 0;
        for (std::string* after : {&p.after, &p.negative_after}) {
            *after += firm_space;
            *after += "FCFA";
        }
        into_.currencies.emplace_back(code, std::move(p));
    }

    /// Of any code, with the sign for it where it stands.
    void other_codes() {
        auto p = of_currency("XTS", true);
        for (std::string* affix : {&p.before, &p.after, &p.negative_before, &p.negative_after}) {
            if (const auto at = affix->find("XTS"); at != std::string::npos) {
                affix->replace(at, 3, 1, code_sign);
            }
        }
        if (p.point.empty()) {
            p.point = into_.number.point;
        }
        for (std::uint8_t places = 0; places < into_.others.size(); ++places) {
            into_.others[places] = p;
            into_.others[places].least_fraction = into_.others[places].most_fraction = places;
        }
    }

    void decimals() {
        UErrorCode error = U_ZERO_ERROR;
        auto* codes = ucurr_openISOCurrencies(UCURR_ALL, &error);
        int32_t length = 0;
        while (const char* code = codes ? uenum_next(codes, &length, &error) : nullptr) {
            const char16_t wide[] = {static_cast<char16_t>(code[0]), static_cast<char16_t>(code[1]),
                                     static_cast<char16_t>(code[2]), 0};
            const auto places = ucurr_getDefaultFractionDigits(wide, &error);
            if (places != 2 && places >= 0 && places < static_cast<int>(into_.others.size())) {
                into_.decimals.emplace_back(code, static_cast<std::uint8_t>(places));
            }
        }
        uenum_close(codes);
        std::sort(into_.decimals.begin(), into_.decimals.end());
        ok_ = ok_ && U_SUCCESS(error);
    }

    icu::number::LocalizedNumberFormatter plain_;
    formatters::data& into_;
    bool ok_ = true;
};

} // namespace

bool read_numbers(const icu::Locale& locale, formatters::data& into) {
    return number_reader{locale, into}.read();
}

} // namespace yeelen::menu
