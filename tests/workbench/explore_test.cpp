// Every path: what is shown fits; a screen that breaks a rule is found with the way to it.
#include "support/menus.hpp"
#include "support/temporary_folder.hpp"
#include "workbench/explore.hpp"
#include "workbench/graph.hpp"
#include "workbench/pump.hpp"
#include "workbench/samples.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

using namespace yeelen;
using namespace yeelen::workbench;
using workbench_test::pump;
using workbench_test::pump_operations;

TEST_CASE("every screen and every way of a small menu is met") {
    coverage seen;
    const auto e =
        explore(pump(), pump_operations(), {.depth = 3, .language = {}, .flags = {}}, seen);
    CHECK(e.whole);
    CHECK_MESSAGE(!e.broken, e.broken->rule << ": " << e.broken->screen);
    CHECK(e.turns > 50);
    const auto r = report(*pump(), seen);
    CHECK(r.not_met.empty());
    CHECK_MESSAGE(r.not_gone.empty(), fmt::format("{}", fmt::join(r.not_gone, ", ")));
}

TEST_CASE("the number of turns is a bound, and it is said that not all was walked") {
    coverage seen;
    const auto e = explore(pump(), pump_operations(),
                           {.depth = 20, .most_turns = 40, .language = {}, .flags = {}}, seen);
    CHECK(!e.whole);
}

TEST_CASE("an answer longer than declared cannot break a screen") {
    // The samples keep to what is declared; here a backend does not.
    auto lying = pump_operations();
    auto& percent = lying.at("level").answer.at("percent");
    percent.kind = core::value_kind::text;
    percent.most = 500;
    coverage seen;
    const auto e = explore(pump(), lying, {.depth = 2, .language = {}, .flags = {}}, seen);
    CHECK_MESSAGE(!e.broken, e.broken->rule << ": " << e.broken->screen);
}

TEST_CASE("outcomes that are made up: three answers and each failure") {
    const auto all = outcomes_of(pump_operations().at("level"));
    REQUIRE(all.size() == 9);
    CHECK(all[0]->at("percent") == 2);
    CHECK(all[1]->at("percent") == 0);
    CHECK(all[2]->at("percent") == 100);
    CHECK(!all[3]);
}

TEST_CASE("a number with its check digit") {
    CHECK(number_with_check_digit(11) == "12345678911");
    CHECK(number_with_check_digit(2) == "18");
}

TEST_CASE("the picture of a menu") {
    const auto dot = to_dot(*pump(), {});
    CHECK(dot.find("The pump\\n1 Level\\n2 Pay") != std::string::npos);
    CHECK(dot.find("label=\"level\"") != std::string::npos);
    CHECK(dot.find("Not now") == std::string::npos); // only failures lead there
    const auto with_failures = to_dot(*pump(), {.language = {}, .failures = true});
    CHECK(with_failures.find("Not now") != std::string::npos);
    const auto mermaid = to_mermaid(*pump(), {});
    CHECK(mermaid.starts_with("flowchart TD\n"));
    CHECK(mermaid.find("The pump<br>1 Level") != std::string::npos);
    CHECK(mermaid.find(">\"dial\"]") != std::string::npos);
}

TEST_CASE("the picture tells conditions, what is dialled, and where a backend's no leads") {
    const auto menu = menu::load(std::string{YEELEN_SOURCE_DIR} + "/tests/menu/menus/kinds",
                                 support::kinds_operations());
    REQUIRE(menu.has_value());
    const auto dot = to_dot(**menu, {});
    const auto shows = [&](std::string_view what) {
        CAPTURE(what);
        CHECK(dot.find(what) != std::string::npos);
    };
    shows("[label=\"balance.amount <= 0\"]");
    shows("\\n6 Deferral  [flag.wallet]");
    shows("label=\"dial *");
    shows("[label=\"rejected\", style=dotted"); // a wrong code: it is asked for again
}

TEST_CASE("several keys that lead to one place are one arrow of the picture") {
    const auto menu =
        menu::load(std::string{YEELEN_SOURCE_DIR} + "/menus/survey", support::all_operations());
    REQUIRE(menu.has_value());
    CHECK(to_dot(**menu, {}).find("[label=\"1, 2, 3, 4\"]") != std::string::npos);
}
