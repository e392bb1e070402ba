// kill -9 again and again while many phones ask for deferrals: no session lost, no deferral twice
// (P1, P2, P4).
#include "faults/gateway.hpp"
#include "faults/simulators.hpp"
#include <SQLiteCpp/SQLiteCpp.h>
#include <doctest/doctest.h>
#include <map>
#include <random>
#include <set>

namespace yeelen::test {

namespace {

/// Each session gives a contract of its own, asks for a deferral, and sees its number. The first
/// "1" is a wrong answer where the phone has no contract yet, and "another contract" where it has:
/// so every session goes the same way.
std::vector<std::string> deferrals_for_ever() {
    std::vector<std::string> options{
        "ussd",     "--smpp-port",  "0",          "--dial", "*123#",
        "--phones", "200",          "--duration", "0s",     "--warmup",
        "0s",       "--lost-after", "20s",        "--keys", "6,1,2{phone}{session},1,00,3,1,1,1"};
    for (const auto* text : {"", "", "", "", "", "", "", "", "", "Report n"}) {
        options.insert(options.end(), {"--expect-substring", text});
    }
    return options;
}

} // namespace

TEST_CASE(
    "killed sixty times under load, the gateway loses no session and makes no deferral twice") {
    const temporary_folder folder;
    const utility backend{folder};
    load phones{folder, deferrals_for_ever()};
    gateway yeelen{
        folder, {.operators = {{"one", phones.smpp_port(), {}}}, .utility_port = backend.port()}};

    std::mt19937 random{std::random_device{}()};
    const auto milliseconds = [&](int least, int most) {
        return std::chrono::milliseconds{std::uniform_int_distribution{least, most}(random)};
    };
    constexpr int rounds = 60;
    int ready_rounds = 0;
    int rounds_with_progress = 0;
    for (int round = 0; round < rounds; ++round) {
        if (round % 6 == 5) { // in the middle of its start
            yeelen.launch();
            std::this_thread::sleep_for(
                milliseconds(0, 120)); // the random moment, not a synchronisation
        } else {
            yeelen.start();
            ++ready_rounds;
            const auto before = backend.deferrals();
            std::this_thread::sleep_for(milliseconds(150, 450));
            rounds_with_progress += backend.deferrals() > before ? 1 : 0;
        }
        REQUIRE_MESSAGE(yeelen.running(), "it ended by itself: " << yeelen.log());
        yeelen.kill();
    }
    yeelen.start();
    yeelen.await_ready();
    const auto enough = backend.deferrals() + 200;
    CHECK(eventually([&] { return backend.deferrals() >= enough; }));
    const auto report = phones.finish();
    CHECK(eventually(
        [&] { return yeelen.metric("yeelen_intents_open") == 0; })); // every outcome becomes known
    CHECK(yeelen.stop() == 0);

    MESSAGE(boost::json::serialize(report));
    CHECK(rounds_with_progress * 10 >= ready_rounds * 7);
    for (const auto* wrong : {"lost", "misdirected", "out_of_sequence", "unexpected", "ended_early",
                              "refused", "unfinished"}) {
        CHECK_MESSAGE(report.at(wrong).to_number<int>() == 0, wrong);
    }
    CHECK(report.at("link_losses").to_number<int>() >= rounds / 2);
    CHECK(report.at("retransmitted").to_number<int>() > 0); // the kills did hit sessions

    const auto stats = backend.stats();
    CHECK(stats.at("second_requests").as_int64() == 0); // asked for again with another key
    CHECK(stats.at("conflicts").as_int64() == 0);
    std::set<std::string> contracts;
    std::map<std::string, std::set<int>> sessions_by_phone;
    const auto deferrals = backend.deferral_list();
    for (const auto& one : deferrals) {
        const std::string contract{one.as_object().at("contract").as_string()};
        CHECK_MESSAGE(contracts.insert(contract).second, "twice: " << contract);
        sessions_by_phone[contract.substr(1, 6)].insert(std::stoi(contract.substr(7)));
    }
    // A phone dials again only when it has seen the number of its deferral: each session up to its
    // last one has one.
    for (const auto& [phone, sessions] : sessions_by_phone) {
        CHECK_MESSAGE(*sessions.rbegin() == static_cast<int>(sessions.size()),
                      "phone " << phone << " misses one");
    }
    // Each has one confirmation by SMS, stored together with the screen that says so.
    const SQLite::Database database{yeelen.database().string(), SQLite::OPEN_READONLY};
    SQLite::Statement messages{database, "SELECT count(*), count(DISTINCT text) FROM message"};
    REQUIRE(messages.executeStep());
    CHECK(messages.getColumn(0).getInt64() == static_cast<std::int64_t>(deferrals.size()));
    CHECK(messages.getColumn(1).getInt64() == static_cast<std::int64_t>(deferrals.size()));
    const auto seen = report.at("sessions").to_number<std::size_t>();
    CHECK(deferrals.size() >= seen);
    CHECK(deferrals.size() <=
          seen + 200); // the last one of each phone, hung up before it was counted
    CHECK(sessions_by_phone.size() == 200);
}

} // namespace yeelen::test
