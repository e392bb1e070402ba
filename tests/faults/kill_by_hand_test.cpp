// kill -9 between two keys, and between a request and its answer.
#include "faults/gateway.hpp"
#include "faults/simulators.hpp"
#include <doctest/doctest.h>

namespace yeelen::test {

namespace {

void kill_and_start(gateway& yeelen) {
    yeelen.kill();
    yeelen.start();
    yeelen.await_ready();
}

bool contains(const screen& s, std::string_view text) {
    return s.text.find(text) != std::string::npos;
}

} // namespace

TEST_CASE("after kill -9 the next key goes on in the same session") {
    const temporary_folder folder;
    const utility backend{folder};
    const network mobile{folder};
    gateway yeelen{
        folder, {.operators = {{"one", mobile.smpp_port(), {}}}, .utility_port = backend.port()}};
    yeelen.start();
    yeelen.await_ready();
    const std::string phone = "2250701000001";

    REQUIRE(contains(mobile.dial(phone), "Bienvenue"));
    kill_and_start(yeelen);
    CHECK(contains(mobile.send(phone, "1"), "contrat"));
    kill_and_start(yeelen);
    CHECK(contains(mobile.send(phone, "100001"), "Est-ce le bon"));
    kill_and_start(yeelen);
    const screen balance =
        mobile.send(phone, "1"); // keeps the contract, asks the backend, shows the balance
    CHECK_MESSAGE(contains(balance, "Contrat 100001"), balance.text << balance.note);
    CHECK(yeelen.log().find("session.begin") ==
          std::string::npos); // it was restored, not begun anew
    CHECK(mobile.stats().at("ussd").as_object().at("dialled").as_int64() == 1);
    CHECK(yeelen.stop() == 0);
}

TEST_CASE("killed between a deferral's request and its answer, the customer gets the result and "
          "one deferral") {
    struct row {
        std::string name;
        const char* kind; ///< what the utility does with the first request
    };
    for (const row& r :
         {row{"the utility is slow", "slow:1s"}, row{"it is done, the answer never leaves", "lost"},
          row{"the utility hangs, nothing is done", "hang"}}) {
        CAPTURE(r.name);
        const temporary_folder folder;
        const utility backend{folder};
        const network mobile{folder};
        gateway yeelen{
            folder,
            {.operators = {{"one", mobile.smpp_port(), {}}}, .utility_port = backend.port()}};
        yeelen.start();
        yeelen.await_ready();
        const std::string phone = "2250701000002";
        mobile.dial(phone);
        for (const auto* key : {"3", "100001", "1", "1"}) {
            mobile.send(phone, key);
        }
        REQUIRE(contains(mobile.send(phone, "1"), "Vous engagez-vous"));

        backend.fail("request_deferral", r.kind);
        const auto pressed = mobile.begin_send(phone, "1");
        REQUIRE(eventually([&] {
            pressed->poll();
            return backend.stats().at("calls").as_object().at("request_deferral").as_int64() == 1;
        }));
        REQUIRE_FALSE(pressed->done());
        kill_and_start(yeelen);

        const screen shown = network::screen_of(pressed->get());
        CHECK_MESSAGE(contains(shown, "Report n"), shown.text << shown.note);
        CHECK(backend.deferral_list("100001").size() == 1);
        const auto texts = mobile.sms(phone);
        REQUIRE(texts.size() == 1);
        CHECK(texts[0].find("Report de paiement accord") != std::string::npos);
        CHECK(eventually([&] { return yeelen.metric("yeelen_intents_open") == 0; }));
        CHECK(yeelen.stop() == 0);
        CHECK(backend.stats().at("second_requests").as_int64() == 0);
    }
}

TEST_CASE("a key pressed while the gateway is down is taken when it is back") {
    const temporary_folder folder;
    const utility backend{folder};
    const network mobile{folder};
    gateway yeelen{
        folder, {.operators = {{"one", mobile.smpp_port(), {}}}, .utility_port = backend.port()}};
    yeelen.start();
    yeelen.await_ready();
    const std::string phone = "2250701000003";
    mobile.dial(phone);
    yeelen.kill();
    const auto pressed = mobile.begin_send(phone, "8");
    REQUIRE(eventually([&] {
        pressed->poll();
        return mobile.stats().at("ussd").as_object().at("keys").as_int64() == 1;
    }));
    yeelen.start();
    const screen help = network::screen_of(pressed->get());
    CHECK_MESSAGE(contains(help, "jour et nuit"), help.text << help.note);
    CHECK(yeelen.stop() == 0);
}

} // namespace yeelen::test
