// Conditions that are said to exclude each other are never seen to hold both, whatever a session
// knows.
#include "menu/load/exclusion.hpp"
#include "menu/seen.hpp"
#include "support/random_answers.hpp"

using namespace yeelen;

namespace {

std::string value_text(support::luck& luck) {
    static const std::vector<std::string> values{"a",     "b",       "a + 1",
                                                 "b - 1", "count l", "length(t)"};
    return values[luck.below(values.size())];
}

std::string atom(support::luck& luck) {
    static const std::vector<std::string> signs{"==", "!=", "<", "<=", ">", ">="};
    static const std::vector<std::string> words{"exists a",
                                                "exists l",
                                                "exists t",
                                                "exists r",
                                                "exists r.x",
                                                "f",
                                                "f == true",
                                                "f == false",
                                                "f != true",
                                                "t == 'x'",
                                                "t == 'y'",
                                                "'x' != t",
                                                "t == '1'",
                                                "any l where item.n == 1",
                                                "any l where item.n > 1",
                                                "count(l where item.n == 1) == 0",
                                                "starts(t, 'x')",
                                                "language == 'fr'",
                                                "language == 'en'",
                                                "r.x == 1",
                                                "r.x > 0",
                                                "day < today",
                                                "day >= today",
                                                "day > today + 2",
                                                "day <= today - 2",
                                                "default(a, 0) == 0",
                                                "max(a, b) > 1",
                                                "true",
                                                "false"};
    if (luck.below(2) == 0) {
        return words[luck.below(words.size())];
    }
    const auto right =
        luck.below(2) == 0 ? value_text(luck) : std::to_string(static_cast<int>(luck.below(5)) - 1);
    const auto left = value_text(luck);
    const auto sign = " " + signs[luck.below(signs.size())] + " ";
    return luck.below(3) == 0 ? right + sign + left : left + sign + right;
}

std::string condition(support::luck& luck, int depth) {
    switch (depth == 0 ? 0 : luck.below(5)) {
    case 1: return "not (" + condition(luck, depth - 1) + ")";
    case 2: return "(" + condition(luck, depth - 1) + ") and (" + condition(luck, depth - 1) + ")";
    case 3: return "(" + condition(luck, depth - 1) + ") or (" + condition(luck, depth - 1) + ")";
    default: return atom(luck);
    }
}

/// Each value is of one type, as the proof wants it, or missing.
std::string values(support::luck& luck) {
    const std::vector<std::pair<std::string, std::vector<std::string>>> all{
        {"a", {"-1", "0", "1", "2", "3", "\"1.5\""}},
        {"b", {"-1", "0", "1", "2", "3"}},
        {"f", {"true", "false"}},
        {"t", {"\"\"", "\"x\"", "\"y\"", "\"xy\"", "\"1\""}},
        {"l", {"[]", R"([{"n": 1}])", R"([{"n": 2}, {"n": 3}])"}},
        {"r", {"{}", R"({"x": 0})", R"({"x": 1})", R"({"x": 2})"}},
        {"day", {"\"2026-07-01\"", "\"2026-07-06\"", "\"2026-07-07\"", "\"2026-07-20\""}}};
    std::string text = "{";
    for (const auto& [name, some] : all) {
        const auto one = luck.below(some.size() + 1);
        if (one < some.size()) {
            text += (text.size() > 1 ? ", \"" : "\"") + name + "\": " + some[one];
        }
    }
    return text + "}";
}

} // namespace

TEST_CASE("conditions that exclude each other never hold both") {
    std::size_t excluding = 0;
    for (std::uint64_t seed = 1; seed <= 4000; ++seed) {
        support::luck luck{seed};
        const auto a = condition(luck, 2);
        const auto b = condition(luck, 2);
        const auto x = menu::expression::parse(a);
        const auto y = menu::expression::parse(b);
        REQUIRE_MESSAGE(x, a);
        REQUIRE_MESSAGE(y, b);
        CHECK(menu::exclude_one_another(*x, *y) == menu::exclude_one_another(*y, *x));
        if (!menu::exclude_one_another(*x, *y)) {
            continue;
        }
        ++excluding;
        for (int i = 0; i < 60; ++i) {
            const auto known = values(luck);
            const bool both = test::seen{known}.with_scope(
                [&](const auto& s) { return x->holds(s) && y->holds(s); });
            REQUIRE_MESSAGE(!both, a << " | " << b << " | " << known);
        }
    }
    CHECK(excluding > 200);
}
