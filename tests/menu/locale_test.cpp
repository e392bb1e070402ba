// What stands in locales/<lang>.yaml, and what a language takes from another.
#include "menu/load/locale_reader.hpp"
#include "menu/text_world.hpp"
#include <algorithm>

using namespace yeelen::menu;
namespace core = yeelen::core;
namespace document = yeelen::document;

namespace {

/// Languages with their files; the menu uses the texts "a" and "b" beside the built-in ones.
struct languages {
    explicit languages(std::vector<std::pair<std::string, std::string>> files) {
        for (const auto key : builtin_keys) {
            add(std::string{key});
        }
        add("a");
        add("b");
        uses.file = "menu.yaml";
        uses.texts = {{.id = menu.text_ids["a"], .place = {3, 5}},
                      {.id = menu.text_ids["b"], .place = {4, 5}}};
        for (const auto& [name, text] : files) {
            menu.locales.emplace_back().language = name;
            sources.push_back({.file = name, .texts = {}, .places = {}});
        }
        locale_reader reader{menu, sources, uses, faults};
        for (std::size_t i = 0; i < files.size(); ++i) {
            auto root = document::read_yaml(files[i].second, files[i].first);
            REQUIRE(root.has_value());
            reader.read(i, *root);
        }
        reader.complete();
    }

    void add(std::string key) {
        menu.text_ids[key] = static_cast<text_id>(menu.text_keys.size());
        menu.text_keys.push_back(std::move(key));
    }
    std::string text(std::size_t l, const std::string& key) {
        return std::string{menu.locales[l].texts[menu.text_ids[key]].literal()};
    }
    /// "file:line:column" of each, sorted.
    std::vector<std::string> places() const {
        std::vector<std::string> all;
        for (const auto& f : faults) {
            all.push_back(fmt::format("{}:{}:{}", f.file, f.line, f.column));
        }
        std::sort(all.begin(), all.end());
        return all;
    }

    menu_data menu;
    menu_source uses;
    std::vector<locale_source> sources;
    core::faults faults;
};

/// A whole locale: `head`, all built-in texts, then `more`: line 28 where the head is one line.
std::string whole(std::string_view head, std::string_view more) {
    std::string out{head};
    out += "\ntexts:\n";
    for (const auto key : builtin_keys) {
        out += fmt::format("  {}: mot\n", key);
    }
    return out + std::string{more};
}

using places = std::vector<std::string>;

} // namespace

TEST_CASE("a language writes its texts by its encoding, no-break spaces stay firm") {
    languages one{
        {{"fr", whole("encoding: gsm7\nregion: CI",
                      "  a: \"Ça « fête » l’œuvre\u00A0!\"\n  b: |\n    deux\n    lignes\n")}}};
    CHECK(one.places() == places{});
    CHECK(plain(one.text(0, "a")) == "Ça \" fete \" l'oeuvre !");
    CHECK(one.text(0, "a").find(firm_space) != std::string::npos);
    CHECK(one.text(0, "b") == "deux\nlignes");
    CHECK(one.menu.locales[0].longest_notice == 3);
    std::string amount;
    one.menu.locales[0].formats->money(amount, 12500, "XOF");
    CHECK(plain(amount) == "12 500 FCFA");

    languages wide{{{"bm", whole("encoding: ucs2\nregion: ML", "  a: Ɛɛ ŋ\n  b: \"x\u202F!\"\n")}}};
    CHECK(wide.places() == places{});
    CHECK(wide.text(0, "a") == "Ɛɛ ŋ");
    CHECK(plain(wide.text(0, "b")) == "x !");
}

