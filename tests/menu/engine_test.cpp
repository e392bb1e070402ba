// Rules of the engine that no loaded menu reaches: states from elsewhere, menus that would never
// end.
#include "menu/electricity.hpp"
#include "menu/small_menu.hpp"
#include "support/conversation.hpp"
#include "support/menus.hpp"
#include <random>

using namespace yeelen;
namespace json = boost::json;

namespace {

const json::object no_profile;

menu::environment nobody() {
    return {.msisdn = "2250701020304", .dialled = "*1#", .profile = no_profile, .now = {}};
}

/// What a loaded menu always has, with one screen that shows "Home"; the rest is the test's.
std::unique_ptr<menu::menu_data> bare() {
    auto data = std::make_unique<menu::menu_data>();
    data->name = "bare";
    data->flows.resize(3);
    data->flows[0].start = 0;
    auto& in = data->locales.emplace_back();
    in.language = "en";
    for (const auto key : menu::builtin_keys) {
        data->text_keys.emplace_back(key);
        in.texts.push_back(*menu::text_template::parse(key));
    }
    data->text_keys.emplace_back("home");
    in.texts.push_back(*menu::text_template::parse("Home"));
    const auto home = static_cast<menu::text_id>(in.texts.size() - 1);
    menu::choose_screen choose{.text = home, .options = {}, .listed = {}};
    choose.options.push_back({.key = "1", .text = home, .to = 1});
    data->screens.push_back({.name = "home", .body = choose});
    return data;
}

menu::engine engine_of(std::unique_ptr<menu::menu_data> data) {
    return menu::engine{std::make_shared<const menu::definition>(std::move(data), menu::sources{})};
}

std::string pressed(const menu::engine& engine, std::string_view key, menu::state& at) {
    engine.begin(at, nobody());
    const auto t = engine.reply(at, nobody(), key);
    const auto* last = std::get_if<menu::farewell>(&t.next);
    return last ? last->text : "a screen";
}

} // namespace

TEST_CASE("screens that follow one another for ever end the session") {
    auto data = bare();
    data->screens.push_back(
        {.name = "round", .body = menu::branch_screen{.cases = {}, .otherwise = 1}});
    menu::state at;
    CHECK(pressed(engine_of(std::move(data)), "1", at) == "closing.fault");
    CHECK(at.ended == menu::ending::fault);
}

TEST_CASE("flows that use themselves end the session") {
    auto data = bare();
    data->screens.push_back({.name = "in", .body = menu::use_screen{.flow = 1, .to = 0}});
    data->screens.push_back(
        {.name = "again", .flow = 1, .body = menu::use_screen{.flow = 1, .to = 0}});
    data->flows[1].start = 2;
    menu::state at;
    CHECK(pressed(engine_of(std::move(data)), "1", at) == "closing.fault");
}

TEST_CASE("a return in no flow, a flow and a screen that are not there end the session") {
    const menu::screen_body bodies[]{menu::return_screen{}, menu::use_screen{.flow = 9, .to = 0},
                                     menu::use_screen{.flow = 2, .to = 0},
                                     menu::branch_screen{.cases = {}, .otherwise = 99},
                                     menu::set_screen{}};
    for (const auto& body : bodies) {
        auto data = bare();
        data->screens.push_back({.name = "odd", .body = body});
        menu::state at;
        CHECK(pressed(engine_of(std::move(data)), "1", at) == "closing.fault");
    }
}

TEST_CASE("a session that was ended says so again") {
    const menu::engine engine{menu_test::kinds()};
    for (const auto& [why, text] : {std::pair{menu::ending::tries, "Too many tries."},
                                    {menu::ending::fault, "Something broke."},
                                    {menu::ending::timeout, "Time is up."},
                                    {menu::ending::abort, "Something broke."}}) {
        menu::state at{.language = "en", .ended = why};
        CHECK(std::get<menu::farewell>(engine.again(at, nobody()).next).text == text);
        CHECK(std::get<menu::farewell>(engine.reply(at, nobody(), "1").next).text == text);
        CHECK(std::get<menu::farewell>(engine.answered(at, nobody(), json::object{}).next).text ==
              text);
        CHECK(at.ended == why);
        CHECK(engine.answered_late(at, nobody(), json::object{}).empty());
    }
}

TEST_CASE("a state with any numbers at all is walked on, or ends") {
    std::mt19937_64 random{11};
    const auto one_of = [&](std::size_t n) { return static_cast<std::uint32_t>(random() % n); };
    const menu::engine engine{menu_test::kinds()};
    const auto screens = engine.menu().data().screens.size();
    std::size_t faults = 0;
    for (int i = 0; i < 20000; ++i) {
        menu::state at{.language = one_of(2) ? "en" : "xx",
                       .at =
                           one_of(10) ? one_of(screens + 1) : static_cast<std::uint32_t>(random())};
        at.ended = one_of(20) ? menu::ending::none : static_cast<menu::ending>(one_of(5));
        for (auto n = one_of(4); n > 0; --n) {
            at.history.push_back({one_of(30) ? one_of(screens) : menu::no_screen});
        }
        for (auto n = one_of(20) ? 1 + one_of(3) : one_of(7); n > 0; --n) {
            auto& f = at.frames.emplace_back();
            f.caller = one_of(30) ? one_of(screens) : menu::no_screen;
            f.way = static_cast<std::uint8_t>(at.frames.size() > 1 ? one_of(4) : one_of(30) == 0);
            f.first = one_of(2) != 0;
            f.values = {
                {"contract", "1"}, {"pin", 7}, {"history", {{"invoices", {1, 2, nullptr}}}}};
        }
        at.page = static_cast<std::uint16_t>(one_of(4) ? 0 : random());
        at.notice = one_of(4) ? menu::no_text : one_of(90);
        at.doubted = one_of(4) ? "" : "0412345";
        for (int step = 0; step < 3; ++step) {
            static const std::array<const char*, 6> keys{"1", "2", "0", "00", "98", "0412345"};
            menu::turn t;
            switch (one_of(3)) {
            case 0: t = engine.answered(at, nobody(), json::object{{"amount", 1}}); break;
            case 1: t = engine.again(at, nobody()); break;
            default: t = engine.reply(at, nobody(), keys[one_of(keys.size())]); break;
            }
            const auto late = engine.answered_late(at, nobody(), json::object{});
            CHECK(late.size() <= 1);
            faults += at.ended == menu::ending::fault;
            REQUIRE(menu::decode_state(menu::encode(at)) == at);
        }
    }
    CHECK(faults > 1000);
    CHECK(faults < 55000);
}

