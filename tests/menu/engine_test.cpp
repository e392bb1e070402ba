// Rules of the engine that the electricity menu does not reach.
#include "menu/electricity.hpp"
#include "support/conversation.hpp"
#include <filesystem>
#include <fstream>

using namespace yeelen;

namespace {

std::shared_ptr<const menu::definition> load_small() {
    const auto folder = std::filesystem::path{YEELEN_BIN_DIR} / "engine_menu";
    std::filesystem::create_directories(folder / "locales");
    std::ofstream{folder / "menu.yaml"} << R"(menu_language: 1
menu: small
languages: [en, bm]
start: home
tries: 2
keys: { back: "9", home: "99", next: "8", previous: "7" }
screens:
  home:
    choose: home
    options:
      - { key: 1, text: one, to: consent }
      - { key: 2, text: two, to: amount }
      - { key: 3, text: three, to: hidden_part, set: { seen: true } }
      - { key: 4, text: four, to: bambara }
  consent: { confirm: long, yes: done, no: home }
  amount: { ask: amount, type: amount, min: 500, max: 9000, save: amount, to: paid }
  paid: { show: paid }
  hidden_part:
    choose: part
    options:
      - { key: 1, text: one, to: hidden_part, when: not exists seen }
      - { key: 2, text: two, to: deeper, when: seen, then: home }
  deeper: { show: paid, to: back_there }
  back_there: { set: { seen: false }, to: return }
  bambara: { language: bm, to: consent }
  done: { end: done }
)";
    for (const std::string language : {"en", "bm"}) {
        const bool wide = language == "bm";
        std::string long_text;
        for (int i = 0; i < 30; ++i) {
            long_text += wide ? "dɔgɔtɔrɔ " : "agreement ";
        }
        std::ofstream{folder / "locales" / (language + ".yaml")}
            << "encoding: " << (wide ? "ucs2" : "gsm7") << R"(
months: [a, b, c, d, e, f, g, h, i, j, k, l]
texts:
  key: { back: B, home: H, next: N, previous: P, continue: Go on, "yes": "Yes", "no": "No" }
  notice: { choice: No such choice., empty: Nothing typed., long: Too long. }
  expect: { text: Text., digits: Digits., amount: "From {min, money, XOF} to {max, money, XOF}.", phone: A number., date: A date. }
  closing: { timeout: Timeout., overload: Overload., fault: Fault., draining: Draining., tries: Too many tries. }
  home: Home
  one: One
  two: Two
  three: Three
  four: Four
  part: Part
  amount: How much?
  paid: "Paid {amount, money, XOF}"
  done: Done
  long: )" << long_text
            << "\n";
    }
    const auto loaded = menu::load(folder.string(), menu_test::utility_operations());
    REQUIRE_MESSAGE(loaded.has_value(), menu_test::all_texts(loaded.error()));
    return *loaded;
}

} // namespace

TEST_CASE("consent counts only on the page where all was read") {
    support::conversation talk{load_small()};
    talk.dial();
    talk.type("1");
    CHECK(talk.state().at == "consent");
    CHECK(talk.type("1").starts_with("No such choice."));
    CHECK(talk.state().at == "consent");
    talk.type("8");
    CHECK(talk.type("1") == "Done");
    CHECK(talk.ended());
}

TEST_CASE("a language outside GSM-7 pages at 80 characters") {
    support::conversation talk{load_small()};
    talk.dial();
    talk.type("4");
    std::size_t pages = 1;
    while (talk.screen().find("8 N") != std::string::npos) {
        CHECK(smpp::measure_screen(talk.screen()).limit == 80);
        talk.type("8");
        REQUIRE(++pages < 20);
    }
    CHECK(pages >= 4);
    CHECK(talk.type("1") == "Done");
}

TEST_CASE("an ask says what it expects, then takes the value; the last try ends politely") {
    support::conversation talk{load_small()};
    talk.dial();
    talk.type("2");
    CHECK(talk.type("10").starts_with("From 500 FCFA to 9 000 FCFA.\nHow much?"));
    CHECK(talk.type("5 000").starts_with("Paid 5 000 FCFA"));
    talk.type("99");
    CHECK(talk.state().values.empty());
    talk.type("2");
    talk.type("x");
    CHECK(talk.type("x") == "Too many tries.");
    CHECK(talk.ended());
}

TEST_CASE("hidden options are neither shown nor taken; return leads where the option says") {
    support::conversation talk{load_small()};
    talk.dial();
    CHECK(talk.type("3") == "Part\n2 Two\n9 B");
    CHECK(talk.type("1").starts_with("No such choice."));
    talk.type("2");
    CHECK(talk.state().at == "deeper");
    talk.type("1");
    CHECK(talk.state().at == "home");
    CHECK(talk.state().history.empty());
}

TEST_CASE("a state whose screen is no longer in the menu begins at the start") {
    const menu::engine engine{load_small()};
    const boost::json::object profile;
    const menu::environment env{.msisdn = "22507", .dialled = "*1#", .profile = profile, .now = {}};
    menu::state lost{.language = "xx", .at = "gone", .history = {"gone too", "amount"}};
    CHECK(std::get<menu::screen>(engine.again(lost, env).next).text.starts_with("Home"));
    CHECK(std::get<menu::screen>(engine.reply(lost, env, "9").next).text.starts_with("Home"));
    menu::state half{.language = "en", .at = "paid", .history = {"home", "gone"}};
    CHECK(std::get<menu::screen>(engine.reply(half, env, "9").next).text.starts_with("Home"));
}

TEST_CASE("closing texts are in the customer's language, also before the first screen") {
    const menu::engine engine{menu_test::electricity()};
    const boost::json::object english{{"language", "en"}};
    const boost::json::object none;
    const auto text = [&](const boost::json::object& profile, const menu::state& at,
                          menu::closing why) {
        return engine.closing_text(
            at, {.msisdn = "22507", .dialled = "*123#", .profile = profile, .now = {}}, why);
    };
    std::set<std::string> all;
    for (const auto why : {menu::closing::timeout, menu::closing::overload, menu::closing::fault,
                           menu::closing::draining}) {
        all.insert(text(none, {}, why));
        all.insert(text(english, {}, why));
        CHECK(text(none, {.language = "en"}, why) == text(english, {}, why));
    }
    CHECK(all.size() == 8);
}
