// Expressions: read or refused at a place; total and within their budget when evaluated and typed.
// The octets: the expression; behind a zero, if there is one, a JSON text of the values it sees.
#include "fuzz/check.hpp"
#include "fuzz/input.hpp"
#include "menu/expression/expression.hpp"
#include "menu/expression/scope.hpp"
#include "menu/model/model.hpp"

using fuzz::must;
using namespace yeelen::menu;
namespace json = boost::json;

namespace {

class anything final : public type_scope {
public:
    std::expected<yeelen::core::value_type, std::string> type_of(const path& p) const override {
        // Every kind comes up: by the name's first letter.
        const auto name = p.steps.empty() ? p.text() : p.steps[0];
        const auto kind = static_cast<yeelen::core::value_kind>(
            static_cast<unsigned char>(name.empty() ? 'a' : name[0]) % 9);
        return yeelen::core::plain(kind);
    }
};

state state_with(std::string_view values) {
    boost::system::error_code failed;
    auto read = json::parse(values, failed);
    state at{.language = "fr"};
    at.frames.resize(1);
    if (!failed && read.is_object()) {
        at.frames[0].values = std::move(read.get_object());
    } else {
        at.frames[0].values =
            json::parse(R"({"a":12500,"b":"2026-07-20","c":[{"n":1},{"n":"x"}],"d":0.5,"e":true,
                            "f":null,"g":"","balance":{"amount":-1}})")
                .get_object();
    }
    return at;
}

void evaluate(const expression& e, const std::string& text, const scope& s) {
    const auto value = e.evaluate(s);
    must(e.holds(s) == (value.is_bool() && value.get_bool()), "it holds where it comes to true");
    must(json::serialize(e.evaluate(s)) == json::serialize(value), "it comes to the same again");
    must(e.entries(s).size() == (value.is_array() ? value.get_array().size() : 0),
         "its entries are those of its list");
    const auto negated = expression::parse("not (" + text + ")");
    const auto twice = expression::parse("not (not (" + text + "))");
    // Past the budget all three are missing.
    must(!negated || !twice || negated->evaluate(s).is_null() || twice->evaluate(s).is_null() ||
             (negated->holds(s) != e.holds(s) && twice->holds(s) == e.holds(s)),
         "not turns it around");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const json::object profile{{"contract", "100001"},
                                      {"lock.pin", {{"until", "2026-07-06T10:20:30Z"}}}};
    static const settings configured{.config = {{"helpline", "179"}},
                                     .flags = {{"wallet", {.percent = 50, .allowed = {}}}}};
    static const menu_data menu;
    const auto all = fuzz::text_of(data, size);
    const std::string text{all.substr(0, all.find('\0'))};
    const auto at = state_with(all.substr(std::min(all.size(), text.size() + 1)));
    const auto e = expression::parse(text);
    if (!e) {
        must(e.error().offset <= text.size() && !e.error().message.empty(), "a fault has a place");
        return 0;
    }
    for (const auto& use : e->uses()) {
        const auto again = parse_path(use.path->text());
        must(again.has_value() && again->root == use.path->root && again->steps == use.path->steps,
             "a path is read as it is written");
        must(use.path->offset < text.size(), "a path has its place");
    }
    const environment env{.msisdn = "2250701020304",
                          .dialled = "*123#",
                          .profile = profile,
                          .now = std::chrono::sys_days{std::chrono::year{2026} / 7 / 6}};
    scope s{at, env, configured, menu};
    if (const auto& values = at.frames[0].values; !values.empty()) {
        s.set_item(&values.begin()->value(), 1);
    }
    evaluate(*e, text, s);
    std::vector<text_error> faults;
    e->type(anything{}, faults);
    for (const auto& f : faults) {
        must(f.offset < text.size() && !f.message.empty(), "a fault has a place");
    }
    return 0;
}
