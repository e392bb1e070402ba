#include "app/menu_commands.hpp"
#include "app/print_faults.hpp"
#include "menu/model/model.hpp"
#include <algorithm>
#include <fmt/format.h>

namespace yeelen::app {

namespace {

/// {say: x} and {end: x} have no name of their own: "say:x" in the flow that they are of.
std::size_t widest_name(const menu::menu_data& menu) {
    std::size_t widest = 0;
    for (const auto& s : menu.screens) {
        widest = std::max(widest, s.name.size());
    }
    return widest;
}

void list(const menu::menu_data& menu, const menu::locale& in) {
    fmt::print("{} ({}, {} characters a screen)\n", in.language, in.gsm7 ? "GSM-7" : "UCS-2",
               in.lengths.empty() ? 0 : in.lengths.front().limit);
    const auto width = widest_name(menu);
    const menu::screen_length* tightest = nullptr;
    for (const auto& s : in.lengths) {
        fmt::print("  {:<{}}  {:>5}", menu.screens[s.screen].name, width, s.longest);
        if (s.pages > 1) {
            fmt::print("  {} pages", s.pages);
        }
        fmt::print("\n");
        if (!s.paged && (!tightest || s.longest > tightest->longest)) {
            tightest = &s;
        }
    }
    if (tightest) {
        fmt::print("  the fullest question or last screen (they have one page): '{}', {} of {}\n",
                   menu.screens[tightest->screen].name, tightest->longest, tightest->limit);
    }
}

} // namespace

int menu_screens(const menu_choice& choice, const std::string& language) {
    const auto chosen = load_chosen(choice);
    if (!chosen) {
        print_faults(chosen.error());
        return 1;
    }
    const auto& menu = chosen->menu->data();
    bool found = false;
    for (const auto& in : menu.locales) {
        if (language.empty() || language == in.language) {
            found = true;
            list(menu, in);
        }
    }
    if (!found) {
        fmt::print(stderr, "yeelen menu screens: the menu does not have the language '{}'\n",
                   language);
        return 2;
    }
    return 0;
}

} // namespace yeelen::app
