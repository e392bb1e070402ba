#include "menu/text/locale_data.hpp"

#include "menu/text/icu_data.hpp"
#include "menu/text/measure.hpp"
#include <algorithm>
#include <optional>
#include <unicode/locid.h>

namespace yeelen::menu {

namespace {

/// What ICU has no data for it takes from the machine's own locale: such a language is not asked
/// for.
bool known(const char* language, const char* region) {
    int32_t count = 0;
    const auto* all = icu::Locale::getAvailableLocales(count);
    // NOLINTNEXTLINE(bugprone-pointer-arithmetic-on-polymorphic-object): ICU's own array of Locale
    return std::any_of(all, all + count, [&](const icu::Locale& l) {
        return std::string_view{l.getLanguage()} == language &&
               (*region == '\0' || std::string_view{l.getCountry()} == region);
    });
}

std::optional<plural_category> category_of(const icu::UnicodeString& keyword) {
    static constexpr std::array<const char16_t*, 6> names{u"zero", u"one",  u"two",
                                                          u"few",  u"many", u"other"};
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (keyword == names[i]) {
            return static_cast<plural_category>(i);
        }
    }
    return std::nullopt;
}

bool read_plurals(const icu::Locale& locale, UPluralType type, plural_table& into) {
    UErrorCode error = U_ZERO_ERROR;
    into.rules.reset(icu::PluralRules::forLocale(locale, type, error));
    for (std::size_t n = 0; U_SUCCESS(error) && n < into.small.size(); ++n) {
        into.small[n] = category_of(into.rules->select(static_cast<int32_t>(n)))
                            .value_or(plural_category::other);
    }
    return U_SUCCESS(error) != 0;
}

/// The affixes and decimals of a currency take the same room with every amount of one sign.
void find_widest(formatters::data& data) {
    const formatters all{
        std::shared_ptr<const formatters::data>{std::shared_ptr<const formatters::data>{}, &data}};
    std::vector<std::string> codes{"WWWW"};
    for (const auto& one : data.currencies) {
        codes.push_back(one.first);
    }
    for (const auto& one : data.decimals) {
        codes.push_back(one.first);
    }
    for (const std::int64_t sample : {std::int64_t{1}, std::int64_t{-1}, INT64_MAX, INT64_MIN}) {
        for (const int way : {0, 1, 2, 3}) { // by septets or letters, whole or with all places
            const bool gsm7 = way % 2 == 0;
            const auto places = way < 2 ? 0 : number_digits::most_fraction;
            const auto width = [&](const std::string& code) {
                std::string out;
                all.money(out, number_digits::finest(sample, static_cast<std::int64_t>(places)),
                          code);
                return measured(out, gsm7);
            };
            const auto& found =
                *std::max_element(codes.begin(), codes.end(), [&](const auto& a, const auto& b) {
                    return width(a) < width(b);
                });
            if (std::find(data.widest.begin(), data.widest.end(), found) == data.widest.end()) {
                data.widest.push_back(found);
            }
        }
    }
}

} // namespace

std::shared_ptr<formatters::data> read_locale_data(const std::string& language,
                                                   const std::string& region, bool gsm7) {
    if (!known(language.c_str(), "")) {
        return nullptr;
    }
    const bool world = language == "en" && (region.empty() || !known("en", region.c_str()));
    const icu::Locale locale{language.c_str(), world ? "001" : region.c_str(), nullptr,
                             "calendar=gregorian;numbers=latn"};
    auto data = std::make_shared<formatters::data>();
    const bool read = read_numbers(locale, *data) && read_dates(locale, gsm7, *data) &&
                      read_plurals(locale, UPLURAL_TYPE_CARDINAL, data->cardinal) &&
                      read_plurals(locale, UPLURAL_TYPE_ORDINAL, data->ordinal);
    if (!read) {
        return nullptr;
    }
    if (language == "fr") {
        data->first_day = "1er"; // CLDR's patterns have no word for it
    }
    find_widest(*data);
    return data;
}

namespace {

plural_category pick(const plural_table& table, const number_digits& n) {
    // The rules of CLDR look at n and at n modulo powers of ten up to a million.
    std::uint64_t whole = 0;
    for (const char c : n.whole_digits()) {
        whole = whole * 10 + static_cast<std::uint64_t>(c - '0');
    }
    if (n.fraction == 0) {
        if (whole < table.small.size()) {
            return table.small[whole];
        }
        constexpr std::uint64_t million = 1'000'000;
        const auto alike = whole < 2 * million ? whole : whole % million + million;
        return category_of(table.rules->select(static_cast<int32_t>(alike)))
            .value_or(plural_category::other);
    }
    double value = static_cast<double>(whole);
    double place = 1;
    for (const char c : n.fraction_digits()) {
        place *= 10;
        value += (c - '0') / place;
    }
    return category_of(table.rules->select(value)).value_or(plural_category::other);
}

} // namespace

plural_category formatters::cardinal(number_digits n) const {
    n.round(0, 3); // as it is written
    return pick(data_->cardinal, n);
}

plural_category formatters::ordinal(number_digits n) const {
    n.round(0, 3);
    return pick(data_->ordinal, n);
}

} // namespace yeelen::menu
