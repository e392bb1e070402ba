#include "app/menu_commands.hpp"
#include "app/print_faults.hpp"
#include "menu/model/model.hpp"
#include "smpp/text.hpp"
#include "workbench/explore.hpp"
#include "workbench/graph.hpp"
#include "workbench/phone_screen.hpp"
#include <cstdio>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace yeelen::app {

namespace {

/// Gives `text` to the program `dot`, whose picture goes to our standard output.
int draw_svg(const std::string& text) {
    std::fflush(stdout);
    FILE* dot = ::popen("dot -Tsvg", "w"); // NOLINT(cert-env33-c): a fixed command
    if (dot == nullptr) {
        return 1;
    }
    std::fwrite(text.data(), 1, text.size(), dot);
    if (::pclose(dot) != 0) {
        fmt::print(stderr,
                   "yeelen menu graph: Graphviz did not draw it. Is it installed (apt-get "
                   "install graphviz)? --format dot and --format mermaid need no program.\n");
        return 1;
    }
    return 0;
}

void tell(const workbench::exploration& e, const std::string& language, std::size_t depth) {
    fmt::print("{}: {} turns, {} different situations, {} keys deep{}; largest session {} octets\n",
               language, e.turns, e.situations, depth,
               e.whole ? "" : " (not all: the number of turns is bounded by --turns)",
               e.largest_state);
    if (!e.broken) {
        fmt::print("{}: no screen breaks a rule\n", language);
        return;
    }
    fmt::print("{}:\n", e.broken->rule);
    for (const auto& step : e.broken->path) {
        fmt::print("  {}\n", step);
    }
    const auto size = smpp::measure_screen(e.broken->screen);
    fmt::print("{}", workbench::draw_screen({.text = e.broken->screen,
                                             .ucs2 = size.alphabet == smpp::alphabet::ucs2,
                                             .used = size.used,
                                             .limit = size.limit,
                                             .answered = true,
                                             .note = {}},
                                            "", ""));
}

} // namespace

int menu_explore(const menu_choice& choice, const menu_explore_options& options) {
    const auto menu = load_chosen(choice);
    if (!menu) {
        print_faults(menu.error());
        return 1;
    }
    std::vector<std::string> languages{options.language};
    if (options.language.empty()) {
        languages.clear();
        for (const auto& l : menu->menu->data().locales) {
            languages.push_back(l.language);
        }
    }
    const auto& known = menu->menu->data().flags;
    for (const auto& flag : options.flags) {
        if (!known.contains(flag)) {
            fmt::print(stderr, "yeelen menu explore: the menu has no flag '{}'{}\n", flag,
                       core::suggestion(flag, {known.begin(), known.end()}));
            return 2;
        }
    }
    workbench::coverage seen;
    bool broken = false;
    for (const auto& language : languages) {
        const auto e = workbench::explore(menu->menu, menu->operations,
                                          {.depth = options.depth,
                                           .most_turns = options.most_turns,
                                           .language = language,
                                           .flags = options.flags},
                                          seen);
        tell(e, language, options.depth);
        broken = broken || e.broken.has_value();
    }
    const auto r = workbench::report(*menu->menu, seen);
    fmt::print("screens {} of {}, ways {} of {}\n", r.screens_met, r.screens, r.ways_gone, r.ways);
    if (!r.not_met.empty()) {
        fmt::print("not entered within {} keys (--depth): {}\n", options.depth,
                   fmt::join(r.not_met, ", "));
    }
    return broken ? 1 : 0;
}

int menu_graph(const menu_choice& choice, const menu_graph_options& options) {
    const auto menu = load_chosen(choice);
    if (!menu) {
        print_faults(menu.error());
        return 1;
    }
    const workbench::graph_options how{options.language, options.failures};
    if (options.format == "mermaid") {
        fmt::print("{}", workbench::to_mermaid(*menu->menu, how));
        return 0;
    }
    const auto dot = workbench::to_dot(*menu->menu, how);
    if (options.format == "dot") {
        fmt::print("{}", dot);
        return 0;
    }
    return draw_svg(dot);
}

} // namespace yeelen::app
