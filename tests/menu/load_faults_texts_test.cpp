// What people do wrong in a locale that YAML takes for right, and files that are not UTF-8.
#include "menu/marked_menu.hpp"
#include <doctest/doctest.h>

using namespace yeelen;

namespace {

constexpr std::string_view menu_text = R"(menu_language: 2
menu: texts
languages: [en]
start: home
screens:
  home:
    choose: home.title
    options:
      - { key: 1, text: home.bill, to: { say: home.help } }
      - { key: 2, text: home.pay, to: { say: home.help } }
)";

struct row {
    std::string name;
    std::string texts; ///< with ^ before what is at fault
    std::string_view said;
};

const std::vector<row> rows{
    // A comment.
    {"behind a bare text", "    bill: ^Balance # bills\n    pay: Pay\n",
     "put quotes around the text"},
    {"in the last line of several", "    bill: ^Balance\n      of the day # bills\n    pay: Pay\n",
     "'home.bill' ends before the #"},
    {"two of them", "    bill: ^Balance # bills\n    pay: ^Pay # 2\n", "put quotes"},
    {"behind quotes", "    bill: \"Balance\" # bills\n    pay: 'Pay' # 2\n", ""},
    {"no blank before", "    bill: Balance#1\n    pay: C#\n", ""},
    {"below", "    bill: Balance\n    # bills\n    pay: Pay\n", ""},
    // Missing quotes.
    {"a code", "    bill: ^*123# now\n    pay: Pay\n", "begins with * must stand in quotes"},
    {"no blank", "    bill:^Balance\n    pay: Pay\n", "a blank is missing behind 'bill:'"},
    {"a tab", "^\tbill: Balance\n    pay: Pay\n", "a tab stands"},
    {"a colon", "    bill: ^Note: balance\n    pay: Pay\n",
     "put quotes around a text that has ': '"},
    {"brackets", "    bill: ^[new] Balance\n    pay: Pay\n", "begins with [ must"},
    {"a brace", "    bill: ^{config.x}, now\n    pay: Pay\n", "begins with { must"},
    {"only a value", "    bill: ^{config}\n    pay: Pay\n", "put quotes around it"},
    {"only a word in brackets", "    bill: ^[new]\n    pay: Pay\n", "put quotes around it"},
    {"nothing", "    ^bill:\n    pay: Pay\n", "must be a text"},
    // The encoding.
    {"Latin-1",
     "    bill: Fran^\xE7"
     "ais\n    pay: Pay\n",
     "not saved as UTF-8: the octet E7"},
};

core::faults faults_of(const std::string& texts) {
    auto files = menu_test::with_locales(std::string{menu_text}, {"en"});
    files["locales/en.yaml"] = "texts:\n" + std::string{menu_test::builtin_texts()} +
                               "  home:\n    title: Home\n    help: Help\n" + texts;
    const auto loaded = menu::load(std::move(files), "", menu_test::small_operations());
    return loaded ? core::faults{} : loaded.error();
}

} // namespace

TEST_CASE("slips in the texts of a locale are told where the quotes belong") {
    const auto lines = 1 + 5 + 3;
    for (const auto& r : rows) {
        INFO(r.name);
        auto [texts, at] = menu_test::unmarked(std::string(lines, '\n') + r.texts);
        const auto faults = faults_of(texts.substr(lines));
        CHECK_MESSAGE(menu_test::spots(faults) == at, menu_test::lines_of(faults));
        for (const auto& f : faults) {
            CHECK_MESSAGE(f.message.find(r.said) != std::string::npos, f.text());
        }
    }
}

TEST_CASE("version 1 let comments stand behind texts") {
    auto files = menu_test::with_locales(std::string{menu_text}, {"en"});
    files["menu.yaml"] = menu_test::replaced(menu_text, "menu_language: 2", "menu_language: 1");
    files["locales/en.yaml"] = menu_test::replaced(files["locales/en.yaml"], "home.bill: Text",
                                                   "home.bill: Text # a comment");
    const auto loaded = menu::load(files, "", menu_test::small_operations());
    CHECK_MESSAGE(loaded, menu_test::lines_of(loaded ? core::faults{} : loaded.error()));
}
