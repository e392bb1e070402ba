// Numbers, money and dates of the languages; ICU is the judge of all that is not decided otherwise
// in menu/text/formats.hpp.
#include "menu/expression/decimal.hpp"
#include "menu/text/formats.hpp"
#include "menu/text/measure.hpp"
#include "menu/text_world.hpp"
#include <algorithm>
#include <random>
#include <thread>
#include <unicode/datefmt.h>
#include <unicode/gregocal.h>
#include <unicode/numberformatter.h>
#include <unicode/uchar.h>
#include <unicode/ucurr.h>
#include <unicode/uversion.h>

using namespace yeelen::menu;
namespace json = boost::json;

namespace {

std::string money(const formatters& in, json::value amount, std::string_view currency) {
    std::string out;
    return in.money(out, amount, currency) ? plain(out) : "?";
}
std::string date(const formatters& in, std::string_view iso, date_style style) {
    std::string out;
    return in.date(out, iso, style) ? plain(out) : "?";
}

/// What ICU wrote, with plain spaces, hyphens, apostrophes and commas and no marks of direction.
std::string shown(const icu::UnicodeString& text) {
    std::string out;
    for (int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
        const auto c = text.char32At(i);
        if (u_isspace(c) || u_charType(c) == U_SPACE_SEPARATOR) {
            out += ' ';
        } else if (u_charType(c) != U_FORMAT_CHAR) {
            const auto stands = c == 0x2019   ? UChar32{'\''}
                                : c == 0x2212 ? UChar32{'-'}
                                : c == 0x060C ? UChar32{','}
                                              : c;
            icu::UnicodeString{stands}.toUTF8String(out);
        }
    }
    return out;
}

struct judged {
    std::string language, region;
    icu::Locale locale;
};
/// All that ICU knows with no script and no variant of its own.
std::vector<judged> all_languages() {
    std::vector<judged> all;
    int32_t count = 0;
    const auto* known = icu::Locale::getAvailableLocales(count);
    for (int32_t i = 0; i < count; ++i) {
        const auto& l = known[i];
        if (*l.getScript() != 0 || *l.getVariant() != 0 || std::string_view{l.getName()} == "en") {
            continue;
        }
        all.push_back({l.getLanguage(), l.getCountry(),
                       icu::Locale{l.getLanguage(), l.getCountry(), nullptr,
                                   "calendar=gregorian;numbers=latn"}});
    }
    return all;
}

icu::number::LocalizedNumberFormatter judge_of(const icu::Locale& locale) {
    return icu::number::NumberFormatter::withLocale(locale)
        .roundingMode(UNUM_ROUND_HALFUP)
        .sign(UNUM_SIGN_NEGATIVE);
}

} // namespace

namespace {

/// The table below says what CLDR 42 does (ICU 72, Debian 12). With the data of another version the
/// judges below decide of currencies and names; what is decided here holds with all.
bool data_of_the_table() {
    UVersionInfo version{};
    u_getVersion(version);
    return version[0] == 72;
}

} // namespace

