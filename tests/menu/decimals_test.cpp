// `decimals` of amounts, where a menu declares them.
#include "menu/small_menu.hpp"
#include "support/conversation.hpp"
#include <doctest/doctest.h>

using namespace yeelen;

namespace {

constexpr std::string_view menu_yaml = R"(menu_language: 2
menu: x
languages: [en]
start: home
profile:
  kept: { type: amount, max: 999999 }
config:
  price: { type: amount, max: 999999, default: 5 }
screens:
  home:
    choose: home.title
    options:
      - { key: 1, text: home.sum, to: sum }
      - { key: 3, text: home.price, to: { say: price }, when: config.price > 0 }
      - { key: 2, text: home.kept, to: { say: kept }, when: exists profile.kept }
  sum: { ask: sum.ask, type: amount, min: 1, max: 9999, save: sum, to: keep }
  keep: { remember: { kept: =sum }, to: home }
)";

std::expected<std::shared_ptr<const menu::definition>, core::faults> loaded(std::string_view from,
                                                                            std::string_view to) {
    return menu::load(menu_test::with_locales(menu_test::replaced(menu_yaml, from, to), {"en"}), "",
                      {});
}

/// What is kept when that is typed; empty: nothing.
std::string kept(std::string_view from, std::string_view to, const char* typed) {
    auto made = loaded(from, to);
    REQUIRE_MESSAGE(made.has_value(), menu_test::lines_of(made.error()));
    support::conversation talk{*made};
    talk.dial("*123#");
    talk.type("1");
    talk.type(typed);
    const auto* value = talk.profile.if_contains("kept");
    return value && !value->is_null() ? boost::json::serialize(*value) : "";
}

} // namespace

TEST_CASE("decimals are declared, and what is declared with more does not fit") {
    constexpr std::string_view price = "type: amount, max: 999999, default: 5";
    constexpr std::string_view sum = "type: amount, min: 1, max: 9999, save: sum";
    struct row {
        std::string_view from, to, said; ///< nothing said: no fault
    };
    const row rows[]{
        {price, "type: amount, max: 999999, default: 0.5", "price' of 'config' is not an amount"},
        {price, "type: amount, max: 999999, default: 0.5", ": its 'decimals' are 0"},
        {price, "type: amount, decimals: 1, max: 999999, default: 0.5", ""},
        {price, "type: amount, decimals: 1, max: 999999, default: 0.25", ": its 'decimals' are 1"},
        {price, "type: amount, decimals: 2, max: 999999, default: 12500.25", ""},
        {price, "type: amount, decimals: 2, max: 9, default: 9.01", "within its bounds"},
        {price, "type: amount, decimals: 3, max: 9, default: 9", "a whole number from 0 to 2"},
        {price, "type: number, max: 9, default: 2.5", ""},
        {price, "type: number, min: -9, max: 9, default: -2.5", ""},
        {price, "type: number, max: 9, default: 2.1234567", "is not a number"},
        {price, "type: number, max: 9, default: 02", "is not a number"},
        {price, "type: number, max: 9, decimals: 1, default: 2", "'decimals'"},
        {sum, "type: amount, decimals: 2, min: 1, max: 9999, save: sum",
         "can have 2 decimals: none are taken"},
        {sum, "type: digits, decimals: 2, min: 1, max: 9, save: sum", "'decimals'"},
        {"kept: =sum", "kept: =sum * 1.5", "can have 1 decimals: none are taken"},
        {"kept: =sum", "kept: =sum * 2 - config.price", ""},
        {"kept: =sum", "kept: =sum / 3", ""}, // it may be whole
    };
    for (const auto& r : rows) {
        CAPTURE(r.to);
        const auto made = loaded(r.from, r.to);
        const auto lines = made ? std::string{} : menu_test::lines_of(made.error());
        CHECK(made.has_value() == r.said.empty());
        CHECK_MESSAGE(lines.find(r.said) != std::string::npos, lines);
    }
}

TEST_CASE("an amount that is finer than declared is not kept") {
    constexpr std::string_view nothing = "kept: =sum";
    CHECK(kept(nothing, nothing, "1200") == "1200");
    CHECK(kept(nothing, nothing, "1,200") == "1200");
    CHECK(kept(nothing, nothing, "12.5") == "");
    CHECK(kept(nothing, "kept: =sum / 3", "1200") == "400");
    CHECK(kept(nothing, "kept: =sum / 3", "1000") == "");
    CHECK(kept("max: 999999 }\nconfig", "max: 999999, decimals: 2 }\nconfig", "1200") == "1200");
}
