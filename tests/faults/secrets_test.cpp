// P5: what must never be in a log, at the most talkative level.
#include "faults/gateway.hpp"
#include "faults/simulators.hpp"
#include <doctest/doctest.h>

namespace yeelen::test {

TEST_CASE("no password, key, full number or typed text in the logs") {
    const temporary_folder folder;
    const utility backend{folder};
    const network mobile{folder};
    const network strict{folder, {"--system-id", "somebody"}, "strict"}; // refuses the bind
    gateway yeelen{folder,
                   {.operators = {{"one", mobile.smpp_port(), {"2250"}},
                                  {"strict", strict.smpp_port(), {"2251"}}},
                    .utility_port = backend.port(),
                    .log_level = "debug"}};
    yeelen.start();
    REQUIRE(eventually(
        [&] { return mobile.stats().at("links").as_object().at("bound").to_number<int>() == 1; }));
    const std::string phone = "2250708091011";

    // A session that begins, asks backends that answer and that fail, requests a deferral, gets an
    // SMS, ends.
    mobile.dial(phone);
    for (const auto* key : {"3", "200004711", "1", "1", "1", "1"}) {
        mobile.send(phone, key);
    }
    CHECK(mobile.sms(phone).size() == 1);
    mobile.dial(phone);
    backend.fail("balance", "500");
    mobile.send(phone, "1");
    mobile.hang_up(phone);
    // The API: with the key, with a wrong one, with wrong bodies.
    const auto post = [&](const std::string& key, const std::string& body) {
        return http(yeelen.api_port(), "POST", "/v1/messages", body,
                    {{"X-Api-Key", key}, {"Content-Type", "application/json"}})
            .status;
    };
    CHECK(post(std::string{api_key}, R"({"to":"2250708091011","text":"Ligne secrète"})") == 202);
    CHECK(post("another-key-that-is-wrong", R"({"to":"2250708091011","text":"Ligne secrète"})") ==
          401);
    CHECK(post(std::string{api_key}, R"({"to":"2250708091011","text":"Ligne secrète","x":1})") ==
          400);
    CHECK(post(std::string{api_key}, R"({"to":"2259908091011","text":"Ligne secrète"})") ==
          422); // nobody's number
    CHECK(eventually([&] { return mobile.sms(phone).size() == 2; }));
    CHECK(eventually([&] {
        return strict.stats().at("links").as_object().at("refused_binds").to_number<int>() >=
               1; // and no more for half a minute: the password is wrong
    }));
    yeelen.kill();
    yeelen.start(); // recovery logs too
    CHECK(yeelen.stop() == 0);

    const std::string log = yeelen.all_logs();
    CHECK(log.find("session.begin") != std::string::npos);
    CHECK(log.find("backend.answer") != std::string::npos);
    CHECK(log.find("link.lost") != std::string::npos);
    for (const std::string& secret :
         {std::string{smpp_password}, std::string{api_key},
          std::string{"another-key-that-is-wrong"}, phone, std::string{"2259908091011"},
          std::string{"0708091011"}, std::string{"200004711"}, std::string{"secr\xC3\xA8te"}}) {
        const auto at = log.find(secret);
        CHECK_MESSAGE(at == std::string::npos,
                      secret << " in " << log.substr(at < 200 ? 0 : at - 200, 400));
    }
}

} // namespace yeelen::test
