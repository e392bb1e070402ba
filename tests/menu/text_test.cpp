#include "menu/text/bounds.hpp"
#include "menu/text/measure.hpp"
#include "menu/text_world.hpp"
#include <fmt/format.h>
#include <map>
#include <random>

using namespace yeelen::menu;
namespace json = boost::json;
using world::parsed;
using world::written;

TEST_CASE("texts are written with their values") {
    const struct {
        const char* text;
        const char* values;
        const char* expected;
    } cases[]{
        {"plain", "{}", "plain"},
        {"{a} et {b.c}", R"({"a":"x","b":{"c":7}})", "x et 7"},
        {"{missing}", "{}", "-"},
        {"{a}", R"({"a":201.5})", "201.5"},
        {"{a}", R"({"a":12500})", "12500"},
        {"{a, money, XOF}", R"({"a":12500})", "12 500 FCFA"},
        {"{a, money, XOF}", R"({"a":"quelque chose"})", "quelque chose"},
        {"{a, money, XOF}", R"({"a":[1]})", "-"},
        {"{a, money, c}", R"({"a":"12.5","c":"KES"})", "12,50 KES"},
        {"{a, number}", R"({"a":1251})", "1 251"},
        {"{a, number}", R"({"a":201.5})", "201,5"},
        {"{a, date}", R"({"a":"2026-07-06"})", "06/07/2026"},
        {"{a, date}", R"({"a":"2026-07-06T10:00:00Z"})", "06/07/2026"},
        {"{a, date, short}", R"({"a":"2026-07-06"})", "06/07"},
        {"{a, date, long}", R"({"a":"2026-07-06"})", "6 juillet 2026"},
        {"{a, date}", R"({"a":"2026-02-30"})", "2026-02-30"},
        {"{a, month}", R"({"a":"2026-02"})", "février 2026"},
        {"{a, month}", R"({"a":"2026-13"})", "2026-13"},
        {"{a, token}", R"({"a":"12345678901234567890"})", "1234 5678 9012 3456 7890"},
        {"{a, token}", R"({"a":"1234-5678-9012 34567890"})", "1234 5678 9012 3456 7890"},
        {"{a, token}", R"({"a":"12345"})", "1234 5"},
        {"{a, token}", R"({"a":"A1234"})", "A1234"},
        {"{a, cut, 6}", R"({"a":"Konan Yao"})", "Konan"},
        {"{a, cut, 20}", R"({"a":"Konan Yao"})", "Konan Yao"},
        {"{n, plural, one {# jour} other {# jours}}", R"({"n":0})", "0 jour"},
        {"{n, plural, one {# jour} other {# jours}}", R"({"n":1500})", "1 500 jours"},
        {"{n, plural, =0 {rien} one {un} other {{n} fois}}", R"({"n":0})", "rien"},
        {"{n, plural, one {un} other {{n} fois}}", R"({"n":3})", "3 fois"},
        {"{n, plural, one {#} other {# L}}", R"({"n":"1.5"})", "1,5"},
        {"{n, plural, one {un} other {deux}}", "{}", "un"},
        {"{l, plural, one {une} other {#}}", R"({"l":[1,2]})", "2"},
        {"{n, selectordinal, one {#re} other {#e}}", R"({"n":1})", "1re"},
        {"{n, selectordinal, one {#re} other {#e}}", R"({"n":2})", "2e"},
        {"{s, select, paid {payée} other {due}}", R"({"s":"paid"})", "payée"},
        {"{s, select, paid {payée} other {due le {d, date}}}", R"({"s":"x","d":"2026-07-06"})",
         "due le 06/07/2026"},
        {"{b, select, true {oui} other {non}}", R"({"b":true})", "oui"},
        {"{b, select, 12 {oui} other {non}}", R"({"b":12})", "oui"},
        {"l'agence, c'est ''ici''", "{}", "l'agence, c'est 'ici'"},
        {"'{a}' et '}'", "{}", "{a} et }"},
        // Behind a letter an apostrophe is one.
        {"Demande d'{a}, lieu d'{b}", R"({"a":"Awa","b":"Cocody"})",
         "Demande d'Awa, lieu d'Cocody"},
        {"d''{a}", R"({"a":"Awa"})", "d'Awa"},
        {"à'{a} œ'{a} e\xCC\x81'{a}", R"({"a":1})", "à'1 œ'1 e\xCC\x81'1"},
        {"{n, plural, other {l'# d'{n}}}", R"({"n":2})", "l'2 d'2"},
        {"'{'d'{a}", R"({"a":1})", "{d'1"},
        {"7'{a}' {a}'{a}' ('{a}')", R"({"a":1})", "7{a} 1{a} ({a})"},
        {"{n, plural, other {'#'# l'an}}", R"({"n":2})", "#2 l'an"},
        {"{a}", R"({"a":"Œuvre “ça” … 漢\n\u0007"})", "OEuvre \"ca\" ... ?  "},
    };
    const auto french = world::language("fr", "CI");
    for (const auto& c : cases) {
        CAPTURE(c.text);
        CAPTURE(c.values);
        CHECK(written(c.text, json::parse(c.values).as_object(), french) == c.expected);
    }
    CHECK(written("{n, plural, one {# day} other {# days}}", {{"n", 0}},
                  world::language("en", "GH")) == "0 days");
    CHECK(written("{n, plural, one {# x} other {# y}}", {{"n", 1}}, world::language("bm", "ML")) ==
          "1 y");
    CHECK(written("{n, plural, zero {z} one {o} two {t} few {f} many {m} other {x}}", {{"n", 2}},
                  world::language("ar", "MR", false)) == "t");
}

