// A payment: the session is over, then the wallet is asked, once, whatever crashes; the outcome
// comes by SMS (P4).
#include "faults/gateway.hpp"
#include "faults/simulators.hpp"
#include "faults/small_menu.hpp"
#include "faults/wallet.hpp"
#include <SQLiteCpp/SQLiteCpp.h>
#include <doctest/doctest.h>
#include <set>

namespace yeelen::test {

namespace {

gateway_plan plan_of(const small_menu& menu, const network& mobile, const wallet& money,
                     const std::string& delay) {
    return {.operators = {{"one", mobile.smpp_port(), {}}},
            .utility_port = money.port(),
            .backends = small_menu::backends(),
            .services = menu.services(),
            .sessions = "{ payment_delay: " + delay + " }"};
}

} // namespace

TEST_CASE("the session ends before the wallet is asked, and the outcome comes by SMS") {
    const temporary_folder folder;
    const small_menu menu{folder};
    const network mobile{folder};
    wallet money;
    money.confirm();
    gateway yeelen{folder, plan_of(menu, mobile, money, "2s")};
    yeelen.start();
    yeelen.await_ready();
    const std::string ama = "2250701000001";
    REQUIRE(mobile.dial(ama).open);
    const auto pressed = std::chrono::steady_clock::now();
    const screen last = mobile.send(ama, "2");
    CHECK(last.text == "Your wallet asks for its code");
    CHECK_FALSE(last.open);
    CHECK(money.requests().empty());
    menu.edit("Two");
    CHECK(yeelen.reload().status == 200); // the payment ends with the version that it began with
    const auto texts = mobile.sms(ama);
    REQUIRE(texts.size() == 1);
    CHECK(texts[0].starts_with("Paid W"));
    CHECK(texts[0].ends_with(" of One"));
    REQUIRE(money.requests().size() == 1);
    CHECK(money.requests()[0].at - pressed >= std::chrono::milliseconds{1900});
    CHECK(eventually([&] { return yeelen.metric("yeelen_intents_open") == 0; }));
    CHECK(yeelen.stop() == 0);
}

TEST_CASE("killed while wallets wait for their PIN, every payment is made once and told once") {
    const temporary_folder folder;
    const small_menu menu{folder};
    const network mobile{folder};
    wallet money;
    gateway yeelen{folder, plan_of(menu, mobile, money, "200ms")};
    yeelen.start();
    yeelen.await_ready();
    constexpr int phones = 12;
    const auto number = [](int i) { return "22507010001" + std::to_string(10 + i); };
    for (int i = 0; i < phones; ++i) {
        REQUIRE(mobile.dial(number(i)).open);
        REQUIRE(mobile.send(number(i), "2").text == "Your wallet asks for its code");
        if (i % 4 == 3) { // with some stored, some asked, some asked again
            yeelen.kill();
            yeelen.start();
            yeelen.await_ready();
        }
    }
    REQUIRE(eventually([&] {
        std::set<std::string> keys;
        for (const auto& r : money.requests()) {
            keys.insert(r.key);
        }
        return keys.size() == phones;
    }));
    CHECK(money.paid().empty());
    yeelen.kill();
    money.confirm();
    yeelen.start();
    REQUIRE(eventually([&] { return money.paid().size() == phones; }, std::chrono::minutes{2}));
    for (int i = 0; i < phones; ++i) {
        const auto texts = mobile.sms(number(i));
        REQUIRE(texts.size() == 1);
        CHECK(texts[0].starts_with("Paid W"));
    }
    CHECK(eventually([&] { return yeelen.metric("yeelen_intents_open") == 0; }));
    CHECK_FALSE(money.paid().contains(""));
    CHECK(money.paid().size() == phones); // no second key for any of them
    {
        const SQLite::Database database{yeelen.database().string(), SQLite::OPEN_READONLY};
        SQLite::Statement messages{database,
                                   "SELECT count(*), count(DISTINCT recipient) FROM message"};
        REQUIRE(messages.executeStep());
        CHECK(messages.getColumn(0).getInt() == phones);
        CHECK(messages.getColumn(1).getInt() == phones);
    }
    CHECK(yeelen.all_logs().find(R"("pending":true)") != std::string::npos);
    CHECK(yeelen.stop() == 0);
}

} // namespace yeelen::test
