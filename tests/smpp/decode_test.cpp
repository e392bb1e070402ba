// Malformed PDUs: the status to answer with, the field, where, and whether the stream is lost.
#include "smpp/codec.hpp"
#include "support/hex_golden.hpp"
#include <doctest/doctest.h>
#include <string>

using namespace std::string_literals;
using smpp::command_status;

namespace {

std::string framed(std::uint32_t id, const std::string& body, std::uint32_t status = 0) {
    const auto u32 = [](std::uint32_t v) {
        return std::string{static_cast<char>(v >> 24), static_cast<char>(v >> 16),
                           static_cast<char>(v >> 8), static_cast<char>(v)};
    };
    return u32(static_cast<std::uint32_t>(16 + body.size())) + u32(id) + u32(status) + u32(7) +
           body;
}

/// A submit_sm body from its parts; each can be made bad by itself.
struct parts {
    std::string service_type = "\0"s;
    std::string source = "\1\1"
                         "22507\0"s;
    std::string destination = "\1\1"
                              "123\0"s;
    std::string flags = "\0\0\0"s;
    std::string times = "\0\0"s;
    std::string rest = "\0\0\0\0"s;
    std::string message = "\2hi"s;
    std::string tlvs;
    std::string body() const {
        return service_type + source + destination + flags + times + rest + message + tlvs;
    }
};

} // namespace

TEST_CASE("malformed PDUs are refused with field and offset") {
    struct row {
        const char* name;
        std::string octets;
        command_status status;
        std::string field;
        std::size_t offset;
        bool fatal;
    };
    const auto submit = [](parts p) { return framed(4, p.body()); };
    std::string longer = framed(4, parts{}.body());
    longer += '\0';
    const row rows[] = {
        {"nothing", "", command_status::rinvcmdlen, "command_length", 0, true},
        {"15 octets", std::string(15, '\0'), command_status::rinvcmdlen, "command_length", 0, true},
        {"length says less", longer, command_status::rinvcmdlen, "command_length", 0, true},
        {"data_sm", framed(0x103, "\0"s), command_status::rinvcmdid, "command_id", 4, false},
        {"unknown response", framed(0x80000103, ""), command_status::rinvcmdid, "command_id", 4,
         false},
        {"no body", framed(4, ""), command_status::rinvmsglen, "service_type", 16, false},
        {"service_type too long", submit({.service_type = "SIXSIX\0"s}), command_status::rinvsertyp,
         "service_type", 16, false},
        {"source too long", submit({.source = "\1\1"s + std::string(21, '1') + "\0"s}),
         command_status::rinvsrcadr, "source", 19, false},
        {"destination too long", submit({.destination = "\1\1"s + std::string(21, '1') + "\0"s}),
         command_status::rinvdstadr, "destination", 27, false},
        {"schedule of 3", submit({.times = "123\0\0"s}), command_status::rinvsched,
         "schedule_delivery_time", 34, false},
        {"validity of 17", submit({.times = "\0"s + std::string(17, '0') + "\0"s}),
         command_status::rinvexpiry, "validity_period", 35, false},
        {"message cut", submit({.message = "\5hi"s}), command_status::rinvmsglen, "short_message",
         41, false},
        {"no sm_length", submit({.message = ""}), command_status::rinvmsglen, "sm_length", 40,
         false},
        {"destination ends the PDU", framed(4, "\0\1\1"s + "22507\0\1\1"s + "12"s),
         command_status::rinvmsglen, "destination", 27, false},
        {"ton missing", framed(4, "\0"s), command_status::rinvmsglen, "source", 17, false},
        {"named TLV too long", submit({.tlvs = "\x05\x01\x00\x05\x01"s}),
         command_status::rinvoptparstream, "tlv 0x0501", 43, false},
        {"vendor TLV too long", submit({.tlvs = "\x05\x01\x00\x01\x01\x49\x01\x00\x05"s}),
         command_status::rinvoptparstream, "tlv", 48, false},
        {"stray octet", submit({.tlvs = "\x05"s}), command_status::rinvoptparstream, "tlv", 43,
         false},
        {"password of 17", framed(9, "u\0"s + std::string(17, 'p') + "\0\0\x34\0\0\0"s),
         command_status::rinvpaswd, "password", 18, false},
        {"system_id of 16", framed(9, std::string(16, 'u') + "\0\0\0\x34\0\0\0"s),
         command_status::rinvsysid, "system_id", 16, false},
        {"enquire_link with rubbish", framed(0x15, "abc"), command_status::rinvoptparstream, "tlv",
         16, false},
    };
    for (const auto& r : rows) {
        CAPTURE(r.name);
        const auto p = smpp::decode(r.octets);
        REQUIRE_FALSE(p.has_value());
        CHECK(p.error().status == r.status);
        CHECK(p.error().field == r.field);
        CHECK(p.error().offset == r.offset);
        CHECK(p.error().fatal == r.fatal);
    }
}

TEST_CASE("what peers send at the edge of the specification is taken") {
    SUBCASE("a password of 16 octets") {
        const auto p = smpp::decode(framed(9, "u\0"s + std::string(16, 'p') + "\0\0\x34\0\0\0"s));
        REQUIRE(p.has_value());
        CHECK(std::get<smpp::bind_transceiver>(p->body).password.size() == 16);
    }
    SUBCASE("255 octets of message (5.0)") {
        const auto p =
            smpp::decode(framed(5, parts{.message = "\xff"s + std::string(255, 'x')}.body()));
        REQUIRE(p.has_value());
        CHECK(std::get<smpp::deliver_sm>(p->body).short_message.size() == 255);
    }
    SUBCASE("responses of 16 and 17 octets, whatever their status") {
        for (const std::uint32_t id : {0x80000000u, 0x80000001u, 0x80000002u, 0x80000004u,
                                       0x80000005u, 0x80000006u, 0x80000009u, 0x80000015u}) {
            for (const std::uint32_t status : {0u, 0x58u, 0x4FFu}) {
                for (const auto& body : {""s, "\0"s}) {
                    CAPTURE(id);
                    const auto p = smpp::decode(framed(id, body, status));
                    REQUIRE(p.has_value());
                    CHECK(static_cast<std::uint32_t>(p->status) == status);
                }
            }
        }
    }
    SUBCASE("congestion_state in an enquire_link_resp (5.0)") {
        CHECK(smpp::decode(framed(0x80000015, "\x04\x28\x00\x01\x50"s)).has_value());
    }
    SUBCASE("64 KiB of message_payload") {
        const auto p = smpp::decode(framed(
            5,
            parts{.message = "\0"s, .tlvs = "\x04\x24\xff\xff"s + std::string(65535, 'x')}.body()));
        REQUIRE(p.has_value());
        CHECK(std::get<smpp::deliver_sm>(p->body).tlvs.find(smpp::tag::message_payload)->size() ==
              65535);
    }
}

TEST_CASE("every cut of a good PDU is an error, never a crash") {
    const std::string body = parts{.tlvs = "\x05\x01\x00\x01\x01"s}.body();
    for (std::size_t n = 0; n < body.size(); ++n) {
        CAPTURE(n);
        const auto p = smpp::decode(framed(4, body.substr(0, n)));
        CHECK(p.has_value() == (n == body.size() - 5));
    }
}
