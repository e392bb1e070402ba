// SIGTERM in the middle of traffic: what is under way is finished, links are unbound, nothing is
// lost.
#include "faults/gateway.hpp"
#include "faults/raw_peer.hpp"
#include "faults/simulators.hpp"
#include <doctest/doctest.h>

namespace yeelen::test {

TEST_CASE(
    "SIGTERM under load ends the gateway with 0 within ten seconds, unbound, and nothing is lost") {
    const temporary_folder folder;
    const utility backend{folder};
    load phones{folder,
                {"ussd", "--smpp-port", "0", "--phones", "100", "--duration", "0s", "--warmup",
                 "0s", "--keys", "7,1,8"}};
    raw_listener smsc;
    gateway yeelen{
        folder,
        {.operators = {{"load", phones.smpp_port(), {"2250"}}, {"raw", smsc.port(), {"2251"}}},
         .utility_port = backend.port()}};
    for (int life = 0; life < 2; ++life) {
        yeelen.start();
        const auto link = smsc.accept();
        REQUIRE(link);
        REQUIRE(accept_bind(*link));
        yeelen.await_ready();
        REQUIRE(eventually([&] { return yeelen.metric("yeelen_session_steps_total") > 2'000; }));

        const auto began = std::chrono::steady_clock::now();
        const auto code = yeelen.stop();
        CHECK_MESSAGE(code == 0, yeelen.log());
        MESSAGE("drained in " << std::chrono::duration_cast<std::chrono::milliseconds>(
                                     std::chrono::steady_clock::now() - began)
                                     .count()
                              << " ms");
        const auto last = link->read_pdu();
        REQUIRE(last);
        CHECK(number_at(*last, 4) == 0x00000006); // unbind, not only a closed connection
        CHECK(yeelen.log().find("gateway.stopped") != std::string::npos);
    }
    yeelen.start();
    REQUIRE(eventually([&] { return yeelen.metric("yeelen_session_steps_total") > 2'000; }));
    const auto report = phones.finish();
    MESSAGE(boost::json::serialize(report));
    for (const auto* wrong :
         {"lost", "misdirected", "out_of_sequence", "malformed", "refused", "unfinished"}) {
        CHECK_MESSAGE(report.at(wrong).to_number<int>() == 0, wrong);
    }
    CHECK(report.at("link_losses").to_number<int>() == 2);
}

TEST_CASE("sessions that wait for a key are there after SIGTERM and a start") {
    const temporary_folder folder;
    const utility backend{folder};
    const network mobile{folder};
    gateway yeelen{
        folder, {.operators = {{"one", mobile.smpp_port(), {}}}, .utility_port = backend.port()}};
    yeelen.start();
    yeelen.await_ready();
    const std::string phone = "2250701000400";
    mobile.dial(phone);
    REQUIRE(mobile.send(phone, "7").open);
    CHECK(yeelen.stop() == 0);
    yeelen.start();
    yeelen.await_ready();
    const screen english = mobile.send(phone, "2");
    CHECK_MESSAGE(english.text.find("Welcome") != std::string::npos, english.text << english.note);
    CHECK(yeelen.stop() == 0);
}

} // namespace yeelen::test
