// Faults of reading in the newer parts of the language: the head, aliases, flows, locks, payments.
#include "menu/small_menu.hpp"
#include <doctest/doctest.h>

using namespace yeelen;

namespace {

constexpr std::string_view good_menu = R"(menu_language: 2
menu: parts
languages: [en]
start: home
keys: { back: "0", home: "00", next: "98", previous: "97" }
profile: { contract: { type: text, max: 13 }, meters: { type: list, most: 3, of: { number: { type: text, max: 13 } } } }
config: { helpline: { type: text, max: 15, default: "179" } }
flags: [wallet]
aliases:
  - { dial: "2", to: who }
  - { dial: "pay*{meter}", to: amount, takes: { meter: { type: meter, min: 7, max: 13 } } }
failures: { otherwise: { say: trouble } }
screens:
  home:
    choose: home.title
    options:
      - { key: 8, text: home.who, to: who, when: flag.wallet and exists config.helpline }
      - { key: 9, text: home.pay, to: meter }
      - { each: profile.meters, text: home.meter, to: chosen, save: one }
  chosen: { set: { meter: =one.number }, to: amount }
  meter: { ask: meter.ask, type: meter, min: 7, max: 13, save: meter, to: amount }
  amount: { ask: amount.ask, type: amount, min: 500, max: 9000, save: amount, to: pay }
  pay:
    pay: buy_token
    text: pay.wait
    arguments: { contract: =meter, amount: =amount, msisdn: =msisdn }
    save: bought
    late: { sms: pay.done, refused: pay.refused }
  who: { use: identify, with: { why: who }, save: contract, to: day }
  day: { ask: day.ask, type: date, from: today - 30, until: today, save: day, to: code }
  code: { ask: code.ask, type: pattern, pattern: "[A-Z]{2}", save: code, to: agent }
  agent: { lock: agent, after: 2, for: 30m, to: open, locked: { end: agent.locked } }
  open: { unlock: [agent], remember: { contract: =contract }, to: report }
  report: {
    call: report,
    arguments: { kind: =code, msisdn: =msisdn }, failed: { otherwise: home },
    save: ticket,
    ok: home,
    late: { sms: report.sms } }
flows:
  identify:
    takes: { why: { type: text, max: 10 } }
    gives: { type: text, max: 13 }
    start: ask
    screens:
      ask: { ask: identify.ask, type: digits, min: 6, max: 13, save: typed, to: sure }
      sure: { confirm: identify.sure, yes: done, no: ask }
      done: { return: =typed }
)";

struct change {
    const char* name;
    std::string_view from;
    std::string_view to;
    std::vector<std::string> at; ///< without "menu.yaml:"
    std::string_view said;       ///< part of one of the messages
};

