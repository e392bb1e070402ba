// What is proved of a menu before anybody dials it: values that may be missing, secrets, types,
// lengths.
#include "menu/electricity.hpp"
#include "menu/model/model.hpp"
#include <doctest/doctest.h>
#include <fmt/format.h>

using namespace yeelen;

namespace {

constexpr std::string_view first_lines = R"(menu_language: 2
menu: proved
languages: [en]
start: home
)";
constexpr std::string_view kept = "profile: { contract: { type: text, max: 13 } }\n";
constexpr std::string_view rest = R"(failures: { otherwise: { say: trouble } }
screens:
  home:
    choose: home
    options:
      - { key: 1, text: go, to: first }
)";

constexpr std::string_view built_in = R"(region: CI
texts:
  key: { back: Back, home: Home, next: Next, previous: Prev, continue: Go on, "yes": "Yes", "no": "No" }
  notice: { choice: No such choice., empty: Nothing typed., long: Too long., place: No such place. }
  expect: { text: Text., digits: Digits., amount: Amount., phone: Phone., date: Date., meter: Meter., pin: Code., pattern: Form. }
  doubt: { meter: "Sure? 1 = yes" }
  closing: { timeout: Time., overload: Busy., fault: Fault., draining: Later., tries: Too many tries. }
  trouble: It failed.
  home: Welcome
  go: Go
)";

const menu::operations& operations() {
    using core::value_kind;
    using core::value_type;
    static const menu::operations all{
        {"balance",
         {.arguments = {{"contract", {.kind = value_kind::text, .most = 13}}},
          .answer = {{"amount", {.kind = value_kind::amount, .least = 0, .most = 9'999'999}},
                     {"name", {.kind = value_kind::text, .most = 20}},
                     {"due", {.kind = value_kind::date, .most = 10}}}}},
        {"check", {.arguments = {{"pin", core::plain(value_kind::text)}}, .answer = {}}},
        {"set_pin",
         {.arguments = {{"pin", core::plain(value_kind::text)}}, .answer = {}, .once = true}}};
    return all;
}

/// "menu.yaml:14:5 what is wrong", one a line; empty where it loads. `screens` begin at line 12,
/// `texts` at line 11.
std::string faults_of(std::string_view screens, std::string_view texts,
                      std::string_view fifth_line = "tries: 3\n") {
    std::string menu{first_lines};
    menu.append(fifth_line).append(rest).append(screens);
    const auto loaded = menu::load(
        {{"menu.yaml", menu}, {"locales/en.yaml", std::string{built_in} + std::string{texts}}}, "",
        operations());
    return loaded ? "" : menu_test::all_texts(loaded.error());
}

bool tells(const std::string& faults, std::string_view part) {
    return faults.find(part) != std::string::npos;
}

} // namespace

TEST_CASE("a text may use only what every way to it has set") {
    constexpr std::string_view texts = "  asked: How many?\n  said: \"You said {n}\"\n";
    CHECK(faults_of("  first: { ask: asked, type: digits, save: n, to: said }\n"
                    "  said: { show: said }\n",
                    texts) == "");
    const auto two_ways = faults_of("  first:\n"
                                    "    choose: asked\n"
                                    "    options:\n"
                                    "      - { key: 1, text: go, to: said, set: { n: 5 } }\n"
                                    "      - { key: 2, text: go, to: said }\n"
                                    "  said: { show: said }\n",
                                    texts);
    CHECK(tells(two_ways, "menu.yaml:17:17"));
    CHECK(tells(two_ways, "the text 'said' uses 'n'"));
    CHECK(tells(two_ways, "exists n"));
}

TEST_CASE("a condition proves that a value is there") {
    constexpr std::string_view texts =
        "  asked: How many?\n  said: \"You said {n}\"\n  none: None.\n";
    const auto menu = [](std::string_view when) {
        return fmt::format("  first:\n"
                           "    choose: asked\n"
                           "    options:\n"
                           "      - {{ key: 1, text: go, to: known, set: {{ n: 5 }} }}\n"
                           "      - {{ key: 2, text: go, to: known }}\n"
                           "  known:\n"
                           "    branch:\n"
                           "      - {{ when: {}, to: said }}\n"
                           "      - {{ else: none }}\n"
                           "  said: {{ show: said }}\n"
                           "  none: {{ show: none }}\n",
                           when);
    };
    CHECK(faults_of(menu("exists n"), texts) == "");
    CHECK(faults_of(menu("n > 3"), texts) == "");
    CHECK(faults_of(menu("exists n and language == 'en'"), texts) == "");
    CHECK(tells(faults_of(menu("exists n or language == 'en'"), texts), "uses 'n'"));
    CHECK(tells(faults_of(menu("not (n > 3)"), texts), "uses 'n'"));
    // And where it does not hold, the other way knows.
    CHECK(faults_of("  first:\n"
                    "    choose: asked\n"
                    "    options:\n"
                    "      - { key: 1, text: go, to: known, set: { n: 5 } }\n"
                    "      - { key: 2, text: go, to: known }\n"
                    "  known:\n"
                    "    branch:\n"
                    "      - { when: not exists n, to: none }\n"
                    "      - { else: said }\n"
                    "  said: { show: said }\n"
                    "  none: { show: none }\n",
                    texts) == "");
}