TEST_CASE("sixteen screens of the way back are kept, flows keep their own") {
    auto data = bare();
    const auto text = static_cast<menu::text_id>(data->locales[0].texts.size() - 1);
    // home, 30 screens, a flow of 30 screens
    for (menu::screen_id i = 1; i <= 30; ++i) {
        data->screens.push_back(
            {.name = std::to_string(i), .body = menu::show_screen{text, i + 1}});
    }
    data->screens.push_back({.name = "use", .body = menu::use_screen{.flow = 1, .to = 0}});
    data->flows[1].start = 32;
    for (menu::screen_id i = 32; i < 62; ++i) {
        data->screens.push_back(
            {.name = std::to_string(i), .flow = 1, .body = menu::show_screen{text, i + 1}});
    }
    data->screens.push_back({.name = "last", .flow = 1, .body = menu::show_screen{text}});
    const auto engine = engine_of(std::move(data));
    menu::state at;
    engine.begin(at, nobody());
    const auto type = [&](std::string_view key) {
        engine.reply(at, nobody(), key);
        REQUIRE(at.history.size() <= 16);
        REQUIRE(menu::decode_state(menu::encode(at)) == at);
    };
    for (int i = 0; i < 36; ++i) {
        type("1");
    }
    CHECK(at.at == 37);
    REQUIRE(at.frames.size() == 2);
    CHECK(at.frames[1].way == 11);
    for (int i = 0; i < 5; ++i) {
        type("0");
    }
    CHECK(at.at == 32);
    type("0");
    CHECK(at.at == 30);
    CHECK(at.frames.size() == 1);
    for (int i = 0; i < 10; ++i) {
        type("0");
    }
    CHECK(at.at == 20);
    type("0");
    CHECK(at.at == 0);
    for (int i = 0; i < 60; ++i) {
        type("1");
    }
    CHECK(at.at == 61);
    CHECK(at.frames[1].way == 0);
    for (int i = 0; i < 16; ++i) {
        type("0");
    }
    CHECK(at.at == 45);
    type("0");
    CHECK(at.at == 0);
}

TEST_CASE("every screen that a step enters is told") {
    support::conversation talk{menu_test::kinds()};
    talk.answers = [](const auto&) { return json::object{{"amount", 1}}; };
    talk.profile["contract"] = "100008";
    talk.dial("*123*1#");
    std::vector<std::string> names;
    for (const auto id : talk.visited) {
        names.push_back(talk.engine().menu().data().screens[id].name);
    }
    CHECK(names == std::vector<std::string>{"home", "balance", "balance_kind", "balance_owed"});
}

TEST_CASE("closing texts are in the customer's language, also before the first screen") {
    const menu::engine engine{menu_test::electricity()};
    const json::object english{{"language", "en"}};
    const json::object none;
    const auto text = [&](const json::object& profile, const menu::state& at, menu::closing why) {
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

TEST_CASE("what sees to the start screen offers no way back, while that leads here again") {
    const auto loaded = menu::load(menu_test::with_locales(R"(menu_language: 2
menu: guarded
languages: [en]
start: home
failures: { otherwise: { say: trouble } }
profile:
  contract: { type: text, max: 13 }
screens:
  home:
    first: { unless: exists profile.contract, use: identify }
    choose: title
    options:
      - { key: 1, text: again, to: again }
  again:
    use: identify
    to: home
flows:
  identify:
    start: ask
    screens:
      ask: { ask: number, type: digits, min: 6, max: 13, save: typed, to: sure }
      sure: { confirm: sure, yes: keep, no: ask }
      keep: { remember: { contract: =typed }, to: kept }
      kept: { show: kept, to: done }
      done: { return }
)",
                                                           {"en"}),
                                   "", menu_test::small_operations());
    REQUIRE_MESSAGE(loaded.has_value(), menu_test::lines_of(loaded.error()));
    support::conversation talk{*loaded};
    const auto offers_back = [&] { return talk.screen().find("\n0 ") != std::string::npos; };
    talk.dial();
    CHECK(talk.at() == "identify.ask");
    CHECK_FALSE(offers_back());
    talk.type("0"); // all the same: the same screen, no mistake
    CHECK(talk.at() == "identify.ask");
    CHECK_FALSE(talk.ended());
    talk.type("100001");
    CHECK(talk.at() == "identify.sure");
    CHECK(offers_back()); // to the number
    talk.type("1");
    CHECK(talk.at() == "identify.kept");
    talk.type("0");
    talk.type("0");
    CHECK(talk.at() == "identify.ask");
    CHECK(offers_back()); // it has been seen to: to the start
    talk.type("0");
    CHECK(talk.at() == "home");
    // Used from a screen, the same flow can be left.
    talk.type("1");
    CHECK(talk.at() == "identify.ask");
    CHECK(offers_back());
    talk.type("0");
    CHECK(talk.at() == "home");
}