TEST_CASE("money, numbers and dates of the countries that we serve") {
    const struct {
        const char* language;
        const char* region;
        const char *number, *xof, *xaf, *ghs, *kes, *ngn, *usd, *eur;
        const char *date, *brief, *full, *month;
    } rows[]{
        {"fr", "CI", "1 234 567,5", "12 500 FCFA", "-0,5 FCFA", "1 250,50 GHS", "1 250,50 KES",
         "1 250,50 NGN", "1 250,50 $US", "1 250,50 €", "06/07/2026", "06/07", "6 juillet 2026",
         "aout 2026"},
        {"fr", "CM", "1 234 567,5", "12 500 FCFA", "-0,5 FCFA", "1 250,50 GHS", "1 250,50 KES",
         "1 250,50 NGN", "1 250,50 $US", "1 250,50 €", "06/07/2026", "06/07", "6 juillet 2026",
         "aout 2026"},
        {"en", "GH", "1,234,567.5", "12,500 FCFA", "-0.5 FCFA", "GHS 1,250.50", "KES 1,250.50",
         "NGN 1,250.50", "US$1,250.50", "€1,250.50", "06/07/2026", "06/07", "6 July 2026",
         "August 2026"},
        {"en", "KE", "1,234,567.5", "12,500 FCFA", "-0.5 FCFA", "GHS 1,250.50", "Ksh 1,250.50",
         "NGN 1,250.50", "US$1,250.50", "€1,250.50", "06/07/2026", "06/07", "6 July 2026",
         "August 2026"},
        {"en", "CI", "1,234,567.5", "12,500 FCFA", "-0.5 FCFA", "GHS 1,250.50", "KES 1,250.50",
         "NGN 1,250.50", "US$1,250.50", "€1,250.50", "06/07/2026", "06/07", "6 July 2026",
         "August 2026"},
        {"ha", "NE", "1,234,567.5", "12,500 FCFA", "-0.5 FCFA", "GHS 1,250.50", "KES 1,250.50",
         "NGN 1,250.50", "$ 1,250.50", "€ 1,250.50", "06/07/2026", "06/07", "6 Yuli, 2026",
         "Agusta 2026"},
        {"es", "GQ", "1.234.567,5", "12.500 FCFA", "-0,5 FCFA", "GHS 1250,50", "KES 1250,50",
         "NGN 1250,50", "US$1250,50", "€1250,50", "06/07/2026", "06/07", "6 de julio de 2026",
         "agosto de 2026"},
    };
    for (const auto& r : rows) {
        CAPTURE(r.language);
        CAPTURE(r.region);
        const auto in = formatters::of(r.language, r.region, true);
        REQUIRE(in);
        std::string number;
        CHECK(in->number(number, "1234567.5"));
        CHECK(plain(number) == r.number);
        CHECK(money(*in, 12500, "XOF") == r.xof);
        CHECK(money(*in, "-0.5", "XAF") == r.xaf);
        CHECK(date(*in, "2026-07-06", date_style::numeric) == r.date);
        CHECK(date(*in, "2026-07-06T10:00:00Z", date_style::brief) == r.brief);
        const std::array by_cldr{
            std::pair{money(*in, "1250.50", "GHS"), r.ghs},
            std::pair{money(*in, 1250.5, "KES"), r.kes},
            std::pair{money(*in, "1250.5", "NGN"), r.ngn},
            std::pair{money(*in, "1250.5", "USD"), r.usd},
            std::pair{money(*in, "1250.5", "EUR"), r.eur},
            std::pair{date(*in, "2026-07-06", date_style::full), r.full},
            std::pair{date(*in, "2026-08", date_style::month), r.month},
        };
        for (const auto& [ours, expected] : by_cldr) {
            CHECK(all_gsm7(ours));
            if (data_of_the_table()) {
                CHECK(ours == expected);
            }
        }
    }
}

TEST_CASE("amounts are exact, never rounded, and what is no number is not written") {
    const auto in = formatters::of("fr", "CI", true);
    CHECK(money(*in, "999.50", "XAF") == "999,5 FCFA");
    CHECK(money(*in, -45.999, "KES") == "-45,999 KES");
    CHECK(money(*in, "-0.004", "KES") == "-0,004 KES");
    CHECK(money(*in, "0.1", "XOF") == "0,1 FCFA");
    CHECK(money(*in, "123456789012345.67", "USD") == "123 456 789 012 345,67 $US");
    CHECK(money(*in, 1234567, "") == "1 234 567,00");
    CHECK(money(*in, 5, "FCFA et plus") == "5,00 FCFA");
    CHECK(money(*in, 5, "KWD") == "5,000 KWD");
    CHECK(money(*in, 5, "JPY") == "5 JPY");
    CHECK(money(*in, "5.25", "JPY") == "5,25 JPY");
    CHECK(money(*in, "4166.666667", "XOF") == "4 166,666667 FCFA");
    CHECK(money(*in, "4166.6666674", "XOF") == "4 166,666667 FCFA"); // no number has more places
    CHECK(money(*in, "quelque chose", "XOF") == "?");
    CHECK(money(*in, true, "XOF") == "?");
    for (const char* none : {"2026-02-30", "2026-13-01", "2026-7-6", "", "2026-07", "hier"}) {
        CAPTURE(none);
        CHECK(date(*in, none, date_style::numeric) == "?");
    }
    CHECK(date(*in, "2028-02-29", date_style::full) == "29 février 2028");
    CHECK(date(*in, "2028-02-01", date_style::full) == "1er février 2028");
    CHECK(date(*in, "2028-02-01", date_style::numeric) == "01/02/2028");
    CHECK(date(*formatters::of("en", "GH", true), "2028-02-01", date_style::full) ==
          "1 February 2028");
    CHECK(date(*formatters::of("fr", "CI", false), "2026-08-01", date_style::month) == "août 2026");
    CHECK(!formatters::of("dyu", "CI", true));
}

