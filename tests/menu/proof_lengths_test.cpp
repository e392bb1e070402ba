// Which lengths are told of beside another fault.
#include "menu/small_menu.hpp"
#include "menu/sound_menu.hpp"
#include <doctest/doctest.h>
#include <fmt/format.h>

using namespace yeelen;
using namespace menu_test::sound;

TEST_CASE("no length is told of where something is unresolved, but all others are") {
    const auto with_text = [](std::string_view name, std::string_view value) {
        return menu_test::replaced(good_texts, "  meter: \"{item",
                                   fmt::format("  {}: \"{}\"\n  meter: \"{{item", name, value));
    };
    const auto with_option = [](std::string_view menu, std::string_view option) {
        return menu_test::replaced(
            menu, "      - { each: profile",
            fmt::format("      - {{ {} }}\n      - {{ each: profile", option));
    };
    const auto wide = with_text("wide", std::string(170, 'x'));
    const auto list = menu_test::replaced(
        menu_test::replaced(good_menu, "else: last", "else: lines"), "  last: {",
        "  lines: { list: home, of: found.visits, item: line, empty: go }\n  last: {");
    const auto set =
        menu_test::replaced(with_option(good_menu, "key: 4, text: go, to: told, set: { why: abc }"),
                            "  last: {", "  told: { end: why }\n  last: {");
    const auto why = with_text("why", std::string(150, 'x') + "{why}");
    const auto wide_option = with_option(good_menu, "key: 7, text: wide, to: look");
    const struct {
        const char* name;
        std::string menu;
        std::string texts;
        std::string_view at;
    } cases[]{
        {"an option", wide_option, wide, "text:19:10"},
        {"an option beside one without a text", with_option(wide_option, "key: 8, to: look"), wide,
         "menu:14:9"},
        {"a fault of another screen", menu_test::replaced(wide_option, "sum > 5", "summ > 5"), wide,
         "menu:25:28 text:19:10"},
        {"entries of a list", list, with_text("line", std::string(120, 'x') + "{item.day, date}"),
         "text:17:9"},
        {"entries of a list that nobody knows",
         menu_test::replaced(list, "lines: { list: home, of: found.visits",
                             "lines: { list: home, of: found.visit"),
         with_text("line", std::string(120, 'x') + "{item.day, date}"), "menu:27:28"},
        {"a value that is set", set, why, ""},
        {"a value that is set from what nobody knows",
         menu_test::replaced(set, "why: abc", "why: =profile.meter"), why, "menu:13:52"},
    };
    for (const auto& c : cases) {
        INFO(c.name);
        const auto faults = faults_of(c.menu, c.texts);
        INFO(menu_test::lines_of(faults));
        CHECK(places_of(faults) == c.at);
    }
}
