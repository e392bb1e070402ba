// Rows of the checklist that show only on the octets between two sessions.
#include "smpp/message.hpp"
#include "support/doctest_lines.hpp"
#include "support/smpp_script.hpp"

using namespace smpp;
using namespace std::string_literals;
using support::lines;
using support::lines_of;
using support::smpp_script;

namespace {

std::string framed(std::uint32_t id, std::uint32_t status, std::uint32_t sequence,
                   const std::string& body) {
    std::string out;
    for (const std::uint32_t field :
         {static_cast<std::uint32_t>(header_size + body.size()), id, status, sequence}) {
        for (int shift = 24; shift >= 0; shift -= 8) {
            out += static_cast<char>(field >> shift & 0xFF);
        }
    }
    return out + body;
}

/// All that a session has written, and it is gone.
std::string octets_of(smpp_script& s) {
    std::string all;
    while (!s.session.output().empty()) {
        all += s.session.output();
        s.session.consume_output(s.session.output().size(), s.now);
    }
    return all;
}

constexpr command_id binds[] = {command_id::bind_receiver, command_id::bind_transmitter,
                                command_id::bind_transceiver};

constexpr std::uint32_t answer_of(command_id id) {
    return static_cast<std::uint32_t>(id) | 0x80000000u;
}

} // namespace

TEST_CASE("checklist: error responses: a bind_resp with an error is read with its body, without "
          "it, with a part of it") {
    struct row {
        const char* name;
        std::string body;
    };
    const row rows[] = {
        {"16 octets, as 3.4 says", ""},     {"17 octets", "\0"s},
        {"the whole body", "SMSC\0"s},      {"with its TLV", "SMSC\0\x02\x10\0\1\x34"s},
        {"a name without its end", "SMSC"}, {"a TLV that is cut off", "SMSC\0\x02\x10\0\1"s},
    };
    for (const command_id kind : binds) {
        CAPTURE(name_of(kind));
        for (const auto& r : rows) {
            CAPTURE(r.name);
            for (const bool in_pieces : {false, true}) {
                smpp_script s{{.role = role::esme}};
                s.session.bind(kind, {}, s.now);
                s.sent();
                const auto octets = framed(answer_of(kind), 0x0000000E, 1, r.body);
                for (std::size_t at = 0; at < octets.size(); at += in_pieces ? 1 : octets.size()) {
                    s.receive(std::string_view{octets}.substr(at, in_pieces ? 1 : octets.size()));
                }
                CHECK(lines_of(s.events()).back() == "closed bind_refused RINVPASWD");
                CHECK(octets_of(s).empty());
            }
        }
    }
}

TEST_CASE("checklist: error responses: a bind_resp with an error is written as its header alone") {
    for (const command_id kind : binds) {
        CAPTURE(name_of(kind));
        for (const std::uint8_t version : {version_33, version_34, version_50}) {
            CAPTURE(int{version});
            smpp_script refused{{.role = role::smsc}};
            refused.receive({.sequence = 9,
                             .body = smpp_script::bind_request(
                                 kind, {.system_id = "utility", .interface_version = version})});
            refused.session.refuse_bind(command_status::rinvpaswd, refused.now);
            CHECK(octets_of(refused) == framed(answer_of(kind), 0x0000000E, 9, ""));
        }
        // The session's own refusals too: a bind in the wrong state.
        auto twice = smpp_script::bound({.role = role::smsc}, kind);
        twice.receive({.sequence = 9, .body = smpp_script::bind_request(kind, {})});
        CHECK(octets_of(twice) == framed(answer_of(kind), 0x00000005, 9, ""));
    }
}

TEST_CASE("checklist: submit_multi: a partial failure reaches who asked, address by address") {
    submit_multi_resp some;
    some.message_id = "77";
    some.unsuccess = {{{1, 1, "2250700000002"}, command_status::rinvdstadr},
                      {{5, 0, "Energie"}, command_status::rthrottled}};
    submit_multi_resp all = some;
    all.message_id.clear();
    struct row {
        const char* name;
        command_status status;
        submit_multi_resp answer;
        std::uint8_t version;
    };
    const row rows[] = {
        {"some of them", command_status::rok, some, version_34},
        {"some of them, in 3.3", command_status::rok, some, version_33},
        {"some of them, in 5.0", command_status::rok, some, version_50},
        {"all of them, with an error", command_status::rsubmitfail, all, version_34},
        {"none of them", command_status::rok, {"77", {}, {}}, version_34},
    };
    submit_multi message;
    message.destinations = {address{1, 1, "2250700000001"}, address{1, 1, "2250700000002"},
                            distribution_list{"town"}, address{5, 0, "Energie"}};
    message.short_message = "coupure";
    for (const auto& r : rows) {
        CAPTURE(r.name);
        auto esme =
            smpp_script::bound({.role = role::esme}, command_id::bind_transceiver, r.version);
        auto smsc =
            smpp_script::bound({.role = role::smsc}, command_id::bind_transceiver, r.version);
        REQUIRE(esme.session.request(message, 42, esme.now).has_value());
        smsc.receive(octets_of(esme));
        const auto asked = smsc.events();
        REQUIRE(asked.size() == 1);
        const auto& request = std::get<event::request>(asked[0]).pdu;
        CHECK(std::get<submit_multi>(request.body).destinations == message.destinations);
        CHECK(smsc.session.respond(request.sequence, r.status, r.answer));
        esme.receive(octets_of(smsc));
        const auto answered = esme.events();
        REQUIRE(answered.size() == 1);
        const auto& got = std::get<event::response>(answered[0]);
        CHECK(got.token == 42);
        CHECK(got.pdu.status == r.status);
        const auto& multi = std::get<submit_multi_resp>(got.pdu.body);
        CHECK(multi.message_id == r.answer.message_id);
        CHECK(multi.unsuccess == r.answer.unsuccess);
    }
}

