#include "menu/text/formats.hpp"
#include "menu/text/render.hpp"
#include <doctest/doctest.h>
#include <smpp/text.hpp>

using namespace yeelen::menu;
namespace json = boost::json;

namespace {

std::string written(std::string_view text, const json::object& values,
                    std::string_view language = "fr") {
    const auto t = text_template::parse(text);
    REQUIRE_MESSAGE(t.has_value(), t.error().message);
    const state at{.language = std::string{language}, .at = {}, .history = {}, .values = values};
    const json::object profile;
    const environment env{.msisdn = {}, .dialled = {}, .profile = profile, .now = {}};
    const locale in{.language = std::string{language},
                    .months = {"janvier", "février", "mars", "avril", "mai", "juin", "juillet",
                               "aout", "septembre", "octobre", "novembre", "décembre"}};
    return plain(render(in, *t, scope{at, env}));
}

} // namespace

TEST_CASE("texts are written with their values") {
    const struct {
        const char* text;
        const char* values;
        const char* expected;
    } cases[]{
        {"plain", "{}", "plain"},
        {"{a} et {b.c}", R"({"a":"x","b":{"c":7}})", "x et 7"},
        {"{missing}", "{}", "-"},
        {"{a, money, XOF}", R"({"a":12500})", "12 500 FCFA"},
        {"{a, money, XAF}", R"({"a":"999.50"})", "1 000 FCFA"},
        {"{a, money, c}", R"({"a":1234567,"c":"GHS"})", "1 234 567.00 GHS"},
        {"{a, money, c}", R"({"a":"12.5","c":"KES"})", "12.50 KES"},
        {"{a, money, c}", R"({"a":-45.999,"c":"KES"})", "-46.00 KES"},
        {"{a, money, XOF}", R"({"a":0})", "0 FCFA"},
        {"{a, money, XOF}", R"({"a":"quelque chose"})", "quelque chose"},
        {"{a, money, XOF}", R"({"a":[1]})", "-"},
        {"{a, number}", R"({"a":1251})", "1 251"},
        {"{a, number}", R"({"a":201.5})", "201.5"},
        {"{a, date}", R"({"a":"2026-07-06"})", "06/07/2026"},
        {"{a, date}", R"({"a":"2026-07-06T10:00:00Z"})", "06/07/2026"},
        {"{a, date, short}", R"({"a":"2026-07-06"})", "06/07"},
        {"{a, date}", R"({"a":"2026-02-30"})", "2026-02-30"},
        {"{a, month}", R"({"a":"2026-02"})", "février 2026"},
        {"{a, month}", R"({"a":"2026-13"})", "2026-13"},
        {"{n, plural, one {# jour} other {# jours}}", R"({"n":0})", "0 jour"},
        {"{n, plural, one {# jour} other {# jours}}", R"({"n":1500})", "1 500 jours"},
        {"{n, plural, =0 {rien} one {un} other {{n} fois}}", R"({"n":0})", "rien"},
        {"{n, plural, one {un} other {{n} fois}}", R"({"n":3})", "3 fois"},
        {"{l, plural, one {une} other {#}}", R"({"l":[1,2]})", "2"},
        {"{s, select, paid {payée} other {due}}", R"({"s":"paid"})", "payée"},
        {"{s, select, paid {payée} other {due le {d, date}}}", R"({"s":"x","d":"2026-07-06"})",
         "due le 06/07/2026"},
        {"{b, select, true {oui} other {non}}", R"({"b":true})", "oui"},
        {"l'agence, c'est ''ici''", "{}", "l'agence, c'est 'ici'"},
        {"'{a}' et '}'", "{}", "{a} et }"},
        {"{n, plural, other {'#'# l'an}}", R"({"n":2})", "#2 l'an"},
        {"{a}", R"({"a":"Œuvre “ça” … 漢\n\u0007"})", "OEuvre \"ca\" ... ?  "},
    };
    for (const auto& c : cases) {
        CAPTURE(c.text);
        CAPTURE(c.values);
        CHECK(written(c.text, json::parse(c.values).as_object()) == c.expected);
    }
    CHECK(written("{n, plural, one {# day} other {# days}}", {{"n", 0}}, "en") == "0 days");
    CHECK(written("{n, plural, one {# x} other {# y}}", {{"n", 1}}, "bm") == "1 y");
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
              {"{a, plural, one {x}}", 11},
              {"'{a}", 0},
              {"{a, plural, uno {x} other {y}}", 12},
              {"{a, select, x}", 12},
              {"{profile}", 1},
              {"{a, date, long}", 9}};
    for (const auto& c : cases) {
        CAPTURE(c.text);
        const auto t = text_template::parse(c.text);
        REQUIRE(!t.has_value());
        CHECK(t.error().offset == c.offset);
    }
}

TEST_CASE("no formatted value brings in a character that GSM-7 lacks") {
    for (const std::int64_t n :
         {INT64_MIN, std::int64_t{-1}, std::int64_t{0}, std::int64_t{999'999'999'999}, INT64_MAX}) {
        for (const char* currency : {"XOF", "XAF", "GHS", "KES", ""}) {
            if (const auto money = format_money(json::value(n), currency)) {
                CHECK(smpp::gsm7_length(plain(*money)).has_value());
            }
        }
    }
}
