#include "menu/expression/functions.hpp"
#include "menu/expression_examples.hpp"
#include <set>

using namespace yeelen::menu;
namespace json = boost::json;

namespace {

test::seen session() {
    test::seen s{R"({
        "balance": {"amount": 12500, "due": "2026-07-20", "zero": 0, "text": "12500", "real": 0.1,
                    "cents": "9.50"},
        "list": [{"n": 1, "d": "2026-07-01"}, {"n": 2, "d": "2026-08-01"}, {"n": "3.5"}],
        "numbers": [1, 2, "0.5"], "none": [], "nested": [{"in": [{"x": 1}, {"x": 2}]}, {"in": []}],
        "eligible": true, "empty": "", "half": 0.5, "nil": null, "code": "0012", "name": "Koné",
        "time": "2026-07-20T08:00:00Z", "large": 9223372036854775807,
        "past": 9223372036854775808})"};
    s.profile["contract"] = "100001";
    s.settings.flags["wallet"].percent = 100;
    s.settings.config["helpline"] = "180";
    s.menu.config_defaults = {{"helpline", "179"}, {"fee", 100}};
    return s;
}

} // namespace

TEST_CASE("conditions hold as written") {
    const auto s = session();
    const struct {
        std::string text;
        bool holds;
    } cases[]{
        {"balance.amount == 12500", true},
        {"balance.amount != 12500", false},
        {"balance.amount > 12499 and balance.amount <= 12500", true},
        {"balance.amount < -1", false},
        {"half < 1 and half > 0", true},
        {"half == 0.5", true},
        {"balance.real == 0.1", true},
        {"balance.text == 12500.00", true},
        {"balance.cents < 12", true},
        {"balance.cents < '12.00'", true},
        {"'9.5' == balance.cents", true},
        {"code == '12'", false},
        {"code == 12", true},
        {"balance.due > today", true},
        {"balance.due >= '2026-07-21'", false},
        {"balance.due == time", true},
        {"time > '2026-07-20T07:00:00Z'", true},
        {"today == '2026-07-06'", true},
        {"eligible", true},
        {"not eligible", false},
        {"not not eligible", true},
        {"eligible == true", true},
        {"eligible != false", true},
        {"eligible > false", false},
        {"exists profile.contract", true},
        {"exists profile.other", false},
        {"exists empty", false},
        {"exists nil", false},
        {"exists(name)", true},
        {"count list == 3", true},
        {"count(list) == 3", true},
        {"count missing == 0", true},
        {"count name == 1", false},
        {"list.1.n == 2", true},
        {"list.7.n == 2", false},
        // A comparison with what is missing is missing; that is no reason to hold.
        {"missing == missing", false},
        {"missing != 1", false},
        {"not missing != 1", true},
        {"missing < 1 or missing > 1", false},
        {"balance == 1", false},
        {"list == list", false},
        {"language == \"fr\" and (false or true)", true},
        {"false and true or true", true},
        {"true or true and false", true},
        {"not false and false", false},
        {"not 1 == 2", true},
        {"msisdn == '2250701020304'", true},
        {"dialled == '*123#'", true},
        {"balance.amount", false},
        {"flag.wallet", true},
        {"flag.other", false},
        {"config.helpline == '180'", true},
        {"config.fee == 100", true},
        {"config.other == 100", false},
        {"any list where item.n == 2", true},
        {"any list where item.n == 9", false},
        {"any list", true},
        {"any none", false},
        {"any missing", false},
        {"any (list where item.n > 1) where item.n < 3", true},
        {"count(list where number > 1) == 2", true},
        {"any nested where any item.in where item.x == 2", true},
        {"any nested where count item.in == 0 and number == 2", true},
        {"1 + 2 * 3 == 7 and (1 + 2) * 3 == 9 and 7 - 2 - 1 == 4", true},
        {"'a' & 1 + 1 == 'a2'", true},
        {"-2 + 5 == 3 and 5 - -2 == 7 and -(1 + 1) == -2", true},
        {"name == 'Koné' and name != 'Kone'", true},
        {"locked pin", false},
    };
    for (const auto& c : cases) {
        CAPTURE(c.text);
        CHECK(s.holds(c.text) == c.holds);
    }
}

