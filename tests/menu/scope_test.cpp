#include "menu/seen.hpp"

using namespace yeelen::menu;
namespace json = boost::json;

TEST_CASE("the newest value is seen: secrets of the step, what it remembered, what is configured") {
    test::seen s{R"({"pin": "from the flow", "a": 1})"};
    s.profile["contract"] = "100001";
    s.profile["name"] = "Awa";
    s.settings.config["helpline"] = "180";
    s.menu.config_defaults = {{"helpline", "179"}, {"fee", 100}};
    CHECK(s.value("pin") == "from the flow");
    s.secrets["pin"] = "1234";
    CHECK(s.value("pin") == "1234");
    CHECK(s.value("pin & ''") == "1234");
    CHECK(s.value("a") == 1);
    CHECK(s.value("config.helpline") == "180");
    CHECK(s.value("config.fee") == 100);
    CHECK(s.value("profile.contract") == "100001");
    s.effects.emplace_back(remember{"contract", "100002"});
    s.effects.emplace_back(send_sms{"contract"});
    s.effects.emplace_back(remember{"name", nullptr});
    CHECK(s.value("profile.contract") == "100002");
    CHECK(!s.holds("exists profile.name"));
    s.effects.emplace_back(remember{"contract", "100003"});
    CHECK(s.value("profile.contract") == "100003");

    // Only the innermost flow's values.
    s.at.frames.emplace_back().values["b"] = 2;
    CHECK(s.value("a").is_null());
    CHECK(s.value("b") == 2);
    CHECK(s.value("pin") == "1234");
    s.at.frames.clear();
    CHECK(s.value("b").is_null());
}

TEST_CASE("a lock holds until its time is over") {
    test::seen s{"{}"};
    const auto kept = [&](const char* text) { s.profile["lock.pin"] = json::parse(text); };
    CHECK(!s.holds("locked pin"));
    kept(R"({"n": 3, "until": "2026-07-06T10:20:01Z"})");
    CHECK(s.holds("locked pin"));
    CHECK(!s.holds("locked other"));
    CHECK(!s.holds("not locked pin"));
    kept(R"({"n": 3, "until": "2026-07-06T10:20:00Z"})");
    CHECK(!s.holds("locked pin")); // it is that time
    kept(R"({"n": 2})");
    CHECK(!s.holds("locked pin"));
    for (const char* odd : {"{}", "3", "null", R"({"until": 5})", R"({"until": "2026-07-06"})",
                            R"({"until": "2099-99-99T10:20:30Z"})"}) {
        kept(odd);
        CHECK(!s.holds("locked pin"));
    }
    kept(R"({"n": 3, "until": "2026-07-06T10:50:00Z"})");
    s.effects.emplace_back(remember{lock_name("pin"), nullptr}); // unlocked in this step
    CHECK(!s.holds("locked pin"));
}

TEST_CASE("an entry, its number and the bounds of an ask are seen where they are set") {
    const test::seen s{R"({"list": [{"n": 5}, {"n": 7}], "text": "x"})"};
    const auto env = s.env();
    scope at{s.at, env, s.settings, s.menu};
    const auto& list = s.at.frames[0].values.at("list").as_array();
    at.set_item(&list[1], 2);
    at.set_bounds(100, 5000);
    const auto value = [&](const char* text) { return expression::parse(text)->evaluate(at); };
    CHECK(value("item.n") == 7);
    CHECK(value("item.n + number") == 9);
    CHECK(value("number") == 2);
    CHECK(value("min") == 100);
    CHECK(value("max - min") == 4900);
    CHECK(value("max(max, min)") == 5000);
    // Within a `where` they are of its own list, and afterwards again what they were.
    CHECK(value("count(list where item.n == 5 and number == 1) + item.n") == 8);
    CHECK(value("item.n + count(list where item.n == 5)") == 8);
}

TEST_CASE("paths are read as they are written; reserved words are no names") {
    for (const char* text : {"a", "a.b.0.c", "profile.x", "config.x.y", "flag.x", "item",
                             "item.0.x", "number", "today", "min", "max", "a_1.B2"}) {
        CAPTURE(text);
        const auto p = parse_path(text, 3);
        REQUIRE(p.has_value());
        CHECK(p->text() == text);
        CHECK(p->offset == 3);
    }
    for (const char* text : {"", ".", "a.", ".a", "a b", "1", "1.a", "profile", "profile.0", "flag",
                             "flag.a.b", "today.x", "min.x", "where", "exists", "true", "é"}) {
        CAPTURE(text);
        CHECK(!parse_path(text).has_value());
    }
    for (const auto& word : reserved_names()) {
        CAPTURE(word);
        CHECK(is_name(word));
        const auto e = expression::parse(word);
        CHECK((!e || !e->as_path() || e->as_path()->root != path_root::value || word == "return"));
    }
}