TEST_CASE("an argument must be there, and a value set from a missing one is missing too") {
    const auto faults =
        faults_of("  first:\n"
                  "    choose: home\n"
                  "    options:\n"
                  "      - { key: 1, text: go, to: typed }\n"
                  "      - { key: 2, text: go, to: copied }\n"
                  "  typed: { ask: home, type: digits, max: 13, save: c, to: copied }\n"
                  "  copied: { set: { d: =c }, to: called }\n"
                  "  called: { call: balance, arguments: { contract: =d }, ok: home }\n",
                  "");
    INFO(faults);
    CHECK(tells(faults, "menu.yaml:19:51"));
    CHECK(tells(faults, "'balance' wants 'd'"));
}

TEST_CASE("a PIN goes from its ask straight to a call, and nowhere else") {
    constexpr std::string_view texts = "  code: Your code?\n  leak: \"It was {pin}\"\n";
    CHECK(faults_of("  first: { ask: code, type: pin, save: pin, to: check }\n"
                    "  check: { call: check, arguments: { pin: =pin }, ok: home }\n",
                    "  code: Your code?\n") == "");
    CHECK(tells(faults_of("  first: { ask: code, type: pin, save: pin, to: leak }\n"
                          "  leak: { show: leak }\n",
                          texts),
                "never shown"));
    CHECK(tells(faults_of("  first: { ask: code, type: pin, save: pin, to: keep }\n"
                          "  keep: { remember: { contract: =pin }, to: home }\n",
                          "  code: Your code?\n", kept),
                "only be given to a call"));
    CHECK(tells(faults_of("  first: { ask: code, type: pin, save: pin, to: wait }\n"
                          "  wait: { show: home, to: check }\n"
                          "  check: { call: check, arguments: { pin: =pin }, ok: home }\n",
                          "  code: Your code?\n"),
                "forgotten at the next key press"));
    CHECK(tells(faults_of("  first: { ask: code, type: pin, save: pin, to: set }\n"
                          "  set: { call: set_pin, arguments: { pin: =pin }, ok: home, late: { "
                          "sms: trouble } }\n",
                          "  code: Your code?\n"),
                "carried out once"));
}

TEST_CASE("what cannot be right by its type is told where it stands") {
    const auto faults =
        faults_of("  first: { call: balance, arguments: { contract: 17 }, save: b, ok: weigh }\n"
                  "  weigh:\n"
                  "    branch:\n"
                  "      - { when: b.due > 5, to: home }\n"
                  "      - { when: b.amount, to: home }\n"
                  "      - { when: b.amout > 5, to: home }\n"
                  "      - { else: keep }\n"
                  "  keep: { remember: { contract: =b.name }, to: home }\n",
                  "", kept);
    INFO(faults);
    CHECK(tells(faults, "menu.yaml:12:50"));
    CHECK(tells(faults, "put a code of digits in quotes"));
    CHECK(tells(faults, "menu.yaml:15:"));
    CHECK(tells(faults, "menu.yaml:16:17"));
    CHECK(tells(faults, "a condition"));
    CHECK(tells(faults, "did you mean 'amount'"));
    CHECK(tells(faults, "up to 20 characters: at most 13"));
}

TEST_CASE("a screen without pages must hold the longest values that are declared") {
    const std::string body(150, 'x');
    const auto menu =
        "  first: { call: balance, arguments: { contract: '17' }, save: b, ok: last }\n"
        "  last: { end: last }\n";
    CHECK(faults_of(menu, "  last: \"" + body + " {b.name}\"\n") == "");
    const auto faults = faults_of(menu, "  last: \"" + body + " {b.name} {b.name}\"\n");
    INFO(faults);
    CHECK(tells(faults, "locales/en.yaml:11:10"));
    CHECK(tells(faults, "can take 192 of the 182 characters"));
}

TEST_CASE("an SMS has a bound, and so has a line of a list") {
    const auto sms = faults_of("  first: { sms: long, to: home }\n",
                               "  long: \"" + std::string(613, 'x') + "\"\n");
    CHECK(tells(sms, "at most 612, 4 messages"));
    const auto option = faults_of("  first:\n    choose: home\n    options:\n"
                                  "      - { key: 1, text: wide, to: home }\n",
                                  "  wide: \"" + std::string(170, 'x') + "\"\n");
    CHECK(tells(option, "one line on a page of screen 'first'"));
}

TEST_CASE("what the head declares must be of use") {
    const auto faults = faults_of("  first: { show: home }\n", "", kept);
    CHECK(tells(faults, "menu.yaml:5:12"));
    CHECK(tells(faults, "nothing uses 'contract' of 'profile'"));
}

TEST_CASE("the lengths of every screen are known") {
    const auto loaded = menu_test::electricity();
    for (const auto& in : loaded->data().locales) {
        CHECK(in.lengths.size() > 50);
        for (const auto& s : in.lengths) {
            CHECK((s.paged || s.longest <= s.limit));
        }
    }
}
