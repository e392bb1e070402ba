// kill -9 while messages are posted: what got 202 arrives, and no key makes two messages (P1).
#include "faults/gateway.hpp"
#include "faults/simulators.hpp"
#include "support/free_port.hpp"
#include <SQLiteCpp/SQLiteCpp.h>
#include <algorithm>
#include <doctest/doctest.h>
#include <fmt/format.h>
#include <random>
#include <set>

namespace yeelen::test {

namespace {

std::int64_t ask(const gateway& of, const std::string& sql) {
    const SQLite::Database database{of.database().string(), SQLite::OPEN_READONLY, 5'000};
    SQLite::Statement statement{database, sql};
    return statement.executeStep() ? statement.getColumn(0).getInt64() : -1;
}

runtime::http_headers with_key(const std::string& key) {
    return {{"X-Api-Key", std::string{api_key}},
            {"Content-Type", "application/json"},
            {"Idempotency-Key", key}};
}

std::string body_for(const std::string& to, const std::string& text) {
    return boost::json::serialize(boost::json::object{{"to", to}, {"text", text}});
}

} // namespace

TEST_CASE("killed and stopped thirty times while messages are posted, the gateway loses none that "
          "got 202") {
    const temporary_folder folder;
    const std::uint16_t api_port = free_port();
    load posts{folder,
               {"sms", "--smpp-port", "0", "--api", fmt::format("http://127.0.0.1:{}", api_port),
                "--connections", "10", "--duration", "10m", "--warmup", "0s", "--idempotency", "on",
                "--receipts", "on"}};
    gateway yeelen{
        folder,
        {.operators = {{"one", posts.smpp_port(), {}}}, .api_port = api_port, .log_level = "info"}};

    std::mt19937 random{std::random_device{}()};
    constexpr int rounds = 30;
    int rounds_with_progress = 0;
    const auto stored = [&] {
        // Killed in its first moments it has a file, and no tables in it.
        const bool made =
            std::filesystem::exists(yeelen.database()) &&
            ask(yeelen, "SELECT count(*) FROM sqlite_master WHERE name = 'message'") > 0;
        return made ? ask(yeelen, "SELECT count(*) FROM message") : 0;
    };
    // A start takes longer in some builds and on some machines: half of the kills are to fall
    // behind it.
    const auto began = std::chrono::steady_clock::now();
    yeelen.start();
    const auto start = std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::steady_clock::now() - began);
    CHECK_MESSAGE(yeelen.stop() == 0, yeelen.log());
    const int latest = std::max(500, static_cast<int>(3 * start.count()));
    std::int64_t before = stored();
    const auto some = [&](int least) {
        return std::chrono::milliseconds{std::uniform_int_distribution{least, latest}(random)};
    };
    for (int round = 0; round < rounds; ++round) {
        if (round % 6 == 5) { // once in a while it ends well: that must lose nothing either
            yeelen.start();
            std::this_thread::sleep_for(some(100));
            CHECK_MESSAGE(yeelen.stop() == 0, yeelen.log());
        } else {
            yeelen.launch();
            std::this_thread::sleep_for(
                some(0)); // a random moment, also in the middle of its start
            REQUIRE_MESSAGE(yeelen.running(), "it ended by itself: " << yeelen.log());
            yeelen.kill();
        }
        rounds_with_progress += stored() > before ? 1 : 0;
        before = stored();
    }
    yeelen.launch();
    CHECK(eventually([&] { return stored() >= before + 100; }));
    const auto report = posts.finish();
    const auto open_parts = [&] {
        return ask(yeelen, "SELECT count(*) FROM part WHERE smsc_id = ''");
    };
    CHECK(eventually([&] { return open_parts() == 0; }));
    CHECK(yeelen.stop() == 0);

    MESSAGE(boost::json::serialize(report));
    CHECK(rounds_with_progress * 2 >= rounds);
    CHECK(report.at("lost").to_number<int>() == 0);
    CHECK(report.at("strangers").to_number<int>() == 0);
    const auto accepted = report.at("accepted").to_number<std::int64_t>();
    const auto messages = ask(yeelen, "SELECT count(*) FROM message");
    CHECK(accepted > 0);
    CHECK(messages >= accepted);
    CHECK(messages ==
          ask(yeelen,
              "SELECT count(DISTINCT text) FROM message")); // posted again, never stored again
    const auto counted = ask(yeelen, "SELECT sum(possibly_doubled) FROM part");
    MESSAGE("counted as possibly doubled: " << counted);
    CHECK(report.at("duplicates").to_number<std::int64_t>() <= counted);
}

TEST_CASE("a key posted again after kill -9 gives the first message, and sends it once") {
    const temporary_folder folder;
    const network mobile{folder};
    gateway yeelen{folder, {.operators = {{"one", mobile.smpp_port(), {}}}}};
    yeelen.start();
    yeelen.await_ready();
    const std::string to = "2250701000021";
    const auto post = [&](const std::string& key, const std::string& text) {
        return http(yeelen.api_port(), "POST", "/v1/messages", body_for(to, text), with_key(key));
    };
    const auto first = post("invoice-1", "Votre facture est disponible.");
    REQUIRE(first.status == 202);
    const auto id = object_of(first).at("id");
    yeelen.kill(); // at once: the submit_sm may have left or not
    yeelen.start();
    yeelen.await_ready();

    std::vector<std::unique_ptr<http_call>> together;
    for (int i = 0; i < 20; ++i) {
        together.push_back(std::make_unique<http_call>(
            yeelen.api_port(), "POST", "/v1/messages",
            body_for(to, "Votre facture est disponible."), with_key("invoice-1")));
    }
    for (auto& call : together) {
        const auto again = call->get();
        CHECK(again.status == 202);
        CHECK(again.header("Idempotent-Replayed") == "true");
        CHECK(object_of(again).at("id") == id);
    }
    CHECK(post("invoice-1", "Autre texte.").status == 409);

    // Twenty at once with a new key: one of them makes the message.
    together.clear();
    std::set<std::string> ids;
    for (int i = 0; i < 20; ++i) {
        together.push_back(std::make_unique<http_call>(yeelen.api_port(), "POST", "/v1/messages",
                                                       body_for(to, "Second message."),
                                                       with_key("invoice-2")));
    }
    for (auto& call : together) {
        const auto answer = call->get();
        CHECK(answer.status == 202);
        ids.emplace(object_of(answer).at("id").as_string());
    }
    CHECK(ids.size() == 1);

    const auto message = [&] {
        return object_of(http(yeelen.api_port(), "GET",
                              "/v1/messages/" + std::string{id.as_string()}, {},
                              {{"X-Api-Key", std::string{api_key}}}));
    };
    CHECK(eventually([&] { return message().at("status") == "delivered"; }));
    const auto doubled = message()
                             .at("parts")
                             .as_array()
                             .at(0)
                             .as_object()
                             .at("possibly_doubled")
                             .to_number<std::size_t>();
    CHECK(eventually([&] { return mobile.sms(to).size() >= 2; }));
    const auto texts = mobile.sms(to);
    const auto of_first = static_cast<std::size_t>(
        std::count(texts.begin(), texts.end(), "Votre facture est disponible."));
    CHECK(of_first >= 1);
    CHECK(of_first <= 1 + doubled);
    CHECK(texts.size() == of_first + 1);
    CHECK(ask(yeelen, "SELECT count(*) FROM message") == 2);
    CHECK(yeelen.stop() == 0);
}

} // namespace yeelen::test
