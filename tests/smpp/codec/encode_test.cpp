// What does not fit the wire is refused and leaves the output as it was.
#include "smpp/codec.hpp"
#include <doctest/doctest.h>
#include <string>

using namespace std::string_literals;
using smpp::command_status;

TEST_CASE("fields too long for the wire make an error") {
    struct row {
        const char* name;
        smpp::body body;
        command_status status;
        std::string field;
    };
    const auto submit = [](auto change) {
        smpp::submit_sm s;
        change(s);
        return smpp::body{s};
    };
    smpp::bind_transceiver bind;
    bind.password = std::string(17, 'p');
    smpp::submit_sm_resp answer;
    answer.message_id = std::string(65, '1');
    const row rows[] = {
        {"short_message", submit([](auto& s) { s.short_message.assign(256, 'x'); }),
         command_status::rinvmsglen, "short_message"},
        {"source", submit([](auto& s) { s.source.value.assign(21, '1'); }),
         command_status::rinvsrcadr, "source"},
        {"destination with a NUL", submit([](auto& s) { s.destination.value = "12\0003"s; }),
         command_status::rinvdstadr, "destination"},
        {"service_type", submit([](auto& s) { s.service_type = "TOOLONG"; }),
         command_status::rinvsertyp, "service_type"},
        {"time of 15", submit([](auto& s) { s.validity_period = "000000000000000"; }),
         command_status::rinvexpiry, "validity_period"},
        {"too large in all", submit([](auto& s) {
             s.tlvs.add(0x1400, std::string(40'000, 'x'));
             s.tlvs.add(0x1401, std::string(40'000, 'x'));
         }),
         command_status::rinvcmdlen, "command_length"},
        {"password", bind, command_status::rinvpaswd, "password"},
        {"message_id", answer, command_status::rinvmsgid, "message_id"},
    };
    for (const auto& r : rows) {
        CAPTURE(r.name);
        std::string out = "before";
        const auto e = smpp::encode({.sequence = 1, .body = r.body}, out);
        REQUIRE_FALSE(e.has_value());
        CHECK(e.error().status == r.status);
        CHECK(e.error().field == r.field);
        CHECK(out == "before");
    }
}

TEST_CASE("secrets and what customers write are not described") {
    smpp::bind_transceiver bind;
    bind.system_id = "utility";
    bind.password = "hunter22";
    smpp::submit_sm sms;
    sms.short_message = "PIN 4711";
    sms.tlvs.add(smpp::tag::message_payload, "4711");
    sms.tlvs.add(0x1500, "text with 4711 in it");
    const std::string lines = smpp::describe({.sequence = 1, .body = bind}) +
                              smpp::describe({.sequence = 2, .body = sms});
    CHECK(lines.find("hunter") == std::string::npos);
    CHECK(lines.find("4711") == std::string::npos);
    CHECK(lines.find("34373131") == std::string::npos);
    CHECK(lines.find("password=***") != std::string::npos);
    CHECK(lines.find("short_message=8 octets") != std::string::npos);
}

TEST_CASE("a description is one line whatever the peer sends") {
    smpp::submit_sm sms;
    sms.service_type = "a\nb\x1b";
    const std::string line = smpp::describe({.sequence = 1, .body = sms});
    CHECK(line.find('\n') == std::string::npos);
    CHECK(line.find("service_type=a\\x0ab\\x1b") != std::string::npos);
}
