// locales/<language>.yaml: its fields, and the texts that every menu must have.
#include "menu/load/language.hpp"
#include "menu/model/builtin_texts.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace yeelen::menu::language {

namespace {

constexpr std::array locale_fields{
    field{.name = "encoding",
          .form = form::choice,
          .about = "`gsm7`: letters that GSM-7 lacks are replaced (ê by e, œ by oe): 182 "
                   "characters a screen. `ucs2`: every letter, 80 characters a screen.",
          .example = "gsm7",
          .otherwise = "gsm7",
          .words = "gsm7 ucs2"},
    field{.name = "region",
          .about = "The country: how numbers and dates are written there.",
          .example = "CI"},
    field{.name = "fallback",
          .about = "The language that texts are taken from which are missing here.",
          .example = "fr"},
    field{.name = "months",
          .form = form::tree,
          .about = "The names of the twelve months, for a language that the gateway does not know "
                   "them in.",
          .example = "[janvier, février, ...]"},
    field{.name = "texts",
          .form = form::map,
          .about = "All texts by their keys; `home.title` is `title` under `home`.",
          .example = "{ home: { title: Welcome } }",
          .required = true,
          .holds = "locale texts"},
};

/// Written as YAML takes them behind "key: ".
constexpr std::array<builtin_help, builtin_keys.size()> helps{{
    {"Beside the key for the way back.", "Back"},
    {"Beside the key for the start.", "Home"},
    {"Beside the key for the next page.", "Next"},
    {"Beside the key for the page before.", "Previous"},
    {"Beside 1 on a screen that only goes on.", "Continue"},
    {"Beside 1 where something is confirmed.", R"("Yes")"},
    {"Beside 2 there.", R"("No")"},
    {"A key was typed that no option has.", "Please choose from the list."},
    {"Nothing was typed.", "You have not typed anything."},
    {"More was typed than any answer has.", "That is too long."},
    {"A text is too short or too long; it sees `min` and `max`.",
     R"("Please type {min} to {max} letters.")"},
    {"The answer is not so many digits; it sees `min` and `max`.",
     R"("Please type {min} to {max} digits.")"},
    {"The amount is too small, too large, finer than its `decimals`, or none; it sees `min` and "
     "`max`.",
     R"("A whole amount from {min} to {max}, in digits.")"},
    {"The answer is no phone number.", R"("A phone number, such as 0701020304.")"},
    {"The answer is no date, or none that is taken.", R"("A date, such as 06/07/2026.")"},
    {"The answer is no meter number; it sees `min` and `max`.",
     R"("A meter has {min} to {max} digits.")"},
    {"The answer is no PIN; it sees `min` and `max`.", R"("The code has {min} digits.")"},
    {"The answer has not the form of the pattern.", "This answer has another form."},
    {"A number's check digit is wrong: 1 says that it is right all the same.",
     R"("Check the number: 1 if it is right, or type it again.")"},
    {"The session was closed because nothing was typed.", "Time is up. Please dial again."},
    {"Too many customers are calling.", "Many are calling. Please try again in a few minutes."},
    {"The gateway has a fault.", "Something went wrong. Please dial again."},
    {"The gateway is being stopped.", "We are back in a minute."},
    {"Too many wrong answers in a row.", "Too many tries. Goodbye."},
    {"A place was dialled that is not known; then the menu begins at its start.",
     "This short cut is not known."},
}};

} // namespace

const shape& locale() {
    static constexpr shape s{.name = "locale",
                             .about = "One file for each language, `locales/` and its code.",
                             .fields = locale_fields};
    return s;
}

std::span<const builtin_help> builtin_helps() noexcept {
    return helps;
}

std::string builtin_locale() {
    std::vector<std::pair<std::string_view, std::string>> groups;
    for (std::size_t i = 0; i < helps.size(); ++i) {
        const auto dot = builtin_keys[i].find('.');
        const auto name = builtin_keys[i].substr(0, dot);
        const auto key = builtin_keys[i].substr(dot + 1);
        auto group = std::find_if(groups.begin(), groups.end(),
                                  [&](const auto& g) { return g.first == name; });
        if (group == groups.end()) {
            group = groups.insert(groups.end(), {name, {}});
        }
        // YAML of many editors reads yes and no as true and false.
        const auto* quote = key == "yes" || key == "no" ? "\"" : "";
        group->second += fmt::format("    {0}{1}{0}: {2}\n", quote, key, helps[i].example);
    }
    std::string out{"encoding: gsm7\nregion: KE\ntexts:\n"};
    for (const auto& [name, lines] : groups) {
        out += fmt::format("  {}:\n{}", name, lines);
    }
    return out;
}

} // namespace yeelen::menu::language
