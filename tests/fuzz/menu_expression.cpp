// Conditions: read or refused at a place; total when evaluated.
#include "fuzz/check.hpp"
#include "fuzz/input.hpp"
#include "menu/expression/expression.hpp"
#include "menu/expression/scope.hpp"

using fuzz::must;
using namespace yeelen::menu;
namespace json = boost::json;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const state at{
        .language = "fr",
        .at = "x",
        .history = {},
        .values = json::parse(R"({"a":12500,"b":"2026-07-20","c":[{"n":1},{"n":"x"}],"d":0.5,
                                  "e":true,"f":null,"g":"","balance":{"amount":-1}})")
                      .as_object()};
    static const json::object profile{{"contract", "100001"}};
    const environment env{.msisdn = "2250701020304",
                          .dialled = "*123#",
                          .profile = profile,
                          .now = std::chrono::sys_days{std::chrono::year{2026} / 7 / 6}};
    const std::string_view text = fuzz::text_of(data, size);
    const auto e = expression::parse(text);
    if (!e) {
        must(e.error().offset <= size && !e.error().message.empty(), "a fault has its place");
        return 0;
    }
    const scope s{at, env};
    const bool holds = e->holds(s);
    must(e->content_paths().size() <= e->paths().size(), "content is a part of all");
    for (const auto* p : e->paths()) {
        const auto again = parse_path(p->text());
        must(again.has_value() && again->root == p->root && again->steps == p->steps,
             "a path is read as it is written");
        must(p->offset < size, "a path has its place");
    }
    const auto negated = expression::parse("not (" + std::string{text} + ")");
    must(!negated || negated->holds(s) != holds, "not turns it around");
    return 0;
}
