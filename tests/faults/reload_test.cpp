// Menus edited while the gateway runs: live sessions end with what they began with, across kill -9
// too; a file with faults changes nothing.
#include "faults/gateway.hpp"
#include "faults/http.hpp"
#include "faults/simulators.hpp"
#include "faults/small_menu.hpp"
#include <SQLiteCpp/SQLiteCpp.h>
#include <doctest/doctest.h>

namespace yeelen::test {

namespace {

gateway_plan plan_of(const small_menu& menu, std::vector<operator_plan> operators) {
    return {.operators = std::move(operators),
            .backends = small_menu::backends(),
            .services = menu.services()};
}

#define CHECK_SHOWS(screen_, says)                                                                 \
    do {                                                                                           \
        const screen shown_ = (screen_);                                                           \
        CHECK_MESSAGE(shown_.text.find(says) != std::string::npos, shown_.text << shown_.note);    \
    } while (false)

} // namespace

TEST_CASE(
    "a menu is edited under load: sessions keep theirs, new dials get the new, kill -9 or not") {
    const temporary_folder folder;
    const small_menu menu{folder};
    load phones{folder, {"ussd",    "--smpp-port", "0",         "--dial",
                         "*123#",   "--phones",    "50",        "--duration",
                         "0s",      "--warmup",    "0s",        "--lost-after",
                         "20s",     "--keys",      "1,Awa,1",   "--expect-substring",
                         "Home of", "Your name",   "Hello Awa", "Bye of"}};
    const network mobile{folder};
    gateway yeelen{folder, plan_of(menu, {{"one", phones.smpp_port(), {"33"}},
                                          {"two", mobile.smpp_port(), {}}})};
    yeelen.start();
    yeelen.await_ready();
    const std::string ama = "2250701000001", kofi = "2250701000002", yao = "2250701000003",
                      esi = "2250701000004";

    CHECK_SHOWS(mobile.dial(ama), "Home of One");
    menu.edit("Two");
    const auto answer = yeelen.reload();
    REQUIRE_MESSAGE(answer.status == 200, answer.body);
    const auto said = object_of(answer);
    CHECK(said.at("services").at(0).at("code") == "*123#");
    CHECK(said.at("services").at(0).at("changed") == true);
    CHECK(said.at("backends_changed") == false);
    CHECK(said.at("needs_restart").as_array().empty());
    CHECK_SHOWS(mobile.dial(kofi), "Home of Two");
    CHECK_SHOWS(mobile.send(ama, "1"), "Your name");
    CHECK_SHOWS(mobile.send(ama, "Ama"), "Hello Ama of One");

    menu.spoil();
    const auto refused = yeelen.reload();
    CHECK(refused.status == 422);
    const auto body = object_of(refused);
    const auto& faults = body.at("error").at("faults").as_array();
    REQUIRE_FALSE(faults.empty());
    CHECK(std::string_view{faults[0].at("file").as_string()}.find("small/") !=
          std::string_view::npos);
    CHECK(faults[0].at("line").to_number<int>() > 0);
    CHECK_SHOWS(mobile.dial(yao), "Home of Two");

    menu.edit("Three");
    yeelen.hang_up();
    REQUIRE(eventually([&] { return yeelen.metric("yeelen_reloads_total") == 3; }));
    CHECK_SHOWS(mobile.dial(esi), "Home of Three");
    CHECK(yeelen.ready());
    CHECK(eventually([&] { return yeelen.metric("yeelen_menu_versions") == 3; }));

    yeelen.kill();
    menu.edit("Four"); // started with another one again
    yeelen.start();
    yeelen.await_ready();
    CHECK_SHOWS(mobile.send(ama, "1"), "Bye of One");
    CHECK_SHOWS(mobile.send(kofi, "1"), "Your name");
    CHECK_SHOWS(mobile.send(kofi, "Kofi"), "Hello Kofi of Two");
    CHECK_SHOWS(mobile.send(esi, "1"), "Your name");
    CHECK_SHOWS(mobile.send(esi, "Esi"), "Hello Esi of Three");
    CHECK_SHOWS(mobile.dial(ama), "Home of Four");

    for (int i = 0; i < 20; ++i) {
        menu.edit(i % 2 == 0 ? "Five" : "Six");
        const auto again = yeelen.reload();
        CHECK_MESSAGE(again.status == 200, again.body);
    }
    const auto report = phones.finish();
    CHECK(yeelen.stop() == 0);
    MESSAGE(boost::json::serialize(report));
    CHECK(report.at("sessions").to_number<int>() > 0);
    for (const auto* wrong : {"lost", "misdirected", "out_of_sequence", "unexpected", "ended_early",
                              "refused", "unfinished"}) {
        CHECK_MESSAGE(report.at(wrong).to_number<int>() == 0, wrong);
    }
}

TEST_CASE("killed under load between reloads, no session loses its version") {
    const temporary_folder folder;
    const small_menu menu{folder};
    load phones{folder, {"ussd",    "--smpp-port", "0",         "--dial",
                         "*123#",   "--phones",    "50",        "--duration",
                         "0s",      "--warmup",    "0s",        "--lost-after",
                         "20s",     "--keys",      "1,Awa,1",   "--expect-substring",
                         "Home of", "Your name",   "Hello Awa", "Bye of"}};
    gateway yeelen{folder, plan_of(menu, {{"one", phones.smpp_port(), {}}})};
    yeelen.start();
    for (int round = 0; round < 12; ++round) {
        menu.edit("Word" + std::to_string(round));
        CHECK(yeelen.reload().status == 200);
        const auto steps = yeelen.metric("yeelen_session_steps_total");
        CHECK(eventually([&] { return yeelen.metric("yeelen_session_steps_total") > steps + 50; }));
        yeelen.kill();
        yeelen.start();
    }
    yeelen.await_ready();
    const auto report = phones.finish();
    CHECK(yeelen.stop() == 0);
    CHECK(yeelen.all_logs().find("menu.lost") == std::string::npos);
    MESSAGE(boost::json::serialize(report));
    for (const auto* wrong : {"lost", "misdirected", "out_of_sequence", "unexpected", "ended_early",
                              "refused", "unfinished"}) {
        CHECK_MESSAGE(report.at(wrong).to_number<int>() == 0, wrong);
    }
}

TEST_CASE("versions that nobody needs leave the store; a lost one ends politely") {
    const temporary_folder folder;
    const small_menu menu{folder};
    const network mobile{folder};
    gateway yeelen{folder, plan_of(menu, {{"one", mobile.smpp_port(), {}}})};
    const auto versions = [&] {
        const SQLite::Database database{yeelen.database().string(), SQLite::OPEN_READONLY};
        SQLite::Statement count{database, "SELECT count(*) FROM menu_version"};
        REQUIRE(count.executeStep());
        return count.getColumn(0).getInt();
    };
    yeelen.start();
    CHECK(yeelen.stop() == 0);
    CHECK(versions() == 1);
    menu.edit("Two");
    yeelen.start();
    CHECK(yeelen.stop() == 0);
    CHECK(versions() == 1);

    yeelen.start();
    yeelen.await_ready();
    CHECK_SHOWS(mobile.dial("2250701000001"), "Home of Two");
    yeelen.kill();
    {
        SQLite::Database database{yeelen.database().string(), SQLite::OPEN_READWRITE};
        CHECK(database.exec("DELETE FROM menu_version") == 1);
    }
    menu.edit("Three");
    yeelen.start();
    yeelen.await_ready();
    CHECK(yeelen.log().find("menu.lost") != std::string::npos);
    const screen last = mobile.send("2250701000001", "1");
    CHECK(last.text == "Something broke");
    CHECK_FALSE(last.open);
    CHECK_SHOWS(mobile.dial("2250701000001"), "Home of Three");
    CHECK(yeelen.stop() == 0);
}

TEST_CASE("settings of services are read anew; what waits for a restart is named") {
    const temporary_folder folder;
    const small_menu menu{folder};
    const network mobile{folder};
    gateway yeelen{folder, plan_of(menu, {{"one", mobile.smpp_port(), {}}})};
    yeelen.start();
    yeelen.await_ready();
    CHECK_SHOWS(mobile.dial("2250701000001"), "Home of One");

    const std::string before = text_of(yeelen.config());
    std::string after = before;
    const auto replace = [&](const std::string& from, const std::string& to) {
        REQUIRE(after.find(from) != std::string::npos);
        after.replace(after.find(from), from.size(), to);
    };
    replace("services: " + menu.services(),
            "services: { \"*123#\": { menu: small, config: { helpline: \"555\" } } }");
    replace("sessions: {}", "sessions: { idle_timeout: 1m }");
    folder.write("gateway.yaml", after);
    const auto answer = yeelen.reload();
    REQUIRE_MESSAGE(answer.status == 200, answer.body);
    CHECK(object_of(answer).at("services").at(0).at("changed") == true);
    CHECK(object_of(answer).at("needs_restart") == boost::json::array{"sessions.idle_timeout"});
    CHECK_SHOWS(mobile.send("2250701000001", "3"), "Call 555");
    CHECK(yeelen.log().find(R"("setting":"sessions.idle_timeout")") != std::string::npos);

    replace("helpline: \"555\"", "helplin: \"555\"");
    folder.write("gateway.yaml", after);
    const auto refused = yeelen.reload();
    CHECK(refused.status == 422);
    CHECK(refused.body.find("did you mean 'helpline'") != std::string::npos);
    CHECK(yeelen.log().find(R"("event":"reload.fault")") != std::string::npos);
    CHECK(yeelen.stop() == 0);
}

} // namespace yeelen::test
