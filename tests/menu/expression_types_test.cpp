#include "menu/expression/expression.hpp"
#include <doctest/doctest.h>

using namespace yeelen::menu;
using yeelen::core::plain;
using yeelen::core::value_kind;
using yeelen::core::value_type;

namespace {

value_type record_of(std::map<std::string, value_type, std::less<>> fields) {
    return {.kind = value_kind::record, .fields = std::move(fields)};
}

/// What a menu could have declared.
class declared final : public type_scope {
public:
    std::expected<value_type, std::string> type_of(const path& p) const override {
        const auto text = p.text();
        if (p.root == path_root::today) {
            return plain(value_kind::date);
        }
        if (p.root == path_root::flag) {
            return plain(value_kind::flag);
        }
        const auto found = types_.find(text);
        if (found == types_.end()) {
            return std::unexpected("no screen sets the value '" + text + "'");
        }
        return found->second;
    }

private:
    static value_type bills() {
        return {.kind = value_kind::list,
                .most = 10,
                .entry = {record_of(
                    {{"amount", {.kind = value_kind::amount, .least = 0, .most = 5000}},
                     {"due", plain(value_kind::date)},
                     {"lines",
                      {.kind = value_kind::list,
                       .most = 3,
                       .entry = {record_of(
                           {{"n", {.kind = value_kind::number, .least = -2, .most = 9}}})}}},
                     {"status", {.kind = value_kind::text, .most = 8}}})}};
    }
    std::map<std::string, value_type, std::less<>> types_{
        {"amount", {.kind = value_kind::amount, .least = 100, .most = 5000}},
        {"n", {.kind = value_kind::number, .least = -5, .most = 20}},
        {"name", {.kind = value_kind::text, .most = 20}},
        {"due", plain(value_kind::date)},
        {"month_due", plain(value_kind::month)},
        {"paid", plain(value_kind::flag)},
        {"maybe", {.kind = value_kind::number, .optional = true, .least = 0, .most = 7}},
        {"bills", bills()},
        {"history", record_of({{"bills", bills()}})},
        {"history.bills", bills()},
        {"house", record_of({{"amount", {.kind = value_kind::text, .most = 5}},
                             {"due", plain(value_kind::date)},
                             {"lines", plain(value_kind::list)},
                             {"status", {.kind = value_kind::text, .most = 90}}})},
        {"short", record_of({{"amount", plain(value_kind::number)},
                             {"due", {.kind = value_kind::text, .most = 10}},
                             {"lines", value_type{}},
                             {"state", {.kind = value_kind::text, .most = 8}}})},
        {"loose", value_type{}},
    };
};

struct typed {
    value_type type;
    std::vector<text_error> faults;
};
typed type_of(std::string_view text) {
    const auto e = expression::parse(text);
    REQUIRE_MESSAGE(e.has_value(), std::string{text} << ": " << (e ? "" : e.error().message));
    typed found;
    found.type = e->type(declared{}, found.faults);
    return found;
}

} // namespace

TEST_CASE("what can be right has a type, with its bounds") {
    using k = value_kind;
    const struct {
        std::string text;
        k kind;
        std::int64_t least;
        std::int64_t most;
        bool optional = false;
    } cases[]{
        {"amount", k::amount, 100, 5000},
        {"12", k::number, 12, 12},
        {"'Koné'", k::text, 4, 4},
        {"amount + 1000", k::amount, 1100, 6000},
        {"amount - n", k::amount, 80, 5005},
        {"n + n", k::number, -10, 40},
        {"n * n", k::number, -100, 400},
        {"amount * 2", k::amount, 200, 10000},
        {"amount / 10", k::amount, 0, 501},
        {"9223372036854775807 / 1", k::number, 0, INT64_MAX},
        {"9223372036854775807 + 1 - 1", k::number, INT64_MAX - 1, INT64_MAX - 1},
        {"9223372036854775807 * -9223372036854775807", k::number, INT64_MIN, INT64_MIN},
        {"amount / amount", k::number, 0, 51},
        {"amount / n", k::amount, -5000000000, 5000000000, true},
        {"-n", k::number, -20, 5},
        {"maybe + 1", k::number, 1, 8, true},
        {"due + 30", k::date, 0, 40},
        {"'2026-07-06' + 30", k::date, 0, 40},
        {"due - 30", k::date, 0, 40},
        {"due - today", k::number, -3652058, 3652058},
        {"due - '2026-07-06'", k::number, -3652058, 3652058},
        {"min(amount, 300)", k::amount, 100, 300},
        {"max(amount, amount)", k::amount, 100, 5000},
        {"max(0, amount)", k::amount, 100, 5000},
        {"default(amount, 0)", k::amount, 0, 5000},
        {"default(maybe, amount)", k::amount, 0, 5000},
        {"with(bills, first(bills))", k::list, 0, 11},
        {"with(loose, first(bills))", k::list, 0, 1},
        {"with(bills, loose)", k::list, 0, 11},
        {"max(due, '2026-07-06')", k::date, 0, 40},
        {"count bills", k::number, 0, 10},
        {"count(bills where item.amount > 10)", k::number, 0, 10},
        {"count loose", k::number, 0, 999999999},
        {"sum(bills.amount)", k::amount, 0, 50000},
        {"sum(history.bills.amount)", k::amount, 0, 50000},
        {"sum(bills.lines.n)", k::number, -60, 270},
        {"sum((bills where item.status == 'x').amount)", k::amount, 0, 50000},
        {"first(bills).amount", k::amount, 0, 5000, true},
        {"bills.0.amount", k::any, 0, 40},
        {"length(name)", k::number, 0, 20},
        {"part(name, 1, 5)", k::text, 0, 5},
        {"part(name, 1, 50)", k::text, 0, 20},
        {"part(name, 1, n)", k::text, 0, 20},
        {"upper(name)", k::text, 0, 20},
        {"name & ' ' & part(name, 1, 3)", k::text, 0, 24},
        {"name & due", k::text, 0, 30},
        {"name & loose", k::text, 0, 60},
        {"month(due)", k::month, 0, 40},
        {"due > today", k::flag, 0, 40},
        {"due > '2026-07-06'", k::flag, 0, 40},
        {"month_due == '2026-07'", k::flag, 0, 40},
        {"month_due == month(today)", k::flag, 0, 40},
        {"amount > n and (paid or not paid) and name == 'x'", k::flag, 0, 40},
        {"any bills where item.due < today and number > 1", k::flag, 0, 40},
        {"any bills where any item.lines where item.n > 1", k::flag, 0, 40},
        {"exists name", k::flag, 0, 40},
        {"locked pin", k::flag, 0, 40},
        {"flag.wallet == true", k::flag, 0, 40},
        {"luhn(name)", k::flag, 0, 40},
        {"loose + 1 > loose and loose.x == 'y' and count(loose where item.z) > 0", k::flag, 0, 40},
    };
    for (const auto& c : cases) {
        CAPTURE(c.text);
        const auto found = type_of(c.text);
        if (c.text == "bills.0.amount" || c.text.find("loose.x") != std::string::npos) {
            continue; // declared{} knows no steps; the checker does
        }
        for (const auto& f : found.faults) {
            FAIL_CHECK(f.offset << ": " << f.message);
        }
        CHECK(name_of(found.type.kind) == name_of(c.kind));
        CHECK(found.type.least == c.least);
        CHECK(found.type.most == c.most);
        CHECK(found.type.optional == c.optional);
    }
    const auto picked = type_of("bills where item.amount > 10").type;
    CHECK(picked.kind == value_kind::list);
    CHECK(picked.most == 10);
    CHECK(picked.entry.at(0).fields.contains("due"));
    CHECK(type_of("loose where true").type.kind == value_kind::list);
    CHECK(expression{}.type(declared{}, *std::make_unique<std::vector<text_error>>()).kind ==
          value_kind::any);
}