TEST_CASE(
    "values come out as they are stored: whole numbers, decimals as text, null where missing") {
    const auto s = session();
    const struct {
        std::string text;
        json::value value;
    } cases[]{
        {"balance.amount - 500", 12000},
        {"balance.cents * 3", "28.5"},
        {"balance.real + 0.2", "0.3"},
        {"10 / 4", "2.5"},
        {"10 / 5", 2},
        {"2 / 3", "0.666667"},
        {"-2 / 3", "-0.666667"},
        {"1 / 0", nullptr},
        {"1 / balance.zero", nullptr},
        {"large + 1", nullptr},
        {"large * large", nullptr},
        {"large + 1 - 1", nullptr},
        {"past + 0", nullptr},
        {"missing + 1", nullptr},
        {"name + 1", nullptr},
        {"eligible + 1", nullptr},
        {"-name", nullptr},
        {"balance.due + 12", "2026-08-01"},
        {"balance.due - 20", "2026-06-30"},
        {"balance.due + 0.5", nullptr},
        {"balance.due - today", 14},
        {"today - balance.due", -14},
        {"time - today", 14},
        {"14 + today", nullptr},
        {"today + 99999999", nullptr},
        {"'2024-02-28' + 1", "2024-02-29"},
        {"'2023-02-28' + 1", "2023-03-01"},
        {"'2100-02-28' + 1", "2100-03-01"},
        {"'2026-12-31' + 1", "2027-01-01"},
        {"'2026-03-01' - 1", "2026-02-28"},
        {"'9999-12-31' + 1", nullptr},
        {"'0001-01-01' - 1", nullptr},
        {"'2026-02-29' + 1", nullptr},
        {"today", "2026-07-06"},
        {"month(today)", "2026-07"},
        {"month('2026-07')", "2026-07"},
        {"month('2026-13')", nullptr},
        {"month(name)", nullptr},
        {"max(today, balance.due)", "2026-07-20"},
        {"min(today, 5)", nullptr},
        {"min(2, 10)", 2},
        {"max(balance.cents, 9)", "9.5"},
        {"sum(numbers)", "3.5"},
        {"sum(list.n)", "6.5"},
        {"sum(list.d)", nullptr},
        {"sum(list.other)", nullptr},
        {"sum(none)", 0},
        {"sum(missing)", nullptr},
        {"sum((list where item.n < 3).n)", 3},
        {"sum(nested.in.x)", 3},
        {"sum(first(nested).in.x)", 3},
        {"sum(balance.amount)", nullptr},
        {"first(list).n", 1},
        {"first(list where item.n > 1).n", 2},
        {"first(none)", nullptr},
        {"first(numbers)", 1},
        {"(list where item.n > 1).d", json::parse(R"(["2026-08-01", null])")},
        {"list where item.d < today", json::parse(R"([{"n": 1, "d": "2026-07-01"}])")},
        {"name where true", nullptr},
        {"length(name)", 4},
        {"length(12.5)", 4},
        {"upper('été ß ş')", "ÉTÉ ß Ş"},
        {"lower('ÉTÉ Ɛ')", "été ɛ"},
        {"part(name, 4, 1)", "é"},
        {"part(name, -1, 9)", "é"},
        {"part(name, -9, 2)", "Ko"},
        {"part(name, 9, 2)", ""},
        {"part(name, 0, 2)", nullptr},
        {"part(name, 1, -1)", nullptr},
        {"part(name, 1.5, 1)", nullptr},
        {"part(missing, 1, 1)", nullptr},
        {"starts(name, 'Ko')", true},
        {"ends(name, 'é')", true},
        {"ends(name, 'Koné!')", false},
        {"starts(list, 'x')", nullptr},
        {"luhn('79927398713')", true},
        {"luhn('79927398710')", false},
        {"luhn('7')", false},
        {"luhn(name)", false},
        {"name & ' ' & balance.amount & ' ' & today", "Koné 12500 2026-07-06"},
        {"name & eligible", nullptr},
        {"half", 0.5}, // the name of a value alone: the very value
        {"half + 0", "0.5"},
        {"balance.zero", 0},
        {"nil", nullptr},
        {"not missing", true},
        {"missing and true", false},
        {"item", nullptr},
        {"number", 0},
        {"min", 0},
    };
    for (const auto& c : cases) {
        CAPTURE(c.text);
        CHECK(json::serialize(s.value(c.text)) == json::serialize(c.value));
    }
    // Nothing is copied of what is only picked.
    const auto picked = expression::parse("list where item.n > 1");
    const auto& list = s.at.frames[0].values.at("list").as_array();
    s.with_scope([&](const scope& seen) {
        const auto entries = picked->entries(seen);
        REQUIRE(entries.size() == 2);
        CHECK(entries[0] == &list[1]);
        CHECK(entries[1] == &list[2]);
        CHECK(expression::parse("name")->entries(seen).empty());
        CHECK(expression{}.entries(seen).empty());
        CHECK(!expression{}.holds(seen));
        CHECK(expression{}.evaluate(seen).is_null());
    });
}

