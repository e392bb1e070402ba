// Texts of a locale: read or refused at a place; written with any values; laid out, each page fits.
#include "fuzz/check.hpp"
#include "fuzz/input.hpp"
#include "menu/text/bounds.hpp"
#include "menu/text/layout.hpp"
#include "menu/text/measure.hpp"
#include "menu/text/render.hpp"
#include "smpp/text.hpp"

using fuzz::must;
using namespace yeelen::menu;
namespace json = boost::json;

namespace {

class undeclared final : public type_scope {
public:
    std::expected<yeelen::core::value_type, std::string> type_of(const path&) const override {
        return yeelen::core::value_type{};
    }
};

void lay_out(const content& what, const std::string& notice) {
    const key_words keys{"0 Retour", "00 Accueil", "98 Suite", "97 Avant"};
    const layout pages{what, keys, notice, 20};
    must(pages.pages() > 0, "there is a page");
    for (std::size_t i = 0; i <= pages.pages(); ++i) {
        must(smpp::measure_screen(pages.screen(i)).fits(), "each page fits");
    }
    const std::string last = fit_one(what.body);
    must(smpp::measure_screen(last).fits(), "the last screen fits");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    fuzz::input in{data, size};
    const std::string text{in.text()};
    const std::string value{in.rest()};
    const auto t = text_template::parse(text);
    if (!t) {
        must(t.error().offset <= text.size() && !t.error().message.empty(), "a fault has a place");
        return 0;
    }
    must(!t->fixed() || t->paths().empty(), "a fixed text uses no value");
    json::array list(5, json::object{{"n", 1}, {"month", value}});
    state at{.language = "fr", .at = 0, .history = {}, .frames = {}};
    at.frames.push_back({.values = {{"a", value},
                                    {"b", 12500},
                                    {"c", list},
                                    {"d", "2026-07-06"},
                                    {"e", 0.1},
                                    {"f", true},
                                    {"n", INT64_MIN}}});
    const json::object profile;
    const environment env{.msisdn = "2250701020304",
                          .dialled = "*123#",
                          .profile = profile,
                          .now = std::chrono::sys_days{std::chrono::year{2026} / 7 / 6}};
    const settings configured;
    const menu_data menu;
    locale french{.language = "fr", .region = "CI"};
    french.gsm7 = (value.size() & 1) == 0;
    french.formats = formatters::of("fr", "CI", french.gsm7);
    const scope seen{at, env, configured, menu};
    const std::string written = render(french, *t, seen);
    must(t->fixed() || plain(plain(written)) == plain(written), "firm spaces are made plain once");
    // Nothing is declared: every value is a text of the default length.
    text_template bounded = *t;
    bound(bounded, undeclared{});
    must(measured(render(french, bounded, seen), french.gsm7) <=
             longest(french, bounded, undeclared{}),
         "no text is longer than its longest");
    must(shortest(french, bounded) <= longest(french, bounded, undeclared{}), "nor shorter");
    lay_out({.body = written, .items = {}, .whole = t->has_token()}, "");
    lay_out({.body = value, .items = {written, value, "3 x", written}}, "Choix inconnu");
    return 0;
}
