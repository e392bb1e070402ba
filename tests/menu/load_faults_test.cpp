// Each fault that a menu's author can make, and the place where they are told of it.
#include "menu/electricity.hpp"
#include "support/doctest_lines.hpp"
#include "support/hex_golden.hpp"
#include <doctest/doctest.h>
#include <fmt/format.h>

using namespace yeelen;

namespace {

constexpr std::string_view good_menu = R"(menu_language: 2
menu: small
languages: [en]
start: home
profile: { contract: { type: text, max: 140 } }
screens:
  home:
    choose: home.title
    options:
      - { key: 1, text: home.balance, to: balance }
      - { key: 2, text: home.ask, to: ask }
  balance:
    call: balance
    arguments: { contract: =profile.contract }
    save: balance
    ok: shown
    failed: { otherwise: { say: failed } }
  shown: { show: shown }
  ask:
    ask: ask
    type: digits
    save: typed
    to: keep
  keep: { remember: { contract: =typed }, to: home }
)";

constexpr std::string_view good_texts = R"(months: [a, b, c, d, e, f, g, h, i, j, k, l]
texts:
  key: { back: Back, home: Home, next: Next, previous: Prev, continue: Go on, "yes": "Yes", "no": "No" }
  notice: { choice: No such choice., empty: Nothing typed., long: Too long., place: No such place. }
  expect: { text: Text., digits: "{min} to {max} digits.", amount: An amount., phone: A number., date: A date., meter: A meter., pin: A PIN., pattern: A pattern. }
  closing: { timeout: Timeout., overload: Overload., fault: Fault., draining: Draining., tries: Too many tries. }
  home: { title: Welcome, balance: Balance, ask: Number }
  shown: "To pay: {balance.amount, money, balance.currency}"
  ask: Which number?
  failed: It failed.
  doubt: { meter: "Right?" }
)";

struct change {
    const char* name;
    bool texts; ///< in the locale, else in the menu
    std::string_view from;
    std::string_view to;
    std::vector<std::string> at; ///< "menu.yaml:10:57" ...
    std::string_view said;       ///< part of the first message
};

std::string write_menu(const std::string& menu, const std::string& texts) {
    const auto folder = std::filesystem::path{YEELEN_BIN_DIR} / "load_faults";
    std::filesystem::create_directories(folder / "locales");
    std::ofstream{folder / "menu.yaml", std::ios::binary} << menu;
    std::ofstream{folder / "locales/en.yaml", std::ios::binary} << texts;
    return folder.string();
}

std::string replaced(std::string_view whole, std::string_view from, std::string_view to) {
    std::string out{whole};
    const auto at = out.find(from);
    REQUIRE_MESSAGE(at != std::string::npos, "the example has no '" << from << "'");
    return out.replace(at, from.size(), to);
}

