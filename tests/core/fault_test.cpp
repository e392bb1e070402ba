#include "core/fault.hpp"

#include <doctest/doctest.h>
#include <string>

using namespace yeelen::core;

TEST_CASE("a fault is shown with its position, if it has one") {
    CHECK(fault{"menu.yaml", 3, 14, "no such screen"}.text() == "menu.yaml:3:14: no such screen");
    CHECK(fault{"menu.yaml", 0, 0, "cannot be read"}.text() == "menu.yaml: cannot be read");
    CHECK(fault{"a", 1, 1, ""}.text() == "a:1:1: ");
}

TEST_CASE("the nearest candidate is suggested, if it is near enough") {
    const std::vector<std::string> known{"balance", "invoice", "invoices", "consumption", "to"};
    struct row {
        std::string name;
        std::string written;
        const char* expected; ///< empty: none
    };
    const row rows[] = {
        {"one letter missing", "balnce", "balance"},
        {"one letter too many", "ballance", "balance"},
        {"one letter wrong", "balanke", "balance"},
        {"two wrong of seven", "bolanke", "balance"},
        {"three wrong of seven", "bolanki", ""},
        {"the same", "balance", "balance"},
        {"the nearer of two", "invoicess", "invoices"},
        {"a third of a long word", "konsumtion", "consumption"},
        {"short, one wrong", "ta", "to"},
        {"two letters that changed places", "invocie", "invoice"},
        {"short, the same", "ot", "to"},
        {"short, nothing right", "xy", ""},
        {"nothing like it", "weather", ""},
        {"empty", "", ""},
    };
    for (const auto& r : rows) {
        CAPTURE(r.name);
        const std::string expected =
            *r.expected ? " (did you mean '" + std::string{r.expected} + "'?)" : std::string{};
        CHECK(suggestion(r.written, known) == expected);
    }
    CHECK(suggestion("balance", {}).empty());
}

TEST_CASE("of two equally near the first is suggested") {
    CHECK(suggestion("cat", {"bat", "hat"}) == " (did you mean 'bat'?)");
}
