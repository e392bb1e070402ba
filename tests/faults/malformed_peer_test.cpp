// An operator whose SMSC says nonsense: its link is closed and tried again, another operator's
// customers notice nothing.
#include "faults/gateway.hpp"
#include "faults/raw_peer.hpp"
#include "faults/simulators.hpp"
#include <doctest/doctest.h>
#include <random>

namespace yeelen::test {

TEST_CASE("an SMSC that speaks nonsense after the bind is left and tried again, the other operator "
          "goes on") {
    const temporary_folder folder;
    const network mobile{folder};
    raw_listener smsc;
    gateway yeelen{
        folder,
        {.operators = {{"good", mobile.smpp_port(), {"2250"}}, {"bad", smsc.port(), {"2251"}}}}};
    yeelen.start();

    std::mt19937 random{7};
    std::string noise(64u << 10, '\0');
    for (auto& octet : noise) {
        octet = static_cast<char>(random());
    }
    noise[0] = '\xF3'; // its length is beyond all bounds
    struct row {
        std::string name;
        std::string octets;
    };
    const row rows[] = {
        {"noise", noise},
        {"HTTP", "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"},
        {"a TLS hello",
         std::string("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11) + noise.substr(0, 200)},
        {"command_length 0", header(0, 0x15, 0, 1)},
        {"command_length 15", header(15, 0x15, 0, 1)},
        {"command_length 2^31", header(0x80000000, 0x05, 0, 1)},
        {"command_length 2^32-1", header(0xFFFFFFFF, 0x05, 0, 1)},
        {"command_length 1 MiB", header(1u << 20, 0x05, 0, 1) + noise},
    };
    int number = 300;
    for (const row& r : rows) {
        CAPTURE(r.name);
        const auto link = smsc.accept();
        REQUIRE(link);
        REQUIRE(accept_bind(*link));
        link->send(r.octets);
        CHECK(link->closed_by_peer());
        const screen served = mobile.dial("2250701000" + std::to_string(number++));
        CHECK_MESSAGE(served.text.find("Bienvenue") != std::string::npos,
                      served.text << served.note);
    }

    // Instead of an answer to the bind.
    for (const row& r : rows) {
        CAPTURE(r.name);
        const auto link = smsc.accept();
        REQUIRE(link);
        REQUIRE(link->read_pdu());
        link->send(r.octets);
        CHECK(link->closed_by_peer());
    }

    // Whole PDUs that are wrong in themselves are answered with an error; the link stays.
    const auto link = smsc.accept();
    REQUIRE(link);
    REQUIRE(accept_bind(*link));
    struct bad_pdu {
        std::string name;
        std::string octets;
        std::uint32_t sequence;
    };
    const bad_pdu pdus[] = {
        {"a command that does not exist", header(16, 0x77, 0, 11), 11},
        {"a deliver_sm without a body", header(16, 0x05, 0, 12), 12},
        {"a deliver_sm that is cut off", header(26, 0x05, 0, 13) + "USSD\0\1\1\62\62\65", 13},
        {"an answer that nobody asked for, then enquire_link",
         header(16, 0x80000004, 0, 99) + header(16, 0x15, 0, 14), 14},
    };
    for (const auto& p : pdus) {
        CAPTURE(p.name);
        std::string octets = p.octets;
        octets.resize(std::max<std::size_t>(octets.size(), number_at(octets, 0)), 'x');
        link->send(octets);
        std::optional<std::string> answer;
        do {
            answer = link->read_pdu();
            REQUIRE(answer);
        } while (number_at(*answer, 12) != p.sequence);
        CHECK((number_at(*answer, 4) & 0x80000000) != 0);
        CHECK((number_at(*answer, 8) != 0) == (p.sequence != 14));
    }
    CHECK(mobile.dial("2250701000399").open);
    CHECK(yeelen.metric("yeelen_link_binds_total") >= 10);
    CHECK(yeelen.running());
}

} // namespace yeelen::test
