#pragma once
// A small real menu, and a desk without network and store: it commits steps, or fails them, as the
// test says.
#include "menu/definition.hpp"
#include "ussd/intents.hpp"
#include "ussd/sessions.hpp"
#include <algorithm>
#include <deque>
#include <doctest/doctest.h>
#include <map>
#include <string>
#include <vector>

namespace test {

using namespace std::chrono_literals;
using yeelen::core::call_failure;
using yeelen::core::call_outcome;
using namespace yeelen::ussd;

inline constexpr std::string_view menu_text = R"(menu_language: 2
menu: tiny
languages: [en]
start: start
profile:
  nick: { type: text, max: 20 }
  other: { type: text, max: 20 }
config:
  helpline: { type: text, max: 15, default: "179" }
screens:
  start:
    choose: start
    options:
      - { key: "1", text: opt.balance, to: balance }
      - { key: "2", text: opt.name, to: ask_name }
      - { key: "3", text: opt.pay, to: pay }
      - { key: "4", text: opt.quit, to: bye }
      - { key: "5", text: opt.quit, to: keep_other }
      - { key: "6", text: opt.secret, to: ask_pin }
      - { key: "7", text: opt.wallet, to: wallet }
      - { key: "8", text: opt.help, to: help }
  ask_name: { ask: ask_name, type: text, max: 20, save: name, to: keep }
  keep: { remember: { nick: =name }, to: named }
  keep_other: { remember: { other: x }, to: bye }
  named: { show: named, to: bye }
  balance: { call: balance, save: b, ok: shown, failed: { otherwise: sorry } }
  shown: { end: shown }
  pay:
    call: pay
    save: p
    ok: paid
    failed: { rejected: refused, not_found: refused, otherwise: sorry }
    late: { sms: late_paid, refused: late_refused }
  paid: { sms: receipt, to: paid_end }
  paid_end: { end: paid_end }
  refused: { end: refused }
  sorry: { end: sorry }
  bye: { end: bye }
  ask_pin: { ask: ask_pin, type: pin, min: 4, max: 4, save: pin, to: check_pin }
  check_pin:
    call: check_pin
    arguments: { pin: =pin }
    ok: shown_pin
    failed: { otherwise: sorry }
  shown_pin: { end: shown_pin }
  wallet:
    pay: wallet
    text: wallet
    save: w
    late: { sms: wallet_paid, refused: wallet_refused }
  help: { end: help }
)";
inline constexpr std::string_view locale_text = R"(encoding: gsm7
texts:
  start: Welcome
  ask_name: Your name?
  named: Hello {name}
  shown: Balance {b.amount}
  receipt: Paid {p.ref}
  paid_end: Payment made
  refused: Payment refused
  sorry: Not now
  bye: Goodbye
  late_paid: Late payment {p.ref}
  late_refused: Late refusal
  ask_pin: Your code?
  shown_pin: Code is right
  wallet: Your wallet asks you now
  wallet_paid: Wallet paid {w.ref}
  wallet_refused: Wallet refused
  help: Call {config.helpline}
  opt: { balance: Balance, name: Name, pay: Pay, quit: Quit, secret: Code, wallet: Wallet, help: Help }
  key: { back: Back, home: Home, next: More, previous: Before, continue: Go on, "yes": "Yes", "no": "No" }
  notice: { choice: Choose one, empty: Nothing typed, long: Too long, place: No such place }
  expect:
    { text: Type a text, digits: Digits only, amount: An amount, phone: A number, date: A date, meter: A meter, pin: A code, pattern: Not so }
  doubt: { meter: Check the number }
  closing: { timeout: Time is up, overload: Too busy, fault: Something broke, draining: Closing down, tries: Too many tries }
)";

/// The menu with one text of its locale replaced: another version.
inline std::shared_ptr<const yeelen::menu::definition> tiny_menu(std::string_view from = {},
                                                                 std::string_view to = {}) {
    using yeelen::core::value_kind;
    std::string locale{locale_text};
    if (!from.empty()) {
        REQUIRE(locale.find(from) != std::string::npos);
        locale.replace(locale.find(from), from.size(), to);
    }
    const auto of = [](value_kind kind) { return yeelen::core::plain(kind); };
    yeelen::menu::operations known;
    known["balance"] = {.arguments = {}, .answer = {{"amount", of(value_kind::amount)}}};
    known["pay"] = {.arguments = {}, .answer = {{"ref", of(value_kind::text)}}, .once = true};
    known["check_pin"] = {.arguments = {{"pin", of(value_kind::text)}}, .answer = {}};
    known["wallet"] = {.arguments = {}, .answer = {{"ref", of(value_kind::text)}}, .once = true};
    auto loaded = yeelen::menu::load(
        {{"menu.yaml", std::string{menu_text}}, {"locales/en.yaml", std::move(locale)}}, "tiny",
        known);
    if (!loaded) {
        for (const auto& f : loaded.error()) {
            MESSAGE(f.text());
        }
    }
    REQUIRE(loaded.has_value());
    return *loaded;
}

inline std::map<std::string, yeelen::menu::engine>
offer_of(std::shared_ptr<const yeelen::menu::definition> menu) {
    std::map<std::string, yeelen::menu::engine> all;
    all.emplace("*123#", yeelen::menu::engine{std::move(menu)});
    return all;
}

inline services tiny_services() {
    services all;
    all.offer(offer_of(tiny_menu()));
    return all;
}

