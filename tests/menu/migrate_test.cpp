// Version 1 of the menu language, read as version 2.
#include "menu/load/migrate.hpp"
#include "menu/model/model.hpp"
#include "menu/small_menu.hpp"
#include <doctest/doctest.h>

using namespace yeelen;
using menu_test::lines_of;
using menu_test::places;

namespace {

/// The operations of the electricity menu as they were: arguments and fields of any type.
menu::operations old_operations() {
    const auto shape = [](std::vector<std::string> arguments, std::vector<std::string> answer,
                          bool once = false) {
        menu::operation_shape s{.once = once};
        for (auto& a : arguments) {
            s.arguments[a];
        }
        for (auto& a : answer) {
            s.answer[a];
        }
        return s;
    };
    return {{"find_contract", shape({"contract"}, {"contract", "name", "address", "tariff"})},
            {"balance", shape({"contract"}, {"amount", "currency", "due_date", "as_of"})},
            {"last_invoice", shape({"contract"}, {"number", "month", "amount", "currency", "kwh",
                                                  "due_date", "status"})},
            {"invoices", shape({"contract"}, {"invoices"})},
            {"consumption", shape({"contract"}, {"months"})},
            {"deferral_eligibility",
             shape({"contract"}, {"eligible", "reason", "amount", "currency", "options"})},
            {"deferral_simulation", shape({"contract", "instalments"},
                                          {"deposit", "fee", "total", "currency", "schedule"})},
            {"request_deferral", shape({"contract", "instalments", "msisdn"},
                                       {"number", "deposit", "currency", "first_date"}, true)},
            {"report_outage", shape({"contract", "kind", "msisdn"}, {"ticket"}, true)},
            {"ticket_status", shape({"ticket"}, {"ticket", "status", "updated"})}};
}

constexpr std::string_view old_menu = R"(menu_language: 1
menu: old
languages: [en]
start: home
profile: [contract]
screens:
  home:
    choose: home.title
    options:
      - { key: 1, text: home.balance, to: balance }
      - { key: 2, text: home.change, to: ask, then: changed }
  changed: { show: changed }
  balance:
    first: { unless: exists profile.contract, go: ask }
    call: balance
    arguments: { contract: =profile.contract }
    save: balance
    ok: shown
    failed: { otherwise: { say: failed } }
  shown: { show: shown }
  ask: { ask: ask, type: digits, save: typed, to: sure }
  sure: { confirm: sure, yes: keep, no: ask }
  keep: { remember: { contract: =typed }, to: return }
)";

menu::sources old_files(const std::string& text) {
    menu::sources files{{"menu.yaml", text}};
    files["locales/en.yaml"] = std::string{"texts:\n"} + std::string{menu_test::builtin_texts()} +
                               "  home: { title: Hello, balance: Balance, change: Change }\n"
                               "  changed: Changed\n  shown: Shown\n  failed: Failed\n"
                               "  ask: Which?\n  sure: Sure?\n";
    return files;
}

std::expected<std::shared_ptr<const menu::definition>, core::faults>
load_old(const std::string& text) {
    return menu::load(old_files(text), "", menu_test::small_operations());
}

/// The same screens, each of the same kind.
void check_same(const menu::menu_data& a, const menu::menu_data& b) {
    CHECK(a.screen_ids.size() == b.screen_ids.size());
    for (const auto& [name, id] : a.screen_ids) {
        INFO(name);
        const auto there = b.screen_ids.find(name);
        REQUIRE(there != b.screen_ids.end());
        CHECK(a.screens[id].body.index() == b.screens[there->second].body.index());
    }
}

const menu::screen_node* screen(const menu::menu_data& m, std::string_view name) {
    const auto found = m.screen_ids.find(name);
    return found == m.screen_ids.end() ? nullptr : &m.screens[found->second];
}

} // namespace

