#include "document/value_type_reader.hpp"

#include <doctest/doctest.h>

using namespace yeelen;
using core::value_kind;

namespace {

core::value_type read(const std::string& yaml, core::faults& faults) {
    const auto root = document::read_yaml("v: " + yaml + "\n", "f.yaml");
    REQUIRE(root.has_value());
    return document::read_value_type(*root->find("v"), "'v'", "f.yaml", faults);
}

} // namespace

TEST_CASE("value types: the short form and each long one") {
    core::faults faults;
    CHECK(read("text", faults) == core::plain(value_kind::text));
    CHECK(read("{}", faults) == core::plain(value_kind::any));
    auto t = read("{ type: text, max: 13, optional: true }", faults);
    CHECK(t.kind == value_kind::text);
    CHECK(t.most == 13);
    CHECK(t.optional);
    t = read("{ type: amount, min: 100, max: 2500000000 }", faults);
    CHECK(t.least == 100);
    CHECK(t.most == 2'500'000'000);
    CHECK(t.decimals == 0);
    t = read("{ type: amount, decimals: 2 }", faults);
    CHECK(t.decimals == 2);
    t = read("{ type: number }", faults);
    CHECK(t.most == core::default_most_number);
    t = read("{ type: list, most: 5, of: { number: { type: text, max: 9 }, when: date } }", faults);
    CHECK(t.most == 5);
    REQUIRE(t.entry.size() == 1);
    CHECK(t.entry[0].kind == value_kind::record);
    CHECK(t.entry[0].fields.at("number").most == 9);
    CHECK(t.entry[0].fields.at("when").kind == value_kind::date);
    t = read("{ type: list, of: { type: text, max: 9 } }", faults);
    REQUIRE(t.entry.size() == 1);
    CHECK(t.entry[0].kind == value_kind::text);
    t = read("{ type: list }", faults);
    CHECK(t.most == core::default_most_entries);
    CHECK(t.entry.size() == 1);
    t = read("{ type: record, fields: { type: text, amount: amount } }", faults);
    CHECK(t.fields.size() == 2);
    CHECK(faults.empty());
}

TEST_CASE("value types: each fault with its place") {
    struct row {
        std::string yaml;
        std::size_t column;
        std::string_view said;
    };
    const std::vector<row> rows{
        {"txt", 4, "did you mean 'text'"},
        {"[text]", 4, "must be a map"},
        {"{ type: txt }", 12, "did you mean 'text'"},
        {"{ type: text, mx: 3 }", 18, "did you mean 'max'"},
        {"{ type: date, max: 3 }", 23, "goes with 'type' any, text, number, amount"},
        {"{ type: text, max: 0 }", 23, "from 0 to 1000 characters"},
        {"{ type: text, max: 1001 }", 23, "from 0 to 1000 characters"},
        {"{ type: text, min: -1 }", 23, "from 0 to 1000 characters"},
        {"{ type: number, min: 9, max: 3 }", 33, "less than its 'min'"},
        {"{ type: amount, decimals: 3 }", 30, "from 0 to 2"},
        {"{ type: number, decimals: 1 }", 30, "goes with 'type' amount"},
        {"{ type: list, most: 91 }", 24, "from 1 to 90"},
        {"{ type: list, of: { a: txt } }", 27, "did you mean 'text'"},
        {"{ type: list, of: { 1a: text } }", 24, "is not a name"},
        {"{ type: record, fields: { } }", 28, "1 to 64"},
        {"{ type: text, optional: 1 }", 28, "true or false"},
    };
    for (const auto& r : rows) {
        INFO(r.yaml);
        core::faults faults;
        read(r.yaml, faults);
        REQUIRE(faults.size() == 1);
        INFO(faults[0].text());
        CHECK(faults[0].column == r.column);
        CHECK(faults[0].message.find(r.said) != std::string::npos);
    }
}
