// Customers who type what no menu expects: always a polite answer, and the service goes on.
#include "faults/gateway.hpp"
#include "faults/simulators.hpp"
#include <doctest/doctest.h>

namespace yeelen::test {

namespace {

bool contains(const screen& s, std::string_view text) {
    return s.text.find(text) != std::string::npos;
}

} // namespace

TEST_CASE("odd input gets a polite screen and the service goes on") {
    const temporary_folder folder;
    const utility backend{folder};
    const network mobile{folder};
    gateway yeelen{
        folder, {.operators = {{"one", mobile.smpp_port(), {}}}, .utility_port = backend.port()}};
    yeelen.start();
    yeelen.await_ready();

    struct row {
        std::string name;
        std::string key;
        const char* says; ///< of the notice above the same menu
    };
    const row rows[] = {
        {"no choice", "9", "Ce choix n'existe pas"},
        {"a word", "solde", "Ce choix n'existe pas"},
        {"nothing", "", "rien"},
        {"a space", " ", "rien"},
        {"a very long one", std::string(182, '7'), ""},
        {"80 UCS-2 characters",
         [] {
             std::string text;
             for (int i = 0; i < 80; ++i) {
                 text += "\xD0\x96"; // Cyrillic Zhe
             }
             return text;
         }(),
         ""},
        {"emoji", "\xF0\x9F\x98\x80\xF0\x9F\x92\xA1", "Ce choix n'existe pas"},
        {"control characters", std::string("\x01\x07\x1B\x00\x7F", 5), ""},
        {"line feeds", "\r\n\r\n", ""},
        {"quotes and braces", "'; DROP TABLE session; -- {profile.contract}", ""},
        {"a number too large", "99999999999999999999", ""},
        {"digits of another script", "\xD9\xA1", ""},
    };
    int number = 500;
    for (const row& r : rows) {
        CAPTURE(r.name);
        const std::string phone = "2250701000" + std::to_string(number++);
        REQUIRE(contains(mobile.dial(phone), "Bienvenue"));
        const screen odd = mobile.send(phone, r.key);
        CHECK_MESSAGE(odd.answered, odd.note);
        CHECK_MESSAGE(odd.open, odd.text << odd.note);
        CHECK_MESSAGE(contains(odd, r.says), odd.text);
        const screen help = mobile.send(phone, "8");
        CHECK_MESSAGE(contains(help, "jour et nuit"), help.text << help.note);
    }

    SUBCASE("too many odd answers end politely") {
        const std::string phone = "2250701000550";
        mobile.dial(phone);
        screen last;
        for (int i = 0; i < 3; ++i) {
            last = mobile.send(phone, "9");
        }
        CHECK_MESSAGE(contains(last, "Nous n'avons pas compris"), last.text << last.note);
        CHECK_FALSE(last.open);
    }
    SUBCASE("an unknown code") {
        const screen unknown = mobile.dial("2250701000551", "*999#");
        CHECK_MESSAGE(contains(unknown, "Unknown code"), unknown.text << unknown.note);
        CHECK_FALSE(unknown.open);
        CHECK(contains(mobile.dial("2250701000551"), "Bienvenue"));
    }
    SUBCASE("a second dial in the middle begins anew") {
        const std::string phone = "2250701000552";
        mobile.dial(phone);
        REQUIRE(contains(mobile.send(phone, "7"), "Choisissez votre langue"));
        CHECK(contains(mobile.dial(phone), "Bienvenue"));
        CHECK(contains(mobile.send(phone, "8"), "jour et nuit"));
    }
    SUBCASE("a hang-up in the middle, then a dial") {
        const std::string phone = "2250701000553";
        mobile.dial(phone);
        mobile.send(phone, "7");
        mobile.hang_up(phone);
        CHECK(contains(mobile.dial(phone), "Bienvenue"));
        CHECK(eventually([&] { return yeelen.metric("yeelen_sessions_aborted_total") >= 1; }));
    }
    SUBCASE("a hang-up and a second dial while the backend is asked") {
        const std::string phone = "2250701000554";
        mobile.dial(phone);
        mobile.send(phone, "1");
        for (const bool hangs_up : {true, false}) {
            CAPTURE(hangs_up);
            backend.fail("find_contract", "slow:500ms");
            const auto before =
                backend.stats().at("calls").as_object().at("find_contract").as_int64();
            const auto pressed = mobile.begin_send(phone, "100001");
            REQUIRE(eventually([&] {
                pressed->poll();
                return backend.stats().at("calls").as_object().at("find_contract").as_int64() >
                       before;
            }));
            if (hangs_up) {
                mobile.hang_up(phone);
            }
            CHECK(contains(mobile.dial(phone), "Bienvenue"));
            CHECK(contains(mobile.send(phone, "1"), "contrat"));
        }
        // The answers that came late disturbed nobody.
        CHECK(contains(mobile.send(phone, "100003"), "Est-ce le bon"));
    }
    CHECK(yeelen.stop() == 0);
}

} // namespace yeelen::test
