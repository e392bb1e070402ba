// What a menu's author meets: yeelen menu ..., and the phone that needs no operator.
#include "faults/command.hpp"
#include <doctest/doctest.h>
#include <filesystem>
#include <fstream>

namespace yeelen::test {

namespace {

const std::string source = YEELEN_SOURCE_DIR;

ended run(const temporary_folder& where, std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "yeelen");
    return run_to_end(where, std::move(arguments));
}

/// A copy of the pump's menu with one operation declared for it.
struct pump {
    explicit pump(const temporary_folder& where)
        : folder((where / "pump").string())
        , backends((where / "pump.yaml").string()) {
        std::filesystem::copy(source + "/tests/workbench/data/pump", folder,
                              std::filesystem::copy_options::recursive);
        std::ofstream{backends}
            << "backend: pump\nbase_url: http://127.0.0.1:9\noperations:\n"
               "  level:\n    method: GET\n    path: /level/{phone}\n"
               "    answer: { percent: { at: percent, type: number, max: 100 } }\n"
               "  pay:\n    method: POST\n    path: /pay\n    once: true\n"
               "    body: { amount: amount, phone: phone }\n"
               "    answer: { amount: { at: amount, type: amount, max: 50000 } }\n";
    }
    std::vector<std::string> with(std::vector<std::string> command) const {
        command.insert(command.end(), {folder, "--backends", backends});
        return command;
    }
    void replace(const std::string& name, const std::string& from, const std::string& to) const {
        auto text = text_of(folder + "/" + name);
        const auto at = text.find(from);
        REQUIRE(at != std::string::npos);
        text.replace(at, from.size(), to);
        std::ofstream{folder + "/" + name, std::ios::binary} << text;
    }

    std::string folder, backends;
};

bool says(const std::string& text, std::string_view what) {
    return text.find(what) != std::string::npos;
}

} // namespace

TEST_CASE("menu test: 0 when all goes as written; else the place and the phone's screen") {
    const temporary_folder where;
    const pump menu{where};
    const auto good = run(where, menu.with({"menu", "test"}));
    CHECK_MESSAGE(good.code == 0, good.out << good.err);
    CHECK(says(good.out, "all passed"));

    menu.replace("locales/en.yaml", "The pump", "The well");
    const auto bad = run(where, menu.with({"menu", "test"}));
    CHECK(bad.code == 1);
    const auto all = bad.out + bad.err;
    CHECK_MESSAGE(says(all, "level.yaml:6:"), all);
    CHECK(says(all, "│ The well"));

    CHECK(run(where, menu.with({"menu", "test", "--update"})).code == 0);
    CHECK(run(where, menu.with({"menu", "test"})).code == 0);
    CHECK(says(text_of(menu.folder + "/tests/level.yaml"), "# A comment that stays."));
}

TEST_CASE("menu explore, screens and graph show the whole menu") {
    const temporary_folder where;
    const pump menu{where};
    const auto walked = run(where, menu.with({"menu", "explore", "--depth", "3"}));
    CHECK_MESSAGE(walked.code == 0, walked.out << walked.err);
    CHECK(says(walked.out, "screens "));
    const auto screens = run(where, menu.with({"menu", "screens"}));
    CHECK(screens.code == 0);
    CHECK(says(screens.out, "home"));
    CHECK(says(screens.out, "of 182"));
    CHECK(run(where, menu.with({"menu", "screens", "--language", "xx"})).code == 2);
    const auto drawn = run(where, menu.with({"menu", "graph", "--format", "mermaid"}));
    CHECK(drawn.code == 0);
    CHECK(drawn.out.starts_with("flowchart"));
    // Graphviz reads what is given to it, and draws it.
    const auto picture = run(where, menu.with({"menu", "graph"}));
    CHECK_MESSAGE(picture.code == 0, picture.err);
    CHECK(picture.err.empty());
    CHECK(says(picture.out, "<svg "));
    CHECK(says(picture.out, ">The pump<"));
    CHECK(says(picture.out, "</svg>"));
}

TEST_CASE("a menu with faults is told of in every command") {
    const temporary_folder where;
    const pump menu{where};
    menu.replace("menu.yaml", "to: level", "to: levle");
    for (const auto* command : {"test", "explore", "screens", "graph"}) {
        const auto got = run(where, menu.with({"menu", command}));
        CHECK(got.code == 1);
        CHECK_MESSAGE(says(got.err, "did you mean 'level'"), command << got.err);
    }
}

TEST_CASE("menu migrate writes a new folder, and never over one") {
    const temporary_folder where;
    const auto to = (where / "moved").string();
    const auto moved = run(where, {"menu", "migrate", source + "/tests/menu/data/version1", to});
    CHECK_MESSAGE(moved.code == 0, moved.err);
    CHECK(says(text_of(to + "/menu.yaml"), "menu_language: 2"));
    CHECK(run(where, {"menu", "migrate", source + "/tests/menu/data/version1", to}).code == 1);
}

TEST_CASE("menu schema prints what editors are given") {
    const temporary_folder where;
    for (const std::string of : {"menu", "locale", "conversation"}) {
        CHECK(run(where, {"menu", "schema", of}).out ==
              text_of(source + "/menus/" + of + ".schema.json"));
    }
}

TEST_CASE("a phone for a menu alone: made-up answers, no operator") {
    const temporary_folder where;
    const pump menu{where};
    const auto seen = run(
        where, {"phone", "--menu", menu.folder, "--backends", menu.backends, "--dial", "*7#", "1"});
    CHECK_MESSAGE(seen.code == 0, seen.err);
    CHECK(says(seen.out, "Level"));
    const auto electricity =
        run(where, {"phone", "--menu", source + "/menus/electricity", "--dial", "*123#", "7", "2"});
    CHECK_MESSAGE(electricity.code == 0, electricity.err);
    CHECK(says(electricity.out, "1 Balance, bills"));
    const auto none = run(where, {"phone", "--menu", menu.folder + "/nix", "--dial", "*7#"});
    CHECK(none.code == 1);
    CHECK_MESSAGE(says(none.err, "nix/menu.yaml"), none.err);
}

TEST_CASE("output that cannot be written is a failure, told once") {
    const temporary_folder where;
    const pump menu{where};
    auto command = menu.with({YEELEN_BIN_DIR "/yeelen", "menu", "screens"});
    process p{{.command = std::move(command),
               .environment = {},
               .out = "/dev/full",
               .err = where / "command.err"}};
    CHECK(p.wait(std::chrono::seconds{60}) == 1);
    CHECK_MESSAGE(says(p.err(), "No space left on device"), p.err());
}

} // namespace yeelen::test
