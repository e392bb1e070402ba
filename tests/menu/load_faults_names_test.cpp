// Where a place to go to is named: only the screens declared beside it have names there. And where
// none is named: the branch without `else`.
#include "menu/marked_menu.hpp"
#include <algorithm>
#include <doctest/doctest.h>

using namespace yeelen;

namespace {

constexpr std::string_view good_menu = R"(menu_language: 2
menu: names
languages: [en]
start: home
failures: { otherwise: { say: trouble } }
aliases:
  - { dial: "2", to: meter }
screens:
  home:
    choose: home.title
    options:
      - { key: 1, text: home.meter, to: meter }
      - { key: 2, text: home.pin, to: pin }
      - { each: history.invoices, text: home.line, to: pin, save: one }
  meter: { ask: meter.ask, type: meter, save: meter, to: known }
  known:
    branch:
      - { when: meter == '7', to: sure }
      - else: sure
  sure: { confirm: sure, yes: find, no: { say: no } }
  find:
    call: invoices
    arguments: { contract: =meter }
    save: history
    ok: wrong
    failed: { rejected: home, otherwise: { say: no } }
  wrong: { lock: try, after: 3, for: 30m, to: home, locked: { end: locked } }
  pin: { use: check, to: home }
flows:
  check:
    start: ask
    screens:
      ask: { ask: check.ask, type: digits, save: code, to: right }
      right: { show: check.right, to: last }
      last: { confirm: check.last, yes: return, no: { say: check.no } }
)";

struct change {
    std::string name;
    std::string_view from;
    std::string_view to; ///< with ^ before what is at fault
    std::string_view said;
};

constexpr std::string_view by_flow = "is a screen of the flow 'check', where only the flow itself "
                                     "leads: use the flow, by a screen { use: check, to: ... }";

const std::vector<change> changes{
    // A flow's own screens.
    {"an alias", "dial: \"2\", to: meter", "dial: \"2\", to: ^check.right", by_flow},
    {"the start", "start: home", "start: ^check.ask", by_flow},
    {"an option", "home.meter, to: meter", "home.meter, to: ^check.ask", by_flow},
    {"options of a list", "home.line, to: pin", "home.line, to: ^check.ask", by_flow},
    {"behind an ask", "save: meter, to: known", "save: meter, to: ^check.right", by_flow},
    {"a case", "'7', to: sure", "'7', to: ^check.right", by_flow},
    {"the else", "else: sure", "else: ^check.right", by_flow},
    {"a yes", "yes: find", "yes: ^check.right", by_flow},
    {"a no", "no: { say: no }", "no: ^check.right", by_flow},
    {"an ok", "ok: wrong", "ok: ^check.right", by_flow},
    {"a failure", "rejected: home", "rejected: ^check.right", by_flow},
    {"the other failures", "rejected: home, otherwise: { say: no }",
     "rejected: home, otherwise: ^check.right", by_flow},
    {"the menu's failures", "otherwise: { say: trouble }", "otherwise: ^check.right", by_flow},
    {"behind a lock", "for: 30m, to: home", "for: 30m, to: ^check.right", by_flow},
    {"locked", "locked: { end: locked }", "locked: ^check.right", by_flow},
    {"behind a flow", "use: check, to: home", "use: check, to: ^check.right", by_flow},
    {"a screen that the flow does not have", "ok: wrong", "ok: ^check.wrong", by_flow},
    {"within the flow", "to: last }", "to: ^check.last }", "write 'last'"},
    {"the flow's start", "start: ask", "start: ^check.ask", "write 'ask'"},
    {"no such flow", "ok: wrong", "ok: ^chekc.right", "no such screen"},
    // Screens that were made.
    {"a text", "ok: wrong", "ok: ^say:trouble", "write { say: trouble }"},
    {"a text that is shown nowhere else", "ok: wrong", "ok: ^say:new", "write { say: new }"},
    {"a last text", "ok: wrong", "ok: ^\"end:locked\"", "write { end: locked }"},
    {"a flow's text", "ok: wrong", "ok: ^check.say:check.no", by_flow},
    {"a text within the flow", "to: last }", "to: ^say:check.no }", "write { say: check.no }"},
    {"a return that was made", "to: last }", "to: ^\"return:\" }", "no such screen"},
    // The rest.
    {"the menu's screen in a flow", "to: last }", "to: ^home }", "back by 'return'"},
    {"a flow", "ok: wrong", "ok: ^check", "is a flow"},
    {"nearly", "ok: wrong", "ok: ^wrnog", "did you mean 'wrong'?"},
    // Nothing that was made is proposed.
    {"like a made one", "ok: wrong", "ok: ^ssay_trouble", "there is no such screen"},
    // Branches.
    {"no else", "      - else: sure\n", "", "must be { else: ... }"},
    {"an else too early", "      - { when: meter == '7', to: sure }\n      - else: sure",
     "      - ^else: sure\n      - else: sure", "must be the last case"},
};

core::faults faults_of(const std::string& menu) {
    const auto loaded =
        menu::load(menu_test::with_locales(menu, {"en"}), "", menu_test::small_operations());
    return loaded ? core::faults{} : loaded.error();
}

} // namespace

TEST_CASE("the example of the names is without fault") {
    // `history` may be missing at first: that list has no entries then.
    CHECK(menu_test::lines_of(faults_of(std::string{good_menu})) == "");
}

TEST_CASE("only a screen declared in the same place can be led to") {
    for (const auto& c : changes) {
        INFO(c.name);
        auto [menu, at] = menu_test::unmarked(menu_test::replaced(good_menu, c.from, c.to));
        if (c.name == "no else") {
            at = {"18:9"};
        }
        const auto faults = faults_of(menu);
        CHECK_MESSAGE(menu_test::spots(faults) == at, menu_test::lines_of(faults));
        CHECK_MESSAGE(
            std::any_of(faults.begin(), faults.end(),
                        [&](const auto& f) { return f.message.find(c.said) != std::string::npos; }),
            menu_test::lines_of(faults));
    }
}
