#include "menu/text/formats.hpp"
#include "menu/text/layout.hpp"
#include "menu/text/offered.hpp"
#include "menu/text_world.hpp"
#include <doctest/doctest.h>
#include <fmt/format.h>
#include <random>
#include <smpp/text.hpp>

using namespace yeelen::menu;

namespace {
const key_words keys{
    .back = "0 Retour", .home = "00 Accueil", .next = "98 Suite", .previous = "97 Préc."};
const std::string notice = "Ce choix n'existe pas.";
} // namespace

TEST_CASE("a screen that fits is one page, with its keys") {
    const layout one{{.body = "Bonjour", .items = {"1 Solde"}}, keys, "", 22};
    CHECK(one.pages() == 1);
    CHECK(one.screen(0) == "Bonjour\n1 Solde\n0 Retour 00 Accueil");
    CHECK(one.screen(7) == one.screen(0));
}

TEST_CASE("amounts and words are never split, and nothing is lost") {
    std::string body;
    for (int i = 0; i < 60; ++i) {
        body += fmt::format("mot{} 12{}500{}FCFA ", i, firm_space, firm_space);
    }
    const layout laid{{.body = body, .items = {}}, keys, "", 22};
    REQUIRE(laid.pages() > 4);
    std::size_t amounts = 0;
    for (std::size_t p = 0; p < laid.pages(); ++p) {
        const auto text = laid.screen(p);
        CHECK(smpp::measure_screen(text).fits());
        for (auto at = text.find("12 500 FCFA"); at != std::string::npos;
             at = text.find("12 500 FCFA", at + 1)) {
            ++amounts;
        }
    }
    CHECK(amounts == 60);
}

TEST_CASE("any content keeps the limit of its alphabet, with and without a notice, and shows every "
          "item") {
    std::mt19937_64 random{11};
    const std::string plain_letters = "abc de é[€ \nxyz";
    const std::string other_letters = "ɔɛ ŋa漢 \n\xF0\x9F\x98\x80";
    for (int round = 0; round < 1500; ++round) {
        const bool wide = round % 2 == 0;
        const auto make = [&](std::size_t most) {
            std::string out;
            for (std::size_t n = random() % (most + 1); n > 0; --n) {
                const auto& from = wide && random() % 3 == 0 ? other_letters : plain_letters;
                std::size_t at = random() % from.size();
                while ((static_cast<unsigned char>(from[at]) & 0xC0) == 0x80) {
                    --at;
                }
                std::size_t end = at + 1;
                while (end < from.size() &&
                       (static_cast<unsigned char>(from[end]) & 0xC0) == 0x80) {
                    ++end;
                }
                out += from.substr(at, end - at);
            }
            return out;
        };
        content what{.body = make(400), .items = {}};
        for (std::size_t n = random() % 20; n > 0; --n) {
            what.items.push_back(fmt::format("{} x", what.items.size() + 1));
        }
        for (const auto& said : {std::string{}, notice}) {
            const layout laid{what, keys, said, notice.size()};
            std::string all;
            for (std::size_t p = 0; p < laid.pages(); ++p) {
                const auto text = laid.screen(p);
                REQUIRE_MESSAGE(smpp::measure_screen(text).fits(), text);
                all += text + "\n";
                if (!said.empty() && laid.pages() > 1) {
                    REQUIRE(text.starts_with(said));
                }
            }
            for (const auto& item : what.items) {
                REQUIRE(all.find(item) != std::string::npos);
            }
        }
    }
}

TEST_CASE("a last screen that is too long is cut at a word") {
    std::string text;
    for (int i = 0; i < 60; ++i) {
        text += "parole ";
    }
    const auto cut = fit_one(text);
    CHECK(smpp::measure_screen(cut).fits());
    CHECK(cut.ends_with("parole..."));
    CHECK(fit_one("court") == "court");
}

TEST_CASE("home gives way before a screen takes two pages") {
    const content tight{.body = std::string(165, 'x'), .items = {}};
    const layout one{tight, keys, "", 22};
    CHECK(one.pages() == 1);
    CHECK(one.screen(0) == std::string(165, 'x') + "\n0 Retour");
    const layout two{
        {.body = std::string(150, 'x') + " " + std::string(24, 'y'), .items = {}}, keys, "", 22};
    CHECK(two.pages() == 2);
}

TEST_CASE("the pages of a screen are bounded") {
    content endless{.body = {}, .items = {}};
    for (int i = 0; i < 5000; ++i) {
        endless.items.push_back(std::string(100, 'x'));
    }
    const layout laid{endless, keys, notice, 22};
    CHECK(laid.pages() == max_pages);
    CHECK(smpp::measure_screen(laid.screen(max_pages - 1)).fits());
}