TEST_CASE("checklist: data_coding 0: written as the connector says, one octet a character") {
    struct row {
        const char* name;
        coding_rules rules;
        std::string text;
        std::uint8_t data_coding;
        std::string octets;
    };
    const row rows[] = {
        {"GSM-7, unpacked", {}, "\u00E9t\u00E9 @", 0, "\x05t\x05 \0"s},
        {"GSM-7, an escape", {}, "\u20AC", 0, "\x1B\x65"},
        {"GSM-7 has no circumflex", {}, "\u00EA", 8, "\0\xEA"s},
        {"Latin-1", {.default_charset = charset::latin1}, "\u00E9t\u00E9 @", 0, "\xE9t\xE9 @"},
        {"Latin-1 has no euro", {.default_charset = charset::latin1}, "\u20AC", 8, "\x20\xAC"},
        {"ASCII", {.default_charset = charset::ascii}, "[a]@", 0, "[a]@"},
        {"ASCII has no accents", {.default_charset = charset::ascii}, "\u00E9", 8, "\0\xE9"s},
        {"packed, where the connector says so",
         {.packed = true},
         "1234567",
         0,
         "\x31\xD9\x8C\x56\xB3\xDD\x1A"},
    };
    for (const auto& r : rows) {
        CAPTURE(r.name);
        auto esme = smpp_script::bound({.role = role::esme});
        const auto messages =
            make_messages(r.text, 1, submit_sm{}, segment_options{.rules = r.rules});
        REQUIRE(messages.has_value());
        REQUIRE(messages->size() == 1);
        REQUIRE(esme.session.request(messages->front(), 1, esme.now).has_value());
        const auto octets = octets_of(esme);
        // On the wire (SMPP 3.4 4.4.1): data_coding, sm_default_msg_id, sm_length, short_message.
        const auto length = static_cast<char>(r.octets.size());
        CHECK(octets.ends_with(std::string{static_cast<char>(r.data_coding), '\0', length} +
                               r.octets));
        // And read back by the same rules it is the text.
        const auto sm = std::get<submit_sm>(decode(octets).value().body);
        CHECK(read_message(sm, r.rules).value().text == r.text);
    }
}

TEST_CASE("checklist: sequence_number: a strict session refuses numbers that there are not") {
    for (const bool strict : {false, true}) {
        CAPTURE(strict);
        for (const std::uint32_t number : {0U, 1U, 0x7FFFFFFFU, 0x80000000U, 0x80000001U}) {
            CAPTURE(number);
            auto s = smpp_script::bound({.role = role::smsc, .strict = strict});
            submit_sm sms;
            sms.destination = {1, 1, "2250700000001"};
            s.receive({.sequence = number, .body = sms});
            const bool taken = !strict || (number >= 1 && number <= 0x7FFFFFFF);
            const auto seen = lines_of(s.events());
            REQUIRE(seen.size() == 1);
            CHECK(seen[0].starts_with("request submit_sm") == taken);
            CHECK((seen[0] == "peer_error RUNKNOWNERR sequence_number@12") == !taken);
            const auto sent = s.sent();
            CHECK(sent.empty() == taken);
            if (!taken) {
                CHECK(sent[0].sequence == number);
                CHECK(sent[0].status == command_status::runknownerr);
            }
            s.receive({.sequence = 9, .body = enquire_link{}});
            CHECK(lines_of(s.sent()) == lines{"enquire_link_resp seq=9 ROK"});
        }
    }
}

TEST_CASE("checklist: field sizes with NUL: passwords over 8 octets are an explicit override") {
    struct row {
        std::size_t octets;
        bool long_passwords;
        bool good; ///< sent, and taken by a strict peer
    };
    for (const row r : {row{8, false, true}, row{9, false, false}, row{16, false, false},
                        row{9, true, true}, row{16, true, true}}) {
        CAPTURE(r.octets);
        CAPTURE(r.long_passwords);
        bind_body bind;
        bind.system_id = "utility";
        bind.password.assign(r.octets, 'p');
        smpp_script esme{{.role = role::esme, .long_passwords = r.long_passwords}};
        esme.session.bind(command_id::bind_transceiver, bind, esme.now);
        CHECK((esme.sent().size() == 1) == r.good);
        CHECK(lines_of(esme.events()) ==
              (r.good ? lines{} : lines{"closed bind_refused RINVPASWD"}));

        smpp_script caller{{.role = role::smsc, .long_passwords = r.long_passwords}};
        outbind call;
        call.system_id = "SMSC";
        call.password = bind.password;
        caller.session.outbind(call, caller.now);
        CHECK((caller.sent().size() == 1) == r.good);

        for (const bool strict : {false, true}) {
            CAPTURE(strict);
            smpp_script smsc{
                {.role = role::smsc, .strict = strict, .long_passwords = r.long_passwords}};
            smsc.receive({.sequence = 1,
                          .body = smpp_script::bind_request(command_id::bind_receiver, bind)});
            const auto seen = lines_of(smsc.events());
            REQUIRE(seen.size() == 1);
            CHECK(seen[0] == (r.good || !strict ? "bind_request bind_receiver utility 1"
                                                : "peer_error RINVPASWD password@24"));
        }
    }
}
