// First screens, behind which there is no way back.
#include "menu/small_menu.hpp"
#include <doctest/doctest.h>

using namespace yeelen;

TEST_CASE("every kind of first screen offers a key to everybody") {
    constexpr std::string_view head =
        "menu_language: 2\nmenu: starts\nlanguages: [en]\nstart: home\n"
        "profile: { all: { type: list, most: 3 } }\nscreens:\n";
    const struct {
        const char* name;
        std::string_view screens;
        std::string_view said; ///< "" where there is no fault
    } cases[]{
        {"a text that leads on",
         "  home: { show: go, to: last }\n  last: { list: go, of: "
         "profile.all, item: go, empty: go }\n",
         ""},
        {"a text alone", "  home: { show: go, to: home }\n", ""},
        {"a text without a way", "  home: { show: go }\n", "has no key to press: say by 'to'"},
        {"a list to read", "  home: { list: go, of: profile.all, item: go, empty: go }\n",
         "has no key to press: save the entry"},
        {"a list that may be empty",
         "  home: { list: go, of: profile.all, item: go, empty: go, save: one, to: home }\n",
         "where its list is empty"},
        {"only entries",
         "  home: { choose: go, options: [{ each: profile.all, text: go, to: home }] }\n",
         "is an entry of a list"},
        {"only conditions",
         "  home: { choose: go, options: [{ key: 1, text: go, to: home, when: exists "
         "profile.all }] }\n",
         "a customer for whom none holds"},
        {"entries and one for all",
         "  home: { choose: go, options: [{ each: profile.all, text: go, to: home }, { key: 9, "
         "text: go, to: home }] }\n",
         ""},
        {"an ask", "  home: { ask: go, type: text, save: x, to: home }\n", ""},
        {"a confirm", "  home: { confirm: go, yes: home, no: home }\n", ""},
    };
    for (const auto& c : cases) {
        INFO(c.name);
        auto menu = std::string{head} + std::string{c.screens};
        if (c.screens.find("profile.all") == std::string_view::npos) {
            menu = menu_test::replaced(menu, "profile: { all: { type: list, most: 3 } }\n", "");
        }
        const auto loaded =
            menu::load(menu_test::with_locales(menu, {"en"}), "", menu_test::small_operations());
        const auto faults = loaded ? core::faults{} : loaded.error();
        INFO(menu_test::lines_of(faults));
        CHECK(faults.size() == (c.said.empty() ? 0 : 1));
        for (const auto& f : faults) {
            CHECK(f.line == (c.screens.find("profile.all") == std::string_view::npos ? 6 : 7));
            CHECK(f.column == 3);
            CHECK(f.message.find(c.said) != std::string::npos);
        }
    }
}
