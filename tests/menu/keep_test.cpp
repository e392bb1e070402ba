// What of a backend's answer goes into the state.
#include "menu/model/field_needs.hpp"
#include <doctest/doctest.h>

using namespace yeelen;
using core::value_kind;
namespace json = boost::json;

namespace {

core::value_type record_of(core::value_type field) {
    return {.kind = value_kind::record, .fields = {{"x", std::move(field)}}};
}

menu::field_needs all_of_x() {
    menu::field_needs needs;
    needs.add({"x"}, 0, true);
    return needs;
}

/// As JSON; "garbage" where nothing comes of it.
std::string kept(const core::value_type& type, json::value answer) {
    const auto result =
        menu::keep(json::object{{"x", std::move(answer)}}, all_of_x(), record_of(type), 12);
    if (!result) {
        return "garbage";
    }
    const auto* x = result->if_contains("x");
    return x ? json::serialize(*x) : "missing";
}

} // namespace

TEST_CASE("values are held to what was declared") {
    const core::value_type text{.kind = value_kind::text, .most = 5};
    const core::value_type number{.kind = value_kind::number, .least = -10, .most = 100};
    const core::value_type amount{.kind = value_kind::amount, .most = 99'999};
    const core::value_type cents{.kind = value_kind::amount, .most = 99'999, .decimals = 2};
    const auto date = core::plain(value_kind::date);
    const auto month = core::plain(value_kind::month);
    const auto flag = core::plain(value_kind::flag);
    core::value_type list = core::plain(value_kind::list);
    list.most = 2;
    list.entry = {number};
    const core::value_type any;
    const struct {
        const core::value_type& type;
        const char* answer;
        const char* expected;
    } rows[]{
        {text, R"("abcde")", R"("abcde")"},
        {text, R"("abcdef")", R"("abcde")"},
        {text, R"("éééééé")", R"("ééééé")"},
        {text, "12", "garbage"},
        {text, "null", "missing"},
        {number, "-10", "-10"},
        {number, "-10.5", "garbage"},
        {number, "100", "100"},
        {number, "100.5", "garbage"},
        {number, R"("12.50")", R"("12.5")"},
        {number, "0.1", R"("0.1")"},
        {number, "1e300", "garbage"},
        {number, "18446744073709551615", "garbage"},
        {number, R"("many")", "garbage"},
        {number, "true", "garbage"},
        {amount, "12500", "12500"},
        {amount, "12500.0", "12500"},
        {amount, R"("12500.00")", "12500"},
        {amount, "12500.5", "garbage"},
        {amount, R"("12500.5")", "garbage"},
        {cents, "12500.5", R"("12500.5")"},
        {cents, "12500.25", R"("12500.25")"},
        {cents, "12500.255", "garbage"},
        {date, R"("2026-07-06")", R"("2026-07-06")"},
        {date, R"("2026-07-06T10:00:00+02:00")", R"("2026-07-06")"},
        {date, R"("")", "missing"},
        {date, R"("06/07/2026")", "garbage"},
        {date, R"("2026-02-30")", "garbage"},
        {month, R"("2026-07-06")", R"("2026-07")"},
        {month, R"("July")", "garbage"},
        {flag, "true", "true"},
        {flag, "1", "garbage"},
        {list, "[1,2,3]", "[1,2]"},
        {list, "[1,200]", "garbage"},
        {list, "{}", "garbage"},
        {any, R"("short")", R"("short")"},
        {any, R"([{"a":1},{"b":[2]}])", R"([{"a":1},{"b":[2]}])"},
        {any, "[1,2,3,4,5,6,7,8,9,10,11,12,13,14]", "[1,2,3,4,5,6,7,8,9,10,11,12]"},
        {any, "1e300", "missing"},
        {any, "[[[[[[[[1]]]]]]]]", "[[[[[[null]]]]]]"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.answer);
        CHECK(kept(row.type, json::parse(row.answer)) == row.expected);
    }
    CHECK(kept(any, json::string(1000, 'x')).size() == 42);
    // A backend's reader lets no such octets through; whatever else makes a value may.
    const auto broken = kept(any, json::string(1000, '\x80'));
    CHECK(broken.size() > 2);
    CHECK(broken.size() <= 162);
}

TEST_CASE("only what a screen uses is kept, of each entry of a list too") {
    core::value_type list = core::plain(value_kind::list);
    list.entry = {
        core::value_type{.kind = value_kind::record, .fields = {{"a", {}}, {"b", {}}, {"c", {}}}}};
    const core::value_type declared{.kind = value_kind::record,
                                    .fields = {{"all", list}, {"other", {}}}};
    menu::field_needs needs;
    needs.add({"all", "0", "a"}, 0, true);
    needs.add({"all"}, 0, false); // counted
    menu::field_needs more;
    more.add({"all", "b"}, 0, true);
    needs.merge(more);
    const auto answer =
        json::parse(R"({"all":[{"a":1,"b":2,"c":3,"d":4},{"c":3}],"other":true,"new":1})")
            .as_object();
    const auto result = menu::keep(answer, needs, declared, 12);
    REQUIRE(result.has_value());
    CHECK(json::serialize(*result) == R"({"all":[{"a":1,"b":2},{}]})");
    // What nobody uses may be anything.
    CHECK(menu::keep(json::object{{"other", 1e300}}, needs, declared, 12).has_value());
    CHECK(!menu::keep(json::object{{"all", 1}}, needs, declared, 12).has_value());
}

TEST_CASE("an answer of any size becomes a bounded one") {
    json::array wide;
    for (int i = 0; i < 200; ++i) {
        json::object entry;
        for (int k = 0; k < 200; ++k) {
            entry["field" + std::to_string(k)] = std::string(500, 'x');
        }
        wide.push_back(std::move(entry));
    }
    const auto result =
        menu::keep(json::object{{"x", wide}}, all_of_x(), record_of(core::value_type{}), 90);
    REQUIRE(result.has_value());
    CHECK(json::serialize(*result).size() < 80'000);
}
