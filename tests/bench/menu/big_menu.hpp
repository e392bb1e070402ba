#pragma once
// A menu as large as wanted: a tree of choices whose leaves ask, call, list, branch, confirm and
// show amounts and dates. Made, not measured.
#include "menu/definition.hpp"
#include <fmt/format.h>
#include <string>

namespace bench {

/// Screens of the menu's own; `{ say: ... }` come on top.
inline yeelen::menu::sources big_menu(std::size_t screens) {
    std::string menu = R"(menu_language: 2
menu: big
languages: [en]
start: s0
profile: { contract: { type: text, max: 13 } }
failures: { otherwise: { say: trouble } }
screens:
)";
    std::string texts = R"(encoding: gsm7
region: CI
texts:
  key: { back: Back, home: Home, next: More, previous: Before, continue: Go on, "yes": "Yes", "no": "No" }
  notice: { choice: No such choice., empty: Nothing typed., long: Too long., place: No such place. }
  expect: { text: A text., digits: "{min} to {max} digits.", amount: An amount., phone: A number., date: A date., meter: A meter., pin: A code., pattern: Another form. }
  doubt: { meter: "Right? 1 = yes, or type it again." }
  closing: { timeout: Time is up., overload: Too many calls., fault: Something broke., draining: Back soon., tries: Too many tries. }
  trouble: Not now.
)";
    // A tree of five branches: s0 leads to s1..s5, s1 to s6..s10.
    constexpr std::size_t width = 5;
    const auto parents = (screens - 1 + width - 1) / width;
    for (std::size_t i = 0; i < screens; ++i) {
        texts += fmt::format(
            "  t{}: {}\n", i,
            i < parents  ? fmt::format("Part {} of the service", i)
            : i % 7 == 3 ? fmt::format("\"{}: {{b{}.amount, money, XOF}} until {{b{}.due_date, "
                                       "date}}\"",
                                       i, i, i)
                         : fmt::format("Here is what is said of matter {}.", i));
        if (i < parents) {
            menu += fmt::format("  s{}:\n    choose: t{}\n    options:\n", i, i);
            for (std::size_t k = 1; k <= width && i * width + k < screens; ++k) {
                const auto to = i * width + k;
                menu += fmt::format("      - {{ key: {}, text: o{}, to: s{} }}\n", k, to,
                                    to % 7 == 3 && to >= parents ? fmt::format("{}_call", to)
                                                                 : std::to_string(to));
                texts += fmt::format("  o{}: Matter {}\n", to, to);
            }
            continue;
        }
        switch (i % 7) {
        case 0:
            menu += fmt::format("  s{}: {{ ask: t{}, type: digits, min: 1, max: 13, save: a{}, to: "
                                "s{}_set }}\n  s{}_set: {{ set: {{ c{}: =a{} }}, to: s0 }}\n",
                                i, i, i, i, i, i, i);
            break;
        case 1: menu += fmt::format("  s{}: {{ confirm: t{}, yes: s0, no: s0 }}\n", i, i); break;
        case 2:
            menu +=
                fmt::format("  s{}:\n    branch:\n      - {{ when: exists profile.contract and "
                            "length(profile.contract) > 3, to: s{}_show }}\n      - else: s0\n  "
                            "s{}_show: {{ show: t{} }}\n",
                            i, i, i, i);
            break;
        case 3:
            menu += fmt::format("  s{}_call: {{ call: balance, arguments: {{ contract: "
                                "=profile.contract }}, save: b{}, ok: s{} }}\n  s{}: {{ show: t{} "
                                "}}\n",
                                i, i, i, i, i);
            break;
        default: menu += fmt::format("  s{}: {{ show: t{} }}\n", i, i); break;
        }
    }
    return {{"menu.yaml", menu}, {"locales/en.yaml", texts}};
}

} // namespace bench
