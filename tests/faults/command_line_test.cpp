// What the programs say to people who call them wrongly, and to files that are wrong.
#include "faults/command.hpp"
#include "faults/gateway.hpp"
#include <doctest/doctest.h>
#include <regex>
#include <sstream>

namespace yeelen::test {

namespace {

ended run(const temporary_folder& where, std::vector<std::string> command) {
    return run_to_end(
        where, std::move(command),
        {{"API_KEY", std::string{api_key}}, {"SMPP_PASSWORD", std::string{smpp_password}}});
}

/// The files and lines that were complained of, as "file:line".
std::vector<std::string> places(const std::string& text) {
    static const std::regex form{R"(([^/:]+):(\d+):(\d+): .+)"};
    std::vector<std::string> found;
    std::istringstream lines{text};
    for (std::string line; std::getline(lines, line);) {
        line = line.substr(line.rfind('/', line.find(':')) + 1);
        if (std::smatch parts; std::regex_match(line, parts, form)) {
            found.push_back(parts[1].str() + ':' + parts[2].str());
        }
    }
    return found;
}

bool has(const std::vector<std::string>& all, const std::string& one) {
    return std::find(all.begin(), all.end(), one) != all.end();
}

/// The line of `text` on which `what` stands, from 1.
std::string line_of(const std::string& text, const std::string& what) {
    const auto at = text.find(what);
    REQUIRE(at != std::string::npos);
    return std::to_string(
        1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
}

} // namespace

TEST_CASE("exit codes: 0 for help, 2 for a wrong command line, 1 for what is wrong in itself") {
    struct row {
        std::vector<std::string> command;
        int code;
    };
    const row rows[] = {
        {{"yeelen", "--help"}, 0},
        {{"yeelen", "--version"}, 0},
        {{"yeelen", "serve", "--help"}, 0},
        {{"yeelen", "check", "--help"}, 0},
        {{"yeelen", "phone", "--help"}, 0},
        {{"yeelen", "settings"}, 0},
        {{"yeelen-sim", "--help"}, 0},
        {{"yeelen-sim", "operator", "--help"}, 0},
        {{"yeelen-sim", "utility", "--help"}, 0},
        {{"yeelen-sim", "load", "ussd", "--help"}, 0},
        {{"yeelen"}, 2},
        {{"yeelen", "dance"}, 2},
        {{"yeelen", "serve", "--confg", "x"}, 2},
        {{"yeelen", "check", "--config"}, 2},
        {{"yeelen-sim"}, 2},
        {{"yeelen-sim", "load"}, 2},
        {{"yeelen-sim", "operator", "--smpp-port", "many"}, 2},
        {{"yeelen", "check", "--config", "/nowhere/gateway.yaml"}, 1},
        {{"yeelen", "serve", "--config", "/nowhere/gateway.yaml"}, 1},
    };
    const temporary_folder folder;
    for (const row& r : rows) {
        std::string called;
        for (const auto& word : r.command) {
            called += word + ' ';
        }
        CAPTURE(called);
        const ended got = run(folder, r.command);
        CHECK(got.code == r.code);
        CHECK_FALSE((got.out + got.err).empty());
    }
}

TEST_CASE("check names every fault of all configuration files with file, line and column; serve "
          "refuses to start") {
    const temporary_folder folder;
    gateway files{folder, {.operators = {{"one", 2775, {}}}}};
    const std::string gateway_text =
        "storage: { database: gateway.db }\n"
        "sessions: { idle_timeout: soon }\n"
        "api: { port: 70000, keys: [ \"${API_KEY}\" ] }\n"
        "operation: { port: 0, log_levle: info }\n"
        "services: { \"*123#\": " YEELEN_SOURCE_DIR "/menus/electricity }\n"
        "operators: [ one.yaml ]\n"
        "dialects: " YEELEN_SOURCE_DIR "/config/dialects\n";
    folder.write("gateway.yaml", gateway_text);
    folder.write("one.yaml", "id: one\nhost: 127.0.0.1\nport: 2775\nsystem_id: yeelen\npassword: "
                             "in-clear\ndialect: martian\n");
    for (const auto* command : {"check", "serve"}) {
        CAPTURE(command);
        const ended got = run(folder, {"yeelen", command, "--config", files.config().string()});
        CHECK(got.code == 1);
        const auto found = places(got.err);
        for (const auto* place :
             {"gateway.yaml:2", "gateway.yaml:3", "gateway.yaml:4", "one.yaml:5", "one.yaml:6"}) {
            CHECK_MESSAGE(has(found, place), place << " is not among\n" << got.err);
        }
        CHECK(got.err.find("in-clear") == std::string::npos);
    }
    // Not YAML at all.
    folder.write("gateway.yaml", "storage: [\n\tdatabase");
    const ended broken = run(folder, {"yeelen", "check", "--config", files.config().string()});
    CHECK(broken.code == 1);
    CHECK_MESSAGE(!places(broken.err).empty(), broken.err);
}

TEST_CASE("check names several faults of a menu at once") {
    const temporary_folder folder;
    gateway files{folder, {.operators = {{"one", 2775, {}}}}};
    CHECK(run(folder, {"yeelen", "check", "--config", files.config().string()}).code == 0);

    std::filesystem::copy(YEELEN_SOURCE_DIR "/menus/electricity", folder / "menu",
                          std::filesystem::copy_options::recursive);
    std::string menu = text_of(folder / "menu" / "menu.yaml");
    const auto replace = [&](const std::string& from, const std::string& to) {
        const auto at = menu.find(from);
        REQUIRE(at != std::string::npos);
        menu.replace(at, from.size(), to);
    };
    replace("text: home.services, to: services", "text: home.services, to: servcies");
    replace("call: last_invoice", "call: latest_invoice");
    replace("choose: pay.title", "choose: pay.titel");
    folder.write("menu/menu.yaml", menu);
    std::string config = text_of(files.config());
    const std::string usual = YEELEN_SOURCE_DIR "/menus/electricity";
    config.replace(config.find(usual), usual.size(), "menu");
    folder.write("gateway.yaml", config);

    const ended got = run(folder, {"yeelen", "check", "--config", files.config().string()});
    CHECK(got.code == 1);
    const auto found = places(got.err);
    for (const auto* wrong : {"servcies", "latest_invoice", "pay.titel"}) {
        CHECK_MESSAGE(has(found, "menu.yaml:" + line_of(menu, wrong)), wrong << " is not among\n"
                                                                             << got.err);
    }
    // Together with those of gateway.yaml itself, which names it.
    config = text_of(folder / "gateway.yaml");
    folder.write("gateway.yaml", config + "opreation: {}\n");
    const ended both = run(folder, {"yeelen", "check", "--config", files.config().string()});
    CHECK(both.code == 1);
    const auto of_both = places(both.err);
    CHECK(of_both.size() == found.size() + 1);
    CHECK_MESSAGE(of_both.front().starts_with("gateway.yaml:"), both.err);
}

TEST_CASE("serve says why it cannot start and exits with 1") {
    const temporary_folder folder;
    SUBCASE("the database is no database") {
        gateway files{folder, {.operators = {{"one", 2775, {}}}}};
        folder.write("gateway.db", std::string(10'000, 'x'));
        const ended got = run(folder, {"yeelen", "serve", "--config", files.config().string()});
        CHECK(got.code == 1);
        CHECK_MESSAGE(got.err.find("gateway.db") != std::string::npos, got.err);
    }
    SUBCASE("another gateway has the database") {
        gateway first{folder, {.operators = {{"one", 1, {}}}}};
        first.start();
        const ended got = run(folder, {"yeelen", "serve", "--config", first.config().string()});
        CHECK(got.code == 1);
        CHECK_MESSAGE(got.err.find("gateway.db") != std::string::npos, got.err);
        CHECK(first.running());
    }
}

} // namespace yeelen::test