inline const services& tiny() {
    static const services all = tiny_services();
    return all;
}

inline call_outcome answer(boost::json::object o) {
    return o;
}

/// What the store would hold, and what left. Commits are done when the test says so (or at once,
/// `automatic`).
struct desk {
    explicit desk(session_limits limits = {}, const services& menus = tiny())
        : table("op", limits, menus, ids, next_id, [this](std::string_view msisdn) {
            const auto found = profiles.find(std::string{msisdn});
            return found == profiles.end() ? std::string{} : found->second;
        }) {}

    yeelen::core::instant now() const { return {steady, utc}; }
    void pass(std::chrono::milliseconds time) {
        steady += time;
        utc += time;
    }

    input in(input::kind what, subscriber from, std::string text = {}, std::uint32_t number = 0,
             std::string dialogue = "d") {
        input i{.what = what,
                .from = from,
                .msisdn = std::to_string(from),
                .dialogue = std::move(dialogue),
                .text = std::move(text),
                .code = "123",
                .number = number,
                .echo = "e" + std::to_string(number),
                .token = ++last_token};
        return i;
    }
    bool give(input i) {
        const auto token = i.token;
        const bool taken = table.take(std::move(i), now(), made);
        if (taken) {
            owed[token] = 0;
        }
        run();
        return taken;
    }
    bool dial(subscriber from, std::string code = "*123#", std::uint32_t number = 0,
              std::string dialogue = "d") {
        return give(in(input::kind::begin, from, std::move(code), number, std::move(dialogue)));
    }
    bool key(subscriber from, std::string text, std::uint32_t number = 0,
             std::string dialogue = "d") {
        return give(in(input::kind::reply, from, std::move(text), number, std::move(dialogue)));
    }
    bool hang_up(subscriber from, std::uint32_t number = 0, std::string dialogue = "d") {
        return give(in(input::kind::abort, from, {}, number, std::move(dialogue)));
    }
    bool reply_from_backend(call_outcome outcome) {
        REQUIRE_FALSE(calls.empty());
        const auto call = calls.front();
        calls.pop_front();
        const bool taken = table.answered(call, outcome, now(), made);
        run();
        return taken;
    }
    void tick() {
        table.tick(now(), made);
        run();
    }

    /// Carries out what was made; what must be stored waits for commit() unless `automatic`.
    void run() {
        while (!made.empty()) {
            for (auto& s : std::exchange(made, {})) {
                if (s.stores()) {
                    storing.push_back(std::move(s));
                } else {
                    finish(std::move(s), true);
                }
            }
            if (automatic) {
                while (!storing.empty()) {
                    commit_one();
                }
            }
        }
    }
    void commit(bool ok = true) {
        REQUIRE_FALSE(storing.empty());
        fail_at = ok ? fail_at : commits + 1;
        commit_one();
        run();
    }
    std::string shown() const { return screens.empty() ? std::string{} : screens.back().text; }
    const session_record* row_of(subscriber of) const {
        for (const auto& [id, r] : rows) {
            if (r.msisdn == std::to_string(of)) {
                return &r;
            }
        }
        return nullptr;
    }

    yeelen::core::steady_time steady{std::chrono::hours{100}};
    yeelen::core::utc_time utc{std::chrono::hours{400'000}};
    yeelen::core::id_source ids{7};
    std::int64_t next_id = 0;
    sessions::steps made;
    std::deque<step> storing;
    std::vector<outgoing> screens;
    std::deque<outgoing_call> calls;
    std::vector<std::string> keys; ///< of all calls that left
    std::map<std::int64_t, session_record> rows;
    std::map<std::string, std::string> profiles;
    std::map<std::string, intent> open;
    std::vector<std::string> sms;
    std::map<std::uint64_t, int> owed; ///< how often each taken token was acknowledged
    std::vector<std::uint64_t> later;  ///< tokens answered with a temporary error
    bool automatic = true;
    std::size_t commits = 0;
    std::size_t fail_at = 0; ///< the commit of this number fails
    std::uint64_t last_token = 0;
    sessions table;

private:
    void commit_one() {
        step s = std::move(storing.front());
        storing.pop_front();
        const bool ok = ++commits != fail_at;
        if (ok) {
            for (const auto id : s.drop) {
                rows.erase(id);
            }
            if (s.put) {
                rows[s.put->id] = *s.put;
            }
            if (s.profile) {
                profiles[s.put->msisdn] = *s.profile;
            }
            if (s.begins) {
                open[s.begins->key] = *s.begins;
            }
            open.erase(s.settles);
            sms.insert(sms.end(), s.sms.begin(), s.sms.end());
        }
        finish(std::move(s), ok);
    }
    void finish(step s, bool ok) {
        for (const auto token : s.acknowledge) {
            ++owed[token];
            if (!ok || s.try_later) {
                later.push_back(token);
            }
        }
        if (ok && s.screen) {
            screens.push_back(*s.screen);
        }
        table.committed(s, ok, now(), made);
        if (ok && s.call) {
            keys.push_back(s.call->request.idempotency_key);
            calls.push_back(std::move(*s.call));
        }
    }
};

/// Every input that was taken got exactly one answer; nothing is under way.
inline void check_quiet(const desk& d) {
    for (const auto& [token, times] : d.owed) {
        CAPTURE(token);
        CHECK(times == 1);
    }
    CHECK(d.table.busy() == 0);
    CHECK(d.storing.empty());
}

} // namespace test
