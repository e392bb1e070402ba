#include "faults/small_menu.hpp"

#include <fmt/format.h>

namespace yeelen::test {

namespace {

constexpr std::string_view menu_text = R"(menu_language: 2
menu: small
languages: [en]
start: home
config:
  helpline: { type: text, max: 15, default: "179" }
screens:
  home:
    choose: home
    options:
      - { key: "1", text: opt.name, to: ask_name }
      - { key: "2", text: opt.pay, to: pay }
      - { key: "3", text: opt.help, to: help }
  ask_name: { ask: ask_name, type: text, max: 20, save: name, to: named }
  named: { show: named, to: bye }
  bye: { end: bye }
  help: { end: help }
  pay:
    pay: wallet_pay
    text: pay
    save: paid
    late: { sms: paid, refused: refused }
)";

constexpr std::string_view locale_text = R"(encoding: gsm7
texts:
  home: "Home of {0}"
  ask_name: "Your name?"
  named: "Hello {{name}} of {0}"
  bye: "Bye of {0}"
  help: "Call {{config.helpline}}"
  pay: "Your wallet asks for its code"
  paid: "Paid {{paid.ref}} of {0}"
{1}
  opt: {{ name: Name, pay: Pay, help: Help }}
  key: {{ back: Back, home: Home, next: More, previous: Before, continue: Go on, "yes": "Yes", "no": "No" }}
  notice: {{ choice: Choose one, empty: Nothing typed, long: Too long, place: No such place }}
  expect:
    {{ text: Type a text, digits: Digits only, amount: An amount, phone: A number, date: A date, meter: A meter, pin: A code, pattern: Not so }}
  doubt: {{ meter: Check the number }}
  closing: {{ timeout: Time is up, overload: Too busy, fault: Something broke, draining: Closing down, tries: Too many tries }}
)";

} // namespace

small_menu::small_menu(const temporary_folder& where)
    : where_(where) {
    where.write("small/menu.yaml", menu_text);
    edit("One");
}

void small_menu::edit(const std::string& word) const {
    write_locale(word, true);
}

void small_menu::spoil() const {
    write_locale("Spoilt", false);
}

void small_menu::write_locale(const std::string& word, bool whole) const {
    where_.write("small/locales/en.yaml",
                 fmt::format(locale_text, word, whole ? "  refused: \"Not paid\"" : ""));
}

std::string small_menu::services() const {
    return "{ \"*123#\": " + (where_ / "small").string() + " }";
}

std::string small_menu::backends() {
    return R"(backend: wallet
base_url: ${UTILITY_URL}
deadline: 2s
operations:
  wallet_pay:
    method: POST
    path: /v1/payments
    once: true
    answer: { ref: { at: ref, type: text, max: 20 } }
)";
}

} // namespace yeelen::test