TEST_CASE("texts that do not parse say where") {
    const struct {
        const char* text;
        std::size_t offset;
    } cases[]{{"{", 1},
              {"{a", 0},
              {"a } b", 2},
              {"{a, mony}", 4},
              {"{a, money}", 9},
              {"{a b}", 0},
              {"{1a}", 1},
              {"{a, plural, one {x}}", 12},
              {"'{a}", 0},
              {"{a, plural, uno {x} other {y}}", 12},
              {"{a, plural, offset:1 one {x} other {y}}", 12},
              {"{a, plural, one {x} one {z} other {y}}", 20},
              {"{a, select, x}", 12},
              {"{a, select, {x}}", 12},
              {"{a, cut}", 7},
              {"{a, cut, 0}", 9},
              {"{a, cut, many}", 9},
              {"{profile}", 1},
              {"{a, date, medium}", 10},
              {"{n, plural, other {l'}'}}", 22}, // the branch ends behind l'
              {"'{'x'}'", 5},
              {"{a, money, XFO}", 11},
              {"{a, money, XTS}", 11},
              {"d'{a, money, XXX}", 13}};
    for (const auto& c : cases) {
        CAPTURE(c.text);
        const auto t = text_template::parse(c.text);
        REQUIRE(!t.has_value());
        CAPTURE(t.error().message);
        CHECK(t.error().offset == c.offset);
    }
    const auto t = text_template::parse("{n, plural, offset:1 one {x} other {y}}");
    REQUIRE(!t.has_value());
    CHECK(t.error().message.find("offset:") != std::string::npos);
    CHECK(text_template::parse("{a, money, XFO}").error().message ==
          "'XFO' is no currency that is known (did you mean 'XOF'?)");
    CHECK(text_template::parse("{a, money, KSS}").error().message.find("KES") != std::string::npos);
    CHECK(text_template::parse("'{'x'}'").error().message.find("behind a letter") !=
          std::string::npos);
    for (const char* code : {"XOF", "XAF", "GHS", "KES", "NGN", "GNF", "MRU", "SLE", "SLL", "STN",
                             "CDF", "ETB", "USD", "EUR"}) {
        CAPTURE(code);
        CHECK(text_template::parse(fmt::format("{{a, money, {}}}", code)).has_value());
    }
}