TEST_CASE("ICU is the judge of numbers and money in every language that it knows") {
    std::mt19937_64 random{3};
    const auto number = [&] {
        auto whole = std::to_string(random() >> (random() % 50 + 14));
        whole.resize(std::min<std::size_t>(whole.size(), 15));
        auto text = (random() % 3 == 0 ? "-" : "") + whole;
        if (random() % 3 == 0) {
            text += "." + std::to_string(random() % 1000);
        }
        return text;
    };
    constexpr std::array currencies{"USD", "EUR", "KES", "NGN", "TND", "CVE", "XPF", "KWD"};
    std::size_t compared = 0;
    for (const auto& l : all_languages()) {
        CAPTURE(l.language);
        CAPTURE(l.region);
        const auto in = formatters::of(l.language, l.region, true);
        REQUIRE(in);
        const auto judge = judge_of(l.locale);
        UErrorCode error = U_ZERO_ERROR;
        for (int i = 0; i < 3; ++i) {
            const auto n = number();
            std::string ours;
            REQUIRE(in->number(ours, json::value(n)));
            CHECK(plain(ours) == shown(judge.formatDecimal(n, error).toString(error)));
            REQUIRE(all_gsm7(ours));

            const std::string code = currencies[random() % currencies.size()];
            icu::UnicodeString wide{code.c_str()};
            auto of_code = judge.unit(icu::CurrencyUnit{wide.getTerminatedBuffer(), error});
            // What is finer than its currency is not rounded.
            const auto places = yeelen::menu::decimal::parse(n).value().places();
            if (places > ucurr_getDefaultFractionDigits(wide.getTerminatedBuffer(), &error)) {
                of_code = of_code.precision(icu::number::Precision::fixedFraction(places));
            }
            const auto sign = shown(of_code.formatDecimal(n, error).toString(error));
            const auto by_code = shown(of_code.unitWidth(UNUM_UNIT_WIDTH_ISO_CODE)
                                           .formatDecimal(n, error)
                                           .toString(error));
            const auto amount = money(*in, json::value(n), code);
            CHECK_MESSAGE((amount == sign || amount == by_code), amount, " ", sign, " ", by_code);
            REQUIRE(all_gsm7(amount));
            ++compared;
        }
        CHECK(U_SUCCESS(error));
    }
    CHECK(compared > 1000);
}

TEST_CASE("no amount is longer than in one of the widest currencies") {
    for (const auto* language : {"fr", "en", "ha", "pt", "ar"}) {
        const auto in =
            formatters::of(language, language == std::string_view{"pt"} ? "CV" : "", false);
        for (const char* code : {"XOF", "XAF", "GHS", "KES", "NGN", "USD", "EUR", "TND", "CVE",
                                 "CLF", "KWD", "MRU", "ZAR", "SOS", "FCFA", "€€€€"}) {
            for (const std::int64_t n :
                 {std::int64_t{0}, std::int64_t{999}, std::int64_t{-12345}, INT64_MAX, INT64_MIN}) {
                std::string one;
                in->money(one, number_digits::of(n), code);
                std::size_t most = 0;
                std::size_t most_units = 0;
                for (const auto& wide : in->widest()) {
                    std::string other;
                    in->money(other, number_digits::of(n), wide);
                    most = std::max(most, measured(other, true));
                    most_units = std::max(most_units, measured(other, false));
                }
                CAPTURE(code);
                CAPTURE(language);
                CHECK(measured(one, true) <= most);
                CHECK(measured(one, false) <= most_units);
            }
        }
    }
}

