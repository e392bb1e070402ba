// Malformed PDUs: the status to answer with, the field, where, and whether the stream is lost.
#include "smpp/codec.hpp"
#include "smpp/codec/pdu_octets.hpp"
#include <doctest/doctest.h>
#include <string>

using namespace std::string_literals;
using codec_test::framed;
using smpp::command_status;

namespace {

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
        {"unknown request", framed(0x104, "\0"s), command_status::rinvcmdid, "command_id", 4,
         false},
        {"unknown response", framed(0x80000104, ""), command_status::rinvcmdid, "command_id", 4,
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
         command_status::rinvoptparstream, "tlv ussd_service_op", 43, false},
        {"vendor TLV too long", submit({.tlvs = "\x05\x01\x00\x01\x01\x49\x01\x00\x05"s}),
         command_status::rinvoptparstream, "tlv", 48, false},
        {"stray octet", submit({.tlvs = "\x05"s}), command_status::rinvoptparstream, "tlv", 43,
         false},
        {"password of 17", framed(9, "u\0"s + std::string(17, 'p') + "\0\0\x34\0\0\0"s),
         command_status::rinvpaswd, "password", 18, false},
        {"system_id of 16", framed(9, std::string(16, 'u') + "\0\0\0\x34\0\0\0"s),
         command_status::rinvsysid, "system_id", 16, false},
        {"no number_of_dests", framed(0x21, "\0\0\0\0"s), command_status::rinvmsglen,
         "number_of_dests", 20, false},
        {"a destination is missing", framed(0x21, "\0\0\0\0\2\2list\0"s),
         command_status::rinvmsglen, "destinations.dest_flag", 27, false},
        {"dest_flag of 3", framed(0x21, "\0\0\0\0\1\3\0"s), command_status::rinvdestflag,
         "destinations.dest_flag", 21, false},
        {"no_unsuccess says more", framed(0x80000021, "7\0\1"s), command_status::rinvmsglen,
         "unsuccess.destination", 19, false},
        {"error_status_code cut", framed(0x80000021, "7\0\1\1\1\0\0\0\0"s),
         command_status::rinvmsglen, "unsuccess.error_status_code", 22, false},
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