TEST_CASE("missing texts are the fallback's, by the policy of the language that takes them") {
    languages three{{{"fr", whole("encoding: ucs2\nregion: CI", "  a: Ça\n  b: cœur\n")},
                     {"ha", "encoding: gsm7\nregion: NE\nfallback: fr\ntexts:\n  a: Ƙofa\n"},
                     {"dyu", "encoding: gsm7\nregion: CI\nfallback: ha\ntexts: {}\n"}}};
    CHECK(three.places() == places{});
    CHECK(three.text(0, "b") == "cœur");
    CHECK(three.text(1, "a") == "Kofa");
    CHECK(three.text(1, "b") == "coeur");
    CHECK(three.text(2, "a") == "Kofa");
    CHECK(three.text(2, "b") == "coeur");
    CHECK(!three.sources[1].places[three.menu.text_ids["a"]].inherited);
    CHECK(three.sources[1].places[three.menu.text_ids["b"]].inherited);
    CHECK(three.sources[1].places[three.menu.text_ids["b"]].place.line == 3);
    std::string month; // ICU does not know dyu: written as its fallback writes it
    three.menu.locales[2].formats->date(month, "2026-08", date_style::month);
    CHECK(plain(month) == "Agusta 2026");
}

TEST_CASE("months can be given") {
    const std::string months =
        "months: [zan, feb, mar, avr, mé, zuin, zuluye, ut, set, okt, nov, dés]";
    languages one{{{"dyu", whole("encoding: gsm7\n" + months, "  a: x\n  b: x\n")}}};
    CHECK(one.places() == places{});
    std::string date;
    one.menu.locales[0].formats->date(date, "2026-05-06", date_style::full);
    CHECK(plain(date) == "6 mé 2026");
}

TEST_CASE("faults of a locale have a place") {
    const std::string texts = "  a: x\n  b: x\n";
    const struct {
        const char* what;
        std::vector<std::pair<std::string, std::string>> files;
        places expected;
    } cases[]{
        {"a text is missing in the whole chain",
         {{"fr", whole("encoding: gsm7", "  a: x\n")},
          {"en", "encoding: gsm7\nfallback: fr\ntexts: {}\n"}},
         {"menu.yaml:4:5"}},
        {"a built-in text is missing",
         {{"fr", whole("encoding: gsm7", texts)},
          {"en", "encoding: gsm7\ntexts:\n  a: x\n  b: x\n"}},
         places(25, "en:3:3")},
        {"a text that no screen uses, in the language where it stands",
         {{"fr", whole("encoding: gsm7", texts)},
          {"en", "encoding: gsm7\nfallback: fr\ntexts:\n  c: x\n"}},
         {"en:4:3"}},
        {"fallbacks go round",
         {{"fr", whole("encoding: gsm7\nfallback: en", texts)},
          {"en", whole("encoding: gsm7\nfallback: fr", texts)}},
         {"en:2:11", "fr:2:11"}},
        {"a fallback that is no language of the menu",
         {{"fr", whole("encoding: gsm7\nfallback: em", texts)},
          {"en", whole("encoding: gsm7", texts)}},
         {"fr:2:11"}},
        {"its own fallback", {{"fr", whole("encoding: gsm7\nfallback: fr", texts)}}, {"fr:2:11"}},
        {"no region", {{"fr", whole("encoding: gsm7\nregion: ci", texts)}}, {"fr:2:9"}},
        {"a letter without a form in GSM-7",
         {{"fr", whole("encoding: gsm7", "  a: \"abc 漢字\"\n  b: x\n")}},
         {"fr:28:11"}},
        {"a fallback's letter without a form",
         {{"ar", whole("encoding: ucs2", "  a: مرحبا\n  b: x\n")},
          {"fr", "encoding: gsm7\nfallback: ar\ntexts: {}\n"}},
         {"fr:2:11"}},
        {"months that have no form in GSM-7", {{"ar", whole("encoding: gsm7", texts)}}, {"ar:1:1"}},
        {"months of a language that nobody knows",
         {{"dyu", whole("encoding: gsm7", texts)}},
         {"dyu:1:1"}},
        {"eleven months",
         {{"fr", whole("encoding: gsm7\nmonths: [a, b, c, d, e, f, g, h, i, j, k]", texts)}},
         {"fr:2:9"}},
    };
    for (const auto& c : cases) {
        CAPTURE(c.what);
        const languages all{c.files};
        CHECK(all.places() == c.expected);
    }
}
