// Our reader and writer of ICU's message syntax beside ICU's own. One rule is ours alone: straight
// behind a letter an apostrophe never quotes (d'{name}); ICU is given two of them there.
#include "menu/text_world.hpp"
#include <random>
#include <unicode/msgfmt.h>
#include <unicode/uchar.h>

using namespace yeelen::menu;
namespace json = boost::json;

namespace {

/// Stands for an apostrophe straight behind a letter and before a sign that ICU would quote.
constexpr char elision = '\x01';

std::string with_elisions(std::string text, std::string_view as) {
    for (auto at = text.find(elision); at != std::string::npos; at = text.find(elision, at)) {
        text.replace(at, 1, as);
    }
    return text;
}

class message_maker {
public:
    explicit message_maker(std::uint64_t seed)
        : random_(seed) {}

    std::string message(int depth, bool in_plural) {
        std::string out;
        for (auto n = random_() % 4; n < 4; ++n) {
            out += piece(depth, in_plural);
        }
        return out;
    }
    std::uint64_t operator()(std::uint64_t below) { return random_() % below; }

private:
    std::string piece(int depth, bool in_plural) {
        switch (random_() % (depth == 0 ? 8 : 11)) {
        case 0: return "l'an ";
        case 1: return "''mot'' ";
        case 2: return "'{x}' é '{''}' ";
        case 3: return in_plural ? "'#'# " : "# ";
        case 4: return "{ s }";
        case 5: return "{n,number}";
        case 6: return " {m , number} ";
        case 7: return behind_letter(in_plural);
        case 8: return "{n, plural, " + number_branches(depth) + "}";
        case 9: return "{m,selectordinal," + number_branches(depth) + "}";
        default:
            return "{s, select, paid {" + message(depth - 1, false) + "} open{" +
                   message(depth - 1, false) + "}\n other {" + message(depth - 1, false) + "}}";
        }
    }

    std::string behind_letter(bool in_plural) {
        switch (random_() % 4) {
        case 0: return std::string{"d"} + elision + "{s}";
        case 1: return std::string{"jusqu"} + elision + "{n,number} à l" + elision + "{ s } ";
        case 2: return std::string{"é"} + elision + (in_plural ? "# " : "{m,number}");
        default: return std::string{"'{'{s}l"} + elision + "{s}";
        }
    }

    std::string number_branches(int depth) {
        std::string out;
        for (const char* name : {"=0", "=1", "=7", "zero", "one", "two", "few", "many"}) {
            if (random_() % 3 == 0) {
                out += fmt::format("{} {{{}}} ", name, message(depth - 1, true));
            }
        }
        return out + "other {" + message(depth - 1, true) + "}";
    }

    std::mt19937_64 random_;
};

std::string shown(const icu::UnicodeString& text) {
    std::string out;
    for (int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
        const auto c = text.char32At(i);
        if (u_charType(c) == U_SPACE_SEPARATOR) {
            out += ' ';
        } else if (u_charType(c) != U_FORMAT_CHAR) {
            icu::UnicodeString{c}.toUTF8String(out);
        }
    }
    return out;
}

} // namespace

TEST_CASE("random messages read as ICU reads them") {
    message_maker make{17};
    constexpr std::array words{"paid", "open", "late"};
    for (const auto& [language, region] : std::vector<std::pair<std::string, std::string>>{
             {"fr", "CI"}, {"en", "GH"}, {"ar", "MR"}, {"ha", "NE"}}) {
        const icu::Locale locale{language.c_str(), region.c_str(), nullptr, "numbers=latn"};
        const auto in = world::language(language, region, false);
        for (int round = 0; round < 600; ++round) {
            const auto made = make.message(3, false);
            const auto text = with_elisions(made, "'");
            const auto* s = words[make(words.size())];
            const auto any = [&]() -> double {
                const auto n = static_cast<double>(make(make(2) == 0 ? 12 : 2'000'000));
                return make(5) == 0 ? n + 0.5 : n;
            };
            const auto n = any();
            const auto m = any();
            UErrorCode error = U_ZERO_ERROR;
            icu::MessageFormat format{icu::UnicodeString::fromUTF8(with_elisions(made, "''")),
                                      locale, error};
            const icu::UnicodeString names[]{"s", "n", "m"};
            const icu::Formattable values[]{icu::Formattable{s}, icu::Formattable{n},
                                            icu::Formattable{m}};
            icu::UnicodeString expected;
            format.format(names, values, 3, expected, error);
            CAPTURE(text);
            CAPTURE(language);
            REQUIRE_MESSAGE(U_SUCCESS(error), u_errorName(error));
            const auto number = [](double d) {
                return d == static_cast<double>(static_cast<std::int64_t>(d))
                           ? json::value(static_cast<std::int64_t>(d))
                           : json::value(d);
            };
            REQUIRE(world::written(text, {{"s", s}, {"n", number(n)}, {"m", number(m)}}, in) ==
                    shown(expected));
        }
    }
}
