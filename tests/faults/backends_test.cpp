// Backends that refuse, hang, answer nonsense: each its own polite screen, and nobody else is
// disturbed.
#include "faults/gateway.hpp"
#include "faults/raw_peer.hpp"
#include "faults/simulators.hpp"
#include "support/free_port.hpp"
#include <doctest/doctest.h>
#include <optional>

namespace yeelen::test {

namespace {

/// config/backends/utility.yaml with a shorter deadline.
std::string impatient() {
    std::string text = text_of(YEELEN_SOURCE_DIR "/config/backends/utility.yaml");
    const std::string_view usual = "deadline: 4s";
    REQUIRE(text.find(usual) != std::string::npos);
    return text.replace(text.find(usual), usual.size(), "deadline: 1s");
}

} // namespace

TEST_CASE("each failure of a backend has its own polite screen within the deadline") {
    const temporary_folder folder;
    const utility backend{folder};
    const network mobile{folder};
    gateway yeelen{folder,
                   {.operators = {{"one", mobile.smpp_port(), {}}},
                    .utility_port = backend.port(),
                    .backends = impatient()}};
    yeelen.start();
    yeelen.await_ready();

    struct row {
        std::string name;
        const char*
            contract; ///< of src/sim/README.md: found, and every other call on it fails in this way
        const char* says;
    };
    const row rows[] = {
        {"404", "9991404", "plus connu"},     {"422", "9991422", "pas \xC3\xA9t\xC3\xA9 accept"},
        {"500", "9991500", "souci passager"}, {"503", "9991503", "souci passager"},
        {"hangs", "9991001", "tarde trop"},   {"too slow", "9991002", "tarde trop"},
        {"garbage", "9991003", "illisible"},  {"huge", "9991005", "illisible"},
    };
    int number = 100;
    for (const row& r : rows) {
        CAPTURE(r.name);
        const std::string phone = "2250701000" + std::to_string(number++);
        REQUIRE(mobile.dial(phone).open);
        mobile.send(phone, "1");
        REQUIRE(mobile.send(phone, r.contract).text.find("Est-ce le bon") != std::string::npos);
        const auto pressed = mobile.begin_send(phone, "1");
        // While it is tried, another customer is served.
        const std::string other = "2250702000" + std::to_string(number);
        mobile.dial(other);
        mobile.send(other, "1");
        mobile.send(other, "100003");
        const screen served = mobile.send(other, "1");
        CHECK_MESSAGE(served.text.find("Contrat 100003") != std::string::npos,
                      served.text << served.note);

        const screen shown = network::screen_of(pressed->get());
        CHECK_MESSAGE(shown.text.find(r.says) != std::string::npos, shown.text << shown.note);
        CHECK(shown.answered);
        const screen home = mobile.send(phone, "00"); // and there is a way on
        CHECK_MESSAGE(home.text.find("Bienvenue") != std::string::npos, home.text << home.note);
    }
    CHECK(yeelen.stop() == 0);
}

TEST_CASE(
    "a port that refuses, a black hole and a peer that speaks no HTTP have their screens too") {
    struct row {
        std::string name;
        bool listens;
        std::string answer;
        bool closes;
        const char* says;
    };
    const row rows[] = {
        {"refused", false, {}, false, "pond pas"},
        {"takes the connection, never answers", true, {}, false, "tarde trop"},
        {"speaks no HTTP", true, "220 mail.example ESMTP\r\n\r\n", false, "illisible"},
        {"closes without an answer", true, {}, true, "pond pas"},
        {"closes in the middle of an answer", true,
         "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{", true, "pond pas"},
        {"an answer without end", true, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{", false,
         "tarde trop"},
    };
    for (const row& r : rows) {
        CAPTURE(r.name);
        const temporary_folder folder;
        const network mobile{folder};
        std::optional<raw_listener> peer;
        if (r.listens) {
            peer.emplace();
        }
        gateway yeelen{folder,
                       {.operators = {{"one", mobile.smpp_port(), {}}},
                        .utility_port = peer ? peer->port() : free_port(),
                        .backends = impatient()}};
        yeelen.start();
        yeelen.await_ready();
        const std::string phone = "2250701000200";
        mobile.dial(phone);
        mobile.send(phone, "1");
        const auto pressed = mobile.begin_send(phone, "100001");
        std::unique_ptr<raw_connection> asked;
        if (!r.answer.empty() || r.closes) {
            REQUIRE(eventually([&] {
                pressed->poll();
                asked = peer->accept(std::chrono::milliseconds{5});
                return asked != nullptr;
            }));
            REQUIRE(asked->read(16));
            asked->send(r.answer);
            if (r.closes) {
                asked.reset();
            }
        }
        const screen shown = network::screen_of(pressed->get());
        CHECK_MESSAGE(shown.text.find(r.says) != std::string::npos, shown.text << shown.note);
        const screen home = mobile.send(phone, "00");
        CHECK_MESSAGE(home.text.find("Bienvenue") != std::string::npos, home.text << home.note);
        CHECK(yeelen.stop() == 0);
    }
}

} // namespace yeelen::test
