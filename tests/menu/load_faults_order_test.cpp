// One cause, one fault: what only follows from it is held back, and comes behind it where it is
// told.
#include "menu/marked_menu.hpp"
#include <algorithm>
#include <doctest/doctest.h>

using namespace yeelen;

namespace {

constexpr std::string_view good_menu = R"(menu_language: 2
menu: order
languages: [en, fr]
start: home
profile: { contract: { type: text, max: 13 }, times: { type: number, max: 99 } }
config: { helpline: { type: text, max: 15 }, price: { type: amount, max: 900 } }
flags: [wallet, alerts]
failures: { otherwise: { say: trouble } }
aliases:
  - { dial: "2", to: code }
screens:
  home:
    choose: home.title
    options:
      - { key: 1, text: home.code, to: code }
      - { key: 2, text: home.pay, to: code, when: flag.wallet and config.price > 0 }
      - { key: 3, text: home.help, to: help, when: exists config.helpline and flag.alerts }
  help: { show: help }
  code: { ask: code.ask, type: digits, min: 6, max: 6, save: code, to: find }
  find: { call: find_contract, arguments: { contract: =code }, save: found, ok: keep }
  keep: { remember: { contract: =found.contract, times: "=default(profile.times, 0) + 1" }, to: sure }
  sure: { use: check, with: { why: =found.name }, save: sure, to: last }
  last:
    first: { unless: exists profile.times, use: check, with: { why: =code } }
    end: last
flows:
  check:
    takes: { why: { type: text, max: 30 } }
    gives: { type: text, max: 20 }
    start: ask
    screens:
      ask: { ask: check.ask, type: text, min: 1, max: 20, save: typed, to: done }
      done: { return: =typed }
)";

struct change {
    std::string name;
    std::string_view from;
    std::string_view to;
    std::vector<std::string> at; ///< "menu.yaml:5:1"
    std::string_view said;       ///< part of the first
};

const std::vector<change> changes{
    // A section by another name.
    {"profile", "profile:", "profil:", {"menu.yaml:5:1"}, "did you mean 'profile'?"},
    {"config", "config:", "confg:", {"menu.yaml:6:1"}, "did you mean 'config'?"},
    {"flags", "flags:", "flag:", {"menu.yaml:7:1"}, "did you mean 'flags'?"},
    {"failures", "failures:", "failure:", {"menu.yaml:8:1"}, "did you mean 'failures'?"},
    {"flows", "flows:", "flow:", {"menu.yaml:26:1"}, "did you mean 'flows'?"},
    {"screens", "\nscreens:", "\nscreen:", {"menu.yaml:11:1"}, "did you mean 'screens'?"},
    {"languages", "languages:", "language:", {"menu.yaml:3:1"}, "did you mean 'languages'?"},
    // A section that is nowhere: once, where its first name is needed.
    {"no profile",
     "profile: { contract: { type: text, max: 13 }, times: { type: number, max: 99 } }\n",
     "",
     {"menu.yaml:20:23"},
     "the menu has no 'profile', where 'contract' and 1 more would be declared"},
    {"no config",
     "config: { helpline: { type: text, max: 15 }, price: { type: amount, max: 900 } }\n",
     "",
     {"menu.yaml:15:67"},
     "the menu has no 'config'"},
    {"no flags", "flags: [wallet, alerts]\n", "", {"menu.yaml:15:51"}, "has no 'flags'"},
    // Within a screen: what it would have used, set and led to is not known.
    {"a text of an option",
     "text: home.code",
     "txet: home.code",
     {"menu.yaml:15:19"},
     "did you mean 'text'?"},
    {"the kind",
     "help: { show: help }",
     "help: { shw: help }",
     {"menu.yaml:18:11"},
     "did you mean 'show'?"},
    {"what is saved",
     "max: 6, save: code",
     "max: 6, sav: code",
     {"menu.yaml:19:56"},
     "did you mean 'save'?"},
    {"what an answer is saved as",
     "save: found",
     "svae: found",
     {"menu.yaml:20:64"},
     "did you mean 'save'?"},
    {"a flow's start",
     "    start: ask\n",
     "    starts: ask\n",
     {"menu.yaml:30:5"},
     "did you mean 'start'?"},
    {"what a flow takes", "    takes:", "    take:", {"menu.yaml:28:5"}, "did you mean 'takes'?"},
    {"what a flow gives", "    gives:", "    givs:", {"menu.yaml:29:5"}, "did you mean 'gives'?"},
    {"no blank in braces",
     "{ key: 1, text: home.code,",
     "{ key: 1, text:home.code,",
     {"menu.yaml:15:24"},
     "a blank is missing behind 'text:'"},
    {"the type of a value",
     "contract: { type: text,",
     "contract: { type: txt,",
     {"menu.yaml:5:30"},
     "did you mean 'text'?"},
    {"languages that are none",
     "languages: [en, fr]",
     "languages: en fr",
     {"menu.yaml:3:12"},
     "is not the code of a language"},
    {"a field that is like none",
     "{ key: 1, text: home.code,",
     "{ key: 1, words: home.code,",
     {"menu.yaml:15:9", "menu.yaml:15:19"},
     "lacks 'text'"},
    // Faults of form before those that may follow from them, whatever their lines.
    {"a screen leads elsewhere",
     "    end: last\n",
     "    end: last\n  lost: { show: lost }\n  open: { lock: a, after: 3, for: 30m, to: home, "
     "locked: home }\n"
     "  shut: { lock: a, after: 2, for: 30m, to: home, locked: home }\n",
     {"menu.yaml:28:17", "menu.yaml:26:3", "menu.yaml:27:3", "menu.yaml:28:3"},
     "must be the same"},
};

core::faults faults_of(const std::string& menu) {
    auto files = menu_test::with_locales(std::string{good_menu}, {"en", "fr"});
    files["menu.yaml"] = menu;
    for (auto& [name, text] : files) {
        if (name != "menu.yaml") { // values of each section in a text
            text =
                menu_test::replaced(text, "  help: Text",
                                    "  help: \"{profile.contract} {profile.times} {config.price} "
                                    "{config.helpline}\" # Text");
            text =
                menu_test::replaced(text, "  last: Text", "  last: \"{code} {found.name}\" # Text");
        }
    }
    const auto loaded = menu::load(std::move(files), "", menu_test::small_operations());
    return loaded ? core::faults{} : loaded.error();
}

} // namespace

TEST_CASE("a cause is told without what follows from it") {
    REQUIRE(menu_test::lines_of(faults_of(std::string{good_menu})) == "");
    for (const auto& c : changes) {
        INFO(c.name);
        auto faults = faults_of(menu_test::replaced(good_menu, c.from, c.to));
        if (c.name == "a screen leads elsewhere") { // its text is in no locale
            std::erase_if(faults, [](const auto& f) {
                return f.message.find("the text 'lost' is missing") != std::string::npos;
            });
        }
        CHECK_MESSAGE(menu_test::places(faults) == c.at, menu_test::lines_of(faults));
        REQUIRE(!faults.empty());
        CHECK_MESSAGE(faults.front().message.find(c.said) != std::string::npos,
                      menu_test::lines_of(faults));
    }
}
