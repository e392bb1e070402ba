// A reload while sessions live: each ends with the version of the menu that it began with.
#include "desk.hpp"

using namespace test;

namespace {

constexpr subscriber ama = 22507000001;
constexpr subscriber kofi = 22507000002;

} // namespace

TEST_CASE("live sessions go on with their version, new ones begin with the new") {
    services menus = tiny_services();
    desk d{{}, menus};
    d.dial(ama);
    const auto old_version = d.row_of(ama)->menu_version;
    menus.offer(offer_of(tiny_menu("Goodbye", "Farewell")));
    d.dial(kofi);
    CHECK(d.row_of(kofi)->menu_version != old_version);
    d.key(ama, "4");
    CHECK(d.shown() == "Goodbye");
    d.key(kofi, "4");
    CHECK(d.shown() == "Farewell");

    // A second dial of the same phone is a new session.
    d.dial(ama);
    d.key(ama, "4");
    CHECK(d.shown() == "Farewell");
    check_quiet(d);
}

TEST_CASE("a version is unused when its last session is forgotten") {
    services menus = tiny_services();
    const auto old_version = menus.offered().at("*123#")->version();
    {
        desk d{{}, menus};
        d.dial(ama);
        menus.offer(offer_of(tiny_menu("Goodbye", "Farewell")));
        CHECK(menus.earlier().size() == 1);
        CHECK(menus.unused().empty());
        d.key(ama, "4");
        CHECK(menus.unused().empty()); // a repeated key shows the last screen again
        d.pass(61s);
        d.tick();
        REQUIRE(menus.unused().size() == 1);
        CHECK(menus.unused().front()->version() == old_version);
    }
    menus.forget(*menus.unused().front());
    CHECK(menus.earlier().empty());
    CHECK(menus.by_version("*123#", "tiny", old_version) == nullptr);

    // Back to the first version, and forward again: the same one each time.
    menus.offer(offer_of(tiny_menu()));
    CHECK(menus.offered().at("*123#")->version() == old_version);
    menus.offer(offer_of(tiny_menu("Goodbye", "Farewell")));
    CHECK(menus.earlier().size() == 1);
    menus.offer({});
    CHECK(menus.any() == nullptr);
    CHECK(menus.by_dialled("*123#") == nullptr);
    CHECK(menus.earlier().size() == 2);
}

TEST_CASE("a commit that fails after a reload brings the session back to its own version") {
    services menus = tiny_services();
    desk d{{}, menus};
    d.dial(ama, "*123#", 1, "a");
    menus.offer(offer_of(tiny_menu("Goodbye", "Farewell")));
    d.fail_at = d.commits + 1;
    d.dial(ama, "*123#", 1, "b"); // a new session, which is not stored
    d.key(ama, "4", 3, "a");
    CHECK(d.shown() == "Goodbye");
    check_quiet(d);
}

TEST_CASE("after a restart both versions live on; one that is lost says so politely") {
    services menus = tiny_services();
    desk before{{}, menus};
    before.dial(ama);
    const auto older = tiny_menu();
    const auto newer = tiny_menu("Goodbye", "Farewell");
    menus.offer(offer_of(newer));
    before.dial(kofi);
    for (const bool kept : {true, false}) {
        CAPTURE(kept);
        services again;
        again.offer(offer_of(newer));
        if (kept) {
            again.keep("*123#", yeelen::menu::engine{older});
        }
        desk after{{}, again};
        after.utc = before.utc + 1s;
        after.rows = before.rows;
        for (const auto& [id, record] : before.rows) {
            after.table.restore(record, after.now(), after.made);
        }
        after.run();
        CHECK(after.screens.empty());
        after.key(ama, "4");
        CHECK(after.shown() == (kept ? "Goodbye" : "Something broke"));
        CHECK(after.screens.back().last);
        after.key(kofi, "4");
        CHECK(after.shown() == "Farewell");
        after.dial(ama);
        CHECK(after.shown().starts_with("Welcome"));
        check_quiet(after);
    }
}

TEST_CASE("other settings hold for the version that they are given to") {
    services menus = tiny_services();
    desk d{{}, menus};
    d.dial(ama);
    auto settings = std::make_shared<yeelen::menu::settings>();
    settings->config["helpline"] = "555";
    menus.configure(*menus.offered().at("*123#"), settings);
    d.key(ama, "8");
    CHECK(d.shown() == "Call 555");
}

TEST_CASE("the longest code that was dialled is served") {
    services menus;
    auto offered = offer_of(tiny_menu());
    offered.emplace("*123*4#", yeelen::menu::engine{tiny_menu("Welcome", "Hello there")});
    menus.offer(std::move(offered));
    desk d{{}, menus};
    d.dial(ama, "*123*4#");
    CHECK(d.shown().starts_with("Hello there"));
    d.dial(ama, "*123*5#");
    CHECK(d.shown().find("Welcome") != std::string::npos);
    d.dial(ama, "*123#");
    CHECK(d.shown().starts_with("Welcome"));
}
