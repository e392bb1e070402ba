#include "menu/text/icu_data.hpp"
#include "menu/text/icu_text.hpp"
#include <unicode/dtfmtsym.h>
#include <unicode/dtptngen.h>
#include <unicode/smpdtfmt.h>

namespace yeelen::menu {

namespace {

using kind = date_piece::kind;

class date_reader {
public:
    date_reader(const icu::Locale& locale, bool gsm7)
        : locale_(locale)
        , gsm7_(gsm7) {}

    bool read(formatters::data& into) {
        const auto sign = separator(style(icu::DateFormat::kShort));
        into.dates[static_cast<std::size_t>(date_style::brief)] = {
            {.what = kind::day2}, {.literal = sign}, {.what = kind::month2}};
        auto& numeric = into.dates[static_cast<std::size_t>(date_style::numeric)];
        numeric = into.dates[static_cast<std::size_t>(date_style::brief)];
        numeric.push_back({.literal = sign});
        numeric.push_back({.what = kind::year});
        into.dates[static_cast<std::size_t>(date_style::full)] =
            compiled(style(icu::DateFormat::kLong), u"d MMMM y");
        into.dates[static_cast<std::size_t>(date_style::month)] =
            compiled(best(u"yMMMM"), u"MMMM y");
        read_months(into);
        return U_SUCCESS(error_) != 0;
    }

private:
    icu::UnicodeString style(icu::DateFormat::EStyle which) {
        const std::unique_ptr<icu::DateFormat> format{
            icu::DateFormat::createDateInstance(which, locale_)};
        icu::UnicodeString pattern;
        if (const auto* simple = dynamic_cast<const icu::SimpleDateFormat*>(format.get())) {
            simple->toPattern(pattern);
        } else {
            error_ = U_MISSING_RESOURCE_ERROR;
        }
        return pattern;
    }

    icu::UnicodeString best(const char16_t* skeleton) {
        const std::unique_ptr<icu::DateTimePatternGenerator> patterns{
            icu::DateTimePatternGenerator::createInstance(locale_, error_)};
        return U_SUCCESS(error_) ? patterns->getBestPattern(skeleton, error_)
                                 : icu::UnicodeString{};
    }

    static std::string separator(const icu::UnicodeString& pattern) {
        const auto text = phone_text(pattern);
        for (const char c : text) {
            if (c == '/' || c == '.' || c == '-') {
                return {c};
            }
        }
        return "/";
    }

    /// `otherwise` where the pattern has a field that is none of day, month and year.
    date_pattern compiled(const icu::UnicodeString& pattern, const char16_t* otherwise) {
        date_pattern out;
        icu::UnicodeString literal;
        const auto flush = [&] {
            if (!literal.isEmpty()) {
                out.push_back({.literal = phone_text(literal, gsm7_)});
                literal.remove();
            }
        };
        bool quoted = false;
        for (int32_t i = 0; i < pattern.length(); ++i) {
            const char16_t c = pattern[i];
            const bool letter = (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z');
            if (c == u'\'') {
                if (i + 1 < pattern.length() && pattern[i + 1] == u'\'') {
                    literal += c;
                    ++i;
                } else {
                    quoted = !quoted;
                }
            } else if (quoted || !letter) {
                literal += c;
            } else {
                flush();
                int32_t count = 1;
                while (i + 1 < pattern.length() && pattern[i + 1] == c) {
                    ++i;
                    ++count;
                }
                const auto piece = field(c, count);
                if (!piece) {
                    return compiled(otherwise, u"");
                }
                out.push_back(*piece);
            }
        }
        flush();
        return out;
    }

    static std::optional<date_piece> field(char16_t letter, int32_t count) {
        switch (letter) {
        case u'd': return date_piece{.what = count == 1 ? kind::day : kind::day2};
        case u'y': return date_piece{.what = count == 2 ? kind::year2 : kind::year};
        case u'M':
        case u'L': {
            if (count < 3) {
                return date_piece{.what = count == 1 ? kind::month : kind::month2};
            }
            const int names = (letter == u'L' ? alone : 0) | (count == 3 ? abridged : 0);
            return count <= 4 ? std::optional{date_piece{.what = kind::name,
                                                         .names = static_cast<std::uint8_t>(names)}}
                              : std::nullopt;
        }
        default: return std::nullopt;
        }
    }

    void read_months(formatters::data& into) {
        using symbols = icu::DateFormatSymbols;
        const symbols all{locale_, error_};
        if (U_FAILURE(error_)) {
            return;
        }
        for (std::uint8_t which = 0; which < into.months.size(); ++which) {
            int32_t count = 0;
            const auto* names =
                all.getMonths(count, (which & alone) != 0 ? symbols::STANDALONE : symbols::FORMAT,
                              (which & abridged) != 0 ? symbols::ABBREVIATED : symbols::WIDE);
            if (count < 12) {
                error_ = U_MISSING_RESOURCE_ERROR;
                return;
            }
            for (int32_t m = 0; m < 12; ++m) {
                into.months[which][static_cast<std::size_t>(m)] = phone_text(names[m], gsm7_);
            }
        }
    }

    const icu::Locale& locale_;
    bool gsm7_;
    UErrorCode error_ = U_ZERO_ERROR;
};

} // namespace

bool read_dates(const icu::Locale& locale, bool gsm7, formatters::data& into) {
    return date_reader{locale, gsm7}.read(into);
}

} // namespace yeelen::menu