namespace {

class declared final : public type_scope {
public:
    explicit declared(std::map<std::string, yeelen::core::value_type> types)
        : types_(std::move(types)) {}
    std::expected<yeelen::core::value_type, std::string> type_of(const path& p) const override {
        const auto found = types_.find(p.text());
        return found == types_.end() ? yeelen::core::value_type{} : found->second;
    }

private:
    std::map<std::string, yeelen::core::value_type> types_;
};

using yeelen::core::value_kind;
using yeelen::core::value_type;

} // namespace

TEST_CASE("a value is cut at its bound after transliteration, never before") {
    const declared types{{{"name", {.kind = value_kind::text, .most = 5}}}};
    auto text = parsed("{name}");
    bound(text, types);
    const auto french = world::language("fr", "CI");
    CHECK(longest(french, text, types) == 5);
    const auto shown = [&](std::string_view name) {
        return world::text_world{{{"name", name}}}.render(french, text);
    };
    CHECK(shown("Cœur") == "Coeur");
    CHECK(shown("Sœurs") == "Soeur");
    CHECK(shown("€€€€€") == "€€");
    const auto wide = world::language("fr", "CI", false);
    CHECK(world::text_world{{{"name", "\xF0\x9F\x98\x80\xF0\x9F\x98\x80x\xF0\x9F\x98\x80"}}}.render(
              wide, text) == "\xF0\x9F\x98\x80\xF0\x9F\x98\x80x");
}

TEST_CASE("the longest of a text is known from its types") {
    const declared types{
        {{"name", {.kind = value_kind::text, .most = 20}},
         {"n", {.kind = value_kind::number, .least = 0, .most = 999}},
         {"a", {.kind = value_kind::amount, .least = 0, .most = 9'999'999}},
         {"c", {.kind = value_kind::amount, .least = 0, .most = 9'999'999, .decimals = 2}},
         {"d", {.kind = value_kind::date}},
         {"m", {.kind = value_kind::month}},
         {"t", {.kind = value_kind::text, .most = 20}},
         {"f", {.kind = value_kind::flag}},
         {"l", {.kind = value_kind::list, .most = 12}}}};
    const struct {
        const char* text;
        std::size_t longest;
    } cases[]{{"abc", 3},
              {"{name}", 20},
              {"{unknown}", 40},
              {"{a, money, XOF}", 14},                  // 9 999 999 FCFA
              {"{c, money, XOF}", 17},                  // 9 999 999,99 FCFA
              {"{c, money, KES}", 16},                  // 9 999 999,99 KES
              {"{d, date}", 10},                        //
              {"{d, date, short}", 5},                  //
              {"{d, date, long}", 18},                  // 1er septembre 2026
              {"{m, month}", 14},                       // septembre 2026
              {"{t, token}", 24},                       //
              {"{name, cut, 8}", 8},                    //
              {"{f}", 5},                               // false
              {"{n, number}", 7},                       // 998,999
              {"{l, plural, one {un} other {# x}}", 4}, // 12 x
              {"{s, select, a {aaaa} other {b}} [", 7}};
    const auto french = world::language("fr", "CI");
    for (const auto& c : cases) {
        CAPTURE(c.text);
        auto text = parsed(c.text);
        bound(text, types);
        CHECK(longest(french, text, types) == c.longest);
    }
    CHECK(shortest(french, parsed("ab {name} {s, select, a {aaaa} other {b}}")) == 6);
}