const std::vector<change> changes{
    // The head.
    {"a key that is taken", R"(back: "0")", R"(back: "1")", {"5:15"}, "not 1 or 2"},
    {"two meanings", R"(home: "00")", R"(home: "0")", {"5:26"}, "has two meanings"},
    {"language twice", "[en]", "[en, en]", {"3:17"}, "listed twice"},
    {"no language code", "[en]", "[en, f-r]", {"3:17"}, "not the code of a language"},
    {"no such type",
     "contract: { type: text,",
     "contract: { type: txt,",
     {"6:30"},
     "did you mean 'text'"},
    {"field of another type",
     "type: text, max: 13 },",
     "type: date, max: 13 },",
     {"6:41", "33:50"},
     "goes with"},
    {"default out of bounds", "max: 15,", "max: 2,", {"7:52"}, "within its bounds"},
    {"flag twice", "[wallet]", "[wallet, wallet]", {"8:17"}, "listed twice"},
    {"the language is kept anyway", "profile: {", "profile: { language: text,", {"6:12"}, "anyway"},
    {"a failure that is none",
     "{ otherwise:",
     "{ slow: home, otherwise:",
     {"12:13"},
     "has no 'slow'"},
    {"a place that is none",
     "{ say: trouble }",
     "{ sya: trouble }",
     {"12:26"},
     "did you mean 'say'"},
    // Aliases.
    {"an alias to nowhere",
     "to: who }\n  - { dial: \"pay",
     "to: whoo }\n  - { dial: \"pay",
     {"10:22"},
     "did you mean 'who'"},
    {"not to be dialled", "\"pay*{meter}\"", "\"pay-{meter}\"", {"11:13"}, "cannot be dialled"},
    {"a value without type",
     "\"pay*{meter}\"",
     "\"pay*{metre}\"",
     {"11:13"},
     "did you mean 'meter'"},
    {"begins with a value", "\"pay*{meter}\"", "\"{meter}\"", {"11:13"}, "must begin with a word"},
    {"the same keys",
     "dial: \"2\"",
     "dial: \"729*04123456784\"",
     {"11:13"},
     "may be dialled for the one"},
    {"a PIN is not dialled",
     "{ type: meter, min: 7, max: 13 } } }",
     "{ type: pin } } }",
     {"11:64"},
     "must be one of"},
    // Screens that wait.
    {"options of two lists",
     "      - { key: 9,",
     "      - { each: profile.meters, text: home.pay, to: meter }\n      - { key: 9,",
     {"20:9"},
     "already (line"},
    {"five digits for a key", "key: 9", "key: 12345", {"18:16"}, "one to four digits"},
    {"max below min",
     "min: 7, max: 13, save",
     "min: 7, max: 6, save",
     {"21:54"},
     "less than its 'min'"},
    {"longer than any meter",
     "max: 13, save: meter",
     "max: 30, save: meter",
     {"21:54"},
     "is at most 20"},
    {"min of a date", "type: date,", "type: date, min: 3,", {"30:41"}, "goes with 'type'"},
    {"a pattern is missing", "pattern: \"[A-Z]{2}\", ", "", {"31:9"}, "lacks 'pattern'"},
    {"a pattern that is none", "[A-Z]{2}", "[A-Z{2}", {"31:58"}, ""},
    {"an expression with =", "from: today - 30", "from: =today - 30", {"30:42"}, "no = is written"},
    {"nothing is doubted",
     "type: digits, min: 6,",
     "type: digits, doubt: x, min: 6,",
     {"46:54"},
     "wants 'luhn: warn'"},
    {"a list to choose from leads nowhere",
     "  chosen: {",
     "  lines: { list: a, of: profile.meters, item: b, empty: c, save: d }\n  chosen: {",
     {"20:10", "20:3"},
     "where the chosen entry leads"},
    // Flows.
    {"no such flow", "use: identify", "use: idenify", {"29:15"}, "did you mean 'identify'"},
    {"a screen is no flow", "use: identify", "use: meter", {"29:15"}, "is a screen"},
    {"a flow is no screen", "to: meter }", "to: identify }", {"18:39"}, "is a flow"},
    {"out of a flow", "no: ask }", "no: home }", {"47:54"}, "a flow leads only to its own"},
    {"not given", "with: { why: who }, ", "", {"29:15"}, "takes 'why'"},
    {"not taken",
     "with: { why: who }",
     "with: { why: who, whom: x }",
     {"29:43"},
     "does not take 'whom'"},
    {"gives nothing",
     "    gives: { type: text, max: 13 }\n",
     "",
     {"29:51", "47:23"},
     "gives nothing"},
    {"returns nothing", "{ return: =typed }", "{ return: }", {"48:23"}, "say what"},
    {"only a flow returns", "ok: home", "ok: return", {"38:9"}, "only a flow does"},
    {"a flow in itself",
     "done: { return: =typed }",
     "done: { use: identify, with: { why: x }, to: end }\n      end: { return: =typed }",
     {"48:20"},
     "cannot go round"},
    {"a flow without screens", "    start: ask\n", "", {"42:5"}, "lacks 'start'"},
    // Locks, payments, calls.
    {"two sizes of a lock",
     "  open: {",
     "  shut: { lock: agent, after: 3, to: home, locked: home }\n  open: {",
     {"33:17", "33:3"},
     "must be the same"},
    {"no such lock", "unlock: [agent]", "unlock: [agnet]", {"33:20"}, "did you mean 'agent'"},
    {"half a minute", "for: 30m", "for: 30s", {"32:40"}, "from 1m"},
    {"no once operation",
     "pay: buy_token",
     "pay: find_contract",
     {"24:10", "26:36", "26:53"},
     "not marked 'once'"},
    {"a payment without late",
     "    late: { sms: pay.done, refused: pay.refused }\n",
     "",
     {"24:5"},
     "lacks 'late'"},
    {"a call made once without late",
     "    late: { sms: report.sms } }\n",
     "  }\n",
     {"35:11"},
     "which SMS the customer"},
    {"a call made once whose failures are the menu's",
     " failed: { otherwise: home },",
     "",
     {"35:11"},
     "may have been done all the same"},
    {"a lock that no screen makes",
     "- { key: 9, text: home.pay, to: meter }",
     "- { key: 9, text: home.pay, to: meter }\n      - { key: 7, text: home.pay, to: meter, when: "
     "not locked agnet }",
     {"19:63"},
     "no screen locks 'agnet' (did you mean 'agent'?)"},
    {"a list instead of a place",
     "- { key: 9, text: home.pay, to: meter }",
     "- { key: 9, text: home.pay, to: [meter] }",
     {"18:39"},
     "the name of a screen"},
    {"a value with spaces",
     "remember: { contract: =contract }",
     "remember: [contract]",
     {"33:38"},
     "must be a map"},
};

core::faults faults_of(const std::string& menu) {
    const auto loaded =
        menu::load(menu_test::with_locales(menu, {"en"}), "", menu_test::small_operations());
    return loaded ? core::faults{} : loaded.error();
}

} // namespace

TEST_CASE("the example of the fault table of parts is without fault") {
    CHECK(menu_test::lines_of(faults_of(std::string{good_menu})) == "");
}

TEST_CASE("each fault of a part is told with its place") {
    for (const auto& c : changes) {
        INFO(c.name);
        const auto faults = faults_of(menu_test::replaced(good_menu, c.from, c.to));
        REQUIRE(!faults.empty());
        std::vector<std::string> at;
        bool said = false;
        for (const auto& f : faults) {
            at.push_back(std::to_string(f.line) + ":" + std::to_string(f.column));
            said = said || f.message.find(c.said) != std::string::npos;
        }
        CHECK_MESSAGE(at == c.at, menu_test::lines_of(faults));
        CHECK_MESSAGE(said, menu_test::lines_of(faults));
    }
}