TEST_CASE("what cannot be right is said where it stands, in the words of an author") {
    const struct {
        std::string text;
        std::size_t offset;
        const char* says;
    } cases[]{
        {"due == 5", 4, "a date cannot be compared with a number"},
        {"due > name", 4, "a date cannot be compared with a text"},
        {"name == 12", 5, "a text cannot be compared with a number"},
        {"amount > '500'", 7, "an amount cannot be compared with a text"},
        {"due > 'tomorrow'", 6, "'tomorrow' is no date"},
        {"month_due == 'July'", 13, "'July' is no month"},
        {"month_due > due", 10, "a month cannot be compared with a date"},
        {"paid == 'yes'", 5, "true or false cannot be compared with a text"},
        {"paid > true", 5, "only equal or not"},
        {"bills == 1", 6, "a list cannot be compared"},
        {"name + 1", 0, "'+' takes numbers, and this is a text (texts are joined by '&')"},
        {"1 + name", 4, "'+' takes numbers, and this is a text"},
        {"name * 2", 0, "'*' takes numbers, and this is a text"},
        {"-name", 1, "'-' takes numbers, and this is a text"},
        {"due * 2", 0, "'*' takes numbers, and this is a date"},
        {"due + due", 6, "only days can be added to a date, and this is a date"},
        {"due - name", 6, "days or a date"},
        {"30 + due", 0, "date + days"},
        {"amount / 0", 9, "divided by zero"},
        {"count name", 6, "count list takes a list, and this is a text"},
        {"any amount", 4, "takes a list"},
        {"name where item.x", 0, "'where' takes entries of a list"},
        {"bills where item.amount", 12, "an amount neither holds nor not"},
        {"bills where item.amuont > 1", 12, "'item' has no 'amuont' (did you mean 'amount'?)"},
        {"sum(bills.status)", 4, "a list of numbers"},
        {"sum(bills.amuont)", 4, "did you mean 'amount'"},
        {"sum(amount)", 4, "a list of numbers"},
        {"first(bills).x", 12, "has no 'x'"},
        {"with(bills, name)", 12, "takes a record, and this is a text"},
        {"with(bills, bills)", 12, "takes a record, and this is a list"},
        {"with(name, first(bills))", 5, "takes a list, and this is a text"},
        {"with(history.bills, house)", 20, "'amount' of each entry of the list is an amount"},
        {"with(bills, short)", 12, "has 'status', and this record has not (did you mean 'state'?)"},
        {"min(due, 5)", 9, "two numbers or two dates"},
        {"min(name, 5)", 4, "numbers or dates"},
        {"part(name, name, 1)", 11, "takes a number, and this is a text"},
        {"length(bills)", 7, "takes a text, and this is a list"},
        {"month(name)", 6, "takes a date or a month"},
        {"name & paid", 7, "'&' joins texts, and this is true or false"},
        {"not amount", 4, "an amount neither holds nor not"},
        {"paid and name", 9, "a text neither holds nor not"},
        {"nmae == 'x'", 0, "no screen sets the value 'nmae'"},
        {"paid and nmae == 'x'", 9, "no screen sets the value 'nmae'"},
    };
    for (const auto& c : cases) {
        CAPTURE(c.text);
        const auto found = type_of(c.text);
        REQUIRE(found.faults.size() == 1);
        CAPTURE(found.faults[0].message);
        CHECK(found.faults[0].offset == c.offset);
        CHECK(found.faults[0].message.find(c.says) != std::string::npos);
    }
    CHECK(type_of("name + 1 > 2 and due * 2 > 1 and nmae == 1").faults.size() == 3);
}