TEST_CASE("what version 1 sent for and waited for is a flow") {
    const auto loaded = load_old(std::string{old_menu});
    REQUIRE_MESSAGE(loaded.has_value(), lines_of(loaded.error()));
    const auto& m = (*loaded)->data();
    REQUIRE(m.flows.size() == 2);
    CHECK(m.flows[1].name == "ask");
    CHECK(m.screens[m.flows[1].start].name == "ask.ask");
    CHECK(screen(m, "ask.sure"));
    CHECK(screen(m, "ask.keep"));
    CHECK(!screen(m, "ask"));
    const auto* balance = screen(m, "balance");
    REQUIRE(balance);
    REQUIRE(balance->first);
    CHECK(balance->first->flow == 1);
    CHECK(std::get<menu::call_screen>(balance->body).request.most == 24);
    const auto* use = screen(m, "ask_then_changed");
    REQUIRE(use);
    CHECK(std::get<menu::use_screen>(use->body).to == m.screen_ids.find("changed")->second);
    const auto& home = std::get<menu::choose_screen>(screen(m, "home")->body);
    CHECK(home.options[1].to == m.screen_ids.find("ask_then_changed")->second);
    CHECK(m.profile.contains("contract"));
}

TEST_CASE("the electricity menu of version 1 still loads") {
    const auto loaded =
        menu::load(std::string{YEELEN_SOURCE_DIR} + "/tests/menu/data/version1", old_operations());
    REQUIRE_MESSAGE(loaded.has_value(), lines_of(loaded.error()));
    const auto& m = (*loaded)->data();
    REQUIRE(m.flows.size() == 2);
    CHECK(m.flows[1].name == "contract_ask");
    CHECK((*loaded)->version().size() == 15);
    CHECK((*loaded)->files().size() == 3);
}

TEST_CASE("a menu of version 1 is written anew as version 2, and is the same menu") {
    struct row {
        const char* name;
        menu::sources files;
        menu::operations known;
    };
    const auto folder = std::string{YEELEN_SOURCE_DIR} + "/tests/menu/data/version1";
    for (const auto& r :
         {row{"small", old_files(std::string{old_menu}), menu_test::small_operations()},
          row{"electricity", menu::read_sources(folder).value(), old_operations()}}) {
        INFO(r.name);
        const auto now = menu::migrated(r.files, "");
        REQUIRE_MESSAGE(now.has_value(), lines_of(now.error()));
        INFO(now->at("menu.yaml"));
        CHECK(now->at("menu.yaml").starts_with("menu_language: 2\n"));
        const auto before = menu::load(r.files, "", r.known);
        const auto after = menu::load(*now, "", r.known);
        REQUIRE_MESSAGE(after.has_value(), lines_of(after.error()));
        check_same((*before)->data(), (*after)->data());
        CHECK(menu::migrated(*now, "") == *now);
    }
    CHECK(menu::migrated(old_files("menu_language: 7\nmenu: x\n"), "").error().size() == 1);
    CHECK(!menu::migrated({}, ""));
}

TEST_CASE("what cannot be moved is told at its place in the old file") {
    struct row {
        const char* name;
        std::string_view from;
        std::string_view to;
        std::string at;
        std::string_view said;
    };
    const std::vector<row> rows{
        {"a value leaves the flow", "shown: { show: shown }",
         "shown: { set: { x: =typed }, to: changed }", "menu.yaml:20:22", "let the flow give it"},
        {"a value enters the flow", "contract: =typed }", "contract: =balance.amount }",
         "menu.yaml:23:33", "let the flow take it"},
        {"the flow leads outside", "no: ask }", "no: home }", "menu.yaml:22:41",
         "lies outside of what becomes the flow 'ask'"},
        {"into the middle", "text: home.balance, to: balance }", "text: home.balance, to: sure }",
         "menu.yaml:10:43", "in the middle of what becomes"},
        {"nothing comes back", "to: return }", "to: home }", "menu.yaml:11:42",
         "nothing behind 'ask' comes back"},
        {"faults of version 2 point there too", "ok: shown", "ok: shwn", "menu.yaml:18:9",
         "did you mean 'shown'"},
        {"within the flow too", "yes: keep", "yes: kep", "menu.yaml:22:31", "no such screen"},
    };
    for (const auto& r : rows) {
        INFO(r.name);
        const auto loaded = load_old(menu_test::replaced(old_menu, r.from, r.to));
        REQUIRE(!loaded.has_value());
        INFO(lines_of(loaded.error()));
        bool told = false;
        for (const auto& f : loaded.error()) {
            told = told || (f.message.find(r.said) != std::string::npos &&
                            places({f}) == std::vector<std::string>{r.at});
        }
        CHECK(told);
    }
}