namespace {

namespace json = boost::json;

/// A menu of one language with the texts "a", "b" ... as given, beside the built-in ones.
struct small_menu {
    explicit small_menu(const std::vector<std::string>& texts, bool gsm7 = true) {
        auto in = world::language("fr", "CI", gsm7);
        for (const auto key : builtin_keys) {
            menu.text_keys.emplace_back(key);
            in.texts.push_back(world::parsed(key == "key.back"   ? "Retour"
                                             : key == "key.home" ? "Accueil"
                                                                 : "Suite"));
        }
        for (const auto& text : texts) {
            menu.text_keys.push_back(fmt::format("text.{}", menu.text_keys.size()));
            in.texts.push_back(world::parsed(text));
        }
        menu.locales.push_back(std::move(in));
        menu.flows.emplace_back().start = 0;
    }
    text_id text(std::size_t i) const { return static_cast<text_id>(builtin_keys.size() + i); }
    composed shown(screen_body body, json::object values, const remark& said = {},
                   depth d = depth::back_home, std::size_t page = 0) {
        screen_node node;
        node.name = "x";
        node.body = std::move(body);
        const world::text_world values_of{std::move(values)};
        const auto env = values_of.env();
        scope s{values_of.at, env, values_of.configured, menu};
        return compose(menu, menu.locales.front(), node, s, d, page, said);
    }
    menu_data menu;
};

expression reads(std::string_view text) {
    auto e = expression::parse(text);
    REQUIRE(e.has_value());
    return std::move(*e);
}

} // namespace

TEST_CASE("three tokens stand whole on one screen, in either alphabet") {
    const json::object tokens{{"tokens", json::array{"12345678901234567890", "22345678901234567890",
                                                     "32345678901234567890"}}};
    for (const bool gsm7 : {true, false}) {
        CAPTURE(gsm7);
        small_menu m{{gsm7 ? "Vos codes" : "ŋŋŋ", "{item, token}", "-"}, gsm7};
        const auto list = list_screen{
            .text = m.text(0), .of = reads("tokens"), .item = m.text(1), .empty = m.text(2)};
        const auto seen = m.shown(list, tokens);
        CHECK(seen.pages == 1);
        CHECK(seen.text == (gsm7 ? "Vos codes\n1234 5678 9012 3456 7890\n2234 5678 9012 3456 7890\n"
                                   "3234 5678 9012 3456 7890\n0 Retour 00 Accueil"
                                 : "ŋŋŋ\n1234 5678 9012 3456 7890\n2234 5678 9012 3456 7890\n"
                                   "3234 5678 9012 3456 7890"));
        CHECK(smpp::measure_screen(seen.text).fits());
    }
}

TEST_CASE("a list's entries take the keys that no option and no key of the menu has") {
    small_menu m{{"Que voulez-vous ?", "{item.name}", "Autre", "Payer {number}"}};
    m.menu.keys.back = "2";
    choose_screen c{.text = m.text(0), .options = {}, .listed = {}};
    c.options.push_back(
        {.key = "1", .text = m.text(2), .to = 0, .when = {}, .set = {}, .place = {}});
    c.options.push_back(
        {.key = "4", .text = m.text(2), .to = 0, .when = reads("false"), .set = {}, .place = {}});
    c.options.push_back(
        {.key = "9", .text = m.text(2), .to = 0, .when = {}, .set = {}, .place = {}});
    c.listed = listed_options{.of = reads("meters"),
                              .text = m.text(1),
                              .save = "meter",
                              .to = 0,
                              .before = 2,
                              .place = {}};
    const json::object values{
        {"meters", json::array{json::object{{"name", "Maison"}}, json::object{{"name", "Champ"}},
                               json::object{{"name", "Boutique"}}}}};
    const auto seen = m.shown(c, values, {}, depth::none);
    CHECK(seen.text == "Que voulez-vous ?\n1 Autre\n3 Maison\n5 Champ\n6 Boutique\n9 Autre");

    const world::text_world world{values};
    const auto env = world.env();
    const scope s{world.at, env, world.configured, m.menu};
    const offers offered{c, m.menu.keys, s};
    CHECK(offered.all().size() == 5);
    REQUIRE(offered.at("5"));
    CHECK(offered.at("5")->number == 2);
    CHECK(offered.at("5")->entry->at("name") == "Champ");
    REQUIRE(offered.at("1"));
    CHECK(offered.at("1")->fixed == &c.options[0]);
    CHECK(!offered.at("4"));
    CHECK(!offered.at("2"));
    CHECK(!offered.at("7"));
}

TEST_CASE("of a question what is said gives way, to a doubt the question") {
    small_menu m{{"Quel est votre numéro de compteur ?"}};
    ask_screen a;
    a.text = m.text(0);
    CHECK(m.shown(a, {}, {.text = "Vérifiez."}).text ==
          "Vérifiez.\nQuel est votre numéro de compteur ?\n0 Retour 00 Accueil");
    const std::string much(150, 'n');
    CHECK(m.shown(a, {}, {.text = much}).text ==
          "Quel est votre numéro de compteur ?\n0 Retour 00 Accueil");
    CHECK(m.shown(a, {}, {.text = much, .doubt = true}).text == much + "\n0 Retour 00 Accueil");
}

TEST_CASE("amounts and dates are not split on any page") {
    for (std::size_t before = 100; before < 182; ++before) {
        const auto text = std::string(before, 'x') + " {a, money, XOF} {d, date, long}";
        small_menu one{{text}};
        const show_screen s{.text = one.text(0)};
        std::string all;
        const json::object values{{"a", 1234567}, {"d", "2026-09-06"}};
        const auto pages = one.shown(s, values).pages;
        for (std::size_t p = 0; p < pages; ++p) {
            all += one.shown(s, values, {}, depth::back_home, p).text + "|";
        }
        CAPTURE(all);
        CHECK(all.find("1 234 567 FCFA") != std::string::npos);
        CHECK(all.find("6 septembre 2026") != std::string::npos);
    }
}