TEST_CASE("every example of the tables holds") {
    const auto s = test::of_examples();
    std::set<std::string_view> names;
    const auto check = [&](std::string_view name, auto& spec) {
        CAPTURE(spec.example);
        CHECK(names.insert(name).second);
        CHECK(spec.example.find(name) != std::string_view::npos);
        CHECK(spec.sentence.ends_with('.'));
        const auto got = s.value(spec.example);
        CHECK(!got.is_null());
        CHECK(json::serialize(got) == json::serialize(s.value(spec.result)));
    };
    for (const auto& f : functions()) {
        check(f.name, f);
        CHECK(f.usage.find(f.name) != std::string_view::npos);
        CHECK(function_named(f.name) == &f);
    }
    for (const auto& o : operators()) {
        check(o.sign, o);
    }
}

TEST_CASE("expressions that do not parse say where") {
    const struct {
        std::string text;
        std::size_t offset;
    } cases[]{
        {"", 0},
        {"a ==", 4},
        {"a = 1", 2},
        {"(a", 2},
        {"a b", 2},
        {"'open", 0},
        {"a == 1x", 5},
        {"a == 1.", 5},
        {"a + 1.1234567", 4},
        {"0.0000001", 0},
        {"a > 1.0000000", 4},
        {"a == .5", 5},
        {"exists", 6},
        {"a.", 2},
        {"a..b", 2},
        {"a.b-", 4},
        {"profile", 0},
        {"config", 0},
        {"flag", 0},
        {"flag.a.b", 0},
        {"today.x", 0},
        {"a @ b", 2},
        {"a é b", 2},
        {"a and", 5},
        {"a and and b", 6},
        {"a < b < c", 6},
        {"item.x == )", 10},
        {"locked", 6},
        {"locked 'pin'", 7},
        {"locked a.b", 7},
        {"lenght(a)", 0},
        {"length()", 7},
        {"length(a, b)", 8},
        {"part(a, 1)", 9},
        {"part a", 5},
        {"count list where item.x", 11},
        {"exists list where item.x", 12},
        {"list where", 10},
        {"'a'.b", 3},
        {"length(a).b", 9},
        {"(today).b", 7},
        {"first(a).", 8},
        {std::string(200, '(') + "a", 33},
        {std::string(200, '-') + "a", 33},
    };
    for (const auto& c : cases) {
        CAPTURE(c.text);
        const auto e = expression::parse(c.text);
        REQUIRE(!e.has_value());
        CAPTURE(e.error().message);
        CHECK(e.error().offset == c.offset);
    }
    CHECK(expression::parse("1.1234567").error().message.find("6 decimals") != std::string::npos);
    CHECK(expression::parse("1.123456 + 123456789.5").has_value());
    CHECK(expression::parse("lenght(a)").error().message.find("length") != std::string::npos);
    std::string many = "a";
    for (int i = 0; i < 300; ++i) {
        many += " or a";
    }
    CHECK(!expression::parse(many).has_value());
}

TEST_CASE("an expression stops at its budget, and is missing then") {
    test::seen s{"{}"};
    json::array list(json::array::size_type{2000}, json::value(1));
    s.at.frames[0].values["list"] = list;
    CHECK(s.holds("count(list where item == 1) == 2000"));
    // 2000 times 2000 entries.
    const char* square = "count(list where count(list where item == 2) == 0)";
    CHECK(s.value(square).is_null());
    CHECK(!s.holds((std::string{"not "} + square + " == 1").c_str()));
    CHECK(!s.holds((std::string{"true or "} + square + " == 1").c_str()) == false);
}

TEST_CASE("an expression says what it looks at") {
    const auto uses = [](std::string_view text) {
        const auto e = expression::parse(text);
        REQUIRE(e.has_value());
        std::string all;
        for (const auto& u : e->uses()) {
            all += u.path->text();
            all += u.content ? "" : "?";
            all += u.gathered ? "*" : "";
            all += u.of ? "<" + u.of->text() : "";
            all += ' ';
        }
        return all;
    };
    CHECK(uses("a.b > 1 and not c") == "a.b c ");
    CHECK(uses("exists a or count b > 0 or any c") == "a? b? c? ");
    CHECK(uses("count(a.b where item.x == c)") == "a.b? item.x<a.b c ");
    CHECK(uses("a where item.x") == "a item.x<a ");
    CHECK(uses("a where any item.b where item.c") == "a item.b?<a item.c<item.b ");
    CHECK(uses("sum(a.b.c)") == "a.b.c* ");
    CHECK(uses("first(a where item.x).y") == "a.y* a? item.x<a ");
    CHECK(uses("first(a)") == "a ");
    CHECK(uses("item.x") == "item.x ");
    CHECK(uses("locked pin or 1 == 2") == "");
    CHECK(expression{}.uses().empty());

    CHECK(expression::parse("a.b.0")->as_path()->text() == "a.b.0");
    CHECK(expression::parse("(item)")->as_path()->text() == "item");
    CHECK(expression::parse("a.b + 1")->as_path() == nullptr);
    CHECK(expression{}.as_path() == nullptr);
}
