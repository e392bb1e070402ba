// Faults of sense: a sound menu, one change, and the place that is told.
#include "menu/small_menu.hpp"
#include "menu/sound_menu.hpp"
#include <algorithm>
#include <doctest/doctest.h>

using namespace yeelen;
using namespace menu_test::sound;

namespace {

struct change {
    const char* name;
    bool in_text; ///< else in menu.yaml
    std::string_view from;
    std::string_view to;
    std::string_view at;   ///< of all faults: "text" or "menu", line and column
    std::string_view said; ///< part of one of the messages
};
constexpr bool menu_yaml = false;
constexpr bool text = true;

const std::vector<change> changes{
    // What a format takes.
    {"money of a date", text, "{day, date}", "{day, money, XOF}", "text:23:41",
     "'day' is a date, and 'money' wants a number or an amount: write {day, date}"},
    {"money of a month", text, "{found.month, month}", "{found.month, money, XOF}", "text:24:11",
     "write {found.month, month}"},
    {"the currency is a date", text, "{found.amount, money, XOF}", "{found.amount, money, day}",
     "text:23:32", "the currency of 'money' is a text"},
    {"number of a date", text, "{day, date}", "{day, number}", "text:23:41", "'number' wants"},
    {"number of digits", text, "{day, date}", "{many, number}", "text:23:41", "=as_number(many)"},
    {"plural of a date", text, "{day, date}", "{day, plural, other {#}}", "text:23:41",
     "'plural' wants a number, an amount or a list"},
    {"ordinal of true or false", text, "{day, date}", "{found.paid, selectordinal, other {#}}",
     "text:23:41", "write {found.paid, select, true {...} other {...}}"},
    {"date of a text", text, "{day, date}", "{found.name, date}", "text:23:41",
     "'found.name' is a text, and 'date' wants a date: write {found.name}"},
    {"date of a number", text, "{day, date}", "{config.n, date, long}", "text:23:41",
     "write {config.n, number}"},
    {"date of a month", text, "{day, date}", "{found.month, date, short}", "text:23:41",
     "'date' wants a date"},
    {"month of an amount", text, "{day, date}", "{found.amount, month}", "text:23:41",
     "write {found.amount, money, XOF}"},
    {"token of an amount", text, "{day, date}", "{found.amount, token}", "text:23:41",
     "'token' wants a text of digits"},
    {"a record as it is", text, "{day, date}", "{found}", "text:23:41",
     "name a value in it, such as {found.amount}"},
    {"a record cut", text, "{day, date}", "{found.meter, cut, 8}", "text:23:41",
     "'cut' wants one value"},
    {"a list as it is", text, "{day, date}", "{found.visits}", "text:23:41", "for how many it has"},
    {"select of a list", text, "{day, date}", "{found.visits, select, other {x}}", "text:23:41",
     "'select' wants one value"},
    {"in a branch", text, "{#}", "{{day, number}}", "text:23:94", "'number' wants"},
    {"of an entry", text, "{item.number}", "{item.number, date}", "text:19:32",
     "'item.number' is a text"},
    // What is said after a wrong answer.
    {"a bound of another name", text, "{min, number} to", "{mn} to", "text:7:15",
     "did you mean 'min'"},
    {"a value of config that is not", text, "{min, number} to", "{config.no} to", "text:7:15",
     "'no' is not among the values under 'config'"},
    {"a value that is not always set", text, "{min, number} to", "{sum} to", "menu:17:3",
     "the text 'expect.digits' uses 'sum'"},
    {"a format that does not fit", text, "{min, number} to", "{min, date} to", "text:7:15",
     "'date' wants a date"},
    {"where no ask says it", text, "meter: \"{min}", "meter: \"{mn}", "text:11:14",
     "did you mean 'min'"},
    {"values where nothing has any", text, "choice: No such choice.", "choice: \"No {x}.\"",
     "text:4:22", "cannot have values"},
    // Currencies.
    {"letters turned", text, "XOF} on", "XFO} on", "text:23:32", "did you mean 'XOF'"},
    // Keys without words.
    {"an empty option", text, "go: Go", "go: \"\"", "text:18:8", "beside a key"},
    {"a blank entry", text, "\"{item.name, cut, 9} {item.number}\"", "\" \"", "text:19:11",
     "beside a key"},
    // Types that join.
    {"an amount beside a text", menu_yaml, "sum > 5", "sum > 'abc'", "menu:24:32",
     "an amount cannot be compared with a text"},
    {"an amount is no condition", menu_yaml, "when: sum > 5", "when: sum", "menu:24:28",
     "a condition"},
    {"a default beside an amount", menu_yaml,
     "\"=max(found.amount, 0)\" }, to: rest }\n  rest: { branch: [{ when: sum > 5,",
     "\"=default(found.amount, 0)\" }, to: rest }\n  rest: { branch: [{ when: sum,", "menu:24:28",
     "this is an amount"},
    {"a number set beside an amount", menu_yaml,
     "\"=max(found.amount, 0)\" }, to: rest }\n  rest: { branch: [{ when: sum > 5,",
     "=found.amount }, to: none }\n  none: { set: { sum: 0 }, to: rest }\n"
     "  rest: { branch: [{ when: sum > 'abc',",
     "menu:25:32", "an amount cannot be compared with a text"},
    // Numbers.
    {"seven decimals", menu_yaml, "sum > 5", "sum > 1.1234567", "menu:24:34",
     "more than 6 decimals"},
    {"nothing at all", menu_yaml, "found.amount, 0)", "found.amount, 0.0000001)", "menu:23:42",
     "more than 6 decimals"},
    // Days that cannot be typed.
    {"until before from", menu_yaml, "from: today + 2, until: today + 30",
     "from: today + 30, until: today + 2", "menu:16:59", "'until' is always 28 days before 'from'"},
    {"fixed days", menu_yaml, "from: today + 2, until: today + 30",
     "from: \"'2026-07-06'\", until: \"'2026-07-01' - 1\"", "menu:16:64", "6 days before"},
    {"the later of two", menu_yaml, "from: today + 2", "from: \"max(today, today + 40)\"",
     "menu:16:73", "10 days before"},
    // Conditions that are none.
    {"two numbers", menu_yaml, "- { each: profile",
     "- { key: 4, text: go, to: look, when: 1 == 2 }\n      - { each: profile", "menu:13:45",
     "always false"},
    {"quoted", menu_yaml, "when: sum > 5", "when: \"true\"", "menu:24:29", "always true"},
    {"one side decides", menu_yaml, "and found.paid", "and not true", "menu:20:17", "always false"},
    {"one side is idle", menu_yaml, "and found.paid", "and 'a' == 'a'", "menu:20:45",
     "always true"},
    {"for no entry", menu_yaml, "item.day < today", "'x' == 'y'", "menu:21:42", "always false"},
    {"whatever the other side", menu_yaml, "and found.paid", "or not (1 > 2)", "menu:20:17",
     "always true"},
    {"a function of words", menu_yaml, "and found.paid", "or length('ab') > 2", "menu:20:44",
     "always false"},
    {"what depends on the day", menu_yaml, "and found.paid", "and today > '2026-07-06'", "", ""},
    {"one day", menu_yaml, "today + 30, save", "today + 2, save", "", ""},
    {"up to a fixed day", menu_yaml, "today + 30, save", "\"'2026-01-01'\", save", "", ""},
    {"days by a value", menu_yaml, "today + 30, save", "today - config.n, save", "", ""},
    // What a list takes in.
    {"a text into a list", menu_yaml, "found.meter)", "found.name)", "menu:26:54",
     "takes a record, and this is a text"},
    {"a record without a field", menu_yaml, "found.meter)", "found.place)", "menu:26:54",
     "has 'name', and this record has not (did you mean 'names'?)"},
    {"a field of another kind", menu_yaml, "found.meter)", "found.numbered)", "menu:26:54",
     "'number' of each entry of the list is a text, and of this record an amount"},
    {"a list of texts", menu_yaml, "with(profile.meters, found.meter)",
     "with(found.streets, found.meter)", "menu:26:31 menu:26:38",
     "each entry of this list is a text"},
};

} // namespace

TEST_CASE("the example of the fault table of sense is without fault") {
    CHECK(menu_test::lines_of(faults_of(std::string{good_menu}, std::string{good_texts})) == "");
}

TEST_CASE("each fault of sense is told with its place, and nothing else") {
    for (const auto& c : changes) {
        INFO(c.name);
        const auto faults = faults_of(
            c.in_text ? std::string{good_menu} : menu_test::replaced(good_menu, c.from, c.to),
            c.in_text ? menu_test::replaced(good_texts, c.from, c.to) : std::string{good_texts});
        CHECK_MESSAGE(places_of(faults) == c.at, menu_test::lines_of(faults));
        const bool said =
            c.at.empty() || std::any_of(faults.begin(), faults.end(), [&](const core::fault& f) {
                return f.message.find(c.said) != std::string::npos;
            });
        CHECK_MESSAGE(said, menu_test::lines_of(faults));
    }
}