TEST_CASE("ICU is the judge of long dates and of plural forms") {
    for (const auto& [language, region] :
         std::vector<std::pair<std::string, std::string>>{{"fr", "CI"},
                                                          {"fr", "CM"},
                                                          {"en", "GH"},
                                                          {"en", "KE"},
                                                          {"en", "NG"},
                                                          {"ha", "NE"},
                                                          {"ha", "NG"},
                                                          {"pt", "AO"},
                                                          {"sw", "KE"},
                                                          {"yo", "NG"},
                                                          {"bm", "ML"},
                                                          {"ar", "MR"},
                                                          {"ar", "TD"},
                                                          {"wo", "SN"},
                                                          {"ee", "GH"},
                                                          {"es", "GQ"},
                                                          {"ff", "SN"},
                                                          {"am", "ET"}}) {
        CAPTURE(language);
        const icu::Locale locale{language.c_str(), region.c_str(), nullptr,
                                 "calendar=gregorian;numbers=latn"};
        const auto in = formatters::of(language, region, false);
        REQUIRE(in);
        UErrorCode error = U_ZERO_ERROR;
        const std::unique_ptr<icu::DateFormat> judge{
            icu::DateFormat::createDateInstance(icu::DateFormat::kLong, locale)};
        judge->setTimeZone(*icu::TimeZone::getGMT());
        icu::GregorianCalendar calendar{*icu::TimeZone::getGMT(), error};
        for (int month = 1; month <= 12; ++month) {
            const int day = month * 2 + 3;
            calendar.clear();
            calendar.set(2026, month - 1, day, 12, 0);
            icu::UnicodeString expected;
            judge->format(calendar.getTime(error), expected);
            CHECK(date(*in, fmt::format("2026-{:02}-{:02}", month, day), date_style::full) ==
                  shown(expected));
        }
        for (const auto type : {UPLURAL_TYPE_CARDINAL, UPLURAL_TYPE_ORDINAL}) {
            const std::unique_ptr<icu::PluralRules> rules{
                icu::PluralRules::forLocale(locale, type, error)};
            const auto same = [&](number_digits n, const icu::UnicodeString& keyword) {
                static constexpr std::array<const char16_t*, 6> names{u"zero", u"one",  u"two",
                                                                      u"few",  u"many", u"other"};
                const auto ours = type == UPLURAL_TYPE_CARDINAL ? in->cardinal(n) : in->ordinal(n);
                CHECK(icu::UnicodeString{names[static_cast<std::size_t>(ours)]} == keyword);
            };
            for (std::int32_t n = 0; n < 3000; ++n) {
                same(number_digits::of(n), rules->select(n));
            }
            for (const std::int32_t n :
                 {1'000'000, 1'000'001, 2'000'000, 13'000'000, 100'000'011}) {
                same(number_digits::of(n), rules->select(n));
            }
            for (const double n : {0.5, 1.5, 1.25, 2.1, 11.3}) {
                same(*number_digits::of(json::value(n)), rules->select(n));
            }
        }
        CHECK(U_SUCCESS(error));
    }
}

TEST_CASE("formatters are used by several threads at once") {
    const auto in = formatters::of("fr", "CI", true);
    std::vector<std::jthread> threads;
    std::array<bool, 4> same{};
    for (auto& ok : same) {
        threads.emplace_back([&ok, &in] {
            ok = true;
            for (int i = 0; i < 2000; ++i) {
                ok = ok && money(*in, 12500 + i % 2, "XOF").ends_with(" FCFA") &&
                     date(*in, "2026-07-06", date_style::full) == "6 juillet 2026" &&
                     in->cardinal(number_digits::of(1'000'000)) == plural_category::many;
            }
        });
    }
    threads.clear();
    CHECK(std::all_of(same.begin(), same.end(), [](bool ok) { return ok; }));
}
