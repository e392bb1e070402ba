#include "menu/language_frame.hpp"

#include "menu/small_menu.hpp"
#include <algorithm>
#include <fmt/format.h>
#include <sstream>

namespace menu_test {

using namespace yeelen;

namespace {

constexpr std::string_view beginning = R"(menu_language: 2
menu: frame
languages: [en, fr]
start: home
failures: { otherwise: { say: trouble } }
)";

constexpr std::string_view profile = R"(profile:
  contract: { type: text, max: 13 }
  ticket: { type: text, max: 20 }
  meters: { type: list, most: 5, of: { number: { type: text, max: 13 } } }
config:
  agent_code: { type: text, max: 6, default: "1234" }
)";

/// Every value that an example uses is known behind these.
constexpr std::string_view way = R"(screens:
  home:
    choose: frame.home
    options:
      - { key: 1, text: frame.go, to: frame_enter }
      - { key: 3, text: frame.go, to: frame_uses, when: exists profile.ticket and exists profile.meters and exists config.agent_code }
      - { key: 4, text: frame.go, to: frame_lock }
  frame_uses: { use: identify, to: frame_pin }
  frame_pin: { use: check_pin, with: { why: deferral }, to: { end: frame.end } }
  frame_lock: { lock: agent, to: home, locked: home }
  frame_enter:
    first: { unless: exists profile.contract, use: identify }
    show: frame.go
    to: frame_find
  frame_find: { call: find_contract, arguments: { contract: =profile.contract }, save: found, ok: frame_balance }
  frame_balance: { call: balance, arguments: { contract: =profile.contract }, save: balance, ok: frame_history }
  frame_history: { call: invoices, arguments: { contract: =profile.contract }, save: history, ok: frame_amount }
  frame_amount: { ask: frame.go, type: amount, min: 500, max: 9000, save: amount, to: frame_code }
  frame_code: { ask: frame.go, type: digits, max: 6, save: code, to: frame_meter }
  frame_meter: { ask: frame.go, type: meter, save: meter, to: frame_places }
)";

constexpr std::string_view flows = R"(flows:
  identify:
    takes: { why: { type: text, max: 20, optional: true } }
    gives: { type: text, max: 13 }
    start: ask
    screens:
      ask: { ask: frame.go, type: digits, min: 6, max: 13, save: typed, to: keep }
      keep: { remember: { contract: =typed }, to: done }
      done: { return: =typed }
  check_pin:
    takes: { why: { type: text, max: 20 } }
    gives: { type: text, max: 13 }
    start: ask
    screens:
      ask: { ask: frame.go, type: digits, min: 6, max: 13, save: typed, to: done }
      done: { return: =typed }
)";

constexpr std::array place_names{"balance", "balance_shown", "consent",  "request",    "settled",
                                 "owed",    "ask",           "invoices", "buy_amount", "meter"};

} // namespace

std::string faults_of(const frame& f) {
    std::string menu{beginning};
    menu += f.head;
    std::string declared{profile};
    // What begins with `config:` stands for that line.
    const bool config = f.profile.starts_with("config:\n");
    const auto at = declared.find("config:\n");
    menu += declared.replace(at, config ? std::string_view{"config:\n"}.size() : 0, f.profile);
    menu += way;
    menu += fmt::format("  frame_places:\n    choose: frame.go\n    options:\n"
                        "      - {{ key: 10, text: frame.go, to: {} }}\n",
                        f.to.empty() ? "home" : f.to);
    if (!f.condition.empty()) {
        menu +=
            fmt::format("      - {{ key: 11, text: frame.go, to: home, when: {} }}\n", f.condition);
    }
    std::string made;
    int key = 20;
    for (const std::string_view name : place_names) {
        const bool there = f.screens.starts_with(fmt::format("{}:", name)) ||
                           f.screens.find(fmt::format("\n{}:", name)) != std::string::npos;
        if (f.places && !there) {
            menu += fmt::format("      - {{ key: {}, text: frame.go, to: {} }}\n", key++, name);
            made += fmt::format("  {}: {{ show: frame.go }}\n", name);
        }
    }
    menu += made + indented(f.screens, 2) + std::string{flows} + indented(f.flows, 2);
    const auto loaded = menu::load(with_locales(menu, {"en", "fr"}), "", small_operations());
    return loaded ? "" : lines_of(loaded.error()) + menu;
}

std::string indented(std::string_view text, std::size_t spaces) {
    std::string out;
    std::istringstream lines{std::string{text}};
    for (std::string line; std::getline(lines, line);) {
        out += std::string(spaces, ' ') + line + "\n";
    }
    return out;
}

std::string whole_example(const document::shape& s, std::string_view type) {
    std::string out;
    for (const auto* part = &s; part; part = part->also) {
        for (const auto& f : part->fields) {
            const auto goes = document::words_of(f.only);
            if (!goes.empty() && std::find(goes.begin(), goes.end(), type) == goes.end()) {
                continue;
            }
            out += fmt::format("{}: {}\n", f.name,
                               f.name == "type" && !type.empty() ? type : f.example);
        }
    }
    return out;
}

} // namespace menu_test
