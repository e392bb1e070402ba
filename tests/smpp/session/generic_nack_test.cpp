// What cannot be understood: generic_nack or the fitting response, and which of it ends the bind.
#include "support/doctest_lines.hpp"
#include "support/smpp_script.hpp"

using namespace smpp;
using support::lines;
using support::lines_of;
using support::smpp_script;

namespace {

std::string framed(std::uint32_t id, std::string_view body, std::uint32_t sequence = 7) {
    std::string p;
    for (const std::uint32_t v :
         {static_cast<std::uint32_t>(16 + body.size()), id, std::uint32_t{0}, sequence}) {
        for (const int shift : {24, 16, 8, 0}) {
            p += static_cast<char>(v >> shift & 0xFF);
        }
    }
    return p + std::string{body};
}

} // namespace

TEST_CASE("checklist: generic_nack: an unknown command gets RINVCMDID with its number") {
    auto s = smpp_script::bound({.role = role::smsc});
    const std::uint32_t unknown[] = {0x0, 0xA, 0x10, 0x22, 0x101, 0x114, 0x00010200, 0x7FFFFFFF};
    for (const std::uint32_t id : unknown) {
        CAPTURE(id);
        s.receive(framed(id, "whatever", 0x7FFFFFFF));
        CHECK(lines_of(s.sent()) == lines{"generic_nack seq=2147483647 RINVCMDID"});
        CHECK(lines_of(s.events()) == lines{"peer_error RINVCMDID command_id@4"});
    }
    CHECK(s.session.state() == link_state::bound_trx);
}

TEST_CASE("answers to nothing, known or not, are told and not answered") {
    auto s = smpp_script::bound({.role = role::smsc});
    s.receive(framed(0x80000101, ""));
    s.receive(framed(0x80000005, ""));
    s.receive(framed(0x80000000, ""));
    s.receive(framed(0x80000000, "", 0));
    CHECK(s.sent().empty());
    CHECK(lines_of(s.events()) == lines(4, "peer_error ROK sequence_number@12"));
}

TEST_CASE("checklist: body bad, length good: the fitting status, and the bind stays") {
    const std::string sm_head("\0\0\0\0\0\0\0", 7); // service_type, two empty addresses
    struct row {
        const char* name;
        role receiver;
        std::uint32_t id;
        std::string body;
        std::string answer;
        std::string error;
    };
    const row rows[] = {
        {"no NUL", role::smsc, 4, "no NUL in here", "submit_sm_resp seq=7 RINVSERTYP",
         "peer_error RINVSERTYP service_type@16"},
        {"nothing at all", role::esme, 5, "", "deliver_sm_resp seq=7 RINVMSGLEN",
         "peer_error RINVMSGLEN service_type@16"},
        {"sm_length over the end", role::smsc, 4,
         sm_head + std::string("\0\0\0\0\0\0\0\0\0\5ab", 12), "submit_sm_resp seq=7 RINVMSGLEN",
         "peer_error RINVMSGLEN short_message@33"},
        {"a TLV over the end", role::smsc, 4,
         sm_head + std::string("\0\0\0\0\0\0\0\0\0\0\4\x24\0\5ab", 16),
         "submit_sm_resp seq=7 RINVOPTPARSTREAM",
         "peer_error RINVOPTPARSTREAM tlv message_payload@33"},
        {"data_sm", role::smsc, 0x103, "no NUL in here", "data_sm_resp seq=7 RINVSERTYP",
         "peer_error RINVSERTYP service_type@16"},
        {"alert_notification has no response", role::esme, 0x102, "",
         "generic_nack seq=7 RINVMSGLEN", "peer_error RINVMSGLEN source@16"},
    };
    for (const auto& r : rows) {
        CAPTURE(r.name);
        auto s = smpp_script::bound({.role = r.receiver});
        s.receive(framed(r.id, r.body));
        CHECK(lines_of(s.sent()) == lines{r.answer});
        CHECK(lines_of(s.events()) == lines{r.error});
        CHECK(s.session.state() == link_state::bound_trx);
        CHECK(s.session.unanswered_requests() == 0);
        s.receive({.sequence = 8, .body = enquire_link{}});
        CHECK(lines_of(s.sent()) == lines{"enquire_link_resp seq=8 ROK"});
    }
}

TEST_CASE("checklist: generic_nack: a length that cannot be gets RINVCMDLEN, then the end") {
    struct row {
        const char* name;
        std::string octets;
        std::uint32_t sequence;
    };
    const row rows[] = {
        {"HTTP", "GET / HTTP/1.1\r\nHost: smsc\r\n\r\n", 0},
        {"TLS",
         std::string{"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11} + std::string(40, 'r'), 0},
        {"15", std::string{"\0\0\0\x0f\0\0\0\4\0\0\0\0\0\0\0\7", 16}, 7},
        {"nothing", std::string{"\0\0\0\0\0\0\0\4\0\0\0\0\0\0\0\7", 16}, 7},
        {"one over the bound", std::string{"\0\0\x10\1\0\0\0\4\0\0\0\0\0\0\0\7", 16}, 7},
        {"all ones", std::string(16, '\xff'), 0},
    };
    for (const auto& r : rows) {
        CAPTURE(r.name);
        smpp_script s{{.role = role::smsc, .max_pdu = 4096}};
        s.receive(r.octets);
        CHECK(lines_of(s.sent()) ==
              lines{"generic_nack seq=" + std::to_string(r.sequence) + " RINVCMDLEN"});
        CHECK(lines_of(s.events()) ==
              lines{"peer_error RINVCMDLEN command_length@0", "closed protocol_error RINVCMDLEN"});
        s.receive({.sequence = 1, .body = enquire_link{}});
        CHECK(s.sent().empty());
    }
}

TEST_CASE("66 KiB pass") {
    auto s = smpp_script::bound({.role = role::smsc});
    submit_sm sm;
    sm.tlvs.add(tag::message_payload, std::string(65'535, 'p'));
    const auto octets = smpp_script::octets({.sequence = 3, .body = sm});
    for (std::size_t at = 0; at < octets.size(); at += 1000) {
        s.receive(std::string_view{octets}.substr(at, 1000));
    }
    const auto events = s.events();
    REQUIRE(events.size() == 1);
    CHECK(std::get<submit_sm>(std::get<event::request>(events[0]).pdu.body) == sm);
}