TEST_CASE("no text is written longer than its longest") {
    std::mt19937_64 random{5};
    const std::vector<std::string> parts{"{t}",
                                         "{t, cut, 7}",
                                         "{t, token}",
                                         "{n}",
                                         "{n, number}",
                                         "{n, money, XOF}",
                                         "{n, money, c}",
                                         "{n, money, KES}",
                                         "{d}",
                                         "{d, date}",
                                         "{d, date, long}",
                                         "{d, month}",
                                         "{n, plural, one {# é} =3 {trois} other {# [x]}}",
                                         "{t, select, x {{d, date, long}} other {{n, money, c}}}",
                                         " œ€ ",
                                         "{u}",
                                         "{u, money, c}",
                                         "{u, date}",
                                         "{l, plural, other {#}}"};
    const std::vector<std::string> letters{
        "a", "é", "œ", "€", "ŋ", "…", "ﬃ", "漢", "1", "\n", "\xF0\x9F\x98\x80"};
    const std::vector<locale> languages{world::language("fr", "CI"), world::language("en", "KE"),
                                        world::language("ha", "NE"), world::language("pt", "CV"),
                                        world::language("ar", "MR", false)};
    for (int round = 0; round < 4000; ++round) {
        const std::int64_t most_text = static_cast<std::int64_t>(random() % 12);
        const std::int64_t bounds[]{0, 1, 999, -5, 1000, 123456789, -99999999};
        auto least = bounds[random() % 7];
        auto most = bounds[random() % 7];
        if (least > most) {
            std::swap(least, most);
        }
        const declared types{{{"t", {.kind = value_kind::text, .most = most_text}},
                              {"n",
                               {.kind = value_kind::amount,
                                .least = least,
                                .most = most,
                                .decimals = yeelen::core::most_decimals}},
                              {"c", {.kind = value_kind::text, .most = 3}},
                              {"d", {.kind = value_kind::date}},
                              {"l", {.kind = value_kind::list, .most = 3}}}};
        std::string written_text;
        for (std::size_t i = random() % 4 + 1; i > 0; --i) {
            written_text += parts[random() % parts.size()];
        }
        auto text = parsed(written_text);
        bound(text, types);
        const auto& in = languages[random() % languages.size()];
        if (in.gsm7) {
            for (auto& p : text.parts) {
                p.literal = clean(p.literal, true);
            }
        }
        const auto of = [&](std::size_t n) {
            std::string out;
            for (; n > 0; --n) {
                out += letters[random() % letters.size()];
            }
            return out;
        };
        json::object values{{"t", of(static_cast<std::size_t>(most_text))},
                            {"c", std::vector<std::string>{"XOF", "TND", "CVE", "CLF", "GHS", "EUR",
                                                           "€€€"}[random() % 7]},
                            {"d", random() % 2 == 0 ? "2026-09-28" : "2026-02-08T10:00:00Z"},
                            {"l", json::array{1, 2, 3}}};
        const auto n = least + static_cast<std::int64_t>(
                                   random() % static_cast<std::uint64_t>(most - least + 1));
        // A fraction goes on from n away from zero, within the bounds.
        const bool room = n < 0 ? n > least : n < most;
        switch (random() % 3) {
        case 0: values["n"] = n; break;
        case 1: values["n"] = std::to_string(n) + (room ? ".987654321" : ""); break;
        default: values["n"] = static_cast<double>(n) + (!room ? 0 : n < 0 ? -0.125 : 0.125);
        }
        switch (random() % 6) {
        case 0: values["u"] = of(40); break;
        case 1: values["u"] = INT64_MIN; break;
        case 2: values["u"] = INT64_MAX; break;
        case 3: values["u"] = UINT64_MAX; break;
        case 4: values["u"] = "-999999999999.999999"; break;
        default: values["u"] = 0.000001; break;
        }
        const auto shown = world::text_world{values}.render(in, text);
        CAPTURE(written_text);
        CAPTURE(json::serialize(values));
        CAPTURE(in.language);
        CAPTURE(shown);
        REQUIRE(measured(shown, in.gsm7) <= longest(in, text, types));
        if (in.gsm7) {
            REQUIRE(all_gsm7(shown));
        }
    }
}