const std::vector<change> changes{
    {"no such key",
     false,
     "start: home",
     "start: home\nstartt: x",
     {"menu.yaml:5:1"},
     "did you mean 'start'"},
    {"other version",
     false,
     "menu_language: 2",
     "menu_language: 3",
     {"menu.yaml:1:16"},
     "from 1 to 2"},
    {"unknown kind",
     false,
     "shown: { show: shown }",
     "shown: { shw: shown }",
     {"menu.yaml:18:12"},
     ""},
    {"two kinds",
     false,
     "shown: { show: shown }",
     "shown: { show: shown, end: shown }",
     {"menu.yaml:18:25"},
     "cannot be a 'end'"},
    {"unknown field",
     false,
     "    type: digits",
     "    typ: digits",
     {"menu.yaml:21:5"},
     "did you mean 'type'"},
    {"target leads nowhere",
     false,
     "ok: shown",
     "ok: shwn",
     {"menu.yaml:16:9"},
     "did you mean 'shown'"},
    {"start leads nowhere",
     false,
     "start: home",
     "start: hom",
     {"menu.yaml:4:8"},
     "did you mean 'home'"},
    {"start does not wait",
     false,
     "start: home",
     "start: keep",
     {"menu.yaml:4:8"},
     "must wait for a key"},
    {"unreachable",
     false,
     "  shown:",
     "  lost: { show: shown }\n  shown:",
     {"menu.yaml:18:3"},
     "nothing leads to"},
    {"missing text",
     false,
     "ask: ask\n",
     "ask: aks\n",
     {"menu.yaml:20:10", "locales/en.yaml:9:3"},
     "no screen uses"},
    {"unused text",
     true,
     "  ask: Which number?",
     "  ask: Which number?\n  old: Old",
     {"locales/en.yaml:10:3"},
     "no screen uses the text 'old'"},
    {"builtin text missing",
     true,
     ", tries: Too many tries.",
     "",
     {"locales/en.yaml:3:3"},
     "'closing.tries' is missing"},
    {"undefined value in a text",
     true,
     "{balance.amount,",
     "{blance.amount,",
     {"locales/en.yaml:8:20"},
     "did you mean 'balance'"},
    {"no such field of the answer",
     true,
     "{balance.amount,",
     "{balance.amuont,",
     {"locales/en.yaml:8:20"},
     "did you mean 'amount'"},
    {"undefined value in an argument",
     false,
     "=profile.contract",
     "=profile.contrat",
     {"menu.yaml:14:29"},
     "did you mean 'contract'"},
    {"undefined value in a condition",
     false,
     "to: balance }",
     "to: balance, when: exists profile.contract and typd == 1 }",
     {"menu.yaml:10:86"},
     "did you mean 'typed'"},
    {"condition does not parse",
     false,
     "to: balance }",
     "to: balance, when: profile.contract = 1 }",
     {"menu.yaml:10:75"},
     "write =="},
    {"unknown operation",
     false,
     "call: balance",
     "call: balnce",
     {"menu.yaml:13:11"},
     "did you mean 'balance'"},
    {"unknown argument",
     false,
     "{ contract: =",
     "{ contrct: =",
     {"menu.yaml:14:16", "menu.yaml:14:18"},
     "wants the argument 'contract'"},
    {"failures not covered",
     false,
     "{ otherwise: { say: failed } }",
     "{ timeout: { say: failed } }",
     {"menu.yaml:17:13"},
     "not_found, rejected, server_error, unreachable, garbage"},
    {"unknown failure",
     false,
     "{ otherwise: {",
     "{ tmeout: { say: failed }, otherwise: {",
     {"menu.yaml:17:15"},
     "did you mean 'timeout'"},
    {"same key twice", false, "key: 2", "key: 1", {"menu.yaml:11:16"}, "taken (first on line 10)"},
    {"key clashes with back",
     false,
     "key: 2",
     "key: 0",
     {"menu.yaml:11:16"},
     "already means 'back'"},
    {"loop without a key",
     false,
     "{ otherwise: { say: failed } }",
     "{ timeout: balance, otherwise: { say: failed } }",
     {"menu.yaml:17:24"},
     "for ever"},
    {"line too long for a page",
     true,
     "balance: Balance",
     "balance: Balance Balance Balance Balance Balance Balance Balance Balance Balance Balance "
     "Balance Balance Balance Balance Balance Balance Balance Balance Balance Balance Balance",
     {"locales/en.yaml:7:36"},
     "one line on a page"},
    {"last screen too long",
     true,
     "fault: Fault.",
     "fault: "
     "Fault Fault Fault Fault Fault Fault Fault Fault Fault Fault Fault Fault Fault Fault Fault "
     "Fault Fault Fault Fault Fault Fault Fault Fault Fault Fault Fault Fault Fault Fault Fault "
     "Fault Fault",
     {"locales/en.yaml:6:61"},
     "has no second page"},
    {"letter without a form",
     true,
     "Which number?",
     "Which nɔɔ漢ber?",
     {"locales/en.yaml:9:19"},
     "has no form in GSM-7"},
    {"template not closed",
     true,
     "{balance.amount, money, balance.currency}",
     "{balance.amount, money, XOF",
     {"locales/en.yaml:8:19"},
     "not closed"},
    {"no such format",
     true,
     "{balance.amount, money, balance.currency}",
     "{balance.amount, mony}",
     {"locales/en.yaml:8:36"},
     "did you mean 'money'"},
    {"plural without other",
     true,
     "{balance.amount, money, balance.currency}",
     "{balance.amount, plural, one {x}}",
     {"locales/en.yaml:8:44"},
     "'other' is missing"},
    {"remembers what is not declared",
     false,
     "remember: { contract",
     "remember: { contrat",
     {"menu.yaml:24:23"},
     "did you mean 'contract'"},
    {"text instead of a value",
     false,
     "=profile.contract",
     "profile.contract",
     {"menu.yaml:14:28"},
     "write =profile.contract"},
    {"reserved name",
     false,
     "save: typed",
     "save: item",
     {"menu.yaml:22:11", "menu.yaml:24:34"},
     "meaning of its own"},
    {"item outside a list",
     true,
     "Which number?",
     "'Which {item.x}?'",
     {"locales/en.yaml:9:16"},
     "only in the text of an entry"},
    {"eleven months", true, ", l]", "]", {"locales/en.yaml:1:9"}, "twelve"},
    {"duplicate key", false, "  ask:\n", "  home:\n", {"menu.yaml:19:3"}, "second time"},
    {"language without file",
     false,
     "languages: [en]",
     "languages: [en, bm]",
     {"locales/bm.yaml:0:0"},
     "cannot be read"},
};

} // namespace

TEST_CASE("the example of the fault table is without fault") {
    const auto loaded = menu::load(write_menu(std::string{good_menu}, std::string{good_texts}),
                                   menu_test::utility_operations());
    REQUIRE_MESSAGE(loaded.has_value(), menu_test::all_texts(loaded.error()));
    CHECK((*loaded)->name() == "small");
    CHECK((*loaded)->version().size() == 15);
}

TEST_CASE("each fault is told with its place") {
    for (const auto& c : changes) {
        INFO(c.name);
        const auto menu = c.texts ? std::string{good_menu} : replaced(good_menu, c.from, c.to);
        const auto texts = c.texts ? replaced(good_texts, c.from, c.to) : std::string{good_texts};
        const auto folder = write_menu(menu, texts);
        const auto loaded = menu::load(folder, menu_test::utility_operations());
        REQUIRE(!loaded.has_value());
        std::vector<std::string> places;
        bool said = c.said.empty();
        for (const auto& f : loaded.error()) {
            places.push_back(
                fmt::format("{}:{}:{}", f.file.substr(folder.size() + 1), f.line, f.column));
            said = said || f.message.find(c.said) != std::string::npos;
        }
        INFO(menu_test::all_texts(loaded.error()));
        CHECK(places == c.at);
        CHECK(said);
    }
}

TEST_CASE("all faults are told at once, in the order of the files") {
    auto menu = replaced(good_menu, "ok: shown", "ok: shwn");
    menu = replaced(menu, "call: balance", "call: balnce");
    menu = replaced(menu, "key: 2", "key: 0");
    const auto loaded =
        menu::load(write_menu(menu, std::string{good_texts}), menu_test::utility_operations());
    REQUIRE(!loaded.has_value());
    std::vector<std::size_t> lines;
    for (const auto& f : loaded.error()) {
        lines.push_back(f.line);
    }
    CHECK(lines == std::vector<std::size_t>{11, 13, 16});
}
