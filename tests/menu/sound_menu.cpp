#include "menu/sound_menu.hpp"

#include <algorithm>
#include <fmt/ranges.h>
#include <vector>

namespace menu_test::sound {

using namespace yeelen;

const std::string_view good_menu = R"menu(menu_language: 2
menu: proved
languages: [en]
start: home
profile: { meters: { type: list, most: 3, of: { number: { type: text, max: 13 }, name: { type: text, max: 20 } } } }
config: { n: { type: number, max: 99, default: 5 }, currency: { type: text, max: 3, default: XOF } }
failures: { otherwise: { say: trouble } }
screens:
  home:
    choose: home
    options:
      - { key: 1, text: go, to: look }
      - { each: profile.meters, text: meter, to: picked, save: one }
  picked: { show: picked }
  look: { call: find, arguments: { contract: "17" }, save: found, ok: when }
  when: { ask: when, type: date, from: today + 2, until: today + 30, save: day, to: ask }
  ask: { ask: many, type: digits, min: 2, max: 4, save: many, to: weigh }
  weigh:
    branch:
      - { when: found.amount > config.n and found.paid, to: sum }
      - { when: count(found.visits where item.day < today) > 1, to: last }
      - else: said
  sum: { set: { sum: "=max(found.amount, 0)" }, to: rest }
  rest: { branch: [{ when: sum > 5, to: said }, { else: last }] }
  said: { show: said, to: keep }
  keep: { remember: { meters: "=with(profile.meters, found.meter)" }, to: home }
  last: { end: last }
)menu";

const std::string_view good_texts = R"(region: CI
texts:
  key: { back: Back, home: Home, next: Next, previous: Prev, continue: Go on, "yes": "Yes", "no": "No" }
  notice: { choice: No such choice., empty: Nothing typed., long: Too long., place: No such place. }
  expect:
    text: "{min} to {max}."
    digits: "{min, number} to {max, number}, {found.name}."
    amount: Amount.
    phone: Phone.
    date: Date.
    meter: "{min} to {max}."
    pin: Code.
    pattern: Form.
  doubt: { meter: "Sure? 1 = yes" }
  closing: { timeout: Time., overload: Busy., fault: Fault., draining: Later., tries: Too many tries. }
  trouble: It failed.
  home: Welcome
  go: Go
  meter: "{item.name, cut, 9} {item.number}"
  picked: "{one.number, token} {one.name}"
  when: "Which day?"
  many: "How many, d'{found.name}?"
  said: "{found.amount, money, XOF} on {day, date}: {found.visits, plural, =0 {none} other {#}}"
  last: "{found.month, month} {found.since, date} {found.loose, number} {found.loose} {found.amount, money, config.currency}"
)";

namespace {

const menu::operations& operations() {
    using core::value_kind;
    using core::value_type;
    static const menu::operations all = [] {
        const value_type name{.kind = value_kind::text, .most = 20};
        const value_type number{.kind = value_kind::text, .most = 13};
        auto meter = core::plain(value_kind::record);
        meter.fields = {{"number", number}, {"name", name}, {"kind", name}};
        auto visits = core::plain(value_kind::list);
        visits.entry.front() = core::plain(value_kind::record);
        visits.entry.front().fields = {{"day", core::plain(value_kind::date)}};
        auto streets = core::plain(value_kind::list);
        streets.entry.front() = name;
        auto place = core::plain(value_kind::record);
        place.fields = {{"number", number}, {"names", name}};
        auto numbered = core::plain(value_kind::record);
        numbered.fields = {{"number", core::plain(value_kind::amount)}, {"name", name}};
        return menu::operations{
            {"find",
             {.arguments = {{"contract", {.kind = value_kind::text, .most = 13}}},
              .answer = {{"amount", {.kind = value_kind::amount, .most = 9'999'999}},
                         {"name", name},
                         {"month", core::plain(value_kind::month)},
                         {"since", {.kind = value_kind::text, .most = 10}},
                         {"paid", core::plain(value_kind::flag)},
                         {"visits", visits},
                         {"streets", streets},
                         {"meter", meter},
                         {"place", place},
                         {"numbered", numbered},
                         {"loose", {}}}}}};
    }();
    return all;
}

} // namespace

core::faults faults_of(const std::string& menu, const std::string& texts) {
    const auto loaded =
        menu::load({{"menu.yaml", menu}, {"locales/en.yaml", texts}}, "", operations());
    return loaded ? core::faults{} : loaded.error();
}

/// In the order of their places, one behind another.
std::string places_of(const core::faults& faults) {
    std::vector<std::string> at;
    for (const auto& f : faults) {
        const auto* file = f.file == "menu.yaml" ? "menu" : "text";
        at.push_back(fmt::format("{}:{}:{}", file, f.line, f.column));
    }
    std::sort(at.begin(), at.end());
    return fmt::format("{}", fmt::join(at, " "));
}

} // namespace menu_test::sound
